"""A law withdraws a treatment while it holds, and makes it provisional while that is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import law, rule
from tests.plan.gloomy import DOSED, GLOOMY, TREAT, dose_of, only, planned, rules_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from whitlow.language import Kleene, Value
    from whitlow.plan import Plan

FEVER: Final = law("no-fever", "when: fever", "unless: cough", "never: {treat: cheerin}")
RASH: Final = law("no-rash", "when: rash", "never: {treat: cheerin}")
CHILL: Final = law("no-chill", "when: chill", "never: {treat: cheerin}")
BARE: Final = rule("cheer", "mood = 'gloomy'", "{treat: cheerin-oral}")

STANDS, PROVISIONAL, WITHDRAWN = "stands", "provisional", "withdrawn"


def become(plan: Plan) -> str:
    """Return what a reader sees that the one treatment has become."""
    item = only(plan, "treat")
    if item.barred_by:
        return WITHDRAWN
    return PROVISIONAL if item.provisional else STANDS


def known(**facts: Kleene) -> dict[str, Value]:
    return {**GLOOMY, **{name: value for name, value in facts.items() if value is not None}}


@pytest.mark.parametrize(
    ("fever", "cough", "outcome"),
    [
        (False, True, STANDS),
        (False, False, STANDS),
        (False, None, STANDS),
        (True, True, STANDS),
        (True, False, WITHDRAWN),
        (True, None, WITHDRAWN),
        (None, True, STANDS),
        (None, False, PROVISIONAL),
        (None, None, PROVISIONAL),
    ],
)
def test_what_a_law_does_to_a_treatment_depends_on_both_of_its_conditions(
    tmp_path: Path, fever: Kleene, cough: Kleene, outcome: str
) -> None:
    plan = planned(tmp_path, BARE, known(fever=fever, cough=cough), laws=FEVER)

    assert outcome == become(plan)


def test_a_withdrawn_treatment_is_shown_as_barred_by_the_law_which_is_shown_too(
    tmp_path: Path,
) -> None:
    plan = planned(tmp_path, TREAT, known(fever=True), laws=FEVER)

    assert (("no-fever",), ["no-fever"], ()) == (
        only(plan, "treat").barred_by,
        rules_in(plan, "avoid"),
        plan.section("dose"),
    )


def test_a_withdrawn_treatment_is_not_in_the_bottom_line(tmp_path: Path) -> None:
    plan = planned(tmp_path, TREAT, known(fever=True), laws=FEVER)

    assert "Do cheer." not in plan.bottom_line.says


def test_what_goes_with_a_withdrawn_treatment_goes_too(tmp_path: Path) -> None:
    text = TREAT + rule("watch", "mood = 'gloomy'", "{monitor: it}", "with: cheerin")

    plan = planned(tmp_path, text, known(fever=True), laws=FEVER)

    assert () == plan.section("monitor")


@pytest.mark.parametrize("text", [BARE, TREAT], ids=["without an order", "with an order"])
def test_a_treatment_under_an_unknown_law_waits_for_the_facts_of_that_law(
    tmp_path: Path, text: str
) -> None:
    plan = planned(tmp_path, text, known(), laws=RASH)

    assert ("rash",) == only(plan, "treat").provisional
    assert ["rash"] == [question.fact for question in plan.ask]


def test_the_order_of_such_a_treatment_waits_with_it(tmp_path: Path) -> None:
    plan = planned(tmp_path, TREAT, known(), laws=RASH)

    assert ("rash",) == dose_of(plan).provisional


def test_the_bottom_line_says_for_what_such_a_treatment_waits(tmp_path: Path) -> None:
    plan = planned(tmp_path, TREAT, known(), laws=RASH)

    assert "Provisionally, with rash not told yet: Do cheer." == plan.bottom_line.says
    assert plan.bottom_line.provisional


@pytest.mark.parametrize("text", [BARE, TREAT], ids=["without an order", "with an order"])
def test_of_several_unknown_laws_the_facts_of_each_are_asked_for(tmp_path: Path, text: str) -> None:
    plan = planned(tmp_path, text, known(), laws=RASH + CHILL)

    assert {"rash", "chill"} == {question.fact for question in plan.ask}


def test_a_treatment_that_already_waits_asks_for_the_facts_of_an_unknown_law_too(
    tmp_path: Path,
) -> None:
    text = BARE + rule("perhaps", "fever", "{avoid: glumex}", "instead_of: [cheer]")

    plan = planned(tmp_path, text, known(), laws=RASH)

    assert ["flags"] == [question.fact for question in plan.ask]
    assert {"fever", "rash"} == set(only(plan, "treat").provisional)


def test_a_permission_that_could_bring_a_treatment_back_is_asked_for(tmp_path: Path) -> None:
    plan = planned(tmp_path, BARE, known(fever=True), laws=FEVER)

    assert ["cough"] == [question.fact for question in plan.ask]


def test_a_treatment_that_one_law_withdraws_asks_for_nothing_on_behalf_of_another(
    tmp_path: Path,
) -> None:
    plan = planned(tmp_path, BARE, known(rash=True), laws=CHILL + RASH)

    assert () == plan.ask


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("cheerin-oral", WITHDRAWN),
        ("cheerin", WITHDRAWN),
        ("bright", WITHDRAWN),
        ("cheerin-iv", STANDS),
        ("harsh", STANDS),
    ],
)
def test_a_law_is_about_a_drug_its_products_and_its_class(
    tmp_path: Path, target: str, outcome: str
) -> None:
    text = law("forbidden", "when: fever", f"never: {{treat: {target}}}")

    assert outcome == become(planned(tmp_path, BARE, known(fever=True), laws=text))


# --- a law about one regimen ------------------------------------------------------------------

TWO: Final = rule(
    "cheer",
    "mood = 'gloomy'",
    "{treat: cheerin-oral, regimens: [cheerin-oral-daily, cheerin-oral-often]}",
)
OFTEN: Final = DOSED["regimens/cheerin-oral-daily.yaml"].replace("name: daily", "name: often")
ONE_ONLY: Final = law("not-so-often", "when: fever", "never: {regimen: cheerin-oral-often}")


@pytest.mark.parametrize(
    ("often", "statuses"),
    [
        (OFTEN, {"cheerin-oral-daily": "dose", "cheerin-oral-often": "contraindicated"}),
        (OFTEN.replace("home", "away"), {"cheerin-oral-daily": "dose"}),
    ],
    ids=["both in the profile", "the forbidden one in another profile"],
)
def test_a_law_about_one_regimen_leaves_the_other_regimens_of_the_treatment(
    tmp_path: Path, often: str, statuses: Mapping[str, str]
) -> None:
    files = {"regimens/cheerin-oral-often.yaml": often}

    plan = planned(tmp_path, TWO, known(fever=True), laws=ONE_ONLY, files=files)

    orders = [item.order for item in plan.section("dose") if item.order]
    assert STANDS == become(plan)
    assert statuses == {order.regimen.id: order.status for order in orders}


def test_a_law_about_the_only_regimen_withdraws_the_treatment(tmp_path: Path) -> None:
    text = law("not-daily", "when: fever", "never: {regimen: cheerin-oral-daily}")

    assert WITHDRAWN == become(planned(tmp_path, TREAT, known(fever=True), laws=text))
