"""Patients of whom something is so, sought box by box; and whether a rule lives for one.

Formulas and grades are taken for free at first, then only what they stand for: most obligations
need no more than the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.prove.boxes import Search
from tests.prove.could import FALSE, TRUE, UNKNOWN, All, demands
from tests.prove.flat import Numbers
from tests.prove.listed import Sum
from tests.prove.made import contradicted, first, let_in
from tests.prove.naive import NO, YES, Naive
from tests.prove.patients import Patient
from tests.prove.space import Space
from tests.prove.values import DOUBTED
from whitlow.language import Name

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from tests.prove.could import Box, Node
    from tests.prove.flat import Candidate
    from tests.prove.listed import Tried
    from whitlow.guideline import Condition, Guideline, Rule

    Build = Callable[[Space], list[Node]]
    Confirms = Callable[[Patient], bool]
    Kind = Callable[[Numbers, frozenset[str]], Space]

MOST: Final = 60_000
BOXES_TRIED: Final = 30
"""In how many boxes a patient is made who might bear it out."""
FEW: Final = (0, 2, 5, 9)
"""Formulas that read no more facts than this are followed at a step, and wider ones later."""
ROUNDS: Final = 8
"""How often a patient is looked for once more, without the contradictions of those refused."""


class Undoubted(Space):
    """Patients of whom nothing is doubted."""

    def candidates(self, key: Hashable) -> Iterable[Candidate]:
        """Return the values of a variable but for a doubt."""
        return (one for one in super().candidates(key) if one != (DOUBTED,))


class Only(Space):
    """Patients of whom nothing is told but some facts, and nothing is doubted."""

    def __init__(self, numbers: Numbers, whole: frozenset[str], told: frozenset[str]) -> None:
        """Take the facts that may be told."""
        super().__init__(numbers, whole)
        self.told: Final = told

    def candidates(self, key: Hashable) -> Iterable[Candidate]:
        """Return the values of a variable; of all but some facts that they are unknown."""
        match key:
            case ("fact", str(name)) if name not in self.told:
                return ((None,),)
            case _:
                return (one for one in super().candidates(key) if one != (DOUBTED,))


class Sought:
    """Looks for patients of one guideline."""

    def __init__(self, guideline: Guideline, most: int = MOST) -> None:
        """Take how many boxes one search may look at."""
        self.guideline, self.most = guideline, most
        self.numbers: Final = Numbers(guideline)
        self.steps: Final = tuple(dict.fromkeys(self._whole()))

    def _whole(self) -> Iterator[frozenset[str]]:
        """Yield what is taken for free at each step: less and less, the widest last."""
        names = (*self.guideline.formulas, *self.guideline.grades)
        facts = {name: len(self.numbers.facts_in(Name(name))) for name in names}
        for few in FEW:
            yield frozenset(name for name in names if facts[name] > few)
        yield frozenset(name for name in self.guideline.formulas if facts[name] > max(FEW))
        yield frozenset(self.guideline.grades)
        yield frozenset()

    def seek(
        self,
        build: Build,
        confirms: Confirms | None,
        kind: Kind = Space,
        steps: Iterable[frozenset[str]] = (),
    ) -> Sum:
        """Look for patients of whom all that is built is so, who bear it out if they are asked."""
        found: list[Patient] = []
        boxes, search = 0, None
        for whole in steps or self.steps:
            space = kind(self.numbers, whole)
            wanted = All(build(space))
            space.settled()

            met: list[Patient | None] = []

            def done(box: Box, space: Space = space, met: list[Patient | None] = met) -> bool:
                if space.whole or confirms is None:
                    return True
                met.append(first(space, box, confirms))
                found.extend(one for one in met[-1:] if one is not None)
                return bool(found) or len(met) == BOXES_TRIED

            search = Search(space, wanted, self.most, done)
            boxes += search.boxes
            if search.complete and not search.met:
                break
        assert search is not None
        return Sum(search.patients, boxes, search.complete and not search.met, tuple(found))

    def live(
        self, space: Space, rule: Rule, over: Iterable[Rule], open_: int = FALSE
    ) -> Iterator[Node]:
        """Yield that a rule stands and no overrider is otherwise than ``open_``."""
        yield from so(space, rule.when, TRUE)
        for each in over:
            yield from so(space, each.when, open_)

    def naive(self, patient: Patient) -> Naive:
        """Return the naive evaluator of a patient."""
        return Naive(self.guideline, patient.facts, patient.doubted)

    # --- rules ----------------------------------------------------------------------------------

    def alive(self, rule: Rule) -> Tried:
        """Look for a patient for whom a rule stands, whom the door lets in.

        The contradictions that kept one out are kept out of the next search. Where there is nobody
        the one of whom nothing is known is returned in their place.
        """
        over, out, total = (
            [self.guideline.rules[name] for name in rule.overriders],
            set[str](),
            Sum(),
        )
        for _ in range(ROUNDS):
            search, found, refused = self._living(rule, over, out)
            total.add(Sum(search.patients, search.boxes))
            if found or not refused - out:
                nobody = search.complete and not search.met
                total.all = bool(found) or nobody
                total.broken = (NOBODY,) if nobody else ()
                break
            out |= refused
        else:
            total.all = False
        return total.tried(f"alive:{rule.id}")

    def _living(
        self, rule: Rule, over: list[Rule], out: set[str]
    ) -> tuple[Search, list[Patient], set[str]]:
        space, found, refused = Undoubted(self.numbers), list[Patient](), set[str]()
        every = [self.guideline.contradictions[name] for name in sorted(out)]
        kept_out = [node for each in every for node in so(space, each.when, FALSE | UNKNOWN)]
        wanted = All([*self.live(space, rule, over), *kept_out])
        space.settled()

        def stands(patient: Patient) -> bool:
            if not lives(self.naive(patient), rule, over, outright=True):
                return False
            against = contradicted(self.guideline, patient)
            refused.update(against)
            told = None if against else let_in(self.guideline, patient)
            return told is not None and lives(self.naive(told), rule, over, outright=True)

        def done(box: Box) -> bool:
            patient = first(space, box, stands)
            found.extend([] if patient is None else [patient])
            return patient is not None or bool(refused - out)

        return Search(space, wanted, self.most, done), found, refused


NOBODY: Final = Patient({})


def so(space: Space, condition: Condition | None, wanted: int) -> list[Node]:
    """Return that a condition is one of these, in pieces; nothing where there is none."""
    return [] if condition is None else demands(space.truth(condition.compiled), wanted)


def lives(naive: Naive, rule: Rule, over: list[Rule], *, outright: bool) -> bool:
    """Whether a rule stands under some overriders, or at least is not barred by them."""
    found = [naive.truth(each.when.compiled) for each in over]
    open_ = all(each == NO for each in found) if outright else YES not in found
    return naive.truth(rule.when.compiled) == YES and open_
