"""Medicines: a name with its route, those stopped, and allergies."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from whitlow.door import Patient
from whitlow.errors import Problem
from whitlow.guideline import Guideline

TAKEN = [
    ("tacrolimus", "tacrolimus"),
    ("Prograf", "tacrolimus"),
    ("cyclosporine", "ciclosporin"),
    ("pentamidine iv", "pentamidine-iv"),
    ("pentamidine (IV)", "pentamidine-iv"),
    ("iv pentamidine", "pentamidine-iv"),
    ("pentamidine-iv", "pentamidine-iv"),
    ("inhaled pentamidine", "pentamidine-inhaled"),
    ("nebulised pentamidine", "pentamidine-inhaled"),
    ("acyclovir iv", "acyclovir-iv"),
    ("aciclovir oral", "acyclovir-oral"),
    ("Valtrex", "valacyclovir"),
    ("amphotericin B", "amphotericin-b"),
    ("AmBisome", "amphotericin-b-liposomal"),
    ("gentamicin iv", "gentamicin"),
    ("TMP/SMX", "co-trimoxazole"),
    ("NSAIDs", "nsaid"),
    ("aminoglycosides", "aminoglycoside"),
    ("qt_prolonging", "qt_prolonging"),
    ("other", "other"),
]

STOPPED = [
    ("gentamicin stopped 3 d", {"days_since_nephrotoxin": 3}),
    ("gentamicin stopped 3 days ago", {"days_since_nephrotoxin": 3}),
    ("gentamicin (stopped 2 weeks ago)", {"days_since_nephrotoxin": 14}),
    ("gentamicin, stopped yesterday", None),
    ("gentamicin stopped today", {"days_since_nephrotoxin": 0}),
    ("gentamicin stopped 2026-11-15", {"days_since_nephrotoxin": 5}),
    ("gentamicin stopped on 2026-11-15", {"days_since_nephrotoxin": 5}),
    ("gentamicin stopped", {}),
    ("prednisone stopped 3 d", {}),
    ("foscarnet stopped 3 d", {"days_since_nephrotoxin": 3, "days_since_foscarnet": 3}),
    ("cidofovir iv stopped 3 d", {"days_since_nephrotoxin": 3, "days_since_cidofovir": 3}),
    ("cidofovir gel stopped 3 d", {}),
]


@pytest.mark.parametrize(("text", "drug"), TAKEN, ids=[row[0] for row in TAKEN])
def test_a_medicine_is_read_with_its_route(
    patient: Callable[[str], Patient], text: str, drug: str
) -> None:
    assert frozenset({drug}) == patient(f"comedications: [{text}]").facts["comedications"]


@pytest.mark.parametrize(("text", "days"), STOPPED, ids=[row[0] for row in STOPPED])
def test_a_medicine_that_was_stopped_is_not_taken_and_says_since_when(
    patient: Callable[[str], Patient], text: str, days: dict[str, int] | None
) -> None:
    if days is None:  # a comma parts two medicines, and 'stopped yesterday' is none
        text, days = text.replace(",", ""), {"days_since_nephrotoxin": 1}

    facts = dict(patient(f"comedications: ['{text}']").facts)

    assert {"comedications": frozenset(), **days} == facts


def test_of_two_medicines_that_were_stopped_the_later_counts(
    patient: Callable[[str], Patient],
) -> None:
    facts = patient("comedications: [gentamicin stopped 9 d, vancomycin stopped 4 d]").facts

    assert Fraction(4) == facts["days_since_nephrotoxin"]


def test_days_that_a_medicine_says_lie_in_the_range_of_their_fact(
    problems: Callable[[str], tuple[Problem, ...]],
) -> None:
    found = problems("comedications: [gentamicin stopped 1000000 d]")

    assert [
        (
            "days_since_nephrotoxin: '1000000 days' is out of range. Accepted: 0 to 18263 days. "
            "Check the value and its unit."
        )
    ] == [problem.message for problem in found]


def test_days_that_are_told_may_be_fewer_than_a_medicine_says(
    patient: Callable[[str], Patient],
) -> None:
    found = patient("comedications: [gentamicin stopped 9 d]\ndays_since_nephrotoxin: 2")

    assert (Fraction(2), ()) == (found.facts["days_since_nephrotoxin"], found.doubts)


def test_days_that_are_told_may_not_be_more_than_a_medicine_says(
    patient: Callable[[str], Patient],
) -> None:
    found = patient("comedications: [gentamicin stopped 3 d]\ndays_since_nephrotoxin: 10")

    assert [
        (
            "days_since_nephrotoxin: '10' is given, but comedications (gentamicin stopped 3 d) "
            "says '3 days'. Which is right?"
        )
    ] == [doubt.message for doubt in found.doubts]
    assert "days_since_nephrotoxin" not in found.facts


def test_none_is_an_empty_list_which_is_known(patient: Callable[[str], Patient]) -> None:
    assert frozenset() == patient("comedications: none").facts["comedications"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "pentamidine",
            (
                "comedications: By which route is pentamidine given? What it can harm hangs on "
                "that. Write pentamidine-iv or pentamidine-inhaled."
            ),
        ),
        (
            "tacrolimu",
            (
                "comedications: 'tacrolimu' is not a medicine that is known here. "
                "Did you mean 'tacrolimus'? Write the name alone, with a route or 'stopped 3 d' "
                "after it; write its class if you know it, or 'other' if it belongs to none."
            ),
        ),
        (
            "gentamicin stopped 3",
            (
                "comedications: In 'gentamicin stopped 3' the time since the stop cannot be read. "
                "Write it as 'stopped 3 d', or with a date as in 'stopped 2026-01-31'."
            ),
        ),
        (
            "gentamicin stopped 2026-11-21",
            "comedications: 2026-11-21 lies after today, 2026-11-20. Check the date.",
        ),
        (
            "valacyclovir iv",
            (
                "comedications: valacyclovir is not known here by the route 'iv'. "
                "Write oral after its name."
            ),
        ),
    ],
)
def test_a_medicine_that_could_mean_two_things_is_a_question(
    problems: Callable[[str], tuple[Problem, ...]], text: str, message: str
) -> None:
    (problem,) = problems(f"comedications: [{text}]")

    assert message == problem.message


def test_every_name_stands_for_one_drug(
    guideline: Guideline, patient: Callable[[str], Patient]
) -> None:
    wrong = [
        (name, drug.id)
        for drug in guideline.drugs.values()
        for name in (drug.id, drug.name, *drug.names)
        if patient(f"allergies: ['{name}']").facts["allergies"]
        != patient(f"allergies: ['{drug.id}']").facts["allergies"]
    ]

    assert [] == wrong


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("foscarnet", "foscarnet"),
        ("Zovirax cream", "acyclovir"),
        ("acyclovir-iv", "acyclovir"),
        ("sulfa", "sulfa"),
        ("sulfa drugs", "sulfonamide"),
        ("probenecid:mild", "probenecid:mild"),
        ("probenecid (mild)", "probenecid:mild"),
        ("probenecid mild", "probenecid:mild"),
        ("probenecid:severe", "probenecid"),
    ],
)
def test_an_allergy_is_to_a_substance_and_severe_unless_it_is_called_mild(
    patient: Callable[[str], Patient], text: str, member: str
) -> None:
    assert frozenset({member}) == patient(f"allergies: ['{text}']").facts["allergies"]


def test_a_product_that_is_taken_tells_its_route(patient: Callable[[str], Patient]) -> None:
    facts = patient("antiviral: acyclovir-iv").facts

    assert ("acyclovir", "iv") == (facts["antiviral"], facts["antiviral_route"])


def test_a_product_and_another_route_are_doubted(patient: Callable[[str], Patient]) -> None:
    found = patient("antiviral: acyclovir-iv\nantiviral_route: oral")

    assert [("contradictory", ("antiviral_route",))] == [
        (each.kind, each.facts) for each in found.doubts
    ]
