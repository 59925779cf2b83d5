"""The same question has the same answer, byte for byte: in any process, on any search engine."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.answer.asked import asked, guideline
from tests.questions.measure import questions_of
from whitlow.answer.index import Index, build
from whitlow.answer.question import ask
from whitlow.pages.answer_json import answer_json

TOP: Final = Path(__file__).resolve().parents[2]
PROGRAM: Final = """
import sys
from tests.answer.asked import asked
from whitlow.pages.answer_json import answer_json
for question in sys.argv[1:]:
    print(answer_json(asked(question))["hash"])
"""
QUESTIONS: Final = (
    "is it the dud strain?",
    "PFA dose for resistant HSV",
    "had a cold sore on my nose and now my eye is red",
    "44 year old man with HIV, perianal ulcer, 14 days of valacyclovir and no better",
)


def hashes(seed: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *QUESTIONS],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{TOP / 'src'}:{TOP}"},
        capture_output=True,
        check=True,
        text=True,
    ).stdout


def test_an_answer_is_the_same_in_every_process() -> None:
    own = "".join(f"{answer_json(asked(each))['hash']}\n" for each in QUESTIONS)

    assert hashes("1") == hashes("2") == own


def test_another_search_engine_finds_the_same_in_the_same_order() -> None:
    apsw = pytest.importorskip("apsw", reason="the second engine is an extra for development")
    assert apsw.sqlite_lib_version() != sqlite3.sqlite_version
    ours = sqlite3.connect(":memory:")
    other = apsw.Connection(":memory:")
    for engine in (ours, other):
        build(guideline(), engine)

    taken = [ask(each["asks"], guideline()) for each in questions_of("first")]
    searched = [(each.words, sorted(each.names)) for each in taken]
    assert [Index(ours).search(*each) for each in searched] == [
        Index(other).search(*each) for each in searched
    ]


def test_a_word_is_found_as_it_stands_however_it_looks_to_the_engine() -> None:
    engine = sqlite3.connect(":memory:")
    build(guideline(), engine)

    index = Index(engine)
    assert index.search(['NEAR("', "*"], ()) == index.search(["near"], ())
