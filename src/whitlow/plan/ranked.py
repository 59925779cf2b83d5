"""This module chooses, of all changes that would change a recommendation, the nearest few.

It refuses to weigh how likely a change is: nobody has told it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.evaluate import readers_of
from whitlow.guideline import OnceFor
from whitlow.plan.advice import ALIVE
from whitlow.plan.becomes import becomes
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from whitlow.guideline import Guideline
    from whitlow.plan.advice import Advice
    from whitlow.plan.candidates import Candidate
    from whitlow.plan.outline import Outline

__all__ = ["Near", "families", "nearest_of"]

DECIDED: Final = 0
BARS: Final = 1
UNKNOWN: Final = 2
APART: Final = 3


@dataclass(frozen=True, slots=True)
class Near:
    """A change of one fact, the plan after it, and for a number the plan just before the edge.

    ``distance`` is measured in the range of the fact: its plausible range is 1, for a derived
    number that of its edges; another option, member or truth is one step and counts as 1 too, as
    half where the fact is only reported, and as two where one member speaks for a whole class.
    ``turn`` counts the changes of the same fact that came before it.
    """

    candidate: Candidate
    after: Outline
    last: Outline | None
    distance: Fraction
    turn: int


def nearest_of(
    before: Outline, advice: Advice, near: Iterable[Near], most: int
) -> tuple[Near, ...]:
    """Return the nearest changes of one recommendation, not all of one sort.

    For an order the two nearest of numbers that decided it, else the nearest number and the
    nearest other fact that did; then the two nearest of those that did not decide it but could;
    then whatever else is nearest. Facts that decided come before known ones that could bar or lift,
    these before unknown ones, and these before all others, among which counts what only adds a
    sentence to a bottom line. Of one standing and distance the later fact comes first, for a
    guideline lists first who a patient is and last what was found. Of facts that one answer settles
    only the nearest is named: they are asked for as one.
    """
    rank = _Rank(before, advice)
    left = rank.one_a_family(sorted(_without_parts(before, advice, tuple(near)), key=rank.of))
    second = rank.is_number if advice.kind == "dose" else rank.is_step
    chosen: list[Near] = []
    for wanted in (rank.is_number, second, rank.is_other, rank.is_other):
        found = next((one for one in left if wanted(one) and one not in chosen), None)
        chosen += [] if found is None else [found]
    chosen += [one for one in left if one not in chosen]
    return tuple(chosen[:most])


def _families(guideline: Guideline) -> dict[str, str]:
    """Return, for each fact that one answer settles with others, that answer."""
    return {name: fact.name for fact in guideline.facts.values() for name in fact.settles}


families: Final = OnceFor(_families)


class _Rank:
    """What one recommendation makes of a change."""

    def __init__(self, before: Outline, advice: Advice) -> None:
        guideline = before.reading.guideline
        self.before: Final = before
        self.known: Final[Callable[[str], object]] = before.reading.known
        self.advice: Final = advice
        self.place: Final = {
            name: index for index, name in enumerate((*guideline.facts, *guideline.formulas))
        }

        self.family: Final = families(guideline)

    def one_a_family(self, ranked: Iterable[Near]) -> list[Near]:
        """Return the nearest of those facts that one answer settles, and all others."""
        kept: dict[str, Near] = {}
        every: list[Near] = []
        for one in ranked:
            family = self.family.get(one.candidate.fact, "")
            if not family or kept.setdefault(family, one) is one:
                every.append(one)
        return every

    def of(self, one: Near) -> tuple[int, int, Fraction, int]:
        name = one.candidate.fact
        return self.standing(one), one.turn, one.distance, -self.place[name]

    def standing(self, one: Near) -> int:
        name = one.candidate.fact
        if self.advice.kind == "bottom_line" and self.only_adds(one):
            return APART
        if name in self.advice.decided:
            return DECIDED
        if name in self.advice.related:
            return UNKNOWN if self.known(name) is None else BARS
        return APART

    def only_adds(self, one: Near) -> bool:
        """Whether all that the bottom line says is still advised, after something graver."""
        after = one.after.decisions
        return all(name in after and after[name].outcome in ALIVE for name in self.before.headlines)

    def is_number(self, one: Near) -> bool:
        number = isinstance(one.candidate.found, Fraction)
        return number and self.standing(one) == DECIDED

    def is_step(self, one: Near) -> bool:
        number = isinstance(one.candidate.found, Fraction)
        return not number and self.standing(one) == DECIDED

    def is_other(self, one: Near) -> bool:
        return self.standing(one) in {BARS, UNKNOWN}


def _without_parts(before: Outline, advice: Advice, near: tuple[Near, ...]) -> list[Near]:
    """Return the changes without those of a number that a derived one tells of as well."""
    reads = readers_of(before.reading.guideline).reads
    said = [
        (one, becomes(advice, before, one.after, one.candidate))
        for one in near
        if isinstance(one.candidate.found, Fraction)
    ]
    told = {
        id(part)
        for part, words in said
        for whole, same in said
        if words == same
        and part.candidate.fact in reads.get(whole.candidate.fact, frozenset[str]())
    }
    return [one for one in near if id(one) not in told]
