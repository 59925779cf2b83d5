"""A note with what was read from it: the page, the case file, the JSON, and what is refused."""

from __future__ import annotations

from typing import Final

import pytest

from tests.cli.called import called, document

NOTE: Final = (
    "45 y/o M with AIDS, CD4 = 4 cells/uL, wt 154 lb.\n"
    "Cr 1.0 -> 1.6 -> 2.3. Denies fever. Mom had shingles.\n"
    "Return if confused.\n"
)
CASE: Final = """\
# A case read from a note. Check every line against the note before you use it.
age: 45  # 45 y/o
sex: male  # 45 y/o M
weight: 154 lb  # wt 154 lb
host: [hiv]  # AIDS
cd4: 4 cells/uL  # CD4 = 4 cells/uL
fever: false  # fever

# To confirm: write the right value and take the # away.
# creatinine: 1.0 | 1.6 | 2.3  # several values
"""


def test_the_case_file_holds_what_was_read_and_the_rest_as_comments() -> None:
    assert CASE == called("read", "-", "--case", given=NOTE.encode()).out


def test_the_page_shows_the_note_with_its_marks_and_ends_with_the_case_file() -> None:
    page = called("read", "-", given=NOTE.encode()).out

    assert "  1  [1,2: 45 y/o M] with [4: AIDS], [5: CD4 = 4 cells/uL], [3: wt 154 lb]." in page
    assert "?1 serum creatinine: 1.0 or 1.6 or 2.3 (several values)" in page
    assert "• shingles of another person (Mom)" in page
    assert "• confused planned or conditional (Return if)" in page
    assert page.endswith(CASE)


def test_the_json_holds_the_words_of_every_fact() -> None:
    told = document(called("read", "-", "--json", given=NOTE.encode()))

    assert ["facts", "confirm", "not_this_patient", "not_now", "red_flags"] == list(told)
    facts, confirm = told["facts"], told["confirm"]
    assert isinstance(facts, dict)
    assert isinstance(confirm, list)
    assert "154 lb" == facts["weight"]["value"]
    assert "wt 154 lb" == NOTE[slice(*facts["weight"]["span"])]
    assert ["creatinine"] == [each["fact"] for each in confirm]


def test_a_plan_takes_the_case_file_and_nothing_that_is_to_be_confirmed() -> None:
    case = called("read", "-", "--case", given=NOTE.encode()).out

    done = called("plan", "-", "--json", given=case.encode())

    assert 0 == done.code
    assert '"creatinine": ' not in done.out.partition('"derived"')[0]


@pytest.mark.parametrize(
    ("note", "code"),
    [(b"fever " * 100_000, "too_large"), (b"", "empty_file"), (b"fever \xff", "wrong_encoding")],
)
def test_what_is_no_note_is_refused(note: bytes, code: str) -> None:
    done = called("read", "-", "--json", given=note)

    assert 4 == done.code
    assert f'"code": "{code}"' in done.out


def test_a_note_that_does_not_exist_is_refused() -> None:
    assert 4 == called("read", "no-such-note.txt").code
