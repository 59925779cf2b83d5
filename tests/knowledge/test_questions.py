"""What people ask is answered: by sentences that were read, for whoever asks, and of everything.

An answer that begins with a source that nobody read, or that has no word for a patient, is none.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final

from tests.cases.test_cases import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import CoveredQuestion, Guideline

POPULAR: Final = "popular summary"
UNREAD: Final = "unverified"
SIGN: Final = re.compile(r"[^\w]+")
FEWEST_WORDINGS: Final = 3
MOST_WORDINGS: Final = 16
MOST_RELATED: Final = 4
MOST_IN_A_SECTION: Final = 8
YES_OR_NO: Final = {"can-i", "is-it", "compare", "prevent", "which-test"}
"""Such a reply is given only to who asks so."""
STATEMENTS_REACHED: Final = 0.88
RULES_REACHED: Final = 0.77

FOR_CMV: Final = {"ganciclovir-iv-floor", "valganciclovir-floor"}
"""Tables that only judge a dose against another virus."""


@cache
def questions() -> tuple[CoveredQuestion, ...]:
    """Return every covered question."""
    return tuple(shipped().questions.values())


@cache
def named() -> frozenset[str]:
    """Return every record that some answer is made of."""
    return frozenset(name for question in questions() for name in question.named)


def cites(guideline: Guideline, name: str) -> tuple[str, ...]:
    """Return the statements behind a statement, rule or disagreement."""
    if name in guideline.rules:
        return guideline.rules[name].cites
    if name in guideline.disagreements:
        sides = guideline.disagreements[name].positions
        return tuple(cite for side in sides for cite in side.cites)
    return (name,) if name in guideline.statements else ()


def is_popular(statement: str) -> bool:
    """Whether a statement is what a popular article says, which is never evidence."""
    guideline = shipped()
    return guideline.sources[guideline.statements[statement].source].kind == POPULAR


def speaks_to_patients(name: str) -> bool:
    """Whether a record has words for a patient."""
    guideline = shipped()
    record = guideline.rules.get(name) or guideline.statements.get(name)
    return record is not None and record.plain is not None


def wordings(question: CoveredQuestion) -> Iterator[str]:
    """Yield each wording of a question without its signs."""
    for words in (question.asks, question.plain, *question.also):
        yield SIGN.sub(" ", words.casefold()).strip()


def values_of_a_patient(name: str) -> set[str]:
    """Return the facts, formulas and grades in the first words of a rule."""
    guideline = shipped()
    rule = guideline.rules.get(name)
    if rule is None or rule.headline is None:
        return set()
    known = {*guideline.facts, *guideline.formulas, *guideline.grades}
    return known.intersection(rule.headline.slots)


def test_each_answer_begins_with_a_sentence_that_was_read() -> None:
    guideline = shipped()

    assert [] == [
        f"{question.id}: {name}"
        for question in questions()
        for name in question.bottom
        if all(guideline.statements[cite].read == UNREAD for cite in cites(guideline, name))
    ]


def test_no_answer_begins_with_the_value_of_one_patient() -> None:
    assert [] == [
        f"{question.id}: {name}"
        for question in questions()
        for name in question.bottom
        if values_of_a_patient(name)
    ]


def test_no_answer_quotes_a_popular_article() -> None:
    statements = shipped().statements

    assert [] == sorted(name for name in named() if name in statements and is_popular(name))


def test_each_answer_has_words_for_a_patient() -> None:
    assert [] == [each.id for each in questions() if not any(map(speaks_to_patients, each.named))]


def test_no_two_questions_share_a_wording() -> None:
    every = Counter(words for question in questions() for words in wordings(question))

    assert [] == [words for words, times in every.items() if times > 1]


def test_each_question_is_asked_in_several_ways() -> None:
    assert [] == [
        each.id
        for each in questions()
        if not each.plain or not FEWEST_WORDINGS <= len(each.also) <= MOST_WORDINGS
    ]


def test_each_question_leads_to_others() -> None:
    assert [] == [
        each.id
        for each in questions()
        if each.id in each.related or not 1 <= len(set(each.related)) <= MOST_RELATED
    ]


def test_each_question_is_about_something_or_of_anything() -> None:
    assert [] == [each.id for each in questions() if not each.about]


def test_no_section_is_longer_than_a_screen() -> None:
    assert [] == [
        f"{question.id}: {section}"
        for question in questions()
        for section, names in question.sections.items()
        if len(names) > MOST_IN_A_SECTION
    ]


def test_no_answer_names_a_record_twice() -> None:
    assert [] == [
        f"{question.id}: {name}"
        for question in questions()
        for name, times in Counter(
            (*question.bottom, *(each for names in question.sections.values() for each in names))
        ).items()
        if times > 1
    ]


def test_only_what_can_be_answered_with_yes_or_no_is() -> None:
    assert [] == [each.id for each in questions() if each.reply and each.kind not in YES_OR_NO]


def test_every_drug_that_is_ordered_here_is_asked_about() -> None:
    guideline = shipped()
    asked = {name for question in questions() for name in question.about}
    ordered = {regimen.drug for regimen in guideline.regimens.values()}

    assert [] == sorted(drug for drug in ordered if not guideline.lineage(drug) & asked)


def test_every_regimen_is_shown_in_some_answer() -> None:
    assert [] == sorted(set(shipped().regimens) - named())


def test_every_dose_table_is_shown_in_some_answer() -> None:
    guideline = shipped()
    printed = {guideline.regimens[name].table for name in named() if name in guideline.regimens}

    assert sorted(FOR_CMV) == sorted(set(guideline.tables) - named() - printed)


def test_every_disagreement_is_shown_in_some_answer() -> None:
    assert [] == sorted(set(shipped().disagreements) - named())


def test_every_emergency_is_answered() -> None:
    rules = shipped().rules.values()

    assert [] == [
        rule.id for rule in rules if rule.action.kind == "emergency" and rule.id not in named()
    ]


def test_most_of_what_is_known_is_reached_by_some_answer() -> None:
    guideline = shipped()
    known = [name for name in guideline.statements if not is_popular(name)]
    behind = {cite for name in named() for cite in cites(guideline, name)}

    assert len(behind.intersection(known)) >= STATEMENTS_REACHED * len(known)


def test_most_of_what_is_advised_is_reached_by_some_answer() -> None:
    rules = set(shipped().rules)

    assert len(rules & named()) >= RULES_REACHED * len(rules)
