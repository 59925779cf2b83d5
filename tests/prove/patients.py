"""Patients for a guideline: each fact unknown, doubted or known, numbers on and beside every edge."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from whitlow.language import Compare, Name, Number, children
from whitlow.prove.asked import asked_of_sets, conditions, words_possible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Fact, Guideline
    from whitlow.language import Expr, Value

LAST_PLACE = Fraction(1, 10**8)
PLENTY = 40


@dataclass(frozen=True)
class Patient:
    """What is known of one patient, and what was given and is not believed."""

    facts: dict[str, Value]
    doubted: frozenset[str]


def edges(guideline: Guideline) -> dict[str, set[Fraction]]:
    """Return, for each number fact, the numbers with which conditions compare it directly."""
    found: dict[str, set[Fraction]] = {}
    for condition in conditions(guideline):
        for name, number in _edges(condition.compiled):
            found.setdefault(name, set()).add(number)
    return found


def _edges(expr: Expr) -> Iterator[tuple[str, Fraction]]:
    if isinstance(expr, Compare):
        for one, other in ((expr.left, expr.right), (expr.right, expr.left)):
            if isinstance(one, Name) and isinstance(other, Number):
                yield one.name, other.value
    for part in children(expr):
        yield from _edges(part)


def values(guideline: Guideline, fact: Fact, near: set[Fraction]) -> tuple[Value, ...]:
    """Return values of a fact that together tell all its conditions apart."""
    match fact.type:
        case "truth":
            return (True, False)
        case "choice":
            return tuple(fact.options or ())
        case "number":
            assert fact.range is not None
            ends = [fact.range.low, *([] if fact.range.high is None else [fact.range.high])]
            step = Fraction(1) if fact.whole else LAST_PLACE
            around = {edge + shift for edge in near for shift in (-step, 0, step)}
            every = {*ends, *around, *(Fraction(n) for n in (1, 2, 10, 40, 70, 100))}
            return tuple(sorted(each for each in every if each in fact.range))
        case _:
            return ()


def patients(guideline: Guideline) -> st.SearchStrategy[Patient]:
    """Return patients: most facts unknown, some doubted, the rest anything that the door accepts."""
    near = edges(guideline)
    asked = asked_of_sets(guideline)
    kinds: dict[str, st.SearchStrategy[Value]] = {}
    for fact in guideline.facts.values():
        if fact.type == "set":
            words = words_possible(guideline, fact)
            telling = sorted({word for many in asked.get(fact.name, ()) for word in many & {*words}})
            kinds[fact.name] = st.frozensets(st.sampled_from(telling or list(words)), max_size=4)
        elif fact.type in {"truth", "choice", "number"}:
            kinds[fact.name] = st.sampled_from(values(guideline, fact, near.get(fact.name, set())))
    known = st.lists(st.sampled_from(sorted(kinds)), max_size=PLENTY, unique=True)
    doubted = st.frozensets(st.sampled_from(sorted(kinds)), max_size=3)

    def drawn(names: tuple[list[str], frozenset[str]]) -> st.SearchStrategy[Patient]:
        told, aside = names
        facts = {name: kinds[name] for name in told if name not in aside}
        return st.fixed_dictionaries(facts).map(lambda found: Patient(found, aside))

    return st.tuples(known, doubted).flatmap(drawn)
