"""Isolates: what the laboratory called them, what its own cut-off reads, and what stays unread."""

from collections.abc import Callable

import pytest

from whitlow.door import Patient
from whitlow.errors import Problem

ARUP = "laboratory: ARUP, assay: cell culture"
READ = [
    ("result: S", "susceptible"),
    ("result: sensitive", "susceptible"),
    ("result: R, value: 20, unit: ug/mL", "resistant"),
    ('result: R, value: "20"', "resistant"),
    ("result: pending", "pending"),
    (f"value: 2 ug/mL, {ARUP}", "resistant"),
    (f"value: 2, unit: ug/ml, {ARUP}", "resistant"),
    (f"value: 2 ug/mL, unit: ug/mL, {ARUP}", "resistant"),
    (f"value: 1.999 mcg/mL, {ARUP}", "susceptible"),
    (f"value: 1.999 mg/L, {ARUP}", "susceptible"),
    (f"value: 8.88 µM, {ARUP}", "susceptible"),
    (f"value: 8.88 uM, {ARUP}", "susceptible"),
    (f"value: 8.88 umol/L, {ARUP}", "susceptible"),
    (f"value: 8880 nM, {ARUP}", "susceptible"),
    (f"value: 8.881 µM, {ARUP}", "resistant"),
    (f"value: 8.881 micromolar, {ARUP}", "resistant"),
    (f"value: 0.008881 mM, {ARUP}", "resistant"),
    (f"value: IC50 8.881 µM, {ARUP}", "resistant"),
    (f"value: 'EC50 = 2 ug/mL', {ARUP}", "resistant"),
    (f"value: 'IC50: >= 2 ug/mL', {ARUP}", "resistant"),
    (f"value: '≥ 2 ug/mL', {ARUP}", "resistant"),
    (f"value: '< 2 ug/mL', {ARUP}", "susceptible"),
    (f"value: '<0.5 ug/mL', {ARUP}", "susceptible"),
    ("value: '> 100 µM', resistant_from: 40 µM", "resistant"),
    ("value: 40 µM, resistant_from: 40 µM", "resistant"),
    ("value: '> 40 µM', resistant_from: '> 40 µM'", "resistant"),
    ("value: 3 µM, susceptible_up_to: 3 µM", "susceptible"),
    ("value: '≤ 3 µM', susceptible_up_to: 3 µM", "susceptible"),
    ("value: 2.9 µM, susceptible_up_to: '< 3 µM'", "susceptible"),
    ("value: 3.1 µM, susceptible_up_to: 3 µM, resistant_from: 40 µM", "intermediate"),
    ("value: 39.9 µM, susceptible_up_to: 3 µM, resistant_from: 40 µM", "intermediate"),
    ("value: 3 µM, susceptible_up_to: '< 3 µM', resistant_from: 40 µM", "intermediate"),
    ("value: 2 ug/mL, susceptible_up_to: '< 2 ug/mL', resistant_from: 2 ug/mL", "resistant"),
    ("value: 40 µM, susceptible_up_to: 3 µM, resistant_from: '> 40 µM'", "intermediate"),
    ("value: 20 µM, susceptible_up_to: 1 ug/mL, resistant_from: 2 ug/mL", "resistant"),
    ("result: pending, value: 20 µM, resistant_from: 10 µM", "pending"),
]


def case(fields: str, drug: str = "acyclovir") -> str:
    """Return the case of one isolate of a patient whose virus is told."""
    return f"virus: hsv2\nisolates: [{{date: 2026-11-15, drug: {drug}, {fields}}}]"


@pytest.mark.parametrize(("fields", "reading"), READ)
def test_an_isolate_is_read_by_its_laboratory(
    patient: Callable[[str], Patient], fields: str, reading: str
) -> None:
    found = patient(case(fields))

    assert (reading, ()) == (found.facts["acyclovir_susceptibility"], found.doubts)


CONVENTION = "One cut-off for every assay called 6–67% of susceptible isolates resistant. "
ASK = "What did the laboratory call it: S, I or R?"
BESIDE = f"of 2 mcg/mL. {CONVENTION}{ASK}"
NOT_READ = [
    (
        "acyclovir",
        "value: 2.5 ug/mL",
        (
            "The value 2.5 ug/mL (2026-11-15), which is 11.1007… µmol/L, is not read: no "
            "cut-off of "
            "its laboratory is given with it or known here. "
            f"2.5 mcg/mL lies above the conventional cut-off {BESIDE}"
        ),
    ),
    (
        "acyclovir",
        "value: 8.88 µM, laboratory: ARUP",
        (
            "The value 8.88 µM (2026-11-15), which is 1.9998… mcg/mL, is not read: the cut-off "
            "of ARUP "
            "Laboratories is for the assay cell culture, and the report names none. "
            f"1.9998… mcg/mL lies below the conventional cut-off {BESIDE}"
        ),
    ),
    (
        "acyclovir",
        "value: 2 ug/mL, laboratory: ARUP, assay: DNA hybridisation",
        (
            "The value 2 ug/mL (2026-11-15), which is 8.8806… µmol/L, is not read: the cut-off "
            "of ARUP "
            "Laboratories is for the assay cell culture, and the report names DNA hybridisation. "
            f"2 mcg/mL lies at the conventional cut-off {BESIDE}"
        ),
    ),
    (
        "acyclovir",
        "value: 60 µM, laboratory: UKHSA AVU, assay: plaque reduction",
        (
            "The value 60 µM (2026-11-15), which is 13.5126 mcg/mL, is not read: the cut-offs "
            "of UKHSA "
            "Antiviral Unit are printed without a unit. "
            f"13.5126 mcg/mL lies above the conventional cut-off {BESIDE}"
        ),
    ),
    (
        "cidofovir",
        "value: 60 µM, laboratory: UKHSA AVU, assay: plaque reduction",
        (
            "The value 60 µM (2026-11-15) is not read: the cut-offs of UKHSA Antiviral Unit are "
            "for "
            f"hsv1, and the virus is hsv2. {ASK}"
        ),
    ),
    (
        "acyclovir",
        "value: '> 1 µM', susceptible_up_to: 3 µM, resistant_from: 40 µM",
        (
            "The value > 1 µM (2026-11-15), which is > 0.2252… mcg/mL, is not read: the "
            "cut-offs on "
            "the report leave open what it is. "
            f"> 0.2252… mcg/mL lies on both sides of the conventional cut-off {BESIDE}"
        ),
    ),
    (
        "acyclovir",
        "value: 30 µM, resistant_from: 40 µM",
        (
            "The value 30 µM (2026-11-15), which is 6.7563 mcg/mL, is not read: the cut-offs on "
            "the "
            "report leave open what it is. "
            f"6.7563 mcg/mL lies above the conventional cut-off {BESIDE}"
        ),
    ),
    (
        "acyclovir",
        "value: 40 µM, susceptible_up_to: '< 40 µM', resistant_from: '> 40 µM'",
        (
            "The value 40 µM (2026-11-15), which is 9.0084 mcg/mL, is not read: the cut-offs on "
            "the report leave open what it is. "
            f"9.0084 mcg/mL lies above the conventional cut-off {BESIDE}"
        ),
    ),
    (
        "foscarnet",
        "value: 300 µM, laboratory: ARUP, assay: cell culture",
        (
            "The value 300 µM (2026-11-15), which is 90.012 mcg/mL as hexahydrate and 37.8015… "
            "mcg/mL "
            "as acid, is not read: the cut-off of ARUP Laboratories is in ug/mL, and the form of "
            f"foscarnet that was weighed is not told (hexahydrate or acid, which differ). {ASK}"
        ),
    ),
    (
        "foscarnet",
        "value: 100 ug/mL, laboratory: Rush, assay: colorimetric screen",
        (
            "The value 100 ug/mL (2026-11-15), which is 333.2888… µmol/L as hexahydrate and "
            "793.6174… µmol/L as acid, is not read: the cut-off of Rush Medical Laboratories "
            "leaves "
            f"open what it is. {ASK}"
        ),
    ),
    (
        "cidofovir",
        "value: 20 µM, susceptible_up_to: 7 ug/mL",
        (
            "The value 20 µM (2026-11-15) is not read: the cut-offs on the report are in ug/mL, "
            "and no "
            f"molar mass of cidofovir is kept here. {ASK}"
        ),
    ),
]


@pytest.mark.parametrize(("drug", "fields", "message"), NOT_READ)
def test_what_no_cut_off_reads_is_asked_about_in_these_words(
    patient: Callable[[str], Patient], drug: str, fields: str, message: str
) -> None:
    found = patient(case(fields, drug))
    fact = f"{drug}_susceptibility"

    assert [("unread", (fact,), f"{fact}: {message}")] == [
        (doubt.kind, doubt.facts, doubt.message) for doubt in found.doubts
    ]
    assert fact not in found.facts


def test_a_cut_off_for_another_virus_than_the_one_told_reads_nothing(
    patient: Callable[[str], Patient],
) -> None:
    found = patient(case(f"value: 1 ug/mL, {ARUP}").replace("virus: hsv2\n", ""))

    assert (
        "the cut-offs of ARUP Laboratories are for hsv, hsv1 or hsv2, and the virus is not told"
    ) in found.doubts[0].message


FORMS = [
    ("value: 400 µM, form: hexahydrate", "resistant"),
    ("value: 400 µM, form: Foscarnet sodium hexahydrate", "resistant"),
    ("value: 400 µM, form: acid", "susceptible"),
    ("value: 333.28 µM, form: hexahydrate", "susceptible"),
    ("value: 333.29 µM, form: hexahydrate", "resistant"),
    ("value: 100 ug/mL", "resistant"),
    ("value: 99.9 ug/mL", "susceptible"),
]


@pytest.mark.parametrize(("fields", "reading"), FORMS)
def test_the_form_of_a_drug_that_was_weighed_decides_what_a_mole_is(
    patient: Callable[[str], Patient], fields: str, reading: str
) -> None:
    found = patient(case(f"{fields}, {ARUP}", "foscarnet"))

    assert (reading, ()) == (found.facts["foscarnet_susceptibility"], found.doubts)


# ---------------------------------------------------------------------------------------------
# What is refused

WRITE = "Write one concentration, as in '20 ug/mL' or '> 100 umol/L'."
UNIT = (
    "Ask the laboratory for it, and write it as in '20 ug/mL' or '20 umol/L'; "
    "or write the laboratory's own result: S, I or R."
)
MULTIPLE = (
    "compares the isolate with a control and is no concentration. Write the concentration with "
    "its unit, or leave it out and write result: S, I or R."
)
REFUSED = [
    ("", "field_missing", "There is no result. Write it, as in 'result: S, I or R'."),
    ("value: 20", "unit_missing", f"'20' has no unit, and a unit is never guessed. {UNIT}"),
    (
        f"value: '> 100', {ARUP}",
        "unit_missing",
        f"'> 100' has no unit, and a unit is never guessed. {UNIT}",
    ),
    ("value: 12x", "fold_change", f"'12x' {MULTIPLE}"),
    ("value: 12-fold, result: R", "fold_change", f"'12-fold' {MULTIPLE}"),
    ("value: '> 10 times'", "fold_change", f"'> 10 times' {MULTIPLE}"),
    (
        "value: 20 mg/kg",
        "unit_wrong",
        "'20 mg/kg' is no concentration. Write it in ug/mL or umol/L.",
    ),
    ("value: 50%", "unit_wrong", "'50%' is no concentration. Write it in ug/mL or umol/L."),
    (
        "value: IC90 20 uM",
        "not_a_number",
        (
            "'IC90 20 uM' is not the concentration that halves the virus, for which cut-offs are "
            "made. Write that one, or leave it out and write result: S, I or R."
        ),
    ),
    ("value: 0 ug/mL", "not_a_number", f"'0 ug/mL' is not above nought. {WRITE}"),
    ("value: -2 ug/mL", "not_a_number", f"'-2 ug/mL' is not above nought. {WRITE}"),
    ("value: high", "not_a_number", f"'high' does not start with a number. {WRITE}"),
    (
        "value: '2,5 ug/mL'",
        "not_a_number",
        f"'2,5 ug/mL' has a comma for its decimals: write a point. {WRITE}",
    ),
    (
        "value: 2-4 ug/mL",
        "not_a_number",
        f"'2-4 ug/mL' holds more than one value: give one. {WRITE}",
    ),
    (
        "result: perhaps",
        "unknown_option",
        (
            "acyclovir_susceptibility: 'perhaps' is not one of its values. Write susceptible, "
            "intermediate, resistant, pending or not_tested."
        ),
    ),
    (
        "value: 2 ug/mL, susceptible_up_to: 3",
        "unit_missing",
        f"'3' has no unit, and a unit is never guessed. {UNIT}",
    ),
    (
        "value: 2 ug/mL, susceptible_up_to: 3 ug/mL, resistant_from: 3 ug/mL",
        "contradictory",
        (
            "susceptible_up_to '3 ug/mL' does not lie below resistant_from '3 ug/mL'. Write "
            "both in "
            "one unit, and '< 2 ug/mL' where the end itself is no longer susceptible."
        ),
    ),
    (
        "value: 2 ug/mL, susceptible_up_to: '> 3 ug/mL'",
        "contradictory",
        (
            "susceptible_up_to is '> 3 ug/mL', which opens to the other side. "
            "Write the concentration alone, as in '2 ug/mL'."
        ),
    ),
    (
        "value: 2 ug/mL, form: hexahydrate",
        "unknown_option",
        "'hexahydrate' is no form of acyclovir that is known here. Write base.",
    ),
    (
        "result: R, site: knee",
        "unknown_option",
        (
            "site: 'knee' is not one of its values. Write oral, genital, perianal, rectum, skin, "
            "finger, eye, brain, oesophagus, visceral, blood or disseminated."
        ),
    ),
]


@pytest.mark.parametrize(("fields", "code", "message"), REFUSED, ids=[row[0] for row in REFUSED])
def test_an_isolate_that_cannot_be_read_is_refused_in_these_words(
    problems: Callable[[str], tuple[Problem, ...]], fields: str, code: str, message: str
) -> None:
    (problem,) = problems(case(fields) if fields else "isolates: [{date: 2026-11-15, drug: ACV}]")

    assert (code, f"isolates 1: {message}") == (problem.code, problem.message)


def test_an_isolate_of_tomorrow_is_refused(
    problems: Callable[[str], tuple[Problem, ...]],
) -> None:
    (problem,) = problems("isolates: [{date: 2026-11-21, drug: acyclovir, result: R}]")

    assert "isolates 1: 2026-11-21 lies after today, 2026-11-20. Check the date." == problem.message


def test_a_class_is_no_drug_that_was_tested(
    problems: Callable[[str], tuple[Problem, ...]],
) -> None:
    (problem,) = problems("isolates: [{date: 2026-11-15, drug: nucleoside_analogue, result: R}]")

    assert (
        "isolates 1: 'nucleoside_analogue' is a class. Write the drug that was tested."
        == problem.message
    )


def test_an_isolate_of_a_drug_without_advice_is_shown_and_stops_nothing(
    patient: Callable[[str], Patient],
) -> None:
    found = patient("isolates: [{date: 2026-11-15, drug: pritelivir, result: S}]")

    assert ({}, (), ["no advice here hangs on this drug"]) == (
        dict(found.facts),
        found.doubts,
        [isolate.aside for isolate in found.isolates],
    )
