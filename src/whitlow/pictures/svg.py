"""This module writes elements of SVG and HTML, and reckons how much room words need.

It refuses a style attribute, and lets no text become markup.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from whitlow.pages.course_shapes import rounded_number
from whitlow.pictures.measures import LETTERS, OTHER_LETTER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Link = Callable[[str], str]

__all__ = ["Number", "evidence", "link", "polygon", "room", "safe", "tag", "text", "wrapped"]

Number = Fraction | int

THOUSAND: Final = 1000
EVIDENCE: Final = "/evidence/"
NOT_TEXT: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NO_TEXT: Final = "\N{REPLACEMENT CHARACTER}"


def safe(words: str) -> str:
    """Return words as text of an element.

    >>> safe("<b>5 & 6</b>")
    '&lt;b&gt;5 &amp; 6&lt;/b&gt;'
    """
    return escape(NOT_TEXT.sub(NO_TEXT, words))


def tag(name: str, /, *parts: str, **attributes: str | Number | None) -> str:
    """Return an element; ``class_`` is ``class``, an attribute of None is left out.

    >>> tag("rect", x=Fraction(1, 3), class_="p-axis", rx=None)
    '<rect x="0.33" class="p-axis"/>'
    """
    told = "".join(
        f" {_attribute(key)}={quoteattr(_value(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(parts)
    return f"<{name}{told}>{inner}</{name}>" if inner else f"<{name}{told}/>"


def _attribute(key: str) -> str:
    name = key.rstrip("_").replace("_", "-")
    if name == "style":
        message = "A picture has no style attribute: give it a class."
        raise ValueError(message)
    return name


def _value(value: str | Number) -> str:
    return NOT_TEXT.sub(NO_TEXT, value) if isinstance(value, str) else rounded_number(value)


def text(
    x: Number, y: Number, words: str, class_: str = "p-text", anchor: str | None = None
) -> str:
    """Return words at a place."""
    return tag("text", safe(words), x=x, y=y, class_=class_, text_anchor=anchor)


def polygon(*points: tuple[Number, Number], class_: str) -> str:
    """Return a closed shape through points."""
    through = " ".join(f"{rounded_number(x)},{rounded_number(y)}" for x, y in points)
    return tag("polygon", points=through, class_=class_)


def evidence(name: str) -> str:
    """Return the address of a record.

    >>> evidence("label-of-1999#dose")
    '/evidence/label-of-1999%23dose'
    """
    return f"{EVIDENCE}{quote(name, safe='')}"


def link(href: str, *parts: str, **attributes: str | Number | None) -> str:
    """Return what leads to an address."""
    return tag("a", *parts, href=href, **attributes)


def room(words: str, letter: int) -> int:
    """Return how wide words are at most, at a height of letters.

    >>> room("mm", 10), room("il", 10)
    (20, 7)
    """
    return -(-sum(LETTERS.get(one, OTHER_LETTER) for one in words) * letter // THOUSAND)


def wrapped(words: str, width: int, letter: int) -> tuple[str, ...]:
    """Return words in lines that are no wider than told; a longer word has a line of its own.

    >>> wrapped("one two three", 60, 10)
    ('one two', 'three')
    """
    return tuple(_lines(words.split(), width, letter))


def _lines(words: Iterable[str], width: int, letter: int) -> Iterable[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and room(longer, letter) > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
