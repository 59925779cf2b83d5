"""Numbers that are worked out, held against their tables and against nought by how far they reach.

The ranges of the facts are cut in halves until the number of every piece reaches no further than
it may, so all numbers between are looked at, and not only some.
"""

from __future__ import annotations

from functools import partial
from random import Random
from typing import TYPE_CHECKING, Final

from tests.prove.flat import leaves
from tests.prove.listed import Sum
from tests.prove.naive import NO, YES, Naive
from tests.prove.patients import Drawer, Patient
from tests.prove.spans import clear_of_nought, span
from whitlow.language import Arithmetic, If, Name, children, names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.prove.flat import Flat, Numbers
    from tests.prove.listed import Tried
    from tests.prove.spans import Span
    from whitlow.guideline import Condition, Guideline, Table
    from whitlow.language import Expr

Within = dict[str, "Span"]
PIECES: Final = 2000
DRAWN: Final = 400


class Reaching:
    """Shows of one guideline that its numbers stay where they may be."""

    def __init__(self, numbers: Numbers) -> None:
        """Take the numbers; patients are drawn where one might break out."""
        self.numbers = numbers
        self.guideline: Final[Guideline] = numbers.guideline
        self.drawer: Final = Drawer(self.guideline)

    def band(self, table: Table) -> Tried:
        """Look for a number outside a table that is over it."""
        covers = table.covers

        def inside(reach: Span) -> bool:
            low, high = reach
            least = low is not None and (low in covers or low > covers.low)
            most = covers.high is None or (high is not None and high in covers)
            return least and most

        def outside(patient: Patient) -> bool:
            at = Naive(self.guideline, patient.facts, patient.doubted).named_number(table.over)
            return at is not None and at not in covers

        total = self._all(Name(table.over), inside, outside)
        return total.tried(f"in-a-band:{table.id}")

    def quotients(self) -> Tried:
        """Look for a quotient by nought, wherever it is written."""
        total = Sum()
        for condition in conditions(self.guideline):
            for quotient in quotients(condition.compiled):
                nought = partial(self._nought, condition, quotient)
                total.add(self._all(quotient.right, clear_of_nought, nought))
        return total.tried("no-division-by-nought")

    def _nought(self, condition: Condition, quotient: Arithmetic, patient: Patient) -> bool:
        naive = Naive(self.guideline, patient.facts, patient.doubted)
        return (
            quotient in set(reached(naive, condition.compiled))
            and naive.number(quotient.right) == 0
        )

    def _all(
        self, expr: Expr, fine: Callable[[Span], bool], breaks: Callable[[Patient], bool]
    ) -> Sum:
        """Return whether all that a number could be is fine; where not, draw who breaks it."""
        pieces = [self._pieces(flat, fine) for flat in leaves(self.numbers.tree(expr))]
        done = None not in pieces
        boxes = sum(PIECES if one is None else one for one in pieces)
        broken = () if done else tuple(filter(breaks, self._drawn(expr)))[:1]
        return Sum(boxes, boxes, done and not broken, broken)

    def _pieces(self, flat: Flat, fine: Callable[[Span], bool]) -> int | None:
        """Return into how many pieces all is cut until it is fine, None if it never is."""
        facts = (self.numbers.flat("fact", name=name) for name in sorted(flat.facts))
        left: list[Within] = [{one.name: self.numbers.span(one) for one in facts}]
        count = 0
        while left and count < PIECES:
            within = left.pop()
            count += 1
            if not fine(span(self.guideline, flat, within)):
                halves = list(_halves(within))
                if not halves:
                    return None
                left.extend(halves)
        return None if left else count

    def _drawn(self, expr: Expr) -> Iterator[Patient]:
        """Yield patients at the ends of the ranges that a number reads, and many by chance."""
        naive, chance = Naive(self.guideline, {}, frozenset()), Random(17)  # noqa: S311 - the same each time
        names = [
            name
            for name in self.drawer.values
            if any(name in naive.reads(one) for one in names_in(expr))
        ]
        for _ in range(DRAWN):
            yield Patient({name: self.drawer.value(chance, name) for name in names})


def _halves(within: Within) -> Iterator[Within]:
    """Yield a piece cut in two, across the fact that reaches widest."""
    ends = {
        name: (low, high)
        for name, (low, high) in within.items()
        if low is not None and high is not None and low < high
    }
    if ends:
        name = max(ends, key=lambda one: ends[one][1] - ends[one][0])
        low, high = ends[name]
        middle = (low + high) / 2
        yield {**within, name: (low, middle)}
        yield {**within, name: (middle, high)}


def conditions(guideline: Guideline) -> Iterator[Condition]:
    """Yield all that is read of a patient."""
    yield from (formula.condition for formula in guideline.formulas.values())
    yield from (level.when for grade in guideline.grades.values() for level in grade.levels)
    yield from (rule.when for rule in guideline.rules.values())
    yield from (one.when for one in guideline.contradictions.values())
    laws = guideline.laws.values()
    yield from (one for law in laws for one in (law.when, law.unless) if one is not None)
    yield from (one.when for one in guideline.promises.values() if one.when is not None)


def quotients(expr: Expr) -> Iterator[Arithmetic]:
    """Yield each quotient in an expression."""
    if isinstance(expr, Arithmetic) and expr.sign == "/":
        yield expr
    for part in children(expr):
        yield from quotients(part)


def reached(naive: Naive, expr: Expr) -> Iterator[Expr]:
    """Yield each part of an expression that a patient comes to."""
    yield expr
    if not isinstance(expr, If):
        for part in children(expr):
            yield from reached(naive, part)
        return
    yield from reached(naive, expr.condition)
    way = naive.truth(expr.condition)
    if way == YES:
        yield from reached(naive, expr.then)
    if way == NO:
        yield from reached(naive, expr.otherwise)
