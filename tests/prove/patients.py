"""Patients for a guideline: each fact unknown, doubted or known, numbers on and beside every edge.

Most patients are made by chance. Chance alone meets few rules, so the solver finds one patient for
each rule and outcome that chance has missed, and hypothesis changes these as it likes.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from whitlow.evaluate import Outcome, Reading
from whitlow.language import Compare, Name, Number, children
from whitlow.prove import Found
from whitlow.prove.asked import asked_of_sets, conditions, words_possible
from whitlow.prove.logic import all_of, any_of, no

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import z3

    from whitlow.guideline import Fact, Guideline, Rule
    from whitlow.language import Expr, Value
    from whitlow.prove import Ground

LAST_PLACE = Fraction(1, 10**8)
USUAL = tuple(map(Fraction, (1, 2, 10, 40, 70, 100)))
BY_CHANCE = 150
CHANGES = 12
MOST_WORDS = 4
KINDS = {"truth", "choice", "number", "set"}


@dataclass(frozen=True)
class Patient:
    """What is known of one patient, and what was given and is not believed."""

    facts: dict[str, Value]
    doubted: frozenset[str] = frozenset()


# --- values -------------------------------------------------------------------------------------


def edges(guideline: Guideline) -> dict[str, set[Fraction]]:
    """Return, for each number fact, the numbers with which conditions compare it directly."""
    found: dict[str, set[Fraction]] = {}
    for condition in conditions(guideline):
        for name, number in _edges(condition.compiled):
            found.setdefault(name, set()).add(number)
    for table in guideline.tables.values():
        for row in table.rows:
            ends = {row.band.low} if row.band.high is None else {row.band.low, row.band.high}
            found.setdefault(table.over, set()).update(ends)
    return found


def _edges(expr: Expr) -> Iterator[tuple[str, Fraction]]:
    if isinstance(expr, Compare):
        for one, other in ((expr.left, expr.right), (expr.right, expr.left)):
            if isinstance(one, Name) and isinstance(other, Number):
                yield one.name, other.value
    for part in children(expr):
        yield from _edges(part)


def beside(edge: Fraction, *, whole: bool) -> tuple[Fraction, ...]:
    """Return an edge and the numbers next to it on both sides."""
    step = Fraction(1) if whole else LAST_PLACE
    return edge - step, edge, edge + step


class Drawer:
    """The values of each fact of one guideline, all choices and all edges among them."""

    def __init__(self, guideline: Guideline) -> None:
        """Collect what conditions compare with what."""
        self.guideline = guideline
        self._edges, self._asked = edges(guideline), asked_of_sets(guideline)
        self.values: dict[str, tuple[Value, ...]] = {
            fact.name: self._values(fact) for fact in guideline.facts.values() if fact.type in KINDS
        }

    def _values(self, fact: Fact) -> tuple[Value, ...]:
        """Return values that together tell all conditions about a fact apart."""
        match fact.type:
            case "truth":
                return (True, False)
            case "choice":
                return tuple(fact.options or ())
            case "set":
                words = words_possible(self.guideline, fact)
                asked = self._asked.get(fact.name, ())
                atoms = {tuple(word in many for many in asked): word for word in reversed(words)}
                return (frozenset(), *(frozenset((word,)) for word in sorted(atoms.values())))
            case _:
                near = {*self._edges.get(fact.name, ()), *USUAL}
                if fact.range is not None:
                    near |= {fact.range.low, fact.range.high or fact.range.low}
                every = {one for edge in near for one in beside(edge, whole=fact.whole)}
                taken = [one for one in every if fact.range is None or one in fact.range]
                return tuple(sorted(one for one in taken if not fact.whole or one.denominator == 1))

    def value(self, chance: Random, name: str) -> Value:
        """Return one value of a fact by chance; of a set up to four words together."""
        values = self.values[name]
        if self.guideline.facts[name].type != "set":
            return chance.choice(values)
        chosen = chance.sample(values, min(len(values), chance.randrange(MOST_WORDS)))
        return frozenset().union(*(one for one in chosen if isinstance(one, frozenset)))

    def changed(self, chance: Random, patient: Patient, changes: int) -> Patient:
        """Return a patient with some facts given, taken away or put in doubt."""
        facts, doubted = dict(patient.facts), set(patient.doubted)
        for name in chance.sample(sorted(self.values), min(changes, len(self.values))):
            facts.pop(name, None)
            doubted.discard(name)
            match chance.randrange(5):
                case 0:
                    pass
                case 1:
                    doubted.add(name)
                case _:
                    facts[name] = self.value(chance, name)
        return Patient(facts, frozenset(doubted))


# --- a pool in which every rule comes out every way it can ----------------------------------------

Seen = dict[tuple[str, Outcome], Patient]


def outcomes(guideline: Guideline, patient: Patient) -> dict[str, Outcome]:
    """Return what becomes of every rule."""
    reading = Reading(guideline, patient.facts, patient.doubted)
    return {rule.id: reading.decide(rule).outcome for rule in guideline.rules.values()}


def pool(ground: Ground) -> tuple[Seen, frozenset[tuple[str, Outcome]]]:
    """Return a patient for each rule and outcome, and those that the solver says cannot be."""
    guideline, drawer, chance = ground.guideline, Drawer(ground.guideline), Random(7)  # noqa: S311 - the same patients each time
    seen: Seen = {}
    for number in range(BY_CHANCE):
        changes = (3, 12, 40, len(drawer.values))[number % 4]
        _note(guideline, drawer.changed(chance, Patient({}), changes), seen)
    never = set()
    for rule in guideline.rules.values():
        for outcome in Outcome:
            if (rule.id, outcome) not in seen:
                found = ground.settle(
                    outcome_of(ground, rule, outcome), _comes(ground, rule, outcome)
                )
                if isinstance(found, Found):
                    _note(guideline, Patient(dict(found.facts), found.doubted), seen)
                else:
                    never.add((rule.id, outcome))
    return seen, frozenset(never)


def _note(guideline: Guideline, patient: Patient, seen: Seen) -> None:
    for rule, outcome in outcomes(guideline, patient).items():
        seen.setdefault((rule, outcome), patient)


def _comes(ground: Ground, rule: Rule, outcome: Outcome) -> Callable[[Found], bool]:
    return lambda found: ground.reading(found).decide(rule).outcome is outcome


def outcome_of(ground: Ground, rule: Rule, outcome: Outcome) -> z3.BoolRef:
    """Return that a rule has an outcome, all its overriders having a say."""
    own = ground.holds(rule.when)
    over = [ground.holds(ground.guideline.rules[name].when) for name in rule.overriders]
    barred = any_of([each.true for each in over])
    open_ = any_of([no(each.known) for each in over])
    match outcome:
        case Outcome.STANDS:
            return all_of((own.true, no(barred), no(open_)))
        case Outcome.PROVISIONAL:
            return all_of((own.true, no(barred), open_))
        case Outcome.BARRED:
            return all_of((own.true, barred))
        case Outcome.ASK:
            return all_of((no(own.known), no(barred)))
        case Outcome.SILENT:
            return any_of((own.false, all_of((no(own.known), barred))))


# --- hypothesis -----------------------------------------------------------------------------------


def patients(guideline: Guideline, seeds: tuple[Patient, ...]) -> st.SearchStrategy[Patient]:
    """Return patients: one of a pool, or nobody, with up to a dozen facts otherwise."""
    drawer = Drawer(guideline)

    def drawn(seed: Patient, changes: int, chance: Random) -> Patient:
        return drawer.changed(chance, seed, changes)

    return st.builds(
        drawn,
        st.sampled_from((Patient({}), *seeds)),
        st.integers(0, CHANGES),
        st.randoms(use_true_random=False),
    )
