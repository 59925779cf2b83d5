"""An answer is an article: the bottom line, what was asked, what it rests on, and what is next."""

from __future__ import annotations

import re
from typing import Final

import pytest

from tests.answer.asked import asked, guideline
from whitlow.answer import Case
from whitlow.answer.records import VERDICTS
from whitlow.pages.answer_json import answer_json
from whitlow.pages.answer_page import answer_page
from whitlow.pages.html import to_html
from whitlow.pages.json_values import digest
from whitlow.pages.terminal import to_terminal

NEAR_MISSES: Final = {
    "kidneys are packing up": "foscarnet",
    "is it the dud strain?": "resistan",
}
LONGEST: Final = 140


def page(question: str) -> str:
    return to_terminal(answer_page(asked(question)), 100, colour=False)


@pytest.mark.parametrize(("question", "word"), NEAR_MISSES.items())
def test_a_question_in_other_words_is_understood(question: str, word: str) -> None:
    assert word in page(question)


def test_the_bottom_line_is_first_and_short() -> None:
    found = asked("Should IVIG be used as first-line therapy for HSV infection?")

    says = " ".join(each.says for each in found.bottom)
    assert len(re.findall(r"[.?!](?: |$)", says)) <= 2
    assert page("Should IVIG be used as first-line therapy?").index("BOTTOM LINE") < 400


@pytest.mark.parametrize(
    "question",
    [
        "What are the signs of valacyclovir resistance?",
        "Can cidofovir start the day after foscarnet?",
        "How much fluid goes with foscarnet?",
    ],
)
def test_a_routine_answer_is_not_long(question: str) -> None:
    assert page(question).count("\n") < LONGEST


def test_a_question_that_wants_yes_or_no_begins_with_what_the_record_replies() -> None:
    found = asked("Can foscarnet be given with pentamidine?")

    assert found.covered is not None
    assert ("depends", "It depends.") == (found.covered.reply, found.reply)


def test_a_comparison_sets_two_drugs_beside_each_other() -> None:
    found = asked("foscarnet versus cidofovir for resistant herpes")

    assert found.comparison is not None
    assert found.comparison.heads == ("foscarnet", "cidofovir")
    assert all(all(cells) for _, cells in found.comparison.rows)


def test_more_than_two_drugs_stand_in_one_table() -> None:
    found = asked("foscarnet vs cidofovir vs pritelivir, what is the difference between them")

    assert found.comparison is not None
    assert found.comparison.heads == ("foscarnet", "cidofovir", "pritelivir")
    assert all(sum(map(bool, cells)) > 1 for _, cells in found.comparison.rows)


def test_classes_of_drugs_are_set_beside_each_other() -> None:
    found = asked("pyrophosphate analogues versus nucleotide analogues, what is the difference")

    assert found.comparison is not None
    assert len(found.comparison.heads) == len(found.comparison.rows[0][1])


def test_a_dose_without_the_facts_is_a_table_and_what_is_needed() -> None:
    found = asked("What dose of foscarnet for resistant herpes?")

    regimens = [each.id for part in found.parts for each in part.regimens]
    assert ({"foscarnet-hsv-q8h", "foscarnet-hsv-q12h"}, True) == (
        set(regimens),
        {"weight", "creatinine"} <= set(found.needs),
    )


def test_every_sentence_has_a_verdict_and_a_citation() -> None:
    found = asked("How common is resistance in people with HIV?")

    assert all(each.verdict in VERDICTS for each in found.sentences)
    assert all(each.cites for each in found.sentences)


def test_no_popular_article_answers_a_question() -> None:
    found = asked("Should IVIG be used as first-line therapy for HSV infection?")

    kinds = {
        guideline().sources[each.record.partition("#")[0]].kind
        for each in found.sentences
        if each.kind == "statement"
    }
    assert "popular summary" not in kinds


def test_a_disagreement_that_the_answer_touches_is_shown() -> None:
    assert "WHERE THE SOURCES DISAGREE" in page("What dose of foscarnet for resistant herpes?")


def test_a_patient_who_is_described_has_their_own_plan() -> None:
    found = asked(
        "29 year old woman, normal immune system, genital herpes, on valacyclovir 500 mg every "
        "12 h since 3 days, unchanged. What next?"
    )

    assert found.plan is not None
    assert any(part.of_plan for part in found.parts)


def test_the_case_file_counts_where_the_question_says_otherwise() -> None:
    case = Case("case.yaml", "age: 50\nsex: male\nweight: 70 kg\n")

    found = asked("foscarnet for a man, weight 80 kg?", case=case)

    assert found.plan is not None
    assert found.plan.facts[2].value == "70 kg"
    assert any("The case file counts" in doubt for doubt in found.plan.doubts)


def test_no_dose_is_worked_out_from_what_was_read_with_doubt() -> None:
    found = asked(
        "HIV, 44M, 62 kg, creatinine 1.1 mg/dL, perianal HSV-2 ulcer, valaciclovir 1 g BD for 14 "
        "days with no change. Foscarnet dose?"
    )

    assert found.assumed
    assert [each for part in found.parts for each in part.orders] == []


def test_the_hash_covers_the_whole_document() -> None:
    document = answer_json(asked("How much fluid goes with foscarnet?"))
    told = document.pop("hash")

    assert digest(document) == told


def test_a_page_is_one_file_without_a_script_in_which_no_question_becomes_markup() -> None:
    html = to_html(answer_page(asked("<script>alert(1)</script> foscarnet and the kidneys")))

    assert "<script" not in html
    assert "http-equiv" not in html
