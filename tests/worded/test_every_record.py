"""Every record of the guideline is its own best wording, and no slip in any of them passes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pytest

from whitlow.answer.verdict import rule_sentence, statement_sentence
from whitlow.worded.compared import refusals_of_text
from whitlow.worded.marks import marked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from whitlow.guideline import Guideline
    from whitlow.plan import Audience

AUDIENCES: Final[tuple[Audience, ...]] = ("clinician", "patient")
NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
TURNING: Final = re.compile(r"\b(?:not|never|no|without|avoid|unless|only)\b ?", re.IGNORECASE)
BOUND: Final = re.compile(r"\b(above|below|over|under|before|after|more|less)\b")
OTHER: Final = {
    "above": "below",
    "over": "under",
    "before": "after",
    "more": "less",
    "below": "above",
    "under": "over",
    "after": "before",
    "less": "more",
}
MAY: Final = re.compile(r"\b(may|should|can|might|could)\b")


@pytest.fixture(scope="session")
def texts(guideline: Guideline) -> tuple[str, ...]:
    """Return what every record says, to a clinician and to a patient."""
    statements, rules = guideline.statements.values(), guideline.rules.values()
    found = [
        *(
            statement_sentence(guideline, each, who).says
            for each in statements
            for who in AUDIENCES
        ),
        *(rule_sentence(guideline, each, who).says for each in rules for who in AUDIENCES),
    ]
    return tuple(dict.fromkeys(text for text in found if text))


def passing(
    guideline: Guideline, texts: tuple[str, ...], slips: Callable[[str], Iterator[str]]
) -> list[str]:
    """Return the slips that nobody notices; fails where there are none to notice."""
    tried = [(text, slip) for text in texts for slip in slips(text) if slip != text]
    assert tried
    return [
        slip
        for text, slip in tried
        if not any(refusals_of_text(guideline, "clinician", "Here", slip, text))
    ]


def over(pattern: re.Pattern[str], new: Callable[[str], str]) -> Callable[[str], Iterator[str]]:
    """Return slips that write over each place that fits."""

    def slips(text: str) -> Iterator[str]:
        for found in pattern.finditer(text):
            yield f"{text[: found.start()]}{new(found.group())}{text[found.end() :]}"

    return slips


def two_swapped(text: str) -> Iterator[str]:
    """Yield a text with each two neighbouring numbers swapped."""
    places = list(NUMBER.finditer(text))
    for one, two in pairwise(places):
        if one.group() != two.group():
            between = text[one.end() : two.start()]
            yield (f"{text[: one.start()]}{two.group()}{between}{one.group()}{text[two.end() :]}")


def test_every_record_is_a_wording_of_itself(guideline: Guideline, texts: tuple[str, ...]) -> None:
    loosely = (f"{text.rstrip('.')} ." for text in texts)
    pairs = zip(texts, loosely, strict=True)

    assert [] == [
        text for text, own in pairs if any(refusals_of_text(guideline, "clinician", "x", own, text))
    ]


def moved_end(text: str) -> Iterator[str]:
    """Yield a text with two of its sentences made one."""
    for found in re.finditer(r"(?<=[a-z])\. (?=[A-Z][a-z])", text):
        yield f"{text[: found.start()]}, {text[found.end() :]}"


SLIPS: Final[dict[str, Callable[[str], Iterator[str]]]] = {
    "a number changed": over(NUMBER, lambda found: f"{found}1"),
    "a number left out": over(NUMBER, lambda _: ""),
    "a point made a comma": over(re.compile(r"\d\.\d"), lambda found: found.replace(".", ",")),
    "two numbers swapped": two_swapped,
    "a unit changed": over(re.compile(r"\bmg/kg\b"), lambda _: "mg"),
    "hours made days": over(re.compile(r"(?<=\d )h\b"), lambda _: "days"),
    "a word left out that turns the sentence": over(TURNING, lambda _: ""),
    "a bound turned round": over(BOUND, OTHER.__getitem__),
    "done made done by": over(re.compile(r"\bis (?=[a-z]+ed\b)"), lambda _: "is by that "),
    "two sentences made one": moved_end,
    "a strength raised": over(MAY, lambda _: "must"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_no_slip_passes_in_any_record(
    slip: str, guideline: Guideline, texts: tuple[str, ...]
) -> None:
    assert [] == passing(guideline, texts, SLIPS[slip])


def test_no_other_drug_passes_in_any_record(guideline: Guideline, texts: tuple[str, ...]) -> None:
    names = sorted({each.name for each in guideline.drugs.values()}, key=len, reverse=True)
    drug = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)
    following = dict(zip(names, (*names[1:], names[0]), strict=True))
    low = {name.casefold(): other for name, other in following.items()}

    assert [] == passing(guideline, texts, over(drug, lambda found: low[found.casefold()]))


def test_two_drugs_cannot_change_places_in_any_record(
    guideline: Guideline, texts: tuple[str, ...]
) -> None:
    def slips(text: str) -> Iterator[str]:
        named = [each.says for each in marked(guideline, text).marks if each.kind == "drug"]
        for one, two in pairwise(named):
            if one not in two and two not in one and text.count(one) == text.count(two) == 1:
                yield text.replace(one, "\0").replace(two, one).replace("\0", two)

    assert [] == passing(guideline, texts, slips)
