"""That each alternative of a condition counts: a patient who meets it and none beside it.

Which alternatives there are, and who meets them, is worked out here once more, without the solver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.prove.boxes import Search
from tests.prove.could import FALSE, TRUE, UNKNOWN, All, demands
from tests.prove.listed import Sum
from tests.prove.made import first, let_in
from tests.prove.naive import YES, Naive
from tests.prove.patients import Patient
from tests.prove.space import Space
from tests.prove.values import DOUBTED
from whitlow.language import Or, children

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from tests.prove.could import Box
    from tests.prove.flat import Candidate, Numbers
    from whitlow.guideline import Guideline, Rule
    from whitlow.language import Expr

__all__ = ["Apart"]

NOBODY: Final = Patient({})


class Sure(Space):
    """Patients of whom nothing is doubted."""

    def candidates(self, key: Hashable) -> Iterable[Candidate]:
        """Return the values of a variable but for a doubt."""
        return (one for one in super().candidates(key) if one != (DOUBTED,))


class Apart:
    """Looks for who meets one alternative alone, in the conditions of one guideline."""

    def __init__(self, numbers: Numbers, most: int) -> None:
        """Take how many boxes one search may look at."""
        self.numbers, self.most = numbers, most
        self.guideline: Final[Guideline] = numbers.guideline
        self._kept: Final[dict[tuple[Expr, ...], Sum]] = {}

    def rule(self, rule: Rule) -> Sum:
        """Look for a patient for each alternative in the condition of a rule."""
        total = Sum()
        for either in _eithers(rule.when.compiled):
            for place in range(len(either.parts)):
                mine = (either.parts[place], *either.parts[:place], *either.parts[place + 1 :])
                if mine not in self._kept:
                    self._kept[mine] = self._sought(*mine)
                total.add(self._kept[mine])
        return total

    def _sought(self, part: Expr, *others: Expr) -> Sum:
        space, found = Sure(self.numbers), list[Patient]()
        wanted = demands(space.truth(part), TRUE)
        wanted += [node for one in others for node in demands(space.truth(one), FALSE | UNKNOWN)]
        space.settled()

        def alone(patient: Patient) -> bool:
            told = let_in(self.guideline, patient)
            return told is not None and all(
                (self._naive(one).truth(part) == YES)
                and not any(self._naive(one).truth(each) == YES for each in others)
                for one in (patient, told)
            )

        def done(box: Box) -> bool:
            patient = first(space, box, alone)
            found.extend([] if patient is None else [patient])
            return patient is not None

        search = Search(space, All(wanted), self.most, done)
        nobody = search.complete and not search.met
        settled = bool(found) or nobody
        return Sum(search.patients, search.boxes, settled, (NOBODY,) * nobody)

    def _naive(self, patient: Patient) -> Naive:
        return Naive(self.guideline, patient.facts, patient.doubted)


def _eithers(expr: Expr) -> Iterator[Or]:
    if isinstance(expr, Or):
        yield expr
    for part in children(expr):
        yield from _eithers(part)
