"""``whitlow plan``: its forms, its options in every order, and its exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.cli.called import EXAMPLE, GLOOMY, TOY, called, document, toy

if TYPE_CHECKING:
    from pathlib import Path

TODAY: Final = ("--today", "2026-11-20")


def test_a_plan_is_printed_for_a_file() -> None:
    done = called("plan", EXAMPLE, *TODAY)

    assert 0 == done.code, done.err
    assert done.out.startswith("Plan for review")
    assert done.err == ""


def test_a_plan_is_printed_for_standard_input() -> None:
    assert "Give cheerin by vein." in toy("plan", "-", *TODAY).out


@pytest.mark.parametrize(
    ("form", "start"),
    [("--json", "{"), ("--markdown", "# Plan for review"), ("--html", "<!doctype html>")],
)
def test_a_plan_has_three_other_forms(form: str, start: str) -> None:
    assert toy("plan", "-", form, *TODAY).out.startswith(start)


@pytest.mark.parametrize("arguments", [("--json", "plan", "-"), ("plan", "--json", "-")])
def test_json_may_be_asked_for_before_or_after_the_command(arguments: tuple[str, ...]) -> None:
    assert document(toy(*arguments, *TODAY))["hash"]


def test_json_wins_over_the_other_forms() -> None:
    assert document(toy("plan", "--json", "--html", "-"))
    assert document(toy("plan", "--markdown", "--json", "-"))


@pytest.mark.parametrize("form", ["--json", "--markdown", "--html", "--why"])
def test_the_same_input_and_date_give_the_same_bytes(form: str) -> None:
    assert toy("plan", "-", form, *TODAY).out == toy("plan", "-", form, *TODAY).out


def test_the_date_defaults_to_the_machines() -> None:
    dates = {str(document(toy("plan", "-", "--json"))["today"]) for _ in range(2)}

    assert all(len(date) == len("2026-11-20") for date in dates)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--why", "full", "FILE"),
        ("--why=full", "FILE"),
        ("FILE", "--why", "full"),
        ("FILE", "--why=full"),
    ],
)
def test_why_takes_the_word_full(arguments: tuple[str, ...], tmp_path: Path) -> None:
    page = toy("plan", *_named(tmp_path, *arguments)).out

    assert "✓ mood in {'gloomy', 'desperate'}: yes" in page


@pytest.mark.parametrize(
    "arguments",
    [
        ("--why", "FILE"),
        ("FILE", "--why"),
        ("--why=short", "FILE"),
        ("--why", "short", "FILE"),
        ("FILE", "--why", "short"),
    ],
)
def test_why_alone_takes_nothing(arguments: tuple[str, ...], tmp_path: Path) -> None:
    page = toy("plan", *_named(tmp_path, *arguments)).out

    assert "Because: mood: gloomy." in page
    assert "✓" not in page


def _named(folder: Path, *arguments: str) -> list[str]:
    """Return arguments with a real file in the place of FILE."""
    file = folder / "case.yaml"
    file.write_bytes(GLOOMY)
    return [str(file) if word == "FILE" else word for word in arguments]


def test_a_file_named_full_is_a_file_after_two_dashes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").write_bytes(GLOOMY)

    done = called("plan", "--guideline", TOY, "--why", "--", "full")

    assert "Because: mood: gloomy." in done.out


def test_a_patient_gets_the_patients_page() -> None:
    page = toy("plan", "-", "--audience", "patient").out

    assert page.startswith("To talk over with your doctor")
    assert "mg" not in page


def test_the_profile_is_passed_on() -> None:
    assert "away" == document(toy("plan", "-", "--profile", "away", "--json"))["profile"]


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("plan",), "file"),
        (("plan", "-", "--today", "yesterday"), "today"),
        (("plan", "-", "--today", "9999-12-31"), "today"),
        (("plan", "-", "--today", "2026-13-01"), "today"),
        (("plan", "-", "--audience", "cat"), "audience"),
        (("plan", "-", "--profile", "nowhere"), "profile"),
        (("plan", "-", "--why=because"), "why"),
        (("plan", "-", "--wrong"), "--wrong"),
    ],
)
def test_a_wrong_call_is_a_usage_error(arguments: tuple[str, ...], field: str) -> None:
    done = toy(*arguments, "--json")

    error = document(done)["error"]
    assert 2 == done.code
    assert isinstance(error, dict)
    assert ("usage", field) == (error["code"], error["field"])


def test_a_case_that_cannot_be_read_makes_no_plan() -> None:
    done = toy("plan", "-", given=b"weight: 70 stone\nfilter: 12\nmood: angry\n")

    assert (4, "") == (done.code, done.out)
    assert ["weight", "filter", "mood"] == [
        line.split(":")[0] for line in done.err.splitlines()[1:]
    ]


def test_every_problem_of_a_case_is_told_in_json() -> None:
    done = toy("plan", "-", "--json", given=b"weight: 70 stone\nfilter: 12\nmood: angry\n")

    found = document(done)
    problems = found["problems"]
    assert 4 == done.code
    assert isinstance(problems, list)
    assert found["error"] == problems[0]
    assert ["weight", "filter", "mood"] == [problem["field"] for problem in problems]
    assert all(
        ["code", "message", "field", "value", "accepted"] == list(problem) for problem in problems
    )


@pytest.mark.parametrize("name", ["missing.yaml", ".", "no\0name"])
def test_a_file_that_cannot_be_read_is_an_input_at_fault(name: str) -> None:
    done = toy("plan", name, "--json")

    error = document(done)["error"]
    assert 4 == done.code
    assert isinstance(error, dict)
    assert "unreadable_file" == error["code"]


def test_an_endless_file_is_refused_without_being_read() -> None:
    assert 4 == toy("plan", "/dev/zero").code


def test_a_guideline_at_fault_makes_no_plan(tmp_path: Path) -> None:
    done = called("plan", "-", "--guideline", str(tmp_path), "--json", given=GLOOMY)

    error = document(done)["error"]
    assert 1 == done.code
    assert isinstance(error, dict)
    assert ("no-guideline", "guideline.yaml") == (error["code"], error["field"])
