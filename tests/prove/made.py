"""One patient of a box, made so that the numbers that are worked out come out as the box has them.

What may stay unknown does. A number that others are worked out from is solved for one of them, and
then tried by chance.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

from tests.prove.flat import Flat
from tests.prove.naive import YES, Naive
from tests.prove.patients import Patient
from tests.prove.solving import solved
from tests.prove.values import DOUBTED
from whitlow.door import read_case
from whitlow.errors import InputError
from whitlow.prove import Found, case_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.prove.could import Box
    from tests.prove.flat import Candidate
    from tests.prove.space import Space
    from whitlow.guideline import Guideline
    from whitlow.language import Value

TRIES = 300
TODAY = date(2026, 1, 1)


def patients(space: Space, box: Box, time: int = 0) -> Iterator[Patient]:
    """Yield patients of a box: first the plainest, then those on an edge, then many by chance."""
    chance = Random(3)  # noqa: S311 - the same each time
    ways = {
        variable.key[1]: [
            value
            for place, values in enumerate(variable.classes)
            if left >> place & 1
            for value in values
        ]
        for variable, left in zip(space.variables, box, strict=True)
        if isinstance(variable.key, tuple) and variable.key[0] == "fact"
    }
    numbers = [name for name in ways if space.guideline.facts[name].type == "number"]
    told = [name for name in numbers if (None,) not in ways[name]]
    chosen = {name: min(many, key=_plainness) for name, many in ways.items()}
    yield _patient(chosen, time)
    yield from _on_edges(space, box, _patient(chosen, time))
    for _ in range(TRIES if told else 0):
        drawn = {name: chance.choice(ways[name]) for name in told}
        yield _patient({**chosen, **drawn}, time)


def _on_edges(space: Space, box: Box, patient: Patient) -> Iterator[Patient]:
    """Yield a patient with one fact changed so that one number comes out as the box has it."""
    for variable, left in zip(space.variables, box, strict=True):
        match variable.key:
            case ("number", Flat() as flat) if left != (1 << len(variable.classes)) - 1:
                every = [each for place, each in enumerate(variable.classes) if left >> place & 1]
                wanted = [one for (one,) in (values[0] for values in every)]
                for name in sorted(flat.facts & patient.facts.keys()):
                    for number in wanted:
                        assert isinstance(number, Fraction)
                        value = solved(flat, name, number, patient.facts)
                        if value is not None and _accepted(space, name, value):
                            yield replace(patient, facts={**patient.facts, name: value})
            case _:
                pass


def _accepted(space: Space, name: str, value: Fraction) -> bool:
    fact = space.guideline.facts[name]
    inside = fact.range is None or value in fact.range
    return inside and (not fact.whole or value.denominator == 1)


def _plainness(candidate: Candidate) -> tuple[int, int, str]:
    """Return what orders values: unknown, known, doubted; a number like one that is usual."""
    value = candidate[-1]
    if value is None or value == DOUBTED:
        return (0 if value is None else 2), 0, ""
    if isinstance(value, Fraction):
        return 1, value.denominator, ""
    return 1, len(value) if isinstance(value, frozenset) else 0, str(value)


def _patient(chosen: dict[str, Candidate], time: int) -> Patient:
    values: dict[str, Value] = {name: one[time] for name, one in chosen.items()}
    return Patient(
        {name: value for name, value in values.items() if value not in {None, DOUBTED}},
        frozenset(name for name, value in values.items() if value == DOUBTED),
    )


def first(space: Space, box: Box, confirms: Callable[[Patient], bool]) -> Patient | None:
    """Return the first patient of a box who bears it out."""
    return next(filter(confirms, patients(space, box)), None)


def let_in(guideline: Guideline, patient: Patient) -> Patient | None:
    """Return a patient as the door lets them in, each unusual number confirmed.

    None where a fact is doubted or refused. A variant is read without the virus it was named with.
    """
    case = case_text(guideline, Found(patient.facts, patient.doubted), "").encode()
    try:
        read = read_case(case, "case.yaml", guideline, TODAY)
    except InputError:
        return None
    return None if read.doubts or patient.doubted else Patient(dict(read.facts))


def contradicted(guideline: Guideline, patient: Patient) -> set[str]:
    """Return the contradictions that hold of a patient, as the naive evaluator has it."""
    naive = Naive(guideline, patient.facts, patient.doubted)
    every = guideline.contradictions.values()
    return {each.id for each in every if naive.truth(each.when.compiled) == YES}
