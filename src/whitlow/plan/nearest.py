"""This module finds what would change a plan: for each recommendation the nearest other facts.

It refuses to guess from a condition: a change is shown only where the plan, worked out again with
that one fact otherwise, differs, and where just before it did not.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.language import names_in
from whitlow.plan.advice import advised, differs
from whitlow.plan.becomes import becomes, without_echo
from whitlow.plan.candidates import Candidate, changeable, numbers, steps
from whitlow.plan.edges import Direction, Edge, edges, points, walk
from whitlow.plan.ranked import Near, families, nearest_of
from whitlow.plan.records import Change
from whitlow.plan.replan import Replans
from whitlow.sentence import fact_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.evaluate import Reading
    from whitlow.plan.advice import Advice
    from whitlow.plan.edges import Pair
    from whitlow.plan.records import Plan

__all__ = ["would_change"]

ONE_STEP: Final = Fraction(1)
HALF_A_STEP: Final = Fraction(1, 2)
TWO_STEPS: Final = Fraction(2)
MOST_EACH: Final = 3
MOST_OF_ITS_OWN: Final = 3
OWN: Final = ("treat", "emergency")
BOTH: Final[tuple[Direction, ...]] = ("down", "up")
BELOW: Final = {True: "at or below", False: "below"}
ABOVE: Final = {True: "above", False: "at or above"}


def would_change(plan: Plan) -> tuple[Change, ...]:
    """Return the nearest changes of one fact that change a recommendation of a plan.

    For every recommendation at most three for its own sake, the weightiest recommendation first;
    equal changes are one, which tells all that follows from it. ``ranked`` says what is nearest.
    A patient is shown none.
    """
    if plan.audience == "patient":
        return ()
    return tuple(_Search(plan).changes())


class _Search:
    """One search, for one plan: every changed patient is worked out at most once."""

    def __init__(self, plan: Plan) -> None:
        self.reading: Final = plan.reading
        self.guideline: Final = plan.guideline
        self.replans: Final = Replans(plan.reading, plan.profile)
        self.before: Final = self.replans.before
        self.advice: Final = advised(self.before)
        self.tables: Final = self.replans.tables()

    def changes(self) -> Iterator[Change]:
        """Yield the changes, each once, those for the sake of weightier recommendations first."""
        near = self._found()
        chosen: dict[tuple[str, str], Near] = {}
        family = families(self.guideline)
        for advice in self.advice:
            met = {family[name] for name, _ in chosen if name in family}
            left = [
                one
                for one in near[advice.id]
                if _key(one) not in chosen and family.get(one.candidate.fact, "") not in met
            ]
            for one in nearest_of(self.before, advice, left, self._room(advice, chosen.values())):
                chosen[_key(one)] = one
        for one in chosen.values():
            yield self._change(one)

    def _room(self, advice: Advice, chosen: Iterable[Near]) -> int:
        """Return how many more changes are shown for a recommendation.

        What is shown already for a weightier one counts, but a treatment is worth three of its own.
        """
        told = sum(self._tells(advice, one) for one in chosen)
        rule = self.guideline.rules.get(advice.id)
        own = MOST_OF_ITS_OWN if rule is not None and rule.action.kind in OWN else 0
        return max(MOST_EACH - told, own)

    def _tells(self, advice: Advice, one: Near) -> bool:
        """Whether this change, and nothing nearer on the way to it, changes a recommendation."""
        return differs(advice, self.before, one.after) and not (
            one.last is not None and differs(advice, self.before, one.last)
        )

    def _change(self, one: Near) -> Change:
        name = one.candidate.fact
        told = [each for each in self.advice if self._tells(each, one)]
        phrases = [
            phrase
            for each in told
            for phrase in becomes(each, self.before, one.after, one.candidate)
        ]
        return Change(
            fact=name,
            now=fact_text(self.guideline, name, self.reading.known(name)),
            to=one.candidate.to,
            says=one.candidate.says,
            then=without_echo(phrases),
            of=tuple(each.id for each in told),
            derived=name in self.guideline.formulas,
            found=one.candidate.found,
            last=None if one.last is None else one.last.reading.known(name),
        )

    # --- all facts --------------------------------------------------------------------------------

    def _found(self) -> dict[str, list[Near]]:
        """Return, by recommendation, the nearest changes of every fact."""
        found: dict[str, list[Near]] = {advice.id: [] for advice in self.advice}
        for name in changeable(self.reading):
            if self.guideline.facts[name].type == "number":
                self._number(name, found)
            else:
                self._steps(name, found)
        for name in numbers(self.reading):
            self._number(name, found)
        return found

    def _steps(self, name: str, found: dict[str, list[Near]]) -> None:
        """Note the other values of a fact, of several with one consequence the first."""
        told: dict[str, set[tuple[str, ...]]] = {advice.id: set() for advice in self.advice}
        for candidate in steps(self.reading, name):
            if self._is_needless(candidate):
                continue
            after = self.replans.after(name, candidate.found)
            if after is None or after is self.before:
                continue
            for advice in self.advice:
                if differs(advice, self.before, after):
                    then = becomes(advice, self.before, after, candidate)
                    if then not in told[advice.id]:
                        turn = len(told[advice.id])
                        told[advice.id].add(then)
                        found[advice.id].append(
                            Near(candidate, after, None, self._step(candidate), turn)
                        )

    def _step(self, candidate: Candidate) -> Fraction:
        """Return how far a step is: half where only reported, two where one stands for a class."""
        if candidate.group:
            return TWO_STEPS
        return HALF_A_STEP if self.guideline.facts[candidate.fact].reported else ONE_STEP

    def _is_needless(self, candidate: Candidate) -> bool:
        """Whether a set with one member beside the others could be, so that none need go."""
        beside = candidate.unless
        return beside is not None and self.replans.after(candidate.fact, beside) is not None

    # --- numbers ----------------------------------------------------------------------------------

    def _number(self, name: str, found: dict[str, list[Near]]) -> None:
        """Note, for each recommendation, the first edge below and above that changes it."""
        met = edges(self.reading, name, self.tables)
        now = self.reading.number(name)
        fact = self.guideline.facts.get(name)
        about = points(met, now, whole=fact is not None and fact.whole)
        if now is None:
            self._unknown(name, met, about, found)
            return
        width = self._width(name, met, now)
        for direction in _ways(self.reading, name):
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
                        found[advice.id].append(Near(candidate, after, before, distance, 0))

    def _unknown(
        self,
        name: str,
        met: tuple[Edge, ...],
        about: dict[Edge, Pair],
        found: dict[str, list[Near]],
    ) -> None:
        """Note the edges that part what leaves a recommendation as it is from what changes it.

        A number on which it hangs wherever it may lie is asked for, and is no change; so is one
        by which a table gives an order its dose.
        """
        for advice in self.advice:
            if self._gives_row(name, advice):
                continue
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
                        found[advice.id].append(Near(candidate, near, far, ONE_STEP, 0))
                        break

    def _gives_row(self, name: str, advice: Advice) -> bool:
        """Whether the table of an order is over a number, or over what is worked out from it."""
        regimen = self.guideline.regimens.get(advice.id)
        table = None if regimen is None else self.guideline.tables.get(regimen.table)
        if table is None:
            return False
        formula = self.guideline.formulas.get(table.over)
        reads = () if formula is None else names_in(formula.condition.compiled)
        return name in {table.over, *reads}

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


def _key(one: Near) -> tuple[str, str]:
    return one.candidate.fact, one.candidate.to


def _sides(about: Pair, direction: Direction) -> tuple[Fraction, Fraction]:
    """Return the number just beyond an edge, and the last one before it, in a direction."""
    low, high = about
    return (low, high) if direction == "down" else (high, low)


def _ways(reading: Reading, name: str) -> tuple[Direction, ...]:
    """Return the directions in which a known number can go: with time one only grows."""
    guideline = reading.guideline
    record = guideline.facts.get(name) or guideline.formulas[name]
    return ("up",) if record.grows else BOTH
