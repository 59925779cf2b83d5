"""A condition means the same however often it is asked: the first time and as a function."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.guideline.tiny import loaded, rule
from whitlow.evaluate import Reading
from whitlow.language import value

if TYPE_CHECKING:
    from collections.abc import Callable

    from whitlow.language import Value

    Answers = dict[str, tuple[Value, Value]]
    Asked = Callable[[dict[str, Value]], Answers]

CONDITIONS: Final = (
    "fever and cough and rash",
    "fever or cough or rash",
    "not fever",
    "not (fever or (cough and not rash))",
    "fever is null or cough is not null",
    "if fever then cough else rash",
    "(if fever then weight else spare) > 50 'kg'",
    "weight / spare >= 1 and filter != 0 'mL/min'",
    "weight - spare < -1 'kg' or -weight > -50 'kg'",
    "Min({weight, spare}) <= 50 'kg' and Max({weight, spare}) > 50 'kg'",
    "Round(weight / 3, 2) = 16.67 'kg'",
    "mood = 'gloomy' or line in {'central', 'picc'}",
    "mood != 'gloomy' and line != 'picc'",
    "overlaps(taken, 'harsh') or 'balm' in taken",
    "overlaps(taken, {'balm', 'glumex'}) and not overlaps(taken, 'bright')",
    "gloom in {'middling', 'deep'}",
    "gloom = 'deep' or gloom != 'slight' and fever",
    "age >= 18 'mo' and age < 12 'a'",
    "heavy and not light",
)
FORMULAS: Final = """
heavy: {type: truth, is: weight > 80 'kg', label: heavy, cites: [book#one]}
light: {type: truth, is: if heavy then false else weight < 3 'kg', label: light, cites: [book#one]}
"""
GRADE: Final = """
gloom:
  label: gloom
  levels:
    slight: {label: slight, when: "true", says: It is slight., cites: [book#one]}
    middling: {label: middling, when: cough and heavy, says: It is so., cites: [book#one]}
    deep: {label: deep, when: mood = 'gloomy', says: It is deep., cites: [book#one]}
"""

NUMBERS: Final = st.sampled_from([Fraction(0), Fraction(1), Fraction(50), Fraction(250, 3)])
TRUTHS: Final = st.booleans()
PATIENTS: Final = st.fixed_dictionaries(
    {},
    optional={
        "fever": TRUTHS,
        "cough": TRUTHS,
        "rash": TRUTHS,
        "weight": NUMBERS,
        "spare": NUMBERS,
        "filter": NUMBERS,
        "age": NUMBERS,
        "mood": st.sampled_from(["calm", "gloomy"]),
        "line": st.sampled_from(["central", "picc", "peripheral"]),
        "taken": st.frozensets(st.sampled_from(["balm", "glumex", "cheerin", "cheerin-iv"])),
    },
)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """Return what each rule's condition means: for the reference, and for a reading."""
    rules = "".join(
        rule(f"rule-{number}", f'"{condition}"', "{assess: it}")
        for number, condition in enumerate(CONDITIONS)
    )
    files = {"rules/all.yaml": rules, "formulas.yaml": FORMULAS, "grades.yaml": GRADE}
    guideline = loaded(tmp_path_factory.mktemp("asked"), files)

    def answers(facts: dict[str, Value]) -> Answers:
        patient = Reading(guideline, facts)
        return {
            one.when.text: (
                value(one.when.compiled, patient.known, patient.members),
                patient.holds(one.when),
            )
            for one in guideline.rules.values()
        }

    return answers


@given(PATIENTS)
def test_a_reading_gives_every_condition_its_reference_meaning(
    asked: Asked, facts: dict[str, Value]
) -> None:
    for _ in range(3):
        answers = asked(facts)

        assert {text: reference for text, (reference, _) in answers.items()} == {
            text: found for text, (_, found) in answers.items()
        }


@given(PATIENTS)
def test_more_facts_never_turn_a_known_answer_into_another(
    asked: Asked, facts: dict[str, Value]
) -> None:
    """Except where a condition asks whether a fact is given at all."""
    for name in list(facts):
        fewer = {other: found for other, found in facts.items() if other != name}
        before, after = asked(fewer), asked(facts)
        changed = [
            text
            for text, (_, found) in before.items()
            if found is not None and found is not after[text][1] and "null" not in text
        ]

        assert [] == changed
