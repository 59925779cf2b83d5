"""Each number of an answer stands in the place of its own claim, and a mutant of it is caught."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pytest

from tests.answer.asked import asked
from whitlow.answer import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.answer import Answer

QUESTIONS: Final = (
    "What is the recommended dose of foscarnet for resistant HSV?",
    "How much fluid goes with foscarnet?",
    "How common is resistance in people with HIV?",
    "How is valacyclovir adjusted to kidney function?",
    "probenecid doses with cidofovir",
    "healthy woman of 29, genital herpes, valacyclovir 500 mg every 12 h for 3 days, no better",
)
NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")
UNIT: Final = re.compile(r"(?<=\d )(?:mg/kg|mg|mL|h|days|weeks|L|kg|minutes|g)\b")


def mutants(text: str) -> Iterator[str]:
    """Yield a text with two of its numbers swapped, one changed, or a unit changed."""
    found = list(NUMBER.finditer(text))
    for one, other in pairwise(found):
        if one[0] != other[0]:
            between = text[one.end() : other.start()]
            yield f"{text[: one.start()]}{other[0]}{between}{one[0]}{text[other.end() :]}"
    for each in found:
        yield f"{text[: each.start()]}{each[0]}0{text[each.end() :]}"
    for each in UNIT.finditer(text):
        other_unit = "mg" if each[0] != "mg" else "g"
        yield f"{text[: each.start()]}{other_unit}{text[each.end() :]}"


def altered(found: Answer) -> Iterator[Answer]:
    """Yield an answer with one sentence of its bottom line or of a section mutated."""
    for index, sentence in enumerate(found.bottom):
        for text in mutants(sentence.says):
            changed = replace(sentence, says=text)
            yield replace(
                found, bottom=(*found.bottom[:index], changed, *found.bottom[index + 1 :])
            )
    for place, part in enumerate(found.parts):
        for index, sentence in enumerate(part.sentences):
            for text in mutants(sentence.says):
                changed = replace(sentence, says=text)
                sentences = (*part.sentences[:index], changed, *part.sentences[index + 1 :])
                parts = list(found.parts)
                parts[place] = replace(part, sentences=sentences)
                yield replace(found, parts=tuple(parts))


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_says_what_its_records_say(question: str) -> None:
    assert faults(asked(question)) == ()


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_swapped_number_and_every_changed_unit_is_caught(question: str) -> None:
    every = list(altered(asked(question)))

    missed = [each for each in every if not faults(each)]
    assert (True, []) == (len(every) > 4, missed)


def test_a_sentence_of_a_record_that_does_not_say_it_is_caught() -> None:
    found = asked("How much fluid goes with foscarnet?")
    first = replace(found.bottom[0], says="Foscarnet needs no fluid.")

    assert faults(replace(found, bottom=(first,))) == (first.record,)


def test_a_citation_of_nothing_is_caught() -> None:
    found = asked("How much fluid goes with foscarnet?")
    first = replace(found.bottom[0], cites=("nowhere#nothing",))

    assert faults(replace(found, bottom=(first,))) == (first.record,)
