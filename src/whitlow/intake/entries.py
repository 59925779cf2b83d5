"""This module finds what a note holds of an earlier day: dated entries, and parts copied from one.

It refuses to choose the newest of dates that can be read in two ways.
"""

from __future__ import annotations

from calendar import month_name
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from whitlow.intake.tokens import Token

__all__ = ["OLDER", "earlier_entries"]

OLDER: Final = "an entry of another day stands in the note"
COPIED: Final = "the note says that it was copied"
BULLETS: Final = words("- * • # [ ( > =")
DAY: Final = words("day d")
NOW: Final = words("today now update updated addendum interval current currently new overnight")
COPYING: Final = (
    ("copied", "from"),
    ("copied", "forward"),
    ("copy", "forward"),
    ("copy", "-", "forward"),
    ("copied", "-", "forward"),
    ("copied", "and", "pasted"),
    ("carried", "forward"),
    ("carry", "forward"),
    ("pulled", "forward"),
    ("brought", "forward"),
    ("from", "previous", "note"),
    ("from", "prior", "note"),
    ("from", "yesterday", "'", "s", "note"),
    ("per", "yesterday", "'", "s", "note"),
    ("auto", "-", "populated"),
    ("autopopulated",),
    ("copied", ")"),
    ("copied", "]"),
    ("copied", ":"),
    ("c", "/", "f", "from"),
)
TEMPLATES: Final = words(
    """template templated templates default defaults macro smartphrase smarttext dotphrase autotext
    autofill autofilled prefilled boilerplate"""
)
TEMPLATE: Final = "the note says that it is a template"
ADDED: Final = words("addendum update updated interval added new edit edited")
STARTS: Final = frozenset(each[0] for each in COPYING)
MOST_MONTHS: Final = len(month_name) - 1
PADDED: Final = 2

Key = tuple[int, ...]


class _Entry(NamedTuple):
    """A line that begins with a date or a day: where, and how it may be read."""

    at: int
    readings: tuple[Key | None, Key | None]


def earlier_entries(tokens: Sequence[Token]) -> Mapping[int, str]:
    """Return the doubt of each token that stands in an earlier entry, or in a copied part."""
    entries = list(_entries(tokens))
    found: dict[int, str] = {}
    newest = _newest(entries)
    if len({each.readings for each in entries}) > 1:
        for number, each in enumerate(entries):
            end = entries[number + 1].at if number + 1 < len(entries) else len(tokens)
            if each.readings != newest:
                found.update((at, OLDER) for at in range(each.at, _until_now(tokens, each.at, end)))
    elif (copied := _copied(tokens)) is not None:
        first = copied
        for at in range(len(tokens)):
            if at >= first or not entries:
                found[at] = COPIED
        for start, end in _now(tokens):
            for at in range(start, end):
                found.pop(at, None)
    for start, end, told in _parts(tokens):
        for at in range(start, end):
            found.setdefault(at, told)
    return found


def _lines(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends."""
    starts = [at for at, token in enumerate(tokens) if token.line]
    yield from pairwise([*starts, len(tokens)])


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Yield the part of each line that was copied up to what was added, and lines of a template."""
    said = {token.low for token in tokens}
    if said.isdisjoint(TEMPLATES) and said.isdisjoint(STARTS):
        return
    for start, end in _lines(tokens):
        low = [token.low for token in tokens[start:end]]
        if not TEMPLATES.isdisjoint(low):
            yield start, end, TEMPLATE
        if STARTS.isdisjoint(low):
            continue
        first = next((at for at in range(start, end) if _copies(tokens, at)), end)
        added = (at for at in range(first, end) if tokens[at].low in ADDED)
        yield first, next(added, end), COPIED


def _copies(tokens: Sequence[Token], at: int) -> bool:
    """Whether words stand at a token that say that something was copied."""
    return tokens[at].low in STARTS and any(
        tuple(each.low for each in tokens[at : at + len(words_)]) == words_ for words_ in COPYING
    )


def _entries(tokens: Sequence[Token]) -> Iterator[_Entry]:
    for start, token in enumerate(tokens):
        if not token.line:
            continue
        at = start
        while at < len(tokens) and tokens[at].low in BULLETS:
            at += 1
        readings = _day(tokens, at) or _date(tokens, at)
        if readings is not None:
            yield _Entry(start, readings)


def _date(tokens: Sequence[Token], at: int) -> tuple[Key | None, Key | None] | None:
    """Return a date that leads a line, as month and day in both orders."""
    if at + 3 >= len(tokens) or tokens[at + 1].low not in {"/", "-"} or not tokens[at + 2].glued:
        return None
    one, other = tokens[at].low, tokens[at + 2].low
    if not (_short(one) and _short(other)):
        return None
    behind = at + 3
    while behind + 1 < len(tokens) and tokens[behind].low in {"/", "-"} and tokens[behind].glued:
        behind += 2
    after = tokens[behind].low if behind < len(tokens) else ""
    padded = len(one) == len(other) == PADDED
    if not (after in {":", "]", ")"} or after in NOW or padded):
        return None
    first, second = int(one), int(other)
    if min(first, second) < 1 or min(first, second) > MOST_MONTHS:
        return None
    return (
        (first, second) if first <= MOST_MONTHS else None,
        (second, first) if second <= MOST_MONTHS else None,
    )


def _short(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) <= PADDED


def _day(tokens: Sequence[Token], at: int) -> tuple[Key | None, Key | None] | None:
    """Return the day that leads a line with a colon: ``Day 5:``."""
    if at + 2 >= len(tokens) or tokens[at].low not in DAY or not _short(tokens[at + 1].low):
        return None
    if tokens[at + 2].low != ":":
        return None
    key = (int(tokens[at + 1].low),)
    return key, key


def _newest(entries: Sequence[_Entry]) -> tuple[Key | None, Key | None] | None:
    """Return the newest of some dates, None where they can be read so that two are."""
    best: set[tuple[Key | None, Key | None]] = set()
    for order in (0, 1):
        keys = [each.readings[order] for each in entries]
        whole = [key for key in keys if key is not None]
        if whole and len(whole) == len(keys):
            last = max(whole)
            best |= {each.readings for each in entries if each.readings[order] == last}
    return best.pop() if len(best) == 1 else None


def _copied(tokens: Sequence[Token]) -> int | None:
    """Return the first token of the line that says that something was copied."""
    line = 0
    for at, token in enumerate(tokens):
        if token.line:
            line = at
        if _copies(tokens, at):
            return line
    return None


def _now(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the lines that say that they are of today."""
    for start, end in _lines(tokens):
        if any(token.low in NOW for token in tokens[start : start + 3]):
            yield start, end


def _until_now(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return where an entry ends: at a line that says that it is of today."""
    for at in range(start + 1, end):
        if tokens[at].line and any(token.low in NOW for token in tokens[at : at + 2]):
            return at
    return end
