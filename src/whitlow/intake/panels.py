"""This module reads a panel, several viruses each with a result, and a PCR that names no virus.

It refuses a result that does not stand right behind its virus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.door.variants import VIRUS
from whitlow.intake.findings import doubted
from whitlow.intake.records import Found
from whitlow.intake.results import PCR, POSITIVE, WORDS, result_behind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from whitlow.guideline import Guideline
    from whitlow.intake.lexicon import Mention
    from whitlow.intake.said import Said
    from whitlow.intake.stance import Scope

__all__ = ["panel", "virus_test"]

NO_VIRUS: Final = "another result names no virus"
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


def virus_test(scope: Scope, guideline: Guideline, viruses: Collection[str]) -> Iterator[Found]:
    """Yield the result of a PCR that names no virus, where its sentence names but one."""
    if not viruses:
        yield from _of_none(scope, guideline)
    within = guideline.facts[VIRUS].within or {}
    names = {f"{within.get(name, name)}_{PCR}" for name in viruses}
    fact = guideline.facts.get(min(names)) if len(names) == 1 else None
    for at in range(scope.sentence.first, scope.sentence.last if fact is not None else 0):
        if scope.tokens[at].low != PCR or at in scope.taken or fact is None:
            continue
        result = result_behind(scope.tokens, fact, at + 1, scope.sentence.last)
        stance = scope.of(at, at + 1)
        if result is None or stance.other or stance.planned or stance.past:
            continue
        span = scope.tokens[at].start, scope.tokens[result[2] - 1].end
        negated = result[0] == "negative"
        found = Found(fact.name, result[0], span, stance, doubt=doubted(stance), negated=negated)
        yield found._replace(of=min(viruses))


def _of_none(scope: Scope, guideline: Guideline) -> Iterator[Found]:
    """Yield the result of a PCR that names no virus: it makes a question of one that differs."""
    for at in range(scope.sentence.first, scope.sentence.last):
        if scope.tokens[at].low != PCR or at in scope.taken:
            continue
        for name, fact in guideline.facts.items():
            if not name.endswith(f"_{PCR}") or fact.type != "choice":
                continue
            result = result_behind(scope.tokens, fact, at + 1, scope.sentence.last)
            if result is not None:
                span = scope.tokens[at].start, scope.tokens[result[2] - 1].end
                yield Found(name, result[0], span, doubt=NO_VIRUS, weak=True)
