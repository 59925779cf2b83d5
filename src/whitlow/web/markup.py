"""This module writes a page's blocks as the sections of a web page.

It refuses to let a text become markup, and writes neither a style nor a script into it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple, assert_never
from urllib.parse import quote

from whitlow.editorial.standing import Live
from whitlow.guideline import OnceFor
from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Sheet, Title, Words
from whitlow.pages.html import table_rows
from whitlow.pages.plan_page import BECAUSE
from whitlow.pages.records_json import KINDS, kinds_of
from whitlow.pages.words import TYPED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whitlow.guideline import Guideline
    from whitlow.pages.blocks import Block

__all__ = ["Part", "Written", "address", "slug", "write"]

NUMBER: Final = re.compile(r"\d+")
RECORD: Final = re.compile(r"(?<![\w#])\(([a-z0-9][\w#.:-]+)\)")
NOT_A_LETTER: Final = re.compile(r"[^a-z0-9]+")
ADDRESS: Final = "/evidence/"
SECURE: Final = "https://"
USUAL: Final = "stands"
"""The mark of a point that nothing is to be said of."""


class Part(NamedTuple):
    """One section of a page: its name for an address, its title, and its HTML."""

    name: str
    title: str
    aside: str
    tone: str
    html: str


class Written(NamedTuple):
    """A page as HTML: its title, what stands before the first section, and the sections."""

    title: str
    aside: str
    lead: str
    parts: tuple[Part, ...]


class Links(NamedTuple):
    """Where the records of a guideline are shown: by their names, and by their titles.

    ``shown`` gives each name as it stands linked in a text.
    """

    shown: Mapping[str, str]
    titles: Mapping[str, str]
    numbered: tuple[str, ...] = ()
    reports: bool = False


def slug(title: str) -> str:
    """Return a title as the name of a part of a page.

    >>> slug("Do not give")
    'do-not-give'
    """
    return NOT_A_LETTER.sub("-", title.casefold()).strip("-")


def write(page: Page, guideline: Guideline, numbered: Sequence[str] = ()) -> Written:
    """Return a page as HTML, each record that it names leading to its own address.

    ``numbered`` are its sources in the order of their numbers, where their titles are cut.
    """
    links = _links(guideline)._replace(numbered=tuple(numbered))
    title = next((block for block in page.blocks if isinstance(block, Title)), Title(""))
    heads: list[Heading | None] = [None]
    bodies: list[list[Block]] = [[]]
    for block in page.blocks:
        match block:
            case Title():
                pass
            case Heading(minor=False):
                heads.append(block)
                bodies.append([])
            case _:
                bodies[-1].append(block)
    names = _apart(slug(head.text) for head in heads if head is not None)
    parts = tuple(
        Part(next(names), head.text, head.aside, head.tone, _body(body, links))
        for head, body in zip(heads, bodies, strict=True)
        if head is not None
    )
    return Written(title.text, title.aside, _body(bodies[0], links), parts)


def _apart(names: Iterable[str]) -> Iterator[str]:
    """Yield names, one that was there before with its number.

    >>> list(_apart(["tests", "dose", "tests"]))
    ['tests', 'dose', 'tests-2']
    """
    times: dict[str, int] = {}
    for name in names:
        times[name] = times.get(name, 0) + 1
        yield name if times[name] == 1 else f"{name}-{times[name]}"


def _known(guideline: Guideline) -> Links:
    shown = {
        name: f'<a href="{address(name)}">{_text(name)}</a>'
        for kind in KINDS
        for name in kinds_of(guideline, kind)
    }
    titles = {source.title: name for name, source in guideline.sources.items()}
    return Links(shown, titles, reports=isinstance(guideline.reviews, Live))


_links: Final = OnceFor(_known)


def _body(blocks: Iterable[Block], links: Links) -> str:
    return "\n".join(_lines(blocks, links))


def _lines(blocks: Iterable[Block], links: Links) -> Iterator[str]:
    """Yield the blocks; points that follow each other are one list."""
    for listing, group in groupby(blocks, lambda block: isinstance(block, Point)):
        if listing:
            yield '<ul class="points">'
        for block in group:
            yield from _block(block, links)
        if listing:
            yield "</ul>"


def _block(block: Block, links: Links) -> Iterator[str]:
    match block:
        case Title():
            pass
        case Heading(text, _, aside, tone):
            after = f' <small class="aside">{_linked(aside, links)}</small>' if aside else ""
            yield f'<h3 class="{tone}">{_text(text)}{after}</h3>'
        case Prose(words) if _is_typed(words):
            pass
        case Prose(words):
            yield f"<p>{_words(words, links)}</p>"
        case Point():
            yield _point(block, links)
        case Sheet():
            yield from _table(block, links)
        case _:
            assert_never(block)


def _text(text: str) -> str:
    """Return a text as it stands between two tags, where quotes are letters like any other.

    >>> _text("3 < 4 & 'so on'")
    "3 &lt; 4 &amp; 'so on'"
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _words(words: Words, links: Links) -> str:
    return "".join([_run(run, links) for run in words]).strip()


def _run(run: Run, links: Links) -> str:
    match run.tone:
        case "plain":
            return _text(run.text)
        case "strong":
            return f"<strong>{_text(run.text)}</strong>"
        case "cite":
            return _cited(run.text)
        case "quiet":
            return f"<small>{_linked(run.text, links)}</small>"
        case "alarm" | "caution":
            return f'<span class="{run.tone}">{_linked(run.text, links)}</span>'


@lru_cache(4096)
def _cited(numbers: str) -> str:
    """Return the numbers of sources, each leading to its source; they are no one's secret."""
    linked = NUMBER.sub(r'<a href="#s\g<0>">\g<0></a>', _text(numbers))
    return f"<sup>{linked}</sup>"


def _linked(text: str, links: Links) -> str:
    """Return a text in which each record in brackets, or alone, leads to its address."""
    if text.startswith(SECURE) and len(text.split()) == 1:
        return f'<a href="{escape(text)}" rel="external noreferrer">{_text(text)}</a>'
    if text in links.shown:
        return links.shown[text]
    plain = _text(text)
    if "(" not in plain:
        return plain

    def link(found: re.Match[str]) -> str:
        shown = links.shown.get(found[1])
        return found[0] if shown is None else f"({shown})"

    return RECORD.sub(link, plain)


def address(name: str) -> str:
    """Return the address of a record; a statement's sign would begin a part of a page.

    >>> address("a-label#dose")
    '/evidence/a-label%23dose'
    """
    return ADDRESS + quote(name, safe="/:@().,;-_")


def _point(point: Point, links: Links) -> str:
    """Return an item of a list; the sign before it is the style's, a number is its own."""
    sign = point.number.strip()
    anchor = NUMBER.search(sign) if sign.startswith("[") else None
    notes = "".join([_note(note, links) for note in point.notes if not _is_typed(note)])
    lead = f"<b>{_text(sign)}</b> " if sign else ""
    if anchor is not None and point.words:
        words = _headed(int(anchor[0]), point.words, links)
        return f'<li id="s{anchor[0]}">{lead}{words}{notes}</li>'
    classes: list[str] = [] if point.mark == USUAL else [point.mark]
    classes += [f"depth-{min(point.depth, 6)}"] if point.depth else []
    kind = f' class="{" ".join(classes)}"' if classes else ""
    words = _words(point.words, links)
    if links.reports and point.record in links.shown:
        words += f' <a class="wrong" href="/reports?record={quote(point.record)}">wrong?</a>'
    return f"<li{kind}>{lead}{words}{notes}</li>"


def _headed(number: int, words: Words, links: Links) -> str:
    """Return the words of a source, whose title leads to it."""
    source = _source(number, words[0].text, links)
    if not source:
        return _words(words, links)
    title = f'<a href="{address(source)}">{_text(words[0].text)}</a>'
    return f"{title} {_words(words[1:], links)}"


def _source(number: int, title: str, links: Links) -> str:
    """Return the source of a number or of a title, nothing where neither is one's."""
    if number <= len(links.numbered):
        return links.numbered[number - 1]
    return links.titles.get(title, "")


def _is_typed(words: Words) -> bool:
    """Whether some words say what to type on a command line, which no reader of a page has."""
    return bool(words) and words[0].text.startswith(TYPED)


def _note(note: Words, links: Links) -> str:
    if note and note[0].text.startswith(BECAUSE):
        first, *rest = note
        told = (first._replace(text=first.text.removeprefix(BECAUSE), tone="plain"), *rest)
        return f"<details><summary>Why</summary>{_words(told, links)}</details>"
    return f"<p>{_words(note, links)}</p>"


def _table(sheet: Sheet, links: Links) -> Iterator[str]:
    """Yield a table in a frame of its own, which a narrow screen can move sideways."""
    yield '<div class="frame" tabindex="0" role="group" aria-label="Table"><table>'
    yield from table_rows(sheet, lambda words: _words(words, links))
    yield "</table></div>"
