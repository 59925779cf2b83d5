"""What is told in a question decides what its answer may say, and how."""

from __future__ import annotations

import pytest

from tests.answer.asked import asked, guideline
from whitlow.answer import Answer, audience_of
from whitlow.answer.figures import as_told
from whitlow.answer.question import ask


def said(found: Answer) -> str:
    return " ".join(each.told for each in found.sentences)


def statuses(found: Answer) -> set[str]:
    return {each.status for part in found.parts for each in part.orders}


def facts(question: str) -> dict[str, str]:
    return {each.fact: each.value for each in ask(question, guideline()).reading.facts}


def test_what_is_so_of_one_isolate_is_not_said_to_a_patient_of_whom_nothing_is_known() -> None:
    found = asked(
        "is acyclovir the same as valacyclovir if one failed should i switch", audience="patient"
    )

    assert "The laboratory has shown" not in said(found)


def test_a_change_of_drug_is_said_behind_its_condition() -> None:
    found = asked("how is acyclovir-resistant herpes managed step by step")

    change = next(each for each in found.sentences if each.says.startswith("Change to"))
    assert change.where.startswith("If acyclovir resistance is strongly suspected or proven")


def test_who_is_no_child_is_not_called_one() -> None:
    found = asked("Should I test for HIV in a 45 year old whose herpes isnt clearing w aciclovir?")

    assert ("Yes.", False) == (found.reply, "This is a child" in said(found))


def test_platelets_without_their_unit_are_read_in_the_only_likely_one() -> None:
    found = asked("Platelets 14, Hb 7.1, schistocytes, creat 3.9, confused, on valaciclovir 8 g/d")

    assert ("platelets", "14 10*9/L") in found.assumed
    assert {"emergency-microangiopathy", "emergency-brain"} <= {
        each.record for part in found.parts if part.name == "emergency" for each in part.sentences
    }


def test_no_dose_rests_on_a_creatinine_without_its_unit() -> None:
    found = asked("foscarnet dose 50M 80 kg creat 90")

    assert (("creatinine", "90 umol/L"), set()) == (found.assumed[0], statuses(found))


def test_who_tells_age_sex_weight_and_creatinine_gets_the_dose_worked_out() -> None:
    found = asked("Pls check: 71F, 54 kg, SCr 133 micromol/L, foscarnet for mucocutaneous HSV")

    assert {"dose"} == statuses(found)


@pytest.mark.parametrize(
    "question",
    [
        "foscarnet dose please: 60M 70 kg creat 1.0 mg/dL on haemodialysis resistant HSV",
        "foscarnet 60F 60 kg creat 1.0 -> 2.0 mg/dL since yesterday dose?",
        "foscarnet dose for 15 year old boy 50 kg creatinine 0.7 mg/dL",
        "cidofovir dose 60M 70kg creat 2.0 mg/dL HSV resistant",
    ],
)
def test_no_dose_is_given_that_anything_told_bars(question: str) -> None:
    assert "dose" not in statuses(asked(question))


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("valacyclovir first episode genital, CrCl 18", "genital-initial-renal"),
        ("suppressive valacyclovir in HIV, dose when crcl <30", "suppression-hiv-renal"),
        ("IV aciclovir dose mucocutaneous HSV immunocompromised CrCl 32 ml/min", "renal-table"),
    ],
)
def test_who_tells_of_weak_kidneys_is_first_told_the_dose_for_them(question: str, row: str) -> None:
    assert asked(question).bottom[0].record.endswith(f"#{row}")


def test_a_question_on_one_clearance_is_not_answered_with_another() -> None:
    found = asked("recalc: was 1.1 mL/min/kg last wk, now 0.75. foscarnet 30 q8h")

    assert found.covered is not None
    assert found.covered.id != "foscarnet-at-the-floor"


def test_a_medicine_that_may_confuse_is_stopped_and_the_brain_is_not_forgotten() -> None:
    found = asked("im on dialysis and valtrex is making me see things", audience="patient")

    assert "mind-on-a-medicine" in {each.term for each in found.coverage.told}
    assert "Take this medicine" not in said(found)
    assert found.plan is not None
    assert found.plan.section("emergency")


def test_no_reply_stands_in_an_emergency() -> None:
    found = asked(
        "2 week old baby, kissed with a cold sore, crusty spot and hard to wake, can I wait"
    )

    assert ("emergency", "") == (found.coverage.extent, found.reply)


def test_a_sentence_that_sets_a_drug_apart_is_not_that_drugs() -> None:
    found = asked("foscarnet vs cidofovir")

    assert found.comparison is not None
    place = found.comparison.heads.index("foscarnet")
    cells = [cells[place] for _, cells in found.comparison.rows]
    assert not [each for each in cells if each is not None and "unlike the one" in each.says]


def test_two_viruses_that_are_compared_are_not_a_table_of_two_drugs() -> None:
    found = asked("hsv vs vzv resistance: rash on valaciclovir worsening. foscarnet same dose?")

    assert found.comparison is None


def test_a_baby_and_a_pregnancy_are_read_as_questions_tell_them() -> None:
    assert facts("baby 6 days, floppy")["age"] == "6 d"
    assert facts("wife 31 weeks pregnant with cold sores")["gestation"] == "31 weeks"


def test_what_is_denied_is_not_what_a_question_is_about() -> None:
    assert "birth-topic" not in ask("32 weeks, well, not in labour", guideline()).names


def test_a_request_to_check_is_no_plan_to_measure() -> None:
    assert as_told("pls check: 71F").strip() == "71F"


@pytest.mark.parametrize(
    ("question", "audience"),
    [
        ("my mum has shingles and is on dialysis", "patient"),
        ("Dads on dialysis and has shingles", "patient"),
        ("28M HIV, my patient has a CD4 of 10", "clinician"),
        ("I have a 45 yo with a perianal ulcer", "clinician"),
        ("foscarnet dose in renal impairment", "clinician"),
    ],
)
def test_who_asks_for_one_of_theirs_is_told_in_plain_words(question: str, audience: str) -> None:
    assert audience == audience_of(question)
