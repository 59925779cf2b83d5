"""What is told in a question is read for what it is: of long ago, of another drug, not yet."""

from __future__ import annotations

from tests.answer.asked import asked


def test_a_day_counted_from_the_transplant_is_no_day_of_the_drug() -> None:
    told = asked("day 8 iv acv 5 mg/kg q8h, allo HSCT d+33, lips worse").asked.reading.facts

    read = {each.fact: each.value for each in told}
    assert ("8 d", "33 d") == (read["days_on_antiviral"], read["transplant_days"])


def test_a_drug_that_somebody_asks_to_have_is_not_the_present_one() -> None:
    found = asked("he is 40 and has HIV, lip sores. can he have cidofovir?")

    doubts = [each.fact for each in found.asked.reading.confirm]
    assert ((), False) == (found.assumed, "antiviral" in doubts)


def test_a_reaction_of_long_ago_is_an_allergy_where_another_drug_is_asked_for() -> None:
    found = asked("Sulfa anaphylaxis. Can he have cidofovir?")

    read = [(each.fact, each.value) for each in found.asked.reading.facts]
    assert ([("allergies", "sulfonamide")], ["cidofovir-probenecid-allergy"]) == (
        read,
        [each.record for each in found.bottom],
    )


def test_the_illness_of_the_other_drug_does_not_make_a_question_another_one() -> None:
    found = asked("Foscarnet + iv pentamidine for PCP, anything to worry?")

    assert ("full", ()) == (found.coverage.extent, found.coverage.not_covered)


def test_an_unknown_word_is_named_and_refuses_nothing_of_a_patient() -> None:
    found = asked(
        "kidney tx, genital hsv 12 days valaciclovir 1 g tds no better, waiting for qwertest, next?"
    )

    assert ("partial", ("qwertest",)) == (found.coverage.extent, found.coverage.not_covered)
