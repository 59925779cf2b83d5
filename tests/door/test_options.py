"""Words: truths, choices and sets take every usual spelling, and none is not unknown."""

from collections import Counter
from collections.abc import Callable

import pytest

from whitlow.door import Patient
from whitlow.door.vocabulary import key
from whitlow.errors import Problem
from whitlow.guideline import Guideline
from whitlow.language import Value

WORDS: list[tuple[str, str, Value]] = [
    ("fever: true", "fever", True),
    ("fever: Yes", "fever", True),
    ("fever: FALSE", "fever", False),
    ("fever: n", "fever", False),
    ("sex: F", "sex", "female"),
    ("gender: Male", "sex", "male"),
    ("dialysis: hemodialysis", "dialysis", "haemodialysis"),
    ("dialysis: CRRT", "dialysis", "continuous"),
    ("dialysis: no", "dialysis", "none"),
    ("dialysis: false", "dialysis", "none"),
    ("response: no change", "response", "unchanged"),
    ("acyclovir_susceptibility: R", "acyclovir_susceptibility", "resistant"),
    ("aciclovir-susceptibility: sensitive", "acyclovir_susceptibility", "susceptible"),
    ("antiviral: Valtrex", "antiviral", "valacyclovir"),
    ("antiviral: none", "antiviral", "none"),
    ("host: hsct", "host", frozenset({"hsct"})),
    ("host: [HIV, bone marrow transplant]", "host", frozenset({"hiv", "hsct"})),
    ("site: esophagus; genital", "site", frozenset({"oesophagus", "genital"})),
    ("virus: HSV-2", "virus", frozenset({"hsv2"})),
    ("transplant: none", "transplant", frozenset()),
    ("transplant: []", "transplant", frozenset()),
    ("allergies: NKDA", "allergies", frozenset()),
    ("genotype: TK:a168t", "genotype", frozenset({"UL23:A168T"})),
    ("genotype: [UL30:W999R, UL23:frameshift]", "genotype", frozenset(
        {"UL30:W999R", "UL23:frameshift"}
    )),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "value"), WORDS, ids=[row[0] for row in WORDS])
def test_a_word_is_read_in_its_usual_spellings(
    patient: Callable[[str], Patient], text: str, name: str, value: Value
) -> None:
    assert value == patient(text).facts[name]


def test_every_spelling_stands_for_one_fact(guideline: Guideline) -> None:
    spellings = Counter(
        key(word)
        for fact in guideline.facts.values()
        for word in {
            fact.name,
            *(word for word, meant in (fact.synonyms or {}).items() if meant == fact.name),
        }
    )

    assert [] == [word for word, times in spellings.items() if times > 1]


def test_every_synonym_stands_for_its_fact_or_one_of_its_options(guideline: Guideline) -> None:
    lost = [
        (fact.name, word)
        for fact in guideline.facts.values()
        for word, meant in (fact.synonyms or {}).items()
        if fact.members != "variants" and meant not in {fact.name, "none", *(fact.options or {})}
    ]

    assert [] == lost


def test_every_option_is_read_as_itself(
    guideline: Guideline, patient: Callable[[str], Patient]
) -> None:
    wrong = [
        (fact.name, option)
        for fact in guideline.facts.values()
        for option, label in (fact.options or {}).items()
        for word in (option, option.upper(), label)
        if fact.type == "choice"
        if patient(f"{fact.name}: '{word}'").facts.get(fact.name) != option
    ]

    assert [] == wrong


def test_one_answer_settles_every_red_flag(
    guideline: Guideline, patient: Callable[[str], Patient]
) -> None:
    flags = guideline.facts["red_flags"].settles

    assert dict.fromkeys(flags, False) == dict(patient("red_flags: none").facts)


def test_the_red_flags_that_are_named_are_there_and_the_others_are_not(
    patient: Callable[[str], Patient],
) -> None:
    facts = patient("red_flags: [fever, jaundice]").facts

    assert {"fever", "jaundice_or_hepatitis"} == {name for name, value in facts.items() if value}


def test_a_red_flag_answered_by_itself_is_not_overruled_by_none(
    patient: Callable[[str], Patient],
) -> None:
    found = patient("red_flags: none\nseizure: true")

    assert (True, False) == (found.facts["seizure"], found.facts["fever"])
    assert [
        (
            (),
            (
                "red_flags: The answer none, for seizure, which is given as true. Seizure is taken "
                "as true. Correct the answer that is wrong."
            ),
        )
    ] == [(doubt.facts, doubt.message) for doubt in found.doubts]


def test_a_red_flag_that_is_named_counts_where_another_answer_denies_it(
    patient: Callable[[str], Patient],
) -> None:
    found = patient("red_flags: [seizure]\nseizure: false")

    assert found.facts["seizure"] is True
    assert [
        (
            (),
            (
                "red_flags: seizure is named, and is given as false elsewhere. Seizure is taken "
                "as true. Correct the answer that is wrong."
            ),
        )
    ] == [(doubt.facts, doubt.message) for doubt in found.doubts]


def test_red_flags_that_are_not_known_stay_unknown(patient: Callable[[str], Patient]) -> None:
    assert {} == dict(patient("red_flags: unknown").facts)


@pytest.mark.parametrize("word", ["yes", "gout", "weight"])
def test_a_red_flag_that_is_none_is_refused(
    problems: Callable[[str], tuple[Problem, ...]], word: str
) -> None:
    assert ["unknown_option"] == [problem.code for problem in problems(f"red_flags: {word}")]


def test_every_word_of_a_set_that_is_no_option_is_told(
    problems: Callable[[str], tuple[Problem, ...]],
) -> None:
    found = problems("site: [oral, knee, elbow]")

    assert ["knee", "elbow"] == [problem.value for problem in found]


@pytest.mark.parametrize(
    "text",
    ["UL23", "A168T", "UL23:", ":A168T", "A168T UL23", "UL23 xyz", "UL23:A168T@x", "X:A168T@hsv1"],
)
def test_a_variant_without_gene_or_change_is_refused(
    problems: Callable[[str], tuple[Problem, ...]], text: str
) -> None:
    (problem,) = problems(f"genotype: ['{text}']")

    assert (
        f"genotype: '{text}' is not a variant. "
        "Write the gene, a colon and the change, as in 'GENE:A12T' or 'GENE:frameshift'."
    ) == problem.message
