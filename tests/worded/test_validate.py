"""What a proposal may do with records, and what it may not: the check needs no client."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from whitlow.answer import answer
from whitlow.worded.applied import applied
from whitlow.worded.compared import refusals_of_text
from whitlow.worded.offer import offer_of, sent
from whitlow.worded.records import Proposal, ProposedSection, Rewording
from whitlow.worded.validate import refusals

if TYPE_CHECKING:
    from whitlow.answer import Answer
    from whitlow.guideline import Guideline
    from whitlow.worded.records import Offer

TODAY: Final = date(2026, 11, 20)
SAFE: Final = "Acyclovir has been used widely in pregnancy without apparent harm."
TREATED: Final = (
    "A genital episode in pregnancy is treated with oral acyclovir 400 mg every 8 h for 5 days."
)
DIED: Final = (
    "Of those adults 6 of 10 patients with weak and 1 of 3 patients with normal immunity died."
)
BOTH: Final = "The label gives 80 mg/kg/day (40 mg/kg every 12 h) and 120 (40 mg/kg every 8 h)."
MAY: Final = "Foscarnet may be given if the kidneys are normal, never before day 7."


def why(guideline: Guideline, text: str, says: str) -> list[tuple[str, str]]:
    """Return the kinds and the words of all refusals of a text."""
    found = refusals_of_text(guideline, "clinician", "Here", text, says)
    return [(each.kind, each.says) for each in found]


# ---------------------------------------------------------------------------------------------
# What may be said otherwise.


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Acyclovir has been widely used in pregnancy, without apparent harm.", SAFE),
        (TREATED.replace("acyclovir 400", "acyclovir, 400").replace("8 h", "8 hours"), TREATED),
        (DIED.replace("Of those adults 6", "Among those adults, 6"), DIED),
        ("Foscarnet may be given if kidneys are normal, but never before day 7.", MAY),
    ],
)
def test_other_words_for_the_same_pass(text: str, says: str, guideline: Guideline) -> None:
    assert [] == why(guideline, text, says)


def test_a_plain_word_for_another_passes_which_is_the_limit_of_the_check(
    guideline: Guideline,
) -> None:
    assert [] == why(guideline, SAFE.replace("used", "studied"), SAFE)


# ---------------------------------------------------------------------------------------------
# What may not.


@pytest.mark.parametrize(
    ("text", "says", "kind", "told"),
    [
        (
            TREATED.replace("8 h", "6 h"),
            TREATED,
            "number",
            "Here adds '6 h' to its records.",
        ),
        (
            TREATED.replace("400 mg", "400 g"),
            TREATED,
            "number",
            "Here leaves out '400 mg' of its records.",
        ),
        (
            TREATED.replace("400", "5").replace("for 5", "for 400"),
            TREATED,
            "number",
            "Here adds '5 mg' to its records.",
        ),
        (
            BOTH.replace("80", "x").replace("120 ", "80 ").replace("x", "120"),
            BOTH,
            "number",
            "Here adds '120 mg/kg/day' to its records.",
        ),
        (
            DIED.replace("weak", "x").replace("normal", "weak").replace("x", "normal"),
            DIED,
            "meaning",
            "Here has 'normal' in another place than its records.",
        ),
        (
            MAY.replace("may", "must"),
            MAY,
            "strength",
            "Here adds 'must' to its records.",
        ),
        (
            MAY.replace("may be", "is"),
            MAY,
            "strength",
            "Here leaves out 'may' of its records.",
        ),
        (
            MAY.replace(" if the kidneys are normal", ""),
            MAY,
            "meaning",
            "Here leaves out 'if' of its records.",
        ),
        (
            MAY.replace("before", "after"),
            MAY,
            "meaning",
            "Here adds 'after' to its records.",
        ),
        (
            MAY.replace("never ", ""),
            MAY,
            "negation",
            "Here leaves out 'never' of its records.",
        ),
        (
            "Foscarnet may never be given if the kidneys are normal, before day 7.",
            MAY,
            "negation",
            "Here has 'never' in another place than its records.",
        ),
        (
            SAFE.replace("without", "with"),
            SAFE,
            "negation",
            "Here leaves out 'without' of its records.",
        ),
        (
            SAFE.replace("pregnancy", "labour"),
            SAFE,
            "meaning",
            "Here adds what its records speak of: labour.",
        ),
        (
            SAFE.replace("Acyclovir", "Aciclovir"),
            SAFE,
            "drug",
            "Here adds 'aciclovir' to its records.",
        ),
        (
            SAFE.replace("Acyclovir", "Acyclovr"),
            SAFE,
            "drug",
            "Here leaves out 'acyclovir' of its records.",
        ),
        (
            SAFE.replace("in pregnancy", "in her pregnancy"),
            SAFE,
            "person",
            "Here speaks of somebody its records do not: her.",
        ),
        (
            "In pregnancy acyclovir has been used widely, without apparent harm.",
            SAFE,
            "meaning",
            "Here has pregnancy beside another number, drug or condition.",
        ),
        (
            SAFE.replace("without", "**without**"),
            SAFE,
            "markup",
            "Here holds signs that its records do not have: '*'.",
        ),
        (
            SAFE.replace("Acyclovir", "\u0410cyclovir"),
            SAFE,
            "markup",
            "Here holds signs that its records do not have: '\\u0410'.",
        ),
        (
            "Acyclovir without question.",
            SAFE,
            "meaning",
            "Here says little of what its records say.",
        ),
    ],
)
def test_a_slip_is_told_in_a_sentence(
    text: str, says: str, kind: str, told: str, guideline: Guideline
) -> None:
    assert (kind, told) in why(guideline, text, says)


# ---------------------------------------------------------------------------------------------
# Whole proposals.


@pytest.fixture(scope="module")
def answered(guideline: Guideline) -> Answer:
    """Return an answer with several sections, none of which is urgent."""
    return answer(guideline, "Is acyclovir safe in pregnancy?", today=TODAY)


@pytest.fixture(scope="module")
def offer(answered: Answer) -> Offer:
    """Return what is offered of it."""
    return offer_of(answered, "records")


def same(offer: Offer) -> Proposal:
    """Return the records as they are, as a proposal."""
    return Proposal(
        tuple(
            ProposedSection(
                section.name, tuple(Rewording(each.says, (each.id,)) for each in section.records)
            )
            for section in offer.sections
        )
    )


def test_the_records_as_they_are_make_the_answer_as_it_was(
    guideline: Guideline, answered: Answer, offer: Offer
) -> None:
    proposal = same(offer)

    assert () == refusals(guideline, offer, proposal)
    assert answered == applied(answered, offer, proposal)


def test_records_said_together_are_cited_together(
    guideline: Guideline, answered: Answer, offer: Offer
) -> None:
    bottom = next(each for each in offer.sections if each.name == "bottom")
    text = " ".join(each.says for each in bottom.records)
    both = Rewording(text, tuple(each.id for each in bottom.records))
    rest = tuple(each for each in same(offer).sections if each.name != "bottom")
    proposal = Proposal((ProposedSection("bottom", (both,)), *rest))
    found = applied(answered, offer, proposal).bottom

    assert () == refusals(guideline, offer, proposal)
    assert [text] == [each.says for each in found]
    assert found[0].cites == tuple(
        dict.fromkeys(cite for each in answered.bottom for cite in each.cites)
    )


def test_every_covered_question_is_a_wording_of_itself(guideline: Guideline) -> None:
    for question in guideline.questions.values():
        for audience in ("clinician", "patient"):
            found = answer(guideline, question.asks, today=TODAY, audience=audience)
            offered = offer_of(found, "records")

            assert () == refusals(guideline, offered, same(offered)), question.id


def test_no_dose_is_offered_for_a_patient_to_read(guideline: Guideline) -> None:
    found = answer(guideline, "How much acyclovir do I take?", today=TODAY, audience="patient")
    offered = offer_of(found, "question")

    assert "How much acyclovir do I take?" == offered.question
    assert [] == [
        each.id for section in offered.sections for each in section.records if " mg" in each.says
    ]


# ---------------------------------------------------------------------------------------------
# What is urgent.


@pytest.fixture(scope="module")
def urgent(guideline: Guideline) -> Offer:
    """Return the offer of an answer that begins with an emergency, for a patient."""
    text = "my eye hurts and I have blisters on the eyelid"
    return offer_of(answer(guideline, text, today=TODAY, audience="patient"), "question")


def test_what_is_urgent_is_offered_letter_for_letter(urgent: Offer) -> None:
    first = [section for section in urgent.sections if section.name in {"bottom", "emergency"}]

    assert ["bottom", "emergency"] == [section.name for section in first]
    assert {"letter for letter"} == {each.keep for section in first for each in section.records}


def test_what_is_urgent_cannot_be_joined_with_something_else(
    guideline: Guideline, urgent: Offer
) -> None:
    sections = same(urgent).sections
    first = sections[0].sentences[0]
    more = Rewording(f"{first.text} Or wait.", first.cites)
    proposal = Proposal((ProposedSection(sections[0].name, (more,)), *sections[1:]))
    name = first.cites[0]

    assert [
        f"Bottom line, sentence 1 changes {name}, which is urgent and stays letter for letter."
    ] == [each.says for each in refusals(guideline, urgent, proposal)]


def test_a_sentence_without_citation_before_what_is_urgent_is_refused(
    guideline: Guideline, urgent: Offer
) -> None:
    sections = same(urgent).sections
    more = (Rewording("It is nothing.", ()), *sections[0].sentences)
    proposal = Proposal((ProposedSection(sections[0].name, more), *sections[1:]))

    assert ["Bottom line, sentence 1 cites nothing."] == [
        each.says for each in refusals(guideline, urgent, proposal)
    ]


def test_what_a_plan_says_of_a_patient_is_not_offered_unless_the_question_is(
    guideline: Guideline,
) -> None:
    text = "63 years old, 71.3 kg, creatinine 1.73 mg/dL, genital HSV resistant to acyclovir: dose?"
    found = answer(guideline, text, today=TODAY)
    held, shown = offer_of(found, "records"), offer_of(found, "question")

    def ids(offer: Offer) -> set[str]:
        return {each.id for section in offer.sections for each in section.records}

    assert "" == held.question
    assert ids(held) <= ids(shown)
    assert "71.3" not in sent(held)


# ---------------------------------------------------------------------------------------------
# Too much.


def test_a_flood_is_refused_in_one_sentence(guideline: Guideline, urgent: Offer) -> None:
    flood = Proposal(tuple(ProposedSection(f"cure-{index}", ()) for index in range(50_000)))
    records = sum(len(section.records) for section in urgent.sections)

    assert [f"There is far more than {records} records could say."] == [
        each.says for each in refusals(guideline, urgent, flood)
    ]


def test_a_name_that_a_model_made_up_is_cut(guideline: Guideline, urgent: Offer) -> None:
    proposal = Proposal((*same(urgent).sections, ProposedSection("x" * 10_000, ())))

    assert [f"There is no section {'x' * 100!r} in the answer."] == [
        each.says for each in refusals(guideline, urgent, proposal)
    ]
