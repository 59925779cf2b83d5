"""This module finds what would change a plan: for each recommendation the nearest other facts.

It refuses to guess from a condition: a change is shown only where the plan, worked out again with
that one fact otherwise, differs, and where just before it did not.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.plan.advice import advised, differs
from whitlow.plan.becomes import becomes
from whitlow.plan.candidates import Candidate, changeable, numbers, steps
from whitlow.plan.edges import Direction, Edge, edges, points, walk
from whitlow.plan.records import Change
from whitlow.plan.replan import Replans
from whitlow.sentence import fact_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.plan.advice import Advice
    from whitlow.plan.edges import Pair
    from whitlow.plan.outline import Outline
    from whitlow.plan.records import Plan

__all__ = ["would_change"]

MOST_EACH: Final = 3
ONE_STEP: Final = Fraction(1)
BOTH: Final[tuple[Direction, ...]] = ("down", "up")
BELOW: Final = {True: "at or below", False: "below"}
ABOVE: Final = {True: "above", False: "at or above"}


def would_change(plan: Plan) -> tuple[Change, ...]:
    """Return the nearest changes of one fact that change a recommendation of a plan.

    For every recommendation at most three, the weightiest recommendation first; equal changes are
    one. Nearest is, among facts: first those that decided the recommendation, then those known
    that could bar or lift it, then the unknown, then all others. Among those of one standing it is
    the distance, where the plausible range of a number is 1 (of a derived number, the range of its
    edges), and another option, member or truth is one step and counts as 1 too. A patient is shown
    none.
    """
    if plan.audience == "patient":
        return ()
    return tuple(_Search(plan).changes())


@dataclass(frozen=True, slots=True)
class _Near:
    """A change found for one recommendation, with what it is ranked by."""

    candidate: Candidate
    after: Outline
    distance: Fraction
    turn: int


class _Search:
    """One search, for one plan: every changed patient is worked out at most once."""

    def __init__(self, plan: Plan) -> None:
        self.reading: Final = plan.reading
        self.guideline: Final = plan.guideline
        self.replans: Final = Replans(plan.reading, plan.profile)
        self.before: Final = self.replans.before
        self.advice: Final = advised(self.before)
        self.tables: Final = self.replans.tables()
        self.order: Final = {
            name: index
            for index, name in enumerate((*self.guideline.formulas, *self.guideline.facts))
        }

    def changes(self) -> Iterator[Change]:
        """Yield the changes, equal ones as one with all that follows."""
        found: dict[tuple[str, str], list[tuple[str, tuple[str, ...], Candidate]]] = {}
        near = self._found()
        for advice in self.advice:
            ranked = sorted(near[advice.id], key=lambda one: self._rank(advice, one))
            for one in ranked[:MOST_EACH]:
                then = becomes(advice, self.before, one.after, one.candidate)
                key = (one.candidate.fact, one.candidate.to)
                found.setdefault(key, []).append((advice.id, then, one.candidate))
        for (name, to), many in found.items():
            yield Change(
                fact=name,
                now=fact_text(self.guideline, name, self.reading.known(name)),
                to=to,
                says=many[0][2].says,
                then=tuple(dict.fromkeys(phrase for _, then, _ in many for phrase in then)),
                of=tuple(advice for advice, _, _ in many),
                derived=name in self.guideline.formulas,
                found=many[0][2].found,
            )

    def _rank(self, advice: Advice, one: _Near) -> tuple[int, int, Fraction, int]:
        name = one.candidate.fact
        known = self.reading.known(name) is not None
        if name in advice.decided:
            standing = 0
        elif name in advice.related:
            standing = 1 if known else 2
        else:
            standing = 3
        return standing, one.turn, one.distance, self.order[name]

    # --- all facts --------------------------------------------------------------------------------

    def _found(self) -> dict[str, list[_Near]]:
        """Return, by recommendation, the nearest changes of every fact."""
        found: dict[str, list[_Near]] = {advice.id: [] for advice in self.advice}
        for name in changeable(self.reading):
            if self.guideline.facts[name].type == "number":
                self._number(name, found)
            else:
                self._steps(name, found)
        for name in numbers(self.reading):
            self._number(name, found)
        return found

    def _steps(self, name: str, found: dict[str, list[_Near]]) -> None:
        """Note the other values of a fact, of several with one consequence the first."""
        told: dict[str, set[tuple[str, ...]]] = {advice.id: set() for advice in self.advice}
        for candidate in steps(self.reading, name):
            after = self.replans.after(name, candidate.found)
            if after is None or after is self.before:
                continue
            for advice in self.advice:
                if differs(advice, self.before, after):
                    then = becomes(advice, self.before, after, candidate)
                    if then not in told[advice.id]:
                        turn = len(told[advice.id])
                        told[advice.id].add(then)
                        found[advice.id].append(_Near(candidate, after, ONE_STEP, turn))

    # --- numbers ----------------------------------------------------------------------------------

    def _number(self, name: str, found: dict[str, list[_Near]]) -> None:
        """Note, for each recommendation, the first edge below and above that changes it."""
        met = edges(self.reading, name, self.tables)
        now = self.reading.number(name)
        fact = self.guideline.facts.get(name)
        about = points(met, now, whole=fact is not None and fact.whole)
        if now is None:
            self._unknown(name, met, about, found)
            return
        width = self._width(name, met, now)
        for direction in BOTH:
            left = list(self.advice)
            for edge in walk(met, now, direction):
                beyond, last = _sides(about[edge], direction)
                after = self.replans.after(name, beyond)
                if after is None:
                    continue
                changed = [one for one in left if differs(one, self.before, after)]
                left = [one for one in left if one not in changed]
                before = self.replans.after(name, last) if changed else None
                for advice in changed:
                    if before is None or not differs(advice, self.before, before):
                        distance = abs(edge.at - now) / width
                        candidate = self._at(name, edge, direction, beyond)
                        found[advice.id].append(_Near(candidate, after, distance, 0))

    def _unknown(
        self,
        name: str,
        met: tuple[Edge, ...],
        about: dict[Edge, Pair],
        found: dict[str, list[_Near]],
    ) -> None:
        """Note the edges that part what leaves a recommendation as it is from what changes it.

        A number on which it hangs wherever it may lie is asked for, and is no change.
        """
        for advice in self.advice:
            for direction in BOTH:
                ordered = met if direction == "down" else met[::-1]
                for edge in ordered:
                    beyond, last = _sides(about[edge], direction)
                    near = self.replans.after(name, beyond)
                    if near is None:
                        continue
                    if not differs(advice, self.before, near):
                        break
                    far = self.replans.after(name, last)
                    if far is not None and not differs(advice, self.before, far):
                        candidate = self._at(name, edge, direction, beyond)
                        found[advice.id].append(_Near(candidate, near, ONE_STEP, 0))
                        break

    def _at(self, name: str, edge: Edge, direction: Direction, beyond: Fraction) -> Candidate:
        word = (BELOW if direction == "down" else ABOVE)[edge.within]
        to = f"{word} {fact_text(self.guideline, name, edge.at)}"
        return Candidate(name, beyond, to, f"{self.guideline.label(name)} {to}")

    def _width(self, name: str, met: tuple[Edge, ...], now: Fraction) -> Fraction:
        """Return the range that counts as 1: plausible, possible, or that of the edges."""
        fact = self.guideline.facts.get(name)
        for band in () if fact is None else (fact.plausible, fact.range):
            if band is not None and band.high is not None and band.high > band.low:
                return band.high - band.low
        marks = [edge.at for edge in met] + [now]
        return (max(marks) - min(marks)) or ONE_STEP


def _sides(about: Pair, direction: Direction) -> tuple[Fraction, Fraction]:
    """Return the number just beyond an edge, and the last one before it, in a direction."""
    low, high = about
    return (low, high) if direction == "down" else (high, low)
