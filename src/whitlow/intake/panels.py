"""This module reads a panel: one PCR, and several viruses each with a result of its own.

It refuses a result that does not stand right behind its virus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.door.variants import VIRUS
from whitlow.intake.records import Found
from whitlow.intake.results import PCR, POSITIVE, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.intake.lexicon import Mention
    from whitlow.intake.said import Said

__all__ = ["panel"]

NEGATIVE: Final = "negative"
BEHIND: Final = 3
FINAL: Final = frozenset({POSITIVE, NEGATIVE})


def panel(said: Said) -> Iterator[Found]:
    """Yield the results of a sentence with one PCR: ``PCR: A detected, B not detected``."""
    tokens, facts = said.tokens, said.guideline.facts
    sentence = range(said.sentence.first, said.sentence.last)
    pcr = next((at for at in sentence if tokens[at].low == PCR), None)
    if pcr is None or pcr in said.reader.taken:
        return
    within = facts[VIRUS].within or {}
    for each in said.mentions:
        virus = _virus(each)
        name = f"{within.get(virus, virus)}_{PCR}"
        result, last = _result(said, each.last)
        if not virus or each.first < pcr or name not in facts or not result:
            continue
        stance = said.scope.of(each.first, each.last)
        if stance.other or stance.planned or stance.past or stance.doubted:
            continue
        span = tokens[each.first].start, tokens[last - 1].end
        yield Found(name, result, span, stance, negated=result == NEGATIVE, of=virus)


def _virus(mention: Mention) -> str:
    terms = [meaning.term for meaning in mention.meanings if meaning.term is not None]
    found = [term for term in terms if term.kind == VIRUS and set(term.sets) == {VIRUS}]
    return found[0].sets[VIRUS][0] if found else ""


def _result(said: Said, at: int) -> tuple[str, int]:
    """Return a result that ends a name or stands right behind it, and the place after it."""
    said_by_name = WORDS.get(said.tokens[at - 1].low, "")
    if said_by_name in FINAL and said.tokens[at - 1].low != "+":
        return said_by_name, at
    for last in range(min(at + BEHIND, said.sentence.last), at, -1):
        written = " ".join(token.low for token in said.tokens[at:last])
        found = WORDS.get(written, "")
        if found in FINAL:
            return found, last
    return "", at
