"""A session keeps what it was about in the user's own folder, and can be erased."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.answer.asked import asked, guideline
from whitlow.answer import forget, keep, recall
from whitlow.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


def test_a_question_goes_on_with_the_drug_of_the_one_before() -> None:
    keep("ward", asked("What is monitored on foscarnet?"), None)

    found = asked("and how long is it given?", session=recall("ward", guideline()))

    assert found.covered is not None
    assert found.covered.id == "foscarnet-duration"


def test_a_question_goes_on_with_the_patient_of_the_one_before() -> None:
    keep("ward", asked("HIV, 44 year old man, perianal herpes, 62 kg. What next?"), None)

    found = asked("and which swab?", session=recall("ward", guideline()))

    assert found.plan is not None
    assert "62 kg" in [reason.value for reason in found.plan.facts]


def test_an_erased_session_is_gone() -> None:
    keep("ward", asked("What is monitored on foscarnet?"), None)

    assert (True, None, False) == (forget("ward"), recall("ward", guideline()), forget("ward"))


def test_a_session_keeps_no_word_of_the_question(own_folder: Path) -> None:
    keep("ward", asked("foscarnet for Jane Q. Example, what is monitored?"), None)

    (file,) = own_folder.rglob("ward.json")
    assert {"facts", "concepts", "question"} == set(json.loads(file.read_text()))
    assert "Jane" not in file.read_text()


@pytest.mark.parametrize("name", ["", "../x", "a b", "x" * 61, "a/b"])
def test_a_session_has_a_name_that_is_no_path(name: str) -> None:
    with pytest.raises(InputError, match="is no name for a session"):
        recall(name, guideline())


def test_a_broken_session_says_how_to_erase_it(own_folder: Path) -> None:
    keep("ward", asked("What is monitored on foscarnet?"), None)
    (file,) = own_folder.rglob("ward.json")
    file.write_text("{")

    with pytest.raises(InputError, match=r"cannot be read\. Erase it: whitlow ask --forget ward"):
        recall("ward", guideline())
