"""The commands that look into the guideline, and what every command has in common."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest

from tests.cases.test_cases import shipped
from tests.cli.called import EXAMPLE, TOY, called, document, toy
from whitlow import __version__
from whitlow.cli.show import OWED
from whitlow.prove import obligations

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS: Final = (
    *("plan", "dose", "ask", "read", "case", "show", "search", "disagreements", "diff", "check"),
    *("prove", "serve", "review"),
)


def test_help_lists_the_commands_of_this_release() -> None:
    help_ = called("--help").out

    assert all(f"  {name} " in help_ for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_the_shared_options(name: str) -> None:
    done = called(name, "--help")

    assert 0 == done.code
    assert "--guideline DIR" in done.out
    assert "--json" in done.out


def test_help_in_json_is_one_document() -> None:
    assert list(document(called("plan", "--help", "--json"))) == ["help"]
    assert list(document(called("--json", "--version"))) == ["help"]


def test_the_version_is_told() -> None:
    assert __version__ in called("--version").out


def test_no_command_is_a_usage_error() -> None:
    assert 2 == called().code
    assert 2 == called("--json").code


@pytest.mark.parametrize("name", ["servee", "plann", ""])
def test_a_command_that_is_not_there_is_a_usage_error(name: str) -> None:
    assert 2 == called(name).code


def test_a_guideline_without_a_fault_is_counted() -> None:
    done = toy("check")

    assert 0 == done.code
    assert done.out.startswith("No fault in guideline 1.0.0: ")
    assert document(toy("check", "--json"))["faults"] == []


def test_every_fault_of_a_guideline_is_told(tmp_path: Path) -> None:
    (tmp_path / "guideline.yaml").write_text("title: [\n", encoding="utf-8")

    done = called("check", "--guideline", str(tmp_path))

    assert (1, "") == (done.code, done.out)
    assert "guideline.yaml" in done.err


@pytest.mark.parametrize(
    "name",
    ["facts", "book", "book#dose", "mood", "cheer-up", "cheerin-fast", "Cheerol", "how-often"],
)
def test_any_record_can_be_shown_in_both_forms(name: str) -> None:
    assert 0 == toy("show", name).code
    assert document(toy("show", name, "--json"))


def test_a_record_that_is_not_there_is_answered_with_the_nearest() -> None:
    done = toy("show", "cheer-upp")

    assert 2 == done.code
    assert "Did you mean cheer-up" in done.err


def test_a_search_prints_what_it_found() -> None:
    assert "book#stop" in toy("search", "laughs").out
    assert document(toy("search", "laughs", "--json"))["found"]


def test_a_promise_is_shown_with_its_sentence_and_where_it_stands() -> None:
    page = called("show", "anaphylaxis-is-an-exit").out

    assert "Anaphylaxis is an emergency whatever else is known or unknown." in page
    assert "promises.yaml:" in page


@pytest.mark.parametrize(
    ("words", "kind"), [("anaphylaxis whatever", "promise"), ("never tablets brain", "law")]
)
def test_laws_and_promises_are_found_by_their_words(words: str, kind: str) -> None:
    listed = document(called("search", *words.split(), "--json"))["found"]
    assert isinstance(listed, list)

    assert kind in {each["kind"] for each in listed}


def test_the_name_of_an_obligation_is_no_record_and_says_where_it_is_shown() -> None:
    done = called("show", "promise:anaphylaxis-is-an-exit")

    assert 2 == done.code
    assert "shown by 'whitlow prove --explain promise:anaphylaxis-is-an-exit'." in done.err


def test_what_obligations_are_called_is_known_without_proving_any() -> None:
    kinds = {one.name.partition(":")[0] for one in obligations(shipped())}

    assert kinds == set(OWED)


def test_disagreements_are_printed_with_all_their_sides() -> None:
    page = toy("disagreements").out

    assert "How often is cheerin given?" in page
    assert "1. Followed: Every 12 h." in page
    assert "2. Never in fever." in page
    assert document(toy("disagreements", "--json"))["disagreements"]


@pytest.mark.parametrize("word", ["glumex", "book#dose", "OFTEN", "cheer-up"])
def test_disagreements_are_found_by_a_word_or_by_what_they_are_about(word: str) -> None:
    found = document(toy("disagreements", word, "--json"))["disagreements"]

    assert bool(found) is (word != "glumex")


def test_a_word_that_no_disagreement_holds_is_told() -> None:
    assert "No disagreement holds all of these words." in toy("disagreements", "zebra").out


@pytest.mark.parametrize("name", ["search", "disagreements"])
def test_what_was_searched_for_cannot_steer_a_terminal(name: str) -> None:
    assert "\x1b" not in toy(name, "\x1b[31mred").out


def test_statements_that_expire_are_listed_and_are_no_fault() -> None:
    done = called("check", "--today", "2026-11-20")

    assert 0 == done.code
    assert "last checked in 2025-10, expired on 2025-12-30" in done.out
    assert [] == document(called("check", "--json", "--today", "2025-01-01"))["expiring"]


def test_a_case_is_shown_with_the_rules_that_speak_in_it() -> None:
    done = called("show", "healthy-day-2")

    assert "RULES THAT SPEAK IN IT" in done.out
    (record,) = json.loads(called("show", "healthy-day-2", "--json").out)["records"]
    assert "case" == record["kind"]
    assert "continue-valacyclovir" in record["speaking"]["stands"]


def test_a_case_that_the_door_refuses_says_why() -> None:
    done = called("show", "refused-weight-negative")

    assert "REFUSED AT THE DOOR" in done.out


def test_a_record_and_a_case_of_one_name_are_both_shown() -> None:
    found = json.loads(called("show", "foscarnet-hypersensitivity", "--json").out)["records"]

    assert ["rule", "case"] == [each["kind"] for each in found]


def test_the_blank_case_file_is_a_case_file() -> None:
    blank = toy("case").out

    done = toy("plan", "-", given=blank.encode())

    assert 0 == done.code, done.err


def test_the_blank_case_file_of_the_shipped_guideline_is_a_case_file() -> None:
    done = called("plan", "-", given=called("case").out.encode())

    assert 0 == done.code, done.err


def test_only_what_is_still_to_be_asked_is_asked() -> None:
    asked = toy("case", "--for", "-", given=b"mood: gloomy\nage: 41\n").out

    assert "\nfever:\n" in asked
    assert "\nmood:\n" not in asked
    assert document(toy("case", "--for", "-", "--json", given=b"mood: gloomy\n"))["ask"]


def test_nothing_is_asked_when_nothing_is_open() -> None:
    assert 0 == called("case", "--for", EXAMPLE).code


def test_the_shipped_guideline_is_used_when_none_is_named() -> None:
    named = document(called("check", "--json", "--guideline", TOY))
    shipped = document(called("disagreements", "--json"))

    assert named["guideline"]
    assert isinstance(shipped["disagreements"], list)
