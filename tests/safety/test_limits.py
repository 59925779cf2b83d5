"""The limits that no source prints are listed, and the list says what the guideline says."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.cases.test_cases import shipped
from tests.safety.limits import numbers_of, uncited
from whitlow.language import Number, children
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from whitlow.language import Expr

ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = ROOT / "docs" / "safety" / "limits.md"
ROW: Final = re.compile(r"^\| `([\w-]+)` \| `([^`]+)` \|", re.MULTILINE)
AGE: Final = re.compile(r"^\| `(\w+)` \| (\d+ d) \|$", re.MULTILINE)
EXPIRY: Final = re.compile(r"^\| ([a-z ]+) \| (\d+) d \|$", re.MULTILINE)
OURS: Final = re.compile(
    r"\b(?:our own|(?:is|are) ours|guideline's own)\b|no source prints", re.IGNORECASE
)
KEY: Final = re.compile(r"^([a-z][\w-]*):", re.MULTILINE)


@cache
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def section(heading: str) -> str:
    """Return what stands under a heading of the page."""
    return page().split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def called_our_own(text: str) -> set[str]:
    """Return the records of a file that call a limit our own; a comment at the top has none."""
    keys = [(found.start(), found[1]) for found in KEY.finditer(text)]
    lines = (found.start() for found in OURS.finditer(text))
    return {name for at in lines for name in [key for start, key in keys if start < at][-1:]}


def test_every_place_that_calls_a_limit_our_own_is_on_the_page() -> None:
    files = [*shipped_guideline().rglob("*.yaml")]
    named = {name for path in files for name in called_our_own(path.read_text(encoding="utf-8"))}

    assert {"foscarnet-electrolytes-low", "emergency-microangiopathy"} <= named
    assert {"expires"} == {name for name in named if f"`{name}`" not in page()}, (
        "the policy on expiry has a section of its own"
    )


def conditions() -> dict[str, str]:
    """Return the conditions of rules, contradictions and grades, as they are written.

    A rule whose condition is a formula has that of the formula.
    """
    guideline = shipped()
    formulas = guideline.formulas
    written = {
        name: "; ".join(
            (
                rule.when.text,
                *(formulas[each].condition.text for each in formulas if rule.when.text == each),
            )
        )
        for name, rule in guideline.rules.items()
    }
    written |= {name: each.when.text for name, each in guideline.contradictions.items()}
    for name, grade in guideline.grades.items():
        written[name] = "; ".join(level.when.text for level in grade.levels)
    return {name: " ".join(text.split()) for name, text in written.items()}


def test_every_condition_of_the_page_stands_in_its_record() -> None:
    written = conditions()
    rows = ROW.findall(page())

    assert rows
    assert [] == [row for row in rows if row[1] not in written.get(row[0], "")]


def test_every_contradiction_with_a_chosen_number_is_on_the_page() -> None:
    chosen = {each.id for each in shipped().contradictions.values() if numbers(each.when.source)}
    listed = section("Facts that are held to contradict each other")

    assert chosen == {name for name, _ in ROW.findall(listed)}


def numbers(expr: Expr) -> list[Number]:
    """Return the numbers of an expression, nought excepted."""
    own = [expr] if isinstance(expr, Number) and expr.value else []
    return [*own, *(each for part in children(expr) for each in numbers(part))]


def test_every_age_of_a_value_is_on_the_page() -> None:
    ages = {name: fact.stale_after for name, fact in shipped().facts.items() if fact.stale_after}

    assert ages == dict(AGE.findall(page()))


def test_every_time_after_which_a_statement_expires_is_on_the_page() -> None:
    expiry = shipped().about.expiry
    listed = EXPIRY.findall(section("How long a statement holds"))

    assert expiry is not None
    assert dict(expiry.after) == {name: int(days) for name, days in listed}
    assert f"warned {expiry.soon} days ahead" in page()


def test_every_reading_of_what_sources_leave_open_is_a_disagreement() -> None:
    named = re.findall(r"`([\w-]+)`", section("Readings of what sources leave open"))

    assert named
    assert [] == [name for name in named if name not in shipped().disagreements]


def test_a_quantity_that_no_cited_statement_holds_is_found_and_a_cited_one_is_not() -> None:
    found = {each.record: each.quantities for each in uncited(shipped())}

    assert "100 iu/L" in found["emergency-pregnancy"]
    assert "no-cidofovir-above-creatinine" not in found
    assert "foscarnet-below-floor" not in found


def test_a_quantity_without_a_unit_is_left_out() -> None:
    jumped = shipped().contradictions["weight-jumped"].when.source

    assert ["h"] == [number.unit for number in numbers_of(jumped)]
