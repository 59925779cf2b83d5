"""This module reads figures as questions tell them, which are shorter than notes.

It refuses to change a place in the text, and to take for one person's weight what may be anything
else's: a weight stands alone, once, beside an age, a sex or another figure of somebody.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.intake import ReadFact

if TYPE_CHECKING:
    from whitlow.guideline import Fact, Guideline
    from whitlow.intake import Reading

__all__ = ["as_told", "told_of", "units_of"]

REQUEST: Final = re.compile(
    r"\b(?:(?:pls|please|plz|can (?:you|u)|could (?:you|u)|kindly|quick)\s+)*"
    r"(?:(?:re-?)?check|re-?calc(?:ulate)?|verify|review|confirm|work out|help with)"
    r"(?: (?:this|the|my|dose|dosing))*\s*[:,-]",
    re.IGNORECASE,
)
"""So begins a question that asks to look at figures, not a plan to measure them."""

SMALL_NAME: Final = re.compile(r"(?<![\w/])cr(?=\s*[:=]?\s*\d)")
SMALL_SEX: Final = re.compile(
    r"(?<![\w/])\d{1,3}\s?(?:yo|y/o|yr old|year old|yrs|y)\s(?P<sex>[fm])(?![\w/])"
)
WEIGHT: Final = "weight"
PERSON: Final = frozenset(["age", "sex", "creatinine", "height", "measured_crcl"])
KILOGRAMS: Final = re.compile(
    r"(?<![\d./,-])(?P<number>\d{1,3}(?:\.\d{1,2})?)\s?(?P<unit>kgs?|kilos?)\b(?!\s*/)",
    re.IGNORECASE,
)
CHANGED: Final = re.compile(
    r"(?:/|\bper|\blost|\bgained|\bideal|\bibw|\bdry|\bwas|\bof|\bby|mg)\s*\Z", re.IGNORECASE
)
AGE: Final = "age"
YOUNG: Final = re.compile(
    r"\b(?:baby|newborn|neonate|infant|bub|preemie)(?: (?:boy|girl|is|of|now|aged?|just|only)){0,3}"
    r",? ?(?P<n>\d{1,2})[ -]?(?P<u>days?|weeks?|wks?|months?|mths?|d|w)\b(?! (?:ago|on|of|after))"
    r"|\b(?P<m>\d{1,2})[ -]?(?P<v>days?|weeks?|wks?|months?|mths?)[ -]?old\b"
    r"|\A\s*(?P<o>\d{1,2})[ -]?(?P<w>months?|mths?|mo)\b"
    r"(?! (?:of|on|into|ago|post|after|since|pregnan|with|later|in|and|course))",
    re.IGNORECASE,
)
UNITS: Final = {"d": "d", "w": "wk", "m": "mo"}
PREGNANT: Final = "pregnant"
GESTATION: Final = "gestation"
EXPECTING: Final = re.compile(
    r"\b(?:am|is|i'm|im|she's|shes|he's|wife|weeks?|wks?|months?|currently|now|patient|pt|woman|"
    r"lady|girl|\d)\s+pregnant\b|\b\d{1,2} ?(?:weeks?|wks?|w)\b(?=.*\b(?:in labou?r|pregnancy|"
    r"trimester|gestation|unborn|obstetric\w*|fetus|foetus)\b)",
    re.IGNORECASE | re.DOTALL,
)
NOT_PREGNANT: Final = re.compile(
    r"\b(?:not|isn't|isnt|never|no longer|if|when|after|before|trying to (?:get|be)|get|getting)"
    r" (?:\w+ )?pregnan",
    re.IGNORECASE,
)
WEEKS: Final = re.compile(
    r"(?<![\w.])(?P<n>\d{1,2}) ?(?:weeks?|wks?|w|/40)\b"
    r"(?! (?:of|on|into|ago|old|now on|since|later|after))",
    re.IGNORECASE,
)
SCALED: Final = {"g/dL": "g/L", "g/L": "g/dL"}
"""So one unit is written as another of the same kind."""


def as_told(text: str) -> str:
    """Return a text, letter for letter: requests are blank, short names are written as in notes.

    >>> as_told("pls check: 71F, cr 90")
    '           71F, Cr 90'
    """
    text = REQUEST.sub(lambda found: " " * len(found.group()), text)
    text = SMALL_NAME.sub("Cr", text)
    return SMALL_SEX.sub(_capital, text)


def _capital(found: re.Match[str]) -> str:
    return f"{found.group()[:-1]}{found['sex'].upper()}"


def told_of(reading: Reading, guideline: Guideline, text: str) -> Reading:
    """Return a reading with the weight, age and pregnancy that questions tell in short.

    ``text`` is what was read, letter for letter, with its own word for a child.
    """
    return _with_pregnancy(_with_age(_with_weight(reading, guideline), text), guideline)


def _with_weight(reading: Reading, guideline: Guideline) -> Reading:
    """Return a reading with the one weight that stands alone in its text, where it has none."""
    known = reading.named
    if WEIGHT in known or not known & PERSON:
        return reading
    found = [
        each for each in KILOGRAMS.finditer(reading.text) if _is_somebodys(reading, guideline, each)
    ]
    if len({float(each["number"]) for each in found}) != 1:
        return reading
    span = found[0].span()
    value = f"{found[0]['number']} kg"
    fact = ReadFact(WEIGHT, value, span, found[0].group(), spans=(span,))
    return replace(reading, facts=(*reading.facts, fact))


def _with_age(reading: Reading, text: str) -> Reading:
    """Return a reading with the age of a young child that stands beside it, where it has none."""
    found = YOUNG.search(text)
    known = reading.named
    if AGE in known or found is None:
        return reading
    number = found["n"] or found["m"] or found["o"]
    unit = found["u"] or found["v"] or found["w"]
    value = f"{number} {UNITS[unit[0].lower()]}"
    fact = ReadFact(AGE, value, found.span(), found.group(), spans=(found.span(),))
    return replace(reading, facts=(*reading.facts, fact))


def _with_pregnancy(reading: Reading, guideline: Guideline) -> Reading:
    """Return a reading with the weeks of a pregnancy that is told of, where it has none."""
    known = reading.named
    told = EXPECTING.search(reading.text)
    if told is None or PREGNANT in known or NOT_PREGNANT.search(reading.text):
        return reading
    added = [ReadFact(PREGNANT, "true", told.span(), told.group(), spans=(told.span(),))]
    weeks = WEEKS.search(reading.text)
    if weeks and GESTATION not in known and _is_plausible(guideline, GESTATION, weeks["n"]):
        value = f"{weeks['n']} wk"
        added.append(ReadFact(GESTATION, value, weeks.span(), weeks.group(), spans=(weeks.span(),)))
    return replace(reading, facts=(*reading.facts, *added))


def _is_somebodys(reading: Reading, guideline: Guideline, found: re.Match[str]) -> bool:
    before = reading.text[: found.start()]
    plausible = _is_plausible(guideline, WEIGHT, found["number"])
    return plausible and CHANGED.search(before) is None


def _is_plausible(guideline: Guideline, name: str, number: str) -> bool:
    band = guideline.facts[name].plausible
    return band is not None and Fraction(number) in band


def units_of(fact: Fact) -> tuple[str, ...]:
    """Return the units in which a laboratory writes a fact: its own, and those that it takes."""
    own = (fact.unit, *(fact.also or {}))
    scaled = (SCALED.get(each, "") for each in own)
    return tuple(dict.fromkeys(each for each in (*own, *scaled) if each))
