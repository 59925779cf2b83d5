"""This module shows a note with what was read from it, and writes it as a case file.

It refuses to write into a case file what is still to be confirmed, except as a comment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Sheet, Title, said
from whitlow.pages.words import some

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.guideline import Guideline
    from whitlow.intake import Aside, Confirm, ReadFact, Reading
    from whitlow.pages.blocks import Block, Words

__all__ = ["Piece", "case_text", "marked_lines", "read_page"]

Place = tuple[int, int, str]
Piece = tuple[str, tuple[str, ...]]
LONGEST_QUOTE: Final = 60
MORE: Final = "…"
NOTHING: Final = "Nothing was read from it without doubt."
MARKED: Final = (
    "A number marks words that were read, ?1 words that are to be confirmed. "
    "What stands unmarked was not read."
)


def read_page(guideline: Guideline, reading: Reading) -> Page:
    """Return the page of a reading."""
    return Page(tuple(_blocks(guideline, reading)))


def _blocks(guideline: Guideline, reading: Reading) -> Iterator[Block]:
    yield Title("Note", _counts(reading))
    yield Prose(said(MARKED, "quiet"))
    yield Sheet(tuple((label, (words,)) for label, words in _lines(reading)))
    yield Heading("Read", aside="" if reading.facts else "nothing")
    if reading.facts:
        yield Sheet(tuple(_read(guideline, n, each) for n, each in enumerate(reading.facts, 1)))
    if reading.confirm:
        yield Heading("To confirm", tone="caution")
    for number, each in enumerate(reading.confirm, 1):
        yield _asked(guideline, number, each)
    yield from _aside("Not of this patient", reading.not_this_patient)
    yield from _aside("Not of now", reading.not_now)


def _counts(reading: Reading) -> str:
    return f"{some(len(reading.facts), 'fact')} read, {len(reading.confirm)} to confirm"


def _read(guideline: Guideline, number: int, fact: ReadFact) -> tuple[str, tuple[Words, ...]]:
    why = f" ({fact.trigger})" if fact.trigger else ""
    label = f"{number} {guideline.label(fact.fact)}"
    return label, (said(fact.value, "strong"), said(f"{_quoted(fact.text)}{why}", "quiet"))


def _asked(guideline: Guideline, number: int, each: Confirm) -> Point:
    offered = f": {' or '.join(each.candidates)}" if each.candidates else ""
    words = (Run(guideline.label(each.fact), "strong"), Run(offered))
    return Point((*words, Run(f" ({each.why.rstrip('.')})", "quiet")), "ask", f"?{number}")


def _aside(title: str, found: Iterable[Aside]) -> Iterator[Block]:
    told = dict.fromkeys((_quoted(each.text), each.why) for each in found)
    if told:
        yield Heading(title)
    for text, why in told:
        yield Point((Run(text), Run(f" {why}", "quiet")))


def _quoted(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_QUOTE else f"{plain[:LONGEST_QUOTE]}{MORE}"


def _lines(reading: Reading) -> Iterator[tuple[str, Words]]:
    """Yield the note line by line, what was read in brackets with its number."""
    for number, pieces in marked_lines(reading):
        yield str(number), tuple(_bracketed(piece) for piece in pieces)


def _bracketed(piece: Piece) -> Run:
    text, marks = piece
    return Run(f"[{','.join(marks)}: {text}]", "strong") if marks else Run(text)


def marked_lines(reading: Reading) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """Yield each line that holds something, cut where marks begin and end.

    A piece has the marks of all that was read from it: a number, or ``?1`` where it is to be
    confirmed.
    """
    start = 0
    places = sorted(_places(reading))
    for number, line in enumerate(reading.text.splitlines(keepends=True), 1):
        end = start + len(line)
        here = [each for each in places if start <= each[0] < end]
        if line.strip():
            yield number, tuple(_cut(reading.text, start, end, here))
        start = end


def _places(reading: Reading) -> Iterator[Place]:
    for number, fact in enumerate(reading.facts, 1):
        for span in fact.spans:
            yield (*span, str(number))
    for number, each in enumerate(reading.confirm, 1):
        for span in each.spans:
            yield (*span, f"?{number}")


def _cut(text: str, start: int, end: int, places: Iterable[Place]) -> Iterator[Piece]:
    """Yield a line in pieces; words that facts share carry all their marks."""
    at = start
    for first, last, marks in _merged(places):
        yield text[at:first], ()
        yield text[first : min(last, end)].strip(), tuple(sorted(marks, key=_in_order))
        at = min(last, end)
    yield text[at:end].rstrip(), ()


def _in_order(mark: str) -> tuple[bool, int]:
    """Return where a mark stands among others: what was read first, each by its number."""
    return mark.startswith("?"), int(mark.removeprefix("?"))


def _merged(places: Iterable[Place]) -> list[tuple[int, int, list[str]]]:
    """Return places, those that overlap as one that carries the numbers of all."""
    found: list[tuple[int, int, list[str]]] = []
    for first, last, mark in places:
        if not found or first >= found[-1][1]:
            found.append((first, last, [mark]))
            continue
        begin, end, marks = found[-1]
        found[-1] = (begin, max(end, last), list(dict.fromkeys([*marks, mark])))
    return found


def case_text(guideline: Guideline, reading: Reading) -> str:
    """Return a case file with the facts that were read, and the rest as comments."""
    lines = ["# A case read from a note. Check every line against the note before you use it."]
    lines += [
        f"{fact.fact}: {_value(guideline, fact)}  # {_quoted(fact.text)}" for fact in reading.facts
    ]
    if reading.confirm:
        lines += ["", "# To confirm: write the right value and take the # away."]
    for each in reading.confirm:
        told = guideline.facts[each.fact]
        offered = " | ".join(each.candidates)
        given = f"# {each.fact}: {offered}" if told.type != "refused" else f"# ({each.text})"
        lines.append(f"{given}  # {' '.join(each.why.split())}")
    return "\n".join(lines) + "\n"


def _value(guideline: Guideline, fact: ReadFact) -> str:
    """Return a value as strict YAML takes it: a set as a list, whatever holds a sign quoted."""
    if guideline.facts[fact.fact].type != "set" or fact.value == "none":
        return _plain(fact.value)
    return f"[{', '.join(_plain(part.strip()) for part in fact.value.split(','))}]"


def _plain(text: str) -> str:
    simple = text.replace(" ", "").replace("_", "").replace("/", "").replace(".", "").isalnum()
    return text if simple else f'"{text}"'
