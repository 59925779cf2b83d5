"""This module makes what the solver knows of a mutant out of what it knows of the guideline.

It refuses to keep an encoding that reads what the mutant changes: only the rest is shared, with the
patient, so that what a condition was and what it is can be held against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from tests.mutants.changed import Changes, changes, conditions_of, readings
from whitlow.evaluate import Outcome
from whitlow.prove import Proved, obligations
from whitlow.prove.asked import asked_in, asked_of_sets
from whitlow.prove.encode import Encoder
from whitlow.prove.ground import Found, Ground, Impossible, Undecided, _always
from whitlow.prove.let_in import never_let_in
from whitlow.prove.numbers import Numbers
from whitlow.prove.standing import stands_for_certain

if TYPE_CHECKING:
    from collections.abc import Iterator

    import z3

    from whitlow.guideline import Guideline, Rule
    from whitlow.prove import Obligation
    from whitlow.prove.asked import Asked
    from whitlow.prove.ground import Confirms

__all__ = ["PATIENCE_MS", "Base", "Remembered", "Revised"]

PATIENCE_MS: Final = 3000


@dataclass(frozen=True)
class Revised:
    """A mutant to the solver: the guideline as it stands, the mutant, and what differs."""

    old: Remembered
    new: Remembered
    changes: Changes


class Remembered(Ground):
    """A ground that does not settle twice what was settled of the guideline as it stands.

    A question is the same only where every sign of it is: the solver keeps each formula once. What
    nobody fits stays so; a patient who fitted is put before the mutant's own evaluator again.
    """

    answers: dict[int, tuple[z3.BoolRef, Impossible | Found]]

    def settle(
        self, wanted: z3.BoolRef, confirms: Confirms = _always
    ) -> Impossible | Found | Undecided:
        """Return the answer that was given before, where there is one."""
        kept = self.answers.get(wanted.get_id())
        if kept is not None:
            answer = kept[1]
            if isinstance(answer, Impossible) or (self.lets_in(answer) and confirms(answer)):
                return answer
        return super().settle(wanted, confirms)


class Learning(Remembered):
    """The ground of the guideline as it stands, which keeps what it settles."""

    def settle(
        self, wanted: z3.BoolRef, confirms: Confirms = _always
    ) -> Impossible | Found | Undecided:
        """Return the answer, and keep it."""
        answer = super().settle(wanted, confirms)
        if not isinstance(answer, Undecided):
            self.answers[wanted.get_id()] = (wanted, answer)
        return answer


class Base:
    """The guideline as it stands to the solver, and its mutants as they come."""

    def __init__(self, guideline: Guideline, more: Asked | None = None) -> None:
        """Encode a guideline once; ``more`` is what mutants ask of sets beside it."""
        self.guideline: Final = guideline
        self.ground: Final = Learning(guideline, PATIENCE_MS, asked=union(guideline, more or {}))
        self.ground.answers = {}
        self.asked: Final = {name: frozenset(words) for name, words in self.ground.asked.items()}
        self._witness: Final[dict[str, Found | None]] = {}
        self._proved: Final[dict[str, bool]] = {}

    def witness(self, rule: Rule) -> Found | None:
        """Return a patient for whom a rule stands as it is; a mutant may find him too."""
        if rule.id not in self._witness:
            stands = stands_for_certain(self.ground, rule)
            answer = self.ground.settle(stands, lambda found: stands_for(self.ground, rule, found))
            self._witness[rule.id] = answer if isinstance(answer, Found) else None
        return self._witness[rule.id]

    @cached_property
    def obligations(self) -> dict[str, Obligation]:
        """The obligations of the guideline as it stands, by their names."""
        return {one.name: one for one in obligations(self.guideline)}

    def proves(self, name: str) -> bool:
        """Whether an obligation holds of the guideline as it stands; asked once."""
        if name not in self._proved:
            verdict = self.obligations[name].show(self.ground)
            self._proved[name] = isinstance(verdict, Proved)
        return self._proved[name]

    def revised(self, mutant: Guideline) -> Revised:
        """Return a mutant; where it asks of sets what nobody asked, both are encoded anew."""
        found = changes(self.guideline, mutant)
        asked = asked_by(mutant, found)
        if all(words in self.asked.get(name, ()) for name, words in asked):
            return Revised(self.ground, revised(self.ground, mutant, found), found)
        base = Base(self.guideline, asked_of_sets(mutant))
        return Revised(base.ground, revised(base.ground, mutant, found), found)


def stands_for(ground: Ground, rule: Rule, found: Found) -> bool:
    """Whether a rule stands for a patient, to the ordinary evaluator."""
    return ground.reading(found).decide(rule).outcome is Outcome.STANDS


def union(guideline: Guideline, more: Asked) -> Asked:
    """Return what a guideline asks of sets, and more."""
    found = asked_of_sets(guideline)
    return {
        name: tuple(dict.fromkeys((*found.get(name, ()), *more.get(name, ()))))
        for name in {**found, **more}
    }


def revised(ground: Remembered, mutant: Guideline, found: Changes) -> Remembered:
    """Return the ground of a mutant that shares the patient of another and all it can.

    It is put together field by field: to make one by its name would encode everything again.
    """
    made = Remembered.__new__(Remembered)
    encoder, old = Encoder(ground.person), ground.encoder
    numbers = Numbers(ground.person.copy)
    vars(numbers).update(_defined=dict(old.numbers._defined))  # noqa: SLF001 -- as below
    vars(encoder).update(
        guideline=mutant,
        numbers=numbers,
        _named={
            name: one
            for name, one in old._named.items()  # noqa: SLF001 -- what is shared is the encoder's own
            if name.partition(".")[0] not in found.names
        },
        _conditions={
            key: kept
            for key, kept in old._conditions.items()  # noqa: SLF001 -- as above
            if not found.names or not found.names & readings(kept[0])
        },
    )
    vars(made).update(vars(ground))
    vars(made).update(guideline=mutant, encoder=encoder, _witnesses=[], _readings={})
    if found.contradictions:
        never = tuple(never_let_in(mutant))
        vars(made).update(_never=never)
        limits = (
            *(limit for limits in ground.person.limits.values() for limit in limits),
            *(made._settled_at_the_door(each) for each in never),  # noqa: SLF001 -- as above
        )
        vars(made).update(limits=limits, _solver=ground.solver(limits), answers={})
    return made


def asked_by(mutant: Guideline, found: Changes) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what the conditions that differ ask of sets."""
    levels = {
        f"{grade.name}:{level.name}": level
        for grade in mutant.grades.values()
        for level in grade.levels
        if grade.name in found.names
    }
    for names, records in (
        (found.rules, mutant.written),
        (found.laws, mutant.laws),
        (found.promises, mutant.promises),
        (found.contradictions, mutant.contradictions),
        (found.names, mutant.formulas),
        (levels.keys(), levels),
    ):
        for name in names & records.keys():
            for condition in conditions_of(records[name]):
                yield from asked_in(condition.compiled, mutant.members)
