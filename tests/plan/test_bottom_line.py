"""The bottom line: at most two sentences, what stands before what is provisional."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import number, rule
from tests.plan.gloomy import GLOOMY, TREAT, dose_of, planned

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.language import Value

DANGER: Final = rule("danger", "fever", "{emergency: danger, call: the warden}")
SEND: Final = rule("send", "fever", "{refer: the warden}")
SAMPLE: Final = rule("sample", "fever", "{test: a sample}")
LOOK: Final = rule("look", "fever", "{assess: the cause}")
BALM: Final = rule("soothe", "fever", "{treat: balm}")
OPEN: Final = rule("open", "fever", "{treat: glumex}")
PERHAPS: Final = rule("perhaps", "rash", "{pitfall: a mistake}", "instead_of: [open]")
ASIDE: Final = BALM.replace("{treat: balm}", "{treat: balm, beside: true}")
FEVER: Final[dict[str, Value]] = {"fever": True}


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        (LOOK + SAMPLE, "Do sample. Do look."),
        (SAMPLE + SEND, "Do send. Do sample."),
        (SEND + BALM, "Do soothe. Do send."),
        (ASIDE + SEND, "Do send. Do soothe."),
        (ASIDE + SAMPLE, "Do soothe. Do sample."),
        (SEND, "Do send."),
        (BALM + DANGER, "Do danger. Do soothe."),
        (LOOK + SAMPLE + SEND + BALM + DANGER, "Do danger. Do soothe."),
        (rule("counsel", "fever", "{counsel: a word}") + LOOK, "Do look."),
    ],
)
def test_what_matters_most_comes_first_in_two_sentences_at_most(
    tmp_path: Path, rules: str, says: str
) -> None:
    assert says == planned(tmp_path, rules, FEVER).bottom_line.says


def test_two_rules_that_advise_one_drug_are_one_sentence(tmp_path: Path) -> None:
    text = BALM + BALM.replace("soothe", "again") + SEND

    assert "Do soothe. Do send." == planned(tmp_path, text, FEVER).bottom_line.says


def test_the_bottom_line_cites_what_its_sentences_rest_on(tmp_path: Path) -> None:
    text = BALM.replace("[book#one]", "[book#dose, book#one]")

    assert ("book#dose", "book#one") == planned(tmp_path, text, FEVER).bottom_line.cites


def test_a_provisional_sentence_says_for_what_it_waits(tmp_path: Path) -> None:
    bottom = planned(tmp_path, OPEN + PERHAPS, FEVER).bottom_line

    assert ("Provisionally, with rash not told yet: Do open.", True) == (
        bottom.says,
        bottom.provisional,
    )


def test_a_certain_bottom_line_is_not_called_provisional(tmp_path: Path) -> None:
    assert not planned(tmp_path, BALM, FEVER).bottom_line.provisional


@pytest.mark.parametrize("rules", [OPEN + BALM, BALM + OPEN], ids=["open first", "open last"])
def test_of_two_treatments_the_one_that_stands_is_told_before_the_provisional_one(
    tmp_path: Path, rules: str
) -> None:
    says = planned(tmp_path, rules + PERHAPS, FEVER).bottom_line.says

    assert says.startswith("Do soothe.")


def test_a_hand_over_that_stands_is_told_before_a_provisional_treatment(tmp_path: Path) -> None:
    says = planned(tmp_path, OPEN + PERHAPS + SEND, FEVER).bottom_line.says

    assert "Do send. Provisionally, with rash not told yet: Do open." == says


def test_a_provisional_treatment_does_not_take_the_place_of_one_that_stands(tmp_path: Path) -> None:
    bottom = planned(tmp_path, OPEN + PERHAPS + BALM + DANGER, FEVER).bottom_line

    assert "Do danger. Do soothe." == bottom.says


def test_two_provisional_treatments_do_not_take_the_place_of_a_referral_that_stands(
    tmp_path: Path,
) -> None:
    text = OPEN + OPEN.replace("open", "also").replace("glumex", "balm") + SEND
    text += rule("perhaps", "rash", "{pitfall: a mistake}", "instead_of: [open, also]")

    assert "Do send." in planned(tmp_path, text, FEVER).bottom_line.says


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({**GLOOMY, "filter": number("5")}, "not_recommended"),
        ({**GLOOMY, "weight": number("4")}, "refused"),
    ],
    ids=["the table refuses", "nothing is left after rounding"],
)
def test_a_treatment_none_of_whose_orders_can_be_given_is_not_the_bottom_line(
    tmp_path: Path, facts: dict[str, Value], status: str
) -> None:
    plan = planned(tmp_path, TREAT, facts)

    order = dose_of(plan).order
    assert order is not None
    assert status == order.status
    assert not plan.bottom_line.says.startswith("Do cheer.")


def test_where_nothing_is_advised_the_bottom_line_says_what_to_ask_first(tmp_path: Path) -> None:
    bottom = planned(tmp_path, DANGER + SAMPLE, {}).bottom_line

    expected = ("Too little is known for advice: begin with fever.", (), True)
    assert expected == (bottom.says, bottom.cites, bottom.provisional)


def test_where_only_a_hand_over_stands_the_bottom_line_names_it_and_what_to_ask_first(
    tmp_path: Path,
) -> None:
    quiet = SEND.replace("  headline: Do send.\n", "")
    bottom = planned(tmp_path, quiet + OPEN.replace("fever", "rash"), FEVER).bottom_line

    expected = "Refer to the warden. Too little is known for more: begin with rash."
    assert (expected, ("book#one",)) == (bottom.says, bottom.cites)


def test_where_nothing_applies_the_bottom_line_says_so(tmp_path: Path) -> None:
    bottom = planned(tmp_path, DANGER, {"fever": False}).bottom_line

    assert "Nothing in this guideline applies to what is known of this patient." == bottom.says


def test_a_patient_is_never_told_in_the_bottom_line_to_take_a_drug(tmp_path: Path) -> None:
    bottom = planned(tmp_path, BALM + SEND, FEVER, audience="patient").bottom_line

    assert "The rule send speaks plainly." == bottom.says
