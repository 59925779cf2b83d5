"""Everything about accounts is done from the command line, and no password is an argument."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import pyotp
import pytest

from whitlow.cli.program import run
from whitlow.editorial.passwords import fits
from whitlow.editorial.sessions import now

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Review = Callable[..., tuple[int, str, str]]


@pytest.fixture
def review(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Review:
    def ran(*words: str) -> tuple[int, str, str]:
        code = run(["review", *words, "--store", f"sqlite:///{tmp_path / 'desk.db'}"])
        out, err = capsys.readouterr()
        return code, out, err

    return ran


def test_an_account_is_added_with_a_link_and_no_password(review: Review) -> None:
    code, out, _ = review("account", "add", "ada", "--title", "Ada Berg", "--role", "reviewer")
    lines = out.splitlines()

    assert code == 0
    assert lines[0] == "ada (Ada Berg): reviewer; no password yet"
    assert lines[1] == "Give this to nobody but them; it works once, within a day:"
    assert lines[2].startswith("<the desk's address>/review/reset/")


def test_no_account_is_there_before_one_is_added(review: Review) -> None:
    assert (0, "There is no account.\n", "") == review("account", "list")


def test_a_name_that_is_taken_is_a_sentence(review: Review) -> None:
    review("account", "add", "ada")
    code, _, err = review("account", "add", "ada")

    assert code == 4
    assert "There is an account 'ada' already. Choose another name." in err


@pytest.mark.parametrize("name", ["", " ada", "a\nb", "x" * 61, "desk", "e\u0301"])
def test_a_name_that_is_none_is_a_sentence(review: Review, name: str) -> None:
    code, _, err = review("account", "add", name)

    assert code == 4
    assert "is no name for an account." in err


def test_a_role_of_no_policy_is_a_sentence(review: Review) -> None:
    code, _, err = review("account", "add", "ada", "--role", "desk")

    assert code == 4
    assert "There is no role 'desk'. Use editor, reviewer, chair." in err


@pytest.mark.parametrize(
    "words",
    [("disable",), ("enable",), ("roles",), ("reset",), ("link",), ("sign-out",), ("factor",)],
)
def test_an_account_that_there_is_not_is_a_sentence(review: Review, words: tuple[str]) -> None:
    code, _, err = review("account", *words, "nobody")

    assert code == 4
    assert "There is no account 'nobody'. 'whitlow review account list' names them." in err


def test_an_account_is_closed_and_opened(review: Review) -> None:
    review("account", "add", "ada", "--role", "editor")
    closed, opened = review("account", "disable", "ada"), review("account", "enable", "ada")

    assert closed[1] == "ada (ada): editor; closed; no password yet\n"
    assert opened[1] == "ada (ada): editor; no password yet\n"


def test_roles_are_given_in_place_of_others(review: Review) -> None:
    review("account", "add", "ada", "--role", "editor")
    _, out, _ = review("account", "roles", "ada", "--role", "reviewer", "--role", "chair", "--json")

    assert json.loads(out)["roles"] == ["chair", "reviewer"]


def test_a_password_is_typed_and_never_an_argument(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review("account", "add", "ada")
    monkeypatch.setattr(click, "prompt", lambda *_, **__: "four plain words here")
    typed = review("account", "password", "ada")
    given = review("account", "password", "ada", "four plain words here")

    assert (0, "ada (ada): no role\n") == typed[:2]
    assert given[0] == 2
    assert fits(_password(tmp_path), "four plain words here")


def _password(folder: Path) -> str:
    import sqlite3  # noqa: PLC0415 - only here
    from contextlib import closing  # noqa: PLC0415 - as above

    with closing(sqlite3.connect(folder / "desk.db")) as connection:
        return str(connection.execute("SELECT password FROM accounts").fetchone()[0])


def test_a_second_factor_is_taken_over_and_away(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    review("account", "add", "ada", "--role", "reviewer")
    shown: list[str] = []
    monkeypatch.setattr(click, "echo", lambda text, **_: shown.append(text))
    monkeypatch.setattr(click, "prompt", lambda *_, **__: pyotp.TOTP(shown[0].split()[1]).at(now()))
    taken, again = review("account", "factor", "ada"), review("account", "factor", "ada")
    away = review("account", "reset", "ada", "--second-factor", "--json")

    assert taken[1] == "ada (ada): reviewer; no password yet; second factor\n"
    assert again[0] == 2
    assert json.loads(away[1])["link"].startswith("/review/reset/")


def test_a_subject_is_linked_to_one_account(review: Review) -> None:
    review("account", "add", "ada")
    review("account", "add", "ben")
    who = ("--issuer", "https://a.example", "--subject", "1")
    linked = review("account", "link", "ada", *who)
    twice = review("account", "link", "ben", *who)
    half = review("account", "link", "ben", "--issuer", "https://a.example")
    away = review("account", "link", "ada")

    assert linked[1] == "ada (ada): no role; 1 of https://a.example\n"
    assert (4, 2) == (twice[0], half[0])
    assert "That subject is linked to another account." in twice[2]
    assert away[1] == "ada (ada): no role; no password yet\n"


def test_a_store_is_migrated_backed_up_and_restored(
    review: Review, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review("account", "add", "ada")
    nothing = review("migrate")
    copied = review("backup", str(tmp_path / "copy"))
    full = review("restore", str(tmp_path / "copy"))
    other = f"sqlite:///{tmp_path / 'other.db'}"
    code = run(["review", "restore", str(tmp_path / "copy"), "--store", other])
    restored = capsys.readouterr().out
    run(["review", "account", "list", "--store", other])

    assert nothing[1] == "Nothing was to be done.\n"
    assert copied[1] == "0 events copied, with all accounts. Keep the file to yourself.\n"
    assert (4, 0) == (full[0], code)
    assert restored == "0 events restored, with all accounts.\n"
    assert capsys.readouterr().out.startswith("ada (ada)")


def test_the_desks_own_key_is_shown_to_be_enrolled(review: Review) -> None:
    review("account", "add", "ada")
    found = json.loads(review("desk-key", "--json")[1])

    assert (False, 2) == (found["enrolled"], found["waiting"])
    assert found["public"] in review("desk-key")[1]


def test_a_secret_in_an_address_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    run(["review", "account", "list", "--store", "postgresql://u:hush@127.0.0.1:1/desk"])
    out, err = capsys.readouterr()

    assert "The desk's store cannot be used (OperationalError)." in err
    assert "hush" not in out + err
