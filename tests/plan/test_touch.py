"""What a plan touches: disagreements, sources in the order of reading, and near changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import checked, law, regimen, rule
from tests.plan.gloomy import DOSED, GLOOMY, TREAT, only, planned, rules_in

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.language import Value
    from whitlow.plan import Plan

REGIMEN: Final = "regimens/cheerin-oral-daily.yaml"
NAMES: Final = """
chosen: {unit: kg, is: weight, label: chosen weight, cites: [book#one]}
rate: {unit: mL/min, is: filter, label: filter rate taken, cites: [book#one]}
"""
GRADE: Final = """
gloom:
  label: gloom
  levels:
    slight: {label: slight, when: "true", says: It is slight., cites: [book#one]}
    deep: {label: deep, when: mood = 'gloomy', says: It is deep., cites: [book#one]}
"""


def disagreement(about: str) -> str:
    return f"""
differ:
  question: What is right?
  positions:
    - {{says: "It is {{dose.dose}}.", cites: [book#dose]}}
    - {{says: Nobody knows., cites: [book#one]}}
  followed: "1"
  why: It was read.
  do: Ask the book.
  about: [{about}]
"""


def with_all(folder: Path, about: str, **facts: Value) -> Plan:
    """Return the plan of a treatment whose order names a formula, notes, a warning and a law."""
    text = TREAT + rule("mind", "fever", "{caution: cheerin}", "cites: [book#vein]")
    by_chosen = ("weight: chosen", "amount: row.dose * chosen", "notes: [book#water]")
    one = regimen("cheerin-oral", "daily", "table: rows", "step: 10 mg", *by_chosen)
    files = {
        "disagreements/all.yaml": disagreement(about),
        "formulas.yaml": NAMES,
        "grades.yaml": GRADE,
        "tables/rows.yaml": DOSED["tables/rows.yaml"].replace("filter", "rate"),
        REGIMEN: one,
    }
    text_of_law = law("forbidden", "when: cough", "never: {treat: cheerin}")
    known = {**GLOOMY, "fever": True, "cough": False, **facts}
    return planned(folder, text, known, laws=text_of_law, files=files)


@pytest.mark.parametrize(
    ("about", "facts"),
    [
        ("cheer", {}),
        ("cheerin-oral-daily", {}),
        ("rows", {}),
        ("book#one", {}),
        ("cheerin-oral", {}),
        ("'gloom:deep'", {}),
        ("cheerin", {}),
        ("chosen", {}),
        ("rate", {}),
        ("book#water", {}),
        ("book#vein", {}),
        ("forbidden", {"cough": True}),
    ],
    ids=[
        "the rule",
        "the regimen",
        "the table",
        "a cited statement",
        "the drug",
        "the level reached",
        "the substance of the drug",
        "the formula of the weight",
        "the formula that the table is over",
        "a statement that the order notes",
        "a statement that a warning cites",
        "the law that withdrew it",
    ],
)
def test_a_disagreement_is_shown_where_the_plan_touches_what_it_is_about(
    tmp_path: Path, about: str, facts: dict[str, Value]
) -> None:
    plan = with_all(tmp_path, about, **facts)

    assert ["differ"] == [shown.record.id for shown in plan.disagreements]


@pytest.mark.parametrize("about", ["glumex", "book#flat", "'gloom:slight'"])
def test_a_disagreement_about_something_else_is_not_shown(tmp_path: Path, about: str) -> None:
    assert () == with_all(tmp_path, about).disagreements


def test_a_shown_disagreement_has_its_numbers_from_what_each_side_cites(tmp_path: Path) -> None:
    (shown,) = with_all(tmp_path, "cheer").disagreements

    assert (("It is 5 mg/kg.", ("book#dose",)), ("Nobody knows.", ("book#one",))) == shown.positions


# --- references -------------------------------------------------------------------------------

OTHER_SOURCE: Final = """
source: {title: T, year: "2001", kind: review, url: "https://example.org/n"}
statements:
  one: {read: primary, locator: page one, topic: all, says: The source NAME says so.}
"""


def test_the_sources_are_listed_once_each_in_the_order_in_which_a_reader_meets_them(
    tmp_path: Path,
) -> None:
    """The bottom line first, then the sections; where a rule stands in its file does not matter."""
    kinds = (
        ("pitfall: a mistake", "z"),
        ("monitor: it", "y"),
        ("test: a", "x"),
        ("treat: balm", "w"),
        ("emergency: danger, call: the warden", "v"),
    )
    text = "".join(
        rule(f"rule-{name}", "fever", f"{{{then}}}", f"cites: [{name}#one]") for then, name in kinds
    )
    files = {f"sources/{name}.yaml": OTHER_SOURCE.replace("NAME", name) for _, name in kinds}

    plan = planned(tmp_path, text, {"fever": True}, files=files)

    assert ("v", "w", "x", "y", "z") == plan.references


# --- grades in a plan -------------------------------------------------------------------------


def test_a_grade_says_its_level_and_what_it_could_still_be(tmp_path: Path) -> None:
    middling = "    middling: {label: middling, when: fever, says: So so., cites: [book#one]}\n"
    grade = GRADE.replace("    deep", f"{middling}    deep")

    plan = planned(tmp_path, TREAT, {"fever": True}, files={"grades.yaml": grade})

    item = only(plan, "assess")
    assert ("gloom:middling", "So so. It could still be deep.", ("mood",)) == (
        item.rule,
        item.says,
        item.provisional,
    )


def test_a_grade_of_which_everything_is_open_says_nothing(tmp_path: Path) -> None:
    assert [] == rules_in(planned(tmp_path, TREAT, {}, files={"grades.yaml": GRADE}), "assess")


def test_a_grade_of_which_no_level_holds_stops_no_plan(tmp_path: Path) -> None:
    """Either a check refuses such a grade, or a plan is made without it."""
    grade = GRADE.replace('"true"', "fever")
    if "grade-lowest" in checked(tmp_path / "checked", {"grades.yaml": grade}):
        return

    plan = planned(
        tmp_path / "planned",
        TREAT,
        {"mood": "calm", "fever": False},
        files={"grades.yaml": grade},
    )

    assert [] == rules_in(plan, "assess")
