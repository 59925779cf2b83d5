"""What is given twice is refused, and what contradicts an option: the last never wins unseen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.called import EXAMPLE, called, document

FULL = Path("/dev/full")
EACS = ("dose", "foscarnet", "--regimen", "eacs-90-q12h")


def refused(*arguments: str) -> tuple[str, str, str]:
    """Return the code, field and message of a refusal that is the same in both forms."""
    plain, as_json = called(*arguments), called(*arguments, "--json")
    assert (4, "", 4) == (plain.code, plain.out, as_json.code)
    error = document(as_json)["error"]
    assert isinstance(error, dict)
    assert error["message"] in plain.err
    return str(error["code"]), str(error["field"]), str(error["message"])


@pytest.mark.parametrize(
    ("option", "field", "one", "other"),
    [
        ("--weight", "weight", "70", "90"),
        ("--weight", "weight", "70", "70"),
        ("--creatinine", "creatinine", "1.0 mg/dL", "3.0 mg/dL"),
        ("--measured-crcl", "measured_crcl", "80 mL/min", "20 mL/min"),
        ("--line", "line", "central", "peripheral"),
    ],
)
def test_an_option_of_a_fact_is_given_once(option: str, field: str, one: str, other: str) -> None:
    code, about, message = refused("dose", "foscarnet", option, one, option, other)

    assert ("duplicate_key", field) == (code, about)
    assert "is given twice" in message


def test_an_option_and_a_fact_of_one_name_are_one_too_many() -> None:
    found = refused("dose", "foscarnet", "--weight", "70", "--fact", "weight=90")

    assert ("duplicate_key", "weight") == found[:2]


@pytest.mark.parametrize(
    ("option", "one", "other"),
    [("regimen", "hsv-q8h", "hsv-q12h"), ("profile", "us-label", "eacs")],
)
def test_a_regimen_and_a_profile_are_given_once(option: str, one: str, other: str) -> None:
    assert (
        "duplicate_key",
        option,
        f"--{option} is given twice, as {one!r} and as {other!r}. Keep one of the two.",
    ) == refused("dose", "foscarnet", f"--{option}", one, f"--{option}", other)


def test_the_day_of_a_plan_is_given_once() -> None:
    found = refused("plan", EXAMPLE, "--today", "2026-01-01", "--today", "2026-02-02")

    assert ("duplicate_key", "today") == found[:2]


def test_a_regimen_of_another_profile_is_refused() -> None:
    assert (
        "profile_mismatch",
        "profile",
        (
            "The regimen eacs-90-q12h is of the profile eacs (European AIDS Clinical Society), "
            "and --profile asks for us-label (United States labels). Name a regimen of that "
            "profile, or leave --profile out."
        ),
    ) == refused(*EACS, "--profile", "us-label")


@pytest.mark.parametrize("profile", [(), ("--profile", "eacs")])
def test_a_regimen_of_its_own_profile_is_worked_out(profile: tuple[str, ...]) -> None:
    assert 0 == called(*EACS, *profile).code


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("form", [(), ("--json",)])
@pytest.mark.parametrize("command", [("dose", "foscarnet"), ("--help",), ("plan", EXAMPLE)])
def test_an_answer_that_cannot_be_written_is_told(
    command: tuple[str, ...], form: tuple[str, ...]
) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "whitlow", *command, *form],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert 70 == done.returncode
    assert (
        "The answer could not be written: No space left on device. "
        "Do not use what was written of it.\n"
    ) == done.stderr.decode()


def test_a_long_name_is_cut_in_the_refusal() -> None:
    for arguments in (("dose", "x" * 10_000), ("dose", "foscarnet", "--regimen", "x" * 10_000)):
        done = called(*arguments, "--json")
        assert 4 == done.code
        assert 4_000 > len(done.out)
    assert 1_000 > len(called("show", "x" * 10_000, "--json").out)
    assert 1_000 > len(called("plan", "x" * 10_000, "--json").out)


def test_no_name_of_a_file_is_told_as_that() -> None:
    assert refused("plan", "")[2] == (
        "No file is named. Name a case file, or - for standard input."
    )


def test_a_folder_that_is_none_is_named() -> None:
    done = called("check", "--guideline", "/nowhere/at-all")

    assert (1, True) == (done.code, "'/nowhere/at-all' is no folder." in done.err)


def test_a_day_without_days_after_it_is_told_as_that() -> None:
    done = called("plan", EXAMPLE, "--today", "9999-12-31")

    assert (2, True) == (done.code, "9999-12-31 is too late" in done.err)


def test_the_size_of_a_file_that_is_too_large_is_told(tmp_path: Path) -> None:
    file = tmp_path / "big.yaml"
    file.write_bytes(b"a" * 400_000)

    assert "big.yaml holds 400000 bytes;" in refused("plan", str(file))[2]
    done = called("plan", "-", given=file.read_bytes())
    assert "- holds more than 262144 bytes;" in done.err


@pytest.mark.parametrize(
    "text", [b"weight: 70\nweight: 80", b'weight = 70\nweight = 80\nage = "4"', b"age = 1\nage = 2"]
)
def test_a_key_that_stands_twice_is_named(text: bytes) -> None:
    error = document(called("plan", "-", "--json", given=text))["error"]

    assert isinstance(error, dict)
    assert ("duplicate_key", text.split()[0].decode().strip(":")) == (error["code"], error["field"])


def test_a_choice_of_regimens_has_the_names_of_an_order() -> None:
    found = document(called("dose", "foscarnet", "--weight", "70", "--json"))

    empty: dict[str, object] = {
        "dose_mg_per_kg": None,
        "dose_mg": None,
        "interval_h": None,
        "daily_mg_per_kg": None,
        "band": None,
        "over": {},
        "administration": None,
        "warnings": [],
        "cites": [],
    }
    assert empty == {name: found[name] for name in empty}
