"""Each obligation held against all patients there are, with no solver and no symbols.

``python -m tests.prove.exhaustive`` does so in more boxes than the tests, and writes what came on
``docs/enumeration.md``.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from tests.prove.clashes import Clashes, answers, ordered
from tests.prove.listed import Listed, Tried
from tests.prove.naive import Naive
from tests.prove.owed import Owed, plan_law
from tests.prove.reaching import Reaching
from tests.prove.sought import MOST, NOBODY, Sought
from tests.prove.steady import Steady, asked_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from whitlow.guideline import Guideline, Rule

ALIVE: Final = ("stands", "provisional")


class Exhausted:
    """The obligations of one guideline by name, each with what looks at all its patients."""

    def __init__(self, guideline: Guideline, most: int = MOST, jumps: int = 12) -> None:
        """Take how many boxes one search may look at, and jumps at which a dose is read."""
        self.guideline: Final = guideline
        self._sought: Final = Sought(guideline, most)
        self.owed: Final = Owed(self._sought)
        self._clashes: Final = Clashes(self._sought)
        self.steady: Final = Steady(self._sought.numbers, most)
        self._reaching: Final = Reaching(self._sought.numbers)
        self._listed: Final = Listed(guideline, jumps)

    def every(self) -> dict[str, Callable[[], Tried]]:
        """Return every obligation by name."""
        return dict(self._every())

    def _every(self) -> Iterator[tuple[str, Callable[[], Tried]]]:
        guideline, sought, owed = self.guideline, self._sought, self.owed
        for table in guideline.tables.values():
            yield from _named(self._listed.table(table))
        for regimen in guideline.regimens.values():
            yield from _named(self._listed.doses(regimen))
        for law in guideline.laws.values():
            if plan_law(law):
                yield f"law:{law.id}", partial(owed.law, law)
        for promise in guideline.promises.values():
            yield f"promise:{promise.id}", partial(owed.promise, promise)
        for question in sorted({rule.question for rule in guideline.rules.values()}):
            drugs = {one.action.target for one in self._answering(question)}
            if len(drugs) > 1:
                name = f"one-answer:{question.replace(' ', '-')}"
                yield name, partial(self._clashes.answer, question)
        for drug in ordered(guideline):
            yield f"one-dose:{drug}", partial(self._clashes.dose, drug)
        yield from _named(self._listed.units())
        for table in guideline.tables.values():
            yield f"in-a-band:{table.id}", partial(self._reaching.band, table)
        yield "no-division-by-nought", self._reaching.quotients
        yield "nobody", self._nobody
        for rule in guideline.rules.values():
            yield f"alive:{rule.id}", partial(sought.alive, rule)
            yield f"steady:{rule.id}", partial(self._lasts, rule)

    def _answering(self, question: str) -> Iterator[Rule]:
        return (one for one in self.guideline.rules.values() if answers(one, question))

    def _lasts(self, rule: Rule) -> Tried:
        return self.steady.rule(rule, asked_for(self.guideline, rule))

    def _nobody(self) -> Tried:
        """Read the one patient of whom nothing is known."""
        naive = Naive(self.guideline, {}, frozenset())
        alive = any(naive.outcome(rule) in ALIVE for rule in self.guideline.rules.values())
        return Tried("nobody", 1, all=True, broken=(NOBODY,) * alive, boxes=1)


def _named(found: Iterator[Tried]) -> Iterator[tuple[str, Callable[[], Tried]]]:
    for tried in found:
        yield tried.obligation, partial(_same, tried)


def _same(tried: Tried) -> Tried:
    return tried
