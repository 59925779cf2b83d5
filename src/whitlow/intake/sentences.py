"""This module parts the tokens of a note into sentences, each with the section it stands in.

It refuses a sentence without end: one that is longer than a person writes is cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.intake.grammar import HEADING_STARTS, LONGEST_HEADING, section_of
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.intake.grammar import Section
    from whitlow.intake.tokens import Token

__all__ = ["Sentence", "sentences_of"]

LONGEST: Final = 100
ENDS: Final = frozenset(".;!")
SHORTENED: Final = words(
    "dr mr mrs ms prof vs approx ca e g i eg ie pt pts st resp incl esp no temp wt ht o sr approx"
)
BULLETS: Final = frozenset("#*[-•=")
HEADING_WORDS: Final = HEADING_STARTS | BULLETS
NEAR: Final = 4
LASTS: Final = frozenset({"planned"})
"""Sections that go on below their first line, until the next heading."""


class Sentence(NamedTuple):
    """A run of tokens that say one thing, and the section in which they stand."""

    first: int
    last: int
    section: Section
    heading: str


def sentences_of(tokens: Sequence[Token]) -> Iterator[Sentence]:
    """Yield the sentences of some tokens, in order."""
    section: Section = ""
    heading = ""
    inherited = False
    first = 0
    for at, token in enumerate(tokens):
        if at < first:
            continue
        if token.line and at > first:
            yield Sentence(first, at, section, heading)
            first = at
        if token.line and not inherited and section not in LASTS:
            section, heading = "", ""
        if (token.line or at == first or not token.glued) and token.low in HEADING_WORDS:
            found = _heading(tokens, at)
            if found is not None:
                if at > first:
                    yield Sentence(first, at, section, heading)
                section, first = found
                heading = " ".join(
                    each.text for each in tokens[at:first] if each.low not in ":-[#*"
                )
                inherited = first >= len(tokens) or tokens[first].line
                continue
        if _ends(tokens, at) or at - first >= LONGEST:
            yield Sentence(first, at + 1, section, heading)
            first = at + 1
    if first < len(tokens):
        yield Sentence(first, len(tokens), section, heading)


def _heading(tokens: Sequence[Token], at: int) -> tuple[Section, int] | None:
    """Return the section that a heading opens, and the token after its colon or its line."""
    if not tokens[at].line and all(
        token.low != ":" for token in tokens[at : at + LONGEST_HEADING + 1]
    ):
        return None
    start = at
    while start < min(at + NEAR, len(tokens)) and tokens[start].low in BULLETS:
        start += 1
    for end in range(min(start + LONGEST_HEADING, len(tokens)), start, -1):
        found = section_of(tuple(token.low for token in tokens[start:end]))
        if found is None:
            continue
        if end < len(tokens) and tokens[end].low == ":" and not tokens[end].line:
            return found, end + 1
        alone = end >= len(tokens) or tokens[end].line
        if found and tokens[at].line and (alone or tokens[end].low in "-]*" or found == "copied"):
            return found, end if alone else end + (tokens[end].low in "-]*")
    return None


def _ends(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.low == "?":
        return after is not None and token.glued and not after.glued and after.text[:1].isupper()
    if token.low not in ENDS:
        return False
    if token.low == ";" and _answers(tokens, at + 1):
        return False
    if token.low != "." or after is None:
        return True
    if after.glued and not after.text[:1].isupper():
        return False
    if at and tokens[at - 1].low == "no":
        return not after.is_number
    return at == 0 or tokens[at - 1].low not in SHORTENED


def _answers(tokens: Sequence[Token], at: int) -> bool:
    """Whether what follows only answers what stands before: ``was looked for; there was none``."""
    low = [token.low for token in tokens[at : at + NEAR]]
    return low[:1] == ["there"] and low[2:3] == ["none"]
