"""What stands between a patient and a dose: the gravest status wins, and it shows no dose."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import law, loaded, number, reading, regimen, regimen_of, rule, table
from whitlow.order import order

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from whitlow.language import Value
    from whitlow.order import Order, Status

ROWS: Final = "(50, inf) | 2 mg/kg | 12 h\n[10, 50] | 6 mg/kg | 12 h\n[0, 10) | not recommended |"
DOSE: Final[Mapping[str, str]] = {
    "tables/rows.yaml": table(ROWS),
    "regimens/cheerin-iv-daily.yaml": regimen(
        "cheerin-iv",
        "daily",
        "table: rows",
        "weight: weight",
        "amount: row.dose * weight",
        "step: 1 mg",
        "at_most_daily: book#dose.cap",
        "infusion: {at_least: book#vein.least, concentration: {central: book#vein.strong}}",
    ),
}
KNOWN: Final[Mapping[str, Value]] = {
    "weight": number("100"),
    "filter": number("60"),
    "line": "central",
}
BARRED: Final = rule("barred", "fever", "{avoid: cheerin, as: contraindicated}")
UNWISE: Final = rule("unwise", "cough", "{avoid: cheerin, as: not_recommended}")
HELD: Final = rule("held", "rash", "{hold: cheerin}")
CONFIRMED: Final = rule("confirmed", "chill", "{confirm: cheerin}")
MINDED: Final = rule("minded", "mood = 'gloomy'", "{caution: cheerin}")
CALM: Final[Mapping[str, Value]] = {
    "fever": False,
    "cough": False,
    "rash": False,
    "chill": False,
    "mood": "calm",
}


def ordered(folder: Path, rules: str = "", laws: str = "", /, **facts: Value) -> Order:
    """Return the order of a patient of whom all is known and nothing stands in the way but this."""
    guideline = loaded(folder, {**DOSE, "rules/all.yaml": rules, "laws.yaml": laws})
    known = {**KNOWN, **CALM, **facts}
    return order(
        reading(guideline, **{name: value for name, value in known.items() if value is not None}),
        regimen_of(guideline),
    )


ALL: Final = BARRED + UNWISE + HELD + CONFIRMED + MINDED

# What makes each status, gravest first; every one of them is there beside all that are less grave.
GRAVITY: Final[tuple[tuple[Status, dict[str, Value]], ...]] = (
    ("refused", {"filter": number("20")}),
    ("contraindicated", {"fever": True}),
    ("not_recommended", {"cough": True}),
    ("hold", {"rash": True}),
    ("needs", {"weight": None}),
    ("confirm", {"chill": True}),
    ("dose", {}),
)
WITHOUT_DOSE: Final = ("refused", "contraindicated", "not_recommended", "hold")


@pytest.mark.parametrize(("status", "facts"), GRAVITY)
def test_each_status_has_its_cause(tmp_path: Path, status: Status, facts: dict[str, Value]) -> None:
    assert status == ordered(tmp_path, ALL, **facts).status


@pytest.mark.parametrize(
    ("graver", "lesser"),
    [
        (graver, lesser)
        for graver, lesser in combinations(GRAVITY, 2)
        # Without a weight there is no daily amount that could be too much.
        if (graver[0], lesser[0]) != ("refused", "needs")
    ],
)
def test_of_two_causes_the_graver_decides(
    tmp_path: Path, graver: tuple[Status, dict[str, Value]], lesser: tuple[Status, dict[str, Value]]
) -> None:
    found = ordered(tmp_path, ALL, **{**lesser[1], **graver[1]})

    assert graver[0] == found.status


def test_a_printed_refusal_is_not_recommended(tmp_path: Path) -> None:
    found = ordered(tmp_path, filter=number("5"))

    assert ("not_recommended", "not recommended") == (found.status, found.row and found.row.refusal)


@pytest.mark.parametrize("facts", [facts for _, facts in GRAVITY[:4]], ids=WITHOUT_DOSE)
@pytest.mark.parametrize("more", [{}, {"chill": True}], ids=["plain", "to be confirmed"])
def test_nothing_that_could_be_given_is_shown_where_nothing_may_be_given(
    tmp_path: Path, facts: dict[str, Value], more: dict[str, Value]
) -> None:
    found = ordered(tmp_path, ALL, **{**facts, **more})

    shown = (
        found.dose_mg,
        found.daily_mg,
        found.per_kg,
        found.daily_per_kg,
        found.interval_h,
        found.times_a_day,
        found.weight_kg,
        found.administration,
        found.alternatives,
    )
    assert (*([None] * 8), ()) == shown


def test_a_dose_to_be_confirmed_is_shown_with_what_must_be_confirmed(tmp_path: Path) -> None:
    found = ordered(tmp_path, ALL, chill=True)

    assert (number("200"), [("confirmed", True)]) == (
        found.dose_mg,
        [(note.rule, note.confirm) for note in found.warnings],
    )


def test_a_caution_is_noted_and_stops_nothing(tmp_path: Path) -> None:
    found = ordered(tmp_path, ALL, mood="gloomy")

    assert ("dose", ["minded"]) == (found.status, [note.rule for note in found.warnings])


@pytest.mark.parametrize("bar", ["fever", "rash"])
def test_whatever_stops_an_order_is_noted_with_it(tmp_path: Path, bar: str) -> None:
    found = ordered(tmp_path, ALL, **{bar: True, "chill": True})

    assert {{"fever": "barred", "rash": "held"}[bar], "confirmed"} == {
        note.rule for note in found.warnings
    }


# --- whose gate it is -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("cheerin-iv", "contraindicated"),
        ("cheerin", "contraindicated"),
        ("bright", "contraindicated"),
        ("harsh", "contraindicated"),
        ("cheerin-oral", "dose"),
        ("glumex", "dose"),
    ],
)
def test_a_bar_holds_for_the_drug_its_substance_and_their_classes(
    tmp_path: Path, target: str, status: Status
) -> None:
    found = ordered(tmp_path, rule("bar", "fever", f"{{avoid: {target}}}"), fever=True)

    assert status == found.status


@pytest.mark.parametrize(
    ("named", "status"), [("cheerin-iv-daily", "hold"), ("cheerin-iv-other", "dose")]
)
def test_a_gate_that_names_regimens_is_a_gate_for_those_alone(
    tmp_path: Path, named: str, status: Status
) -> None:
    text = rule("gate", "fever", f"{{hold: cheerin, regimens: [{named}]}}")

    assert status == ordered(tmp_path, text, fever=True).status


@pytest.mark.parametrize("cough", [True, False, None])
def test_a_bar_that_is_overridden_for_certain_is_silent(tmp_path: Path, cough: bool | None) -> None:
    text = rule("bar", "fever", "{avoid: cheerin}")
    text += rule("permit", "cough", "{caution: cheerin}", "instead_of: [bar]")

    found = ordered(tmp_path, text, fever=True, cough=cough)

    assert ("dose" if cough else "contraindicated") == found.status


# --- laws -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "unless", "status"),
    [
        (True, None, "contraindicated"),
        (True, False, "contraindicated"),
        (True, True, "dose"),
        (False, None, "dose"),
        (False, False, "dose"),
        (False, True, "dose"),
        (None, None, "dose"),
        (None, False, "dose"),
        (None, True, "dose"),
    ],
)
@pytest.mark.parametrize("never", ["treat: cheerin", "regimen: cheerin-iv-daily"])
def test_a_law_bars_where_it_holds_and_no_certain_permission_lifts_it(
    tmp_path: Path, never: str, when: bool | None, unless: bool | None, status: Status
) -> None:
    text = law("forbidden", "when: fever", "unless: cough", f"never: {{{never}}}")

    found = ordered(tmp_path, "", text, fever=when, cough=unless)

    assert status == found.status


def test_a_law_without_a_condition_bars_everybody(tmp_path: Path) -> None:
    found = ordered(tmp_path, "", law("forbidden", "never: {treat: cheerin}"))

    assert ("contraindicated", ["forbidden"]) == (
        found.status,
        [note.rule for note in found.warnings],
    )


def test_a_law_that_forbids_a_daily_amount_is_kept_by_the_order(tmp_path: Path) -> None:
    """The limit of this law, 10 mg/kg a day, is below what the row gives; no regimen says so."""
    name = "regimens/cheerin-iv-daily.yaml"
    files = {
        "laws.yaml": law("no-more", "never: {order_over: book#dose.cap}"),
        "tables/rows.yaml": table("[0, inf) | 6 mg/kg | 12 h"),
        name: DOSE[name].replace("at_most_daily: book#dose.cap\n", ""),
    }
    guideline = loaded(tmp_path, files)
    patient = reading(guideline, weight=number("100"), filter=number("60"))

    found = order(patient, regimen_of(guideline))

    assert (True, None) == (found.status in WITHOUT_DOSE, found.dose_mg)


# --- what was not checked ---------------------------------------------------------------------


def test_what_could_bar_or_hold_and_is_unknown_is_listed_as_unchecked(tmp_path: Path) -> None:
    forbidden = law("forbidden", "when: chill and age > 50 'a'", "never: {treat: cheerin}")

    found = ordered(
        tmp_path, BARRED + UNWISE + HELD, forbidden, fever=None, rash=None, cough=None, chill=None
    )

    assert ("dose", {"fever", "cough", "rash", "chill", "age"}) == (
        found.status,
        set(found.unchecked),
    )


def test_what_is_needed_is_not_listed_again_as_unchecked(tmp_path: Path) -> None:
    text = rule("light", "weight < 2 'kg' and fever", "{avoid: cheerin}")

    found = ordered(tmp_path, text, weight=None, fever=None)

    assert (("weight",), ("fever",)) == (found.needs, found.unchecked)


def test_what_no_rule_of_this_drug_reads_is_not_unchecked(tmp_path: Path) -> None:
    found = ordered(tmp_path, rule("other", "fever", "{avoid: glumex}"), fever=None)

    assert () == found.unchecked


def test_a_law_that_is_lifted_for_certain_leaves_nothing_unchecked(tmp_path: Path) -> None:
    text = law("forbidden", "when: fever", "unless: cough", "never: {treat: cheerin}")

    assert () == ordered(tmp_path, "", text, fever=None, cough=True).unchecked


def test_a_permission_that_could_lift_a_law_is_listed_while_it_is_unknown(tmp_path: Path) -> None:
    text = law("forbidden", "when: fever", "unless: cough", "never: {treat: cheerin}")

    found = ordered(tmp_path, "", text, fever=True, cough=None)

    assert ("contraindicated", ("cough",)) == (found.status, found.unchecked)


def test_a_confirmation_that_may_be_due_is_listed_while_it_is_unknown(tmp_path: Path) -> None:
    found = ordered(tmp_path, CONFIRMED, chill=None)

    assert ("dose", ("chill",)) == (found.status, found.unchecked)


def test_a_bar_that_is_overridden_for_certain_leaves_nothing_unchecked(tmp_path: Path) -> None:
    text = rule("bar", "fever", "{avoid: cheerin}")
    text += rule("permit", "cough", "{caution: cheerin}", "instead_of: [bar]")

    assert () == ordered(tmp_path, text, fever=None, cough=True).unchecked


def test_the_orders_citations_are_those_of_its_regimen_and_table_each_once(tmp_path: Path) -> None:
    assert ("book#one",) == ordered(tmp_path).cites
