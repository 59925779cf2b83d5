"""Which isolate speaks for these lesions: of their place, virus and time, and undisputed."""

from collections.abc import Callable

import pytest

from whitlow.door import Patient


def isolates(*fields: str) -> str:
    """Return the isolates of one drug as a case lists them."""
    rows = "\n".join(f"  - {{drug: acyclovir, {each}}}" for each in fields)
    return f"isolates:\n{rows}\n"


def test_the_latest_isolate_of_each_drug_counts(patient: Callable[[str], Patient]) -> None:
    found = patient(
        """
        isolates:
          - {date: 2026-11-15, site: genital, virus: hsv2, drug: aciclovir, result: S}
          - {date: 2026-11-17, drug: valaciclovir, result: R, value: 20, unit: ug/mL}
          - {date: 2026-11-17, drug: foscarnet, result: sensitive, laboratory: reference}
          - {date: 2026-11-17, drug: famciclovir, result: pending}
        """
    )

    assert {
        "virus": {"hsv2"},
        "acyclovir_susceptibility": "resistant",
        "penciclovir_susceptibility": "pending",
        "foscarnet_susceptibility": "susceptible",
    } == dict(found.facts)


COUNTING = [
    ("site: oral", "date: 2026-11-15, site: lip, result: R"),
    ("site: [oral, genital]", "date: 2026-11-15, site: oral, result: R"),
    ("site: disseminated", "date: 2026-11-15, site: skin, result: R"),
    ("site: oral", "date: 2026-11-15, result: R"),
    ("virus: hsv", "date: 2026-11-15, virus: hsv1, result: R"),
    ("virus: hsv1", "date: 2026-11-15, virus: hsv, result: R"),
    ("virus: [hsv2, vzv]", "date: 2026-11-15, virus: hsv2, result: R"),
    ("lesion_days: 5", "date: 2026-11-15, result: R"),
]


@pytest.mark.parametrize(("told", "fields"), COUNTING)
def test_an_isolate_of_these_lesions_counts(
    patient: Callable[[str], Patient], told: str, fields: str
) -> None:
    found = patient(f"{told}\n{isolates(fields)}")

    assert ("resistant", ()) == (found.facts["acyclovir_susceptibility"], found.doubts)


ASK = "Was this episode's virus tested? Give the fact itself if this result counts."
DOUBTED = [
    (
        "lesion_days: 20",
        ("date: 2026-10-01, result: R",),
        "outdated",
        (
            "The latest isolate, resistant (2026-10-01), is older than these lesions. "
            "Was this episode's virus tested?"
        ),
    ),
    (
        "site: genital",
        ("date: 2026-11-15, site: oral, result: S",),
        "elsewhere",
        (
            "The latest isolate, susceptible (lips or mouth, 2026-11-15), is of another site "
            f"(lips or mouth) and does not speak for these lesions. {ASK}"
        ),
    ),
    (
        "virus: hsv2",
        ("date: 2026-11-15, virus: vzv, result: R",),
        "elsewhere",
        (
            "The latest isolate, resistant (2026-11-15), is of another virus (varicella-zoster "
            "virus) "
            f"and does not speak for these lesions. {ASK}"
        ),
    ),
    (
        "virus: hsv1",
        ("date: 2026-11-15, virus: hsv2, result: R",),
        "elsewhere",
        (
            "The latest isolate, resistant (2026-11-15), is of another virus (herpes simplex virus "
            f"type 2) and does not speak for these lesions. {ASK}"
        ),
    ),
    (
        "",
        ("date: 2026-11-15, result: R", "date: 2026-11-15, result: S"),
        "contradictory",
        (
            "The isolates of 2026-11-15 differ: resistant (2026-11-15) and susceptible "
            "(2026-11-15). "
            "Which one counts?"
        ),
    ),
    (
        "",
        ("date: 2026-11-15, result: R, site: oral", "date: 2026-11-15, result: S, site: oral"),
        "contradictory",
        (
            "The isolates of 2026-11-15 differ: resistant (lips or mouth, 2026-11-15) and "
            "susceptible "
            "(lips or mouth, 2026-11-15). Which one counts?"
        ),
    ),
    (
        "",
        ("date: 2026-11-10, result: R, site: oral", "date: 2026-11-15, result: S, site: genital"),
        "contradictory",
        (
            "The isolates differ from place to place: resistant (lips or mouth, 2026-11-10) and "
            "susceptible (genitals, 2026-11-15). Give the result of the lesion that fails."
        ),
    ),
    (
        "",
        ("date: 2026-11-10, result: R, virus: hsv2", "date: 2026-11-15, result: S, virus: vzv"),
        "contradictory",
        (
            "The isolates are of different viruses (herpes simplex virus type 2: resistant "
            "(2026-11-10) and varicella-zoster virus: susceptible (2026-11-15)). "
            "Which virus are these lesions of?"
        ),
    ),
    (
        "",
        (
            (
                "date: 2026-11-15, result: S, value: 60 uM, susceptible_up_to: 3 uM, "
                "resistant_from: 40 uM"
            ),
        ),
        "contradictory",
        (
            "The laboratory's result is susceptible (2026-11-15), but its value 60 uM is "
            "resistant by "
            "the cut-offs on the report. Which is right? Ask the laboratory."
        ),
    ),
]


@pytest.mark.parametrize(("told", "fields", "kind", "message"), DOUBTED)
def test_what_does_not_speak_for_these_lesions_is_asked_about_in_these_words(
    patient: Callable[[str], Patient], told: str, fields: tuple[str, ...], kind: str, message: str
) -> None:
    found = patient(f"{told}\n{isolates(*fields)}")

    assert [(kind, f"acyclovir_susceptibility: {message}")] == [
        (doubt.kind, doubt.message) for doubt in found.doubts
    ]
    assert "acyclovir_susceptibility" not in found.facts


GROWN = [
    ("", ("date: 2026-11-15, virus: vzv, result: R",), {"vzv"}),
    ("", ("date: 2026-11-15, virus: hsv, result: R", "date: 2026-11-16, virus: hsv2"), {"hsv2"}),
    ("virus: hsv", ("date: 2026-11-15, virus: hsv2, result: R",), {"hsv"}),
    ("", ("date: 2026-11-15, virus: hsv1, result: R", "date: 2026-11-16, virus: vzv"), None),
    ("lesion_days: 2", ("date: 2026-11-15, virus: hsv1, result: R",), None),
    ("site: eye", ("date: 2026-11-15, virus: hsv1, result: R, site: genital",), None),
    ("", ("date: 2026-11-15, result: R",), None),
]


@pytest.mark.parametrize(("told", "fields", "virus"), GROWN)
def test_what_grew_from_these_lesions_is_their_virus_where_none_is_told(
    patient: Callable[[str], Patient],
    told: str,
    fields: tuple[str, ...],
    virus: set[str] | None,
) -> None:
    rows = (each if "result" in each else f"{each}, result: pending" for each in fields)

    assert virus == patient(f"{told}\n{isolates(*rows)}").facts.get("virus")


def test_the_fact_itself_answers_such_a_question(patient: Callable[[str], Patient]) -> None:
    text = isolates("date: 2026-10-01, result: R")

    found = patient(f"{text}lesion_days: 20\nacyclovir_susceptibility: not_tested")

    assert ("not_tested", ()) == (found.facts["acyclovir_susceptibility"], found.doubts)


def test_an_isolate_of_another_place_takes_nothing_from_one_of_this_place(
    patient: Callable[[str], Patient],
) -> None:
    found = patient(
        "site: genital\n"
        + isolates(
            "date: 2026-11-10, site: genital, result: R", "date: 2026-11-15, site: eye, result: S"
        )
    )

    assert ("resistant", ["", "of another site (eye)"]) == (
        found.facts["acyclovir_susceptibility"],
        [isolate.aside for isolate in found.isolates],
    )


def test_an_awaited_result_is_read_by_nobody(patient: Callable[[str], Patient]) -> None:
    (found,) = patient(isolates("date: 2026-11-10, result: pending")).isolates

    assert ("pending", "", "") == (found.result, found.reading, found.by)


def test_an_awaited_result_takes_no_earlier_one_away(patient: Callable[[str], Patient]) -> None:
    found = patient(isolates("date: 2026-11-10, result: R", "date: 2026-11-15, result: pending"))

    assert ("resistant", ["", "its result is awaited"]) == (
        found.facts["acyclovir_susceptibility"],
        [isolate.aside for isolate in found.isolates],
    )


def test_a_later_result_of_the_same_place_takes_the_earlier_one_away(
    patient: Callable[[str], Patient],
) -> None:
    found = patient(
        isolates(
            "date: 2026-11-10, site: oral, result: R", "date: 2026-11-15, site: oral, result: S"
        )
    )

    assert ("susceptible", ["a later one counts", ""]) == (
        found.facts["acyclovir_susceptibility"],
        [isolate.aside for isolate in found.isolates],
    )


def test_a_later_value_that_nothing_reads_leaves_no_earlier_result_standing(
    patient: Callable[[str], Patient],
) -> None:
    found = patient(isolates("date: 2026-11-10, result: S", "date: 2026-11-15, value: 60 uM"))

    assert ({}, ["unread"]) == (dict(found.facts), [doubt.kind for doubt in found.doubts])


def test_an_isolate_is_kept_as_it_was_told(patient: Callable[[str], Patient]) -> None:
    (found,) = patient(
        isolates(
            "date: 2026-11-15 09:30, site: lip, virus: hsv1, value: 20 µM, laboratory: ARUP, "
            "assay: cell culture"
        )
    ).isolates

    assert (
        "2026-11-15 09:30",
        ("oral",),
        ("hsv1",),
        "20 µM",
        ("4.5042 mcg/mL",),
        "resistant",
        "the cut-off of ARUP Laboratories",
        ("arup-hsv-susceptibility#printed-cut-off",),
    ) == (
        found.date,
        found.site,
        found.virus,
        found.value,
        found.converted,
        found.reading,
        found.by,
        found.cites,
    )
