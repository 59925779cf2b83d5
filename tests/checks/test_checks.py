"""The editorial checks: each catches a mutant, none raises, and what would fail a patient is found.

What the folders of ``tests/bad`` show word for word is not repeated here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.bad.test_bad import BROKEN, GOOD, laid_over
from tests.guideline.tiny import BASE, checked, law, loaded, reading, regimen, rule, table
from whitlow.checks import CHECKS
from whitlow.errors import GuidelineError
from whitlow.evaluate import Outcome
from whitlow.guideline import load_guideline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from whitlow.guideline import Guideline

BY_VEIN: Final = "regimens/cheerin-iv-daily.yaml"
BY_MOUTH: Final = "regimens/cheerin-oral-daily.yaml"
ROWS: Final = "(50, inf) | 2 mg/kg | 12 h\n[10, 50] | 1 mg/kg | 12 h\n[0, 10) | not recommended |"
RULES: Final = rule("cheer", "fever", "{treat: cheerin, regimens: [cheerin-iv-daily]}") + rule(
    "no", "cough", "{avoid: cheerin, as: contraindicated}", "instead_of: [treat cheerin]"
)
STRONG: Final = "central: book#vein.strong, picc: book#vein.strong"
WEAK: Final = "midline: book#vein.weak, peripheral: book#vein.weak"
LINES: Final = f"{{{STRONG}, {WEAK}}}"
DOSED: Final = ("route: iv", "table: rows", "weight: weight", "amount: row.dose * weight")
INFUSED: Final = ("step: 1 mg", f"infusion: {{at_least: book#vein.least, concentration: {LINES}}}")
SOUND: Final[Mapping[str, str]] = {
    "tables/rows.yaml": table(ROWS),
    "rules/all.yaml": RULES,
    "laws.yaml": law("forbidden", "when: rash", "never: {treat: cheerin}"),
    BY_VEIN: regimen("cheerin-iv", "daily", *DOSED, *INFUSED),
}
SOUND_GRADE: Final = """
gloom:
  label: gloom
  levels:
    slight: {label: slight, when: "true", says: It is slight., cites: [book#one]}
    deep: {label: deep, when: fever, says: It is deep., cites: [book#one]}
"""


def test_the_tiny_guideline_of_these_tests_is_sound(tmp_path: Path) -> None:
    assert frozenset() == checked(tmp_path, {**SOUND, "grades.yaml": SOUND_GRADE})


# --- the checks themselves --------------------------------------------------------------------


@pytest.fixture(scope="module")
def mutants(tmp_path_factory: pytest.TempPathFactory) -> list[Guideline]:
    """Return the broken guidelines that load, so that a check has to find the fault."""
    found = []
    for broken in BROKEN:
        folder = laid_over(broken, tmp_path_factory.mktemp("mutants") / broken.name)
        try:
            found.append(load_guideline(folder))
        except GuidelineError:
            continue
    return found


@pytest.mark.parametrize("number", range(len(CHECKS)), ids=[one.__name__ for one in CHECKS])
def test_each_check_catches_a_mutant_and_leaves_the_good_guideline_alone(
    mutants: list[Guideline], number: int
) -> None:
    check = CHECKS[number]

    assert [] == list(check(load_guideline(GOOD)))
    assert any(list(check(mutant)) for mutant in mutants)


# --- what would fail when a patient comes -----------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"rules/all.yaml": RULES.replace("as: contraindicated", "as: discouraged")},
        {"rules/all.yaml": RULES + rule("sure", "rash", "{confirm: cheerin, weights: [spar]}")},
        {"rules/all.yaml": RULES + rule("sure", "rash", "{confirm: cheerin, weights: [filter]}")},
        {BY_VEIN: regimen("cheerin-iv", "daily", *DOSED, "step: 1 mg",
            "infusion: {at_least: book#vein.least, concentration: {centrl: book#vein.strong}}")},
        {"formulas.yaml": "gloom: {type: truth, is: fever, label: g, cites: [book#one]}\n",
            "grades.yaml": SOUND_GRADE},
        {"grades.yaml": SOUND_GRADE.replace('"true"', "cough")},
        {"laws.yaml": law("forbidden", "when: rash", "never: {says: harm}")},
        {"laws.yaml": law("forbidden", "when: rash", "never: {audience: patient}")},
        {"tables/rows.yaml": table("(50, inf) | 2 mg/kg | 12 h\n[0, 50] |  | 12 h")},
        {"facts.yaml": BASE["facts.yaml"].replace(", ask: Any of these?", "")},
        {"rules/all.yaml": RULES.replace("then: {avoid", "with: cherrin\n  then: {avoid")},
    ],
    ids=[
        "a status that no order has",
        "a weight that does not exist",
        "a weight in millilitres",
        "a line that does not exist",
        "a formula and a grade of one name",
        "a grade without a certain lowest level",
        "a law about plans that forbids words",
        "a law that forbids nothing",
        "a row that neither gives nor refuses",
        "an answer that nobody asks for",
        "a companion that does not exist",
    ],
)  # fmt: skip
def test_what_would_fail_or_fall_silent_for_a_patient_is_a_fault(
    tmp_path: Path, changes: Mapping[str, str]
) -> None:
    assert frozenset() != checked(tmp_path, {**SOUND, **changes})


@pytest.mark.parametrize(
    "claim",
    [
        "at_least: book#vein.strong",
        "at_least: book#vein.least, at_most: book#vein.least",
        "at_least: book#vein.least, supplied: book#vein.least, sodium: book#vein.salt",
        "at_least: book#vein.least, container: book#vein.least",
        "at_least: book#vein.least, strongest: book#vein.least",
        "at_least: book#vein.least, concentration: {central: book#vein.least}",
    ],
)
def test_a_figure_of_an_infusion_in_the_wrong_kind_of_unit_is_a_fault(
    tmp_path: Path, claim: str
) -> None:
    text = regimen("cheerin-iv", "daily", *DOSED, "step: 1 mg", f"infusion: {{{claim}}}")

    assert "figure-unit" in checked(tmp_path, {**SOUND, BY_VEIN: text})


@pytest.mark.parametrize(
    "line",
    [
        "every: book#dose.dose",
        "times: book#dose.every",
        "at_most_daily: book#vein.least",
        "hydration: {before_first: book#vein.least, with_each: book#water.each}",
    ],
)
def test_a_figure_of_a_regimen_in_the_wrong_kind_of_unit_is_a_fault(
    tmp_path: Path, line: str
) -> None:
    text = regimen("cheerin-iv", "daily", *DOSED, *INFUSED, line)

    assert {"figure-unit"} == checked(tmp_path, {**SOUND, BY_VEIN: text})


@pytest.mark.parametrize("line", ["every: book#ranges.every", "at_most_daily: book#ranges.cap"])
def test_a_range_does_not_decide_how_much_is_given(tmp_path: Path, line: str) -> None:
    """Of eight to twelve hours the shorter would be taken: a third more drug in a day."""
    text = regimen("cheerin-iv", "daily", *DOSED, *INFUSED, line)

    assert {"figure-range"} == checked(tmp_path, {**SOUND, BY_VEIN: text})


def test_a_limit_for_each_kilogram_of_a_dose_without_a_weight_is_a_fault(tmp_path: Path) -> None:
    lines = ("dose: book#flat.dose", "every: book#dose.every", "amount: dose")
    text = regimen("cheerin-oral", "daily", *lines, "at_most_daily: book#dose.cap")

    assert {"limit-without-weight"} == checked(tmp_path, {**SOUND, BY_MOUTH: text})


def test_a_limit_in_plain_milligrams_is_checked_and_raises_nothing(tmp_path: Path) -> None:
    lines = ("table: flat", "amount: row.dose", "at_most_daily: book#flat.cap")
    files = {
        "tables/flat.yaml": table("[0, inf) | 100 mg | 12 h"),
        BY_MOUTH: regimen("cheerin-oral", "daily", *lines),
    }

    assert {"over-cap"} == checked(tmp_path, {**SOUND, **files})


def test_a_row_in_another_unit_of_mass_is_held_to_the_limit_too(tmp_path: Path) -> None:
    """0.006 g/kg twice a day are 12 mg/kg, and no more than 10 are allowed."""
    files = {
        "tables/rows.yaml": table("[0, inf) | 0.006 g/kg | 12 h"),
        BY_VEIN: regimen("cheerin-iv", "daily", *DOSED, *INFUSED, "at_most_daily: book#dose.cap"),
    }

    assert {"over-cap"} == checked(tmp_path, {**SOUND, **files})


def test_a_limit_on_a_share_of_a_dose_is_checked_too(tmp_path: Path) -> None:
    """All of 5 mg/kg every eight hours are 15 mg/kg a day."""
    rows = table("[0, inf) | 100 % | 8 h").replace("dose |", "fraction |")
    lines = ("route: iv", "table: rows", "dose: book#dose.dose", "weight: weight")
    amount = ("amount: row.fraction * dose * weight", "at_most_daily: book#dose.cap")
    text = regimen("cheerin-iv", "daily", *lines, *amount, *INFUSED)

    assert {"over-cap"} == checked(tmp_path, {**SOUND, "tables/rows.yaml": rows, BY_VEIN: text})


def test_milligrams_by_a_weight_that_the_amount_does_not_read_are_a_fault(tmp_path: Path) -> None:
    """The amount by one kilogram, and by another weight, is found by changing that name."""
    lean = "lean: {unit: kg, is: 0.8 * weight, label: lean weight, cites: [book#one]}\n"
    by_lean = [line.replace("row.dose * weight", "row.dose * lean") for line in DOSED]
    text = regimen("cheerin-iv", "daily", *by_lean, *INFUSED)

    assert {"weight-unread"} == checked(tmp_path, {**SOUND, "formulas.yaml": lean, BY_VEIN: text})


# --- what a check itself must survive ---------------------------------------------------------


@pytest.mark.parametrize("due", ["7 visits", "soon", "-7 d", "7", "7 mg", "1000000000000 d"])
def test_a_due_time_that_is_no_time_is_a_fault(tmp_path: Path, due: str) -> None:
    text = RULES + rule("see", "fever", f'{{monitor: it, due: ["{due}"]}}')

    assert "due" in checked(tmp_path, {**SOUND, "rules/all.yaml": text})


@pytest.mark.parametrize("words", ["((", "a{99999999999}", "[[a]", "(?P<", "*"])
def test_words_of_a_law_that_are_no_pattern_are_a_fault(tmp_path: Path, words: str) -> None:
    words = law("words", f"never: {{says: '{words}'}}").replace("kind: plan", "kind: text")

    assert {"forbidden-pattern"} == checked(tmp_path, {**SOUND, "laws.yaml": words})


# --- nothing speaks for everybody -------------------------------------------------------------


@pytest.mark.parametrize("when", ['"true"', "age is null", "not (fever and not fever) or true"])
def test_a_rule_that_speaks_for_the_patient_of_whom_nothing_is_known_is_a_fault(
    tmp_path: Path, when: str
) -> None:
    text = RULES + rule("always", when, "{counsel: a word}")

    assert "speaks-of-nobody" in checked(tmp_path, {**SOUND, "rules/all.yaml": text})


def test_a_treatment_is_not_excused_for_going_with_another(tmp_path: Path) -> None:
    """It speaks for nobody, whatever drug it goes with; the plan must not give it either."""
    text = RULES + rule("always", '"true"', "{treat: balm}", "with: cheerin")
    folder = tmp_path / "checked"
    guideline = loaded(tmp_path / "loaded", {**SOUND, "rules/all.yaml": text})

    stands = reading(guideline).decide(guideline.rules["always"]).outcome is Outcome.STANDS

    assert stands is ("speaks-of-nobody" in checked(folder, {**SOUND, "rules/all.yaml": text}))


SOUND_LAWS: Final = {
    "never: {order_over: book#dose.cap}": "plan",
    "never: {order_over: book#flat.cap, treat: cheerin, profile: home}": "plan",
    "never: {regimen: cheerin-iv-daily}": "plan",
    "never: {virus: none}": "plan",
    "never: {says: harm}": "text",
    "never: {says: harm, audience: patient}": "text",
    "never: {type: a sum of two units}": "type",
}
EMPTY_LAWS: Final = {
    "never: {order_over: book#ranges.cap}": "plan",
    "never: {order_over: book#dose.cap, regimen: cheerin-iv-daily}": "plan",
    "never: {order_over: book#dose.cap, profile: nowhere}": "plan",
    "never: {treat: cheerin, profile: home}": "plan",
    "never: {treat: cheerin, virus: none}": "plan",
    "never: {treat: cherrin}": "plan",
    "never: {virus: any}": "plan",
    "never: {profile: home}": "plan",
    "never: {order_over: book#dose.cap}": "type",
    "never: {type: ''}": "type",
    "never: {gene: g}": "type",
    "never: {gene: g, class: bright}": "type",
    "never: {says: ''}": "text",
    "never: {says: harm, audience: doctor}": "text",
}


@pytest.mark.parametrize("never", SOUND_LAWS)
def test_a_law_that_forbids_what_exists_is_sound(tmp_path: Path, never: str) -> None:
    text = law("no-more", never).replace("kind: plan", f"kind: {SOUND_LAWS[never]}")

    assert frozenset() == checked(tmp_path, {**SOUND, "laws.yaml": text})


@pytest.mark.parametrize("never", EMPTY_LAWS)
def test_a_law_that_forbids_nothing_that_exists_is_a_fault(tmp_path: Path, never: str) -> None:
    text = law("no-more", never).replace("kind: plan", f"kind: {EMPTY_LAWS[never]}")

    assert {"law-shape"} == checked(tmp_path, {**SOUND, "laws.yaml": text})


@pytest.mark.parametrize("limit", ["book#dose.nothing", "book#vein.least", "a lot"])
def test_a_law_that_limits_an_order_by_no_daily_amount_is_a_fault(
    tmp_path: Path, limit: str
) -> None:
    text = law("no-more", f"never: {{order_over: {limit}}}")

    assert "law-shape" in checked(tmp_path, {**SOUND, "laws.yaml": text})
