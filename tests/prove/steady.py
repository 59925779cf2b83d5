"""That what stands is not taken back: each condition by itself, before and later at once.

A rule is taken back only if its own condition is no longer true or one that overrides it no longer
false. Each of these reads its own facts alone, and is shown by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.prove.boxes import Search
from tests.prove.could import ANY, FALSE, TRUE, All, demands
from tests.prove.later import Later
from tests.prove.listed import Sum
from tests.prove.made import patients
from tests.prove.naive import NO, YES, Naive
from tests.prove.twice import together
from whitlow.language import IsNull, Name, children, names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.prove.could import Box
    from tests.prove.flat import Numbers
    from tests.prove.listed import Tried
    from tests.prove.patients import Patient
    from whitlow.guideline import Guideline, Rule
    from whitlow.language import Expr


class Steady:
    """Shows of the rules of one guideline that they last."""

    def __init__(self, numbers: Numbers, most: int) -> None:
        """Take how many boxes one search may look at."""
        self.numbers, self.most = numbers, most
        self.guideline: Final[Guideline] = numbers.guideline
        self._kept: Final[dict[tuple[Expr, int, frozenset[str]], Sum]] = {}

    def rule(self, rule: Rule, asked: frozenset[str]) -> Tried:
        """Look for whoever has a rule taken back, by all but whether some facts are known."""
        conditions = [(rule.when, TRUE)]
        conditions += [(self.guideline.rules[name].when, FALSE) for name in rule.overriders]
        total = Sum()
        for condition, way in conditions:
            total.add(self._shown(condition.compiled, way, asked))
        return total.tried(f"steady:{rule.id}")

    def _shown(self, expr: Expr, way: int, asked: frozenset[str]) -> Sum:
        same = asked & self.numbers.facts_in(expr)
        key = (expr, way, same)
        if key not in self._kept:
            self._kept[key] = self._sought(*key)
        return self._kept[key]

    def _sought(self, expr: Expr, way: int, same: frozenset[str]) -> Sum:
        """Look at everybody at once; where that does not do, for one of whom it is taken back."""
        space = Later(self.numbers, same)
        before, later = space.truth(expr, 0), space.truth(expr, 1)
        space.settled()
        pairs = together(before, later, space.everybody, {})
        if all(one != way or other == way for one, other in pairs):
            return Sum(space.size(space.everybody), 1)
        found: list[Patient] = []

        def done(box: Box) -> bool:
            found.extend(self._taken_back(expr, way, space, box))
            return bool(found)

        wanted = All([*demands(before, way), *demands(later, ANY & ~way)])
        search = Search(space, wanted, self.most, done)
        none = search.complete and not search.met
        return Sum(search.patients, search.boxes + 1, none, tuple(found[:1]))

    def _taken_back(self, expr: Expr, way: int, space: Later, box: Box) -> Iterator[Patient]:
        """Yield the patients of a box, later, of whom the naive evaluator says it too."""
        wanted = YES if way == TRUE else NO
        for before, later in zip(patients(space, box, 0), patients(space, box, 1), strict=True):
            if self._truth(expr, before) == wanted != self._truth(expr, later):
                yield later

    def _truth(self, expr: Expr, patient: Patient) -> frozenset[bool]:
        return Naive(self.guideline, patient.facts, patient.doubted).truth(expr)


def asked_for(guideline: Guideline, rule: Rule) -> frozenset[str]:
    """Return the facts of which a rule, or what it reads, asks whether they are known."""
    naive = Naive(guideline, {}, frozenset())
    conditions = [rule.when, *(guideline.rules[name].when for name in rule.overriders)]
    left = [one.compiled for one in conditions]
    read, found = set[str](), set[str]()
    while left:
        expr = left.pop()
        left.extend(children(expr))
        if isinstance(expr, Name):
            left.extend(() if expr.name in read else _behind(guideline, expr.name))
            read.add(expr.name)
        if isinstance(expr, IsNull):
            names = (name for name in names_in(expr.part))
            found |= {fact for name in names for fact in naive.reads(name)}
    return frozenset(found & guideline.facts.keys())


def _behind(guideline: Guideline, name: str) -> Iterator[Expr]:
    if name in guideline.formulas:
        yield guideline.formulas[name].condition.compiled
    if name in guideline.grades:
        yield from (level.when.compiled for level in guideline.grades[name].levels)
    if "." in name:
        yield Name(guideline.tables[name.split(".", maxsplit=1)[0]].over)
