"""An answer to a patient is in plain words, says when to get help, and holds no dose."""

from __future__ import annotations

import json
import re
from typing import Final

import pytest

from tests.answer.asked import asked, guideline
from tests.questions.measure import PATIENTS, questions_of
from whitlow.pages.answer_json import answer_json
from whitlow.pages.answer_page import answer_page
from whitlow.pages.terminal import to_terminal

AMOUNT: Final = re.compile(r"\d\s*(?:mg|g|mcg|µg|mL)\b")
ASKED: Final = tuple(each for each in questions_of("first") if each["who"] in PATIENTS)


@pytest.mark.parametrize("question", ASKED, ids=[each["id"] for each in ASKED])
def test_no_answer_to_a_patient_holds_an_amount_of_their_own_to_take(
    question: dict[str, str],
) -> None:
    found = asked(question["asks"], audience="patient")

    said = " ".join(each.says for each in found.sentences)
    document = answer_json(found)
    for name in ("references", "question", "understood", "facts"):
        del document[name]
    text = json.dumps(document["sections"], ensure_ascii=False) + said
    assert AMOUNT.findall(re.sub(r'"locator": "[^"]*"|"title": "[^"]*"', "", text)) == []


@pytest.mark.parametrize("question", ["Can I breastfeed on valaciclovir?", "What is foscarnet?"])
def test_an_answer_to_a_patient_says_when_to_get_help(question: str) -> None:
    page = to_terminal(answer_page(asked(question, audience="patient")), 100, colour=False)

    assert "WHEN TO GET HELP" in page


def test_an_emergency_says_first_what_to_do_and_whom_to_call() -> None:
    question = "I had a cold sore and now my eye is red and I can't look at lights"

    page = to_terminal(answer_page(asked(question, audience="patient")), 100, colour=False)
    assert "GET HELP NOW" in page
    assert "Who to call: " in page
    assert page.index("GET HELP NOW") < page.index("REFERENCES")


def test_a_patient_is_told_which_medicine_a_sentence_speaks_of() -> None:
    found = asked("Can I breastfeed on valaciclovir?", audience="patient")

    of_another = [
        each for each in found.sentences if each.record == "foscarnet-label#breastfeeding"
    ]
    label = guideline().label("foscarnet")
    assert all(label in each.says or each.about == label for each in of_another)
