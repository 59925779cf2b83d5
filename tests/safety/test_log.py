"""The hazard log names what exists, leaves no law or promise out, and calls nothing eliminated."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import pytest

from tests.cases.test_cases import shipped
from tests.cli.called import called
from tests.safety.log import (
    KINDS,
    LOG,
    ROOT,
    SEVERITIES,
    TEXTS,
    Control,
    Hazard,
    missing,
    named_by,
    read_log,
    statement,
)
from tests.safety.render import safety_page, verdicts
from whitlow.pages.html import to_html
from whitlow.pages.markdown import to_markdown
from whitlow.prove import obligations, settled

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST: Final = 30
BOAST: Final = re.compile(
    r"eliminat|risk[- ]free|no longer a risk|negligible|fully (?:safe|controlled)|"
    r"acceptabl|complies|conform|certif",
    re.IGNORECASE,
)
STUDY: Final = re.compile(r"[\w-]+\.md")
SENTENCE: Final = re.compile(r".+[.]$")


@cache
def log() -> tuple[Hazard, ...]:
    return read_log(LOG.read_text(encoding="utf-8"))


def used(kind: str) -> set[str]:
    """Return all that the controls of one kind stand for."""
    return {
        name
        for hazard in log()
        for control in hazard.controls
        if control.kind == kind
        for name in named_by(control)
    }


def words(hazard: Hazard) -> Iterator[str]:
    """Yield the sentences of a hazard that a person wrote."""
    yield from (hazard.hazard, hazard.events, hazard.situation, hazard.harm, hazard.remains)


HAZARD: Final = """
h:
  area: a
  hazard: A thing happens.
  events: It comes so.
  situation: Then it is there.
  harm: It harms.
  severity: serious
  who: the patient
  laws: [no-foscarnet-on-dialysis]
  remains: Something remains.
  validated: nothing
"""


# --- the log is whole ------------------------------------------------------------------------


def test_the_log_is_long_enough_to_be_one() -> None:
    assert len(log()) >= LEAST


@pytest.mark.parametrize("hazard", log(), ids=lambda each: each.id)
def test_every_control_of_a_hazard_exists(hazard: Hazard) -> None:
    assert [] == [*missing(hazard)]


def test_every_law_is_a_control_of_some_hazard() -> None:
    assert set(shipped().laws) == used("laws")


def test_every_promise_is_a_control_of_some_hazard() -> None:
    assert set(shipped().promises) == used("promises")


def test_every_obligation_on_a_dose_or_a_table_is_a_control_of_some_hazard() -> None:
    dosing = {
        one.name
        for one in obligations(shipped())
        if one.family in {"tables", "doses", "units", "ranges", "conflicts", "nobody"}
    }

    assert set() == dosing - used("obligations") - {f"promise:{name}" for name in used("promises")}


def test_every_hazard_has_a_control_and_says_what_remains() -> None:
    bare = [each.id for each in log() if not each.controls or not SENTENCE.fullmatch(each.remains)]

    assert [] == bare


def test_every_kind_of_control_is_used() -> None:
    assert set(KINDS) == {control.kind for hazard in log() for control in hazard.controls}


def test_no_hazard_stands_twice_and_areas_are_not_mixed() -> None:
    areas = [each.area for each in log()]
    order = list(dict.fromkeys(areas))

    assert sorted(areas, key=order.index) == areas
    assert len({each.hazard for each in log()}) == len(log())


def test_every_severity_is_one_of_our_words() -> None:
    assert set(SEVERITIES) >= {each.severity for each in log()}


# --- the log is honest -----------------------------------------------------------------------


def test_nothing_is_called_eliminated_acceptable_or_certified() -> None:
    assert [] == [text for hazard in log() for text in words(hazard) if BOAST.search(text)]


def test_what_is_called_validated_names_a_report_that_exists() -> None:
    claimed = [each.validated for each in log() if each.validated != "nothing"]

    assert [] == [
        each
        for each in claimed
        if not STUDY.fullmatch(each) or not (ROOT / "docs" / "safety" / each).is_file()
    ]


def test_what_is_not_built_yet_is_not_built_yet() -> None:
    commands = re.findall(r"^  (\w+)  ", called("--help").out, re.MULTILINE)
    awaited = {command for hazard in log() for command in hazard.awaits}

    assert "plan" in commands
    assert set() == awaited & set(commands), "built since: write these hazards anew"


def test_the_front_page_claims_neither_conformity_nor_validation() -> None:
    text = (ROOT / "docs" / "safety" / "README.md").read_text(encoding="utf-8")

    assert "Nothing has been validated clinically." in text
    assert "Nobody has reviewed it." in text
    assert "claims conformity with none" in text


# --- a mutant is caught ----------------------------------------------------------------------


def test_a_hazard_is_read_as_it_is_written() -> None:
    (hazard,) = read_log(HAZARD)

    assert (Control("laws", "no-foscarnet-on-dialysis"),) == hazard.controls
    assert [] == [*missing(hazard)]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("laws", "no-such-law"),
        ("promises", "no-such-promise"),
        ("obligations", "table-covers:no-such-table"),
        ("checks", "tables.no_such_check"),
        ("cases", "no-such-case"),
        ("tests", "safety/test_log.py::test_no_such_test"),
        ("tests", "safety/no_such_file.py::test_x"),
    ],
)
def test_a_control_that_does_not_exist_is_caught(kind: str, name: str) -> None:
    text = HAZARD.replace("laws: [no-foscarnet-on-dialysis]", f'{kind}: ["{name}"]')
    (hazard,) = read_log(text)

    assert [f"h: {kind}: {name} does not exist"] == [*missing(hazard)]


def test_a_screen_that_does_not_show_what_it_should_is_caught() -> None:
    screen = 'screens: [{run: dose foscarnet --weight 70 --creatinine 97, shows: "2100 mg"}]'
    (hazard,) = read_log(HAZARD.replace("laws: [no-foscarnet-on-dialysis]", screen))

    assert "does not show '2100 mg'" in " ".join(missing(hazard))


@pytest.mark.parametrize(
    ("true", "wrong"),
    [
        ("  remains: Something remains.\n", ""),
        ("  validated: nothing\n", ""),
        ("who:", "whom:"),
        ("  harm: It harms.\n", "  harm: It harms.\n  harm: It does not.\n"),
        ("laws: [no-foscarnet-on-dialysis]", "laws: no-foscarnet-on-dialysis"),
    ],
)
def test_a_log_that_is_not_one_is_refused(true: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=r"missing|not a field|stands twice|is no list"):
        read_log(HAZARD.replace(true, wrong))


@pytest.mark.parametrize("text", ["The risk is eliminated.", "Residual risk is acceptable."])
def test_a_boast_is_caught(text: str) -> None:
    assert BOAST.search(text)


# --- the page --------------------------------------------------------------------------------


def test_the_page_says_of_every_control_what_it_says_today() -> None:
    text = " ".join(to_html(safety_page(read_log(HAZARD), {})).split())

    assert str(statement(Control("laws", "no-foscarnet-on-dialysis"))) in text
    assert "Something remains. Validated clinically: nothing." in text
    assert "Proofs were not run." in text


def test_the_page_tells_what_is_proved_and_what_is_not() -> None:
    law = [one for one in obligations(shipped()) if one.name == "law:no-foscarnet-on-dialysis"]
    proved = verdicts(settled(shipped(), law))

    assert "Proved: 1 of 1." in to_markdown(safety_page(read_log(HAZARD), proved))
    assert "NOT PROVED today: law:no-foscarnet-on-dialysis." in to_markdown(
        safety_page(read_log(HAZARD), dict.fromkeys(proved, False))
    )


def test_every_hazard_is_on_the_page() -> None:
    text = to_markdown(safety_page(log(), {}))

    assert [] == [each.id for each in log() if each.id not in text]


def test_every_command_of_the_front_page_exists() -> None:
    text = (ROOT / "docs" / "safety" / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`whitlow (\w+)", text))
    commands = set(re.findall(r"^  (\w+)  ", called("--help").out, re.MULTILINE))

    assert {"plan", "show", "prove", "diff", "disagreements"} == named
    assert set() == named - commands


def test_the_front_page_explains_every_field_of_the_log() -> None:
    text = (ROOT / "docs" / "safety" / "README.md").read_text(encoding="utf-8")
    fields = {*TEXTS, *KINDS, "validated", "awaits"} - {"area"}

    assert set() == fields - set(re.findall(r"`(\w+)`", text))
