"""This module says how the doses that were given agree with the dose in force.

It refuses to judge why: it names what was given, and what stood on that day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.language import number_text
from whitlow.pages.course_words import dose_text
from whitlow.pages.json_values import Json, number_json
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from whitlow.course import Day, Given
    from whitlow.guideline import Guideline

__all__ = ["amounts", "astray", "given_headline", "given_json", "given_text", "told"]


def amounts(guideline: Guideline, one: Given) -> str:
    """Return what was given: a drug, its amounts, and how often each."""
    label = guideline.label(one.drug)
    counted = {mg: one.doses.count(mg) for mg in one.doses}
    return joined((_amount(label, mg, times) for mg, times in counted.items()), "and")


def _amount(label: str, mg: Fraction | None, times: int) -> str:
    much = label if mg is None else f"{label} {number_text(mg)} mg"
    return much if times == 1 else f"{much} × {times}"


def astray(one: Given) -> bool:
    """Whether doses do not agree with what stood on their day."""
    return one.finding not in {"as_ordered", "unstated"}


def told(day: Day) -> Iterator[Given]:
    """Yield the doses of a day that are worth a line: those astray, and those without an amount."""
    for one in day.given:
        if astray(one) or None in one.doses:
            yield one


def given_headline(guideline: Guideline, one: Given) -> str:
    """Return the doses of a day in a few words."""
    much = amounts(guideline, one)
    match one.finding:
        case "as_ordered" | "unstated":
            return f"{much} given"
        case "no_dose":
            return f"{much} given with no dose in force"
        case "other_dose" | "more_often":
            return f"{much} given, not the dose in force"
        case "not_begun":
            return f"{much} given, not begun"


def given_text(guideline: Guideline, day: Day, one: Given) -> str:
    """Return the doses of a day as a sentence, with what stood on that day."""
    much = f"{amounts(guideline, one)} {'was' if len(one.doses) == 1 else 'were'} given"
    orders = joined(f"{order.regimen.name}: {dose_text(order)}" for order in day.orders)
    match one.finding:
        case "as_ordered" | "unstated":
            return f"{much}."
        case "no_dose":
            return f"{much}, and no dose was in force on this day ({orders})."
        case "other_dose":
            return f"{much}; the dose in force from this day is another ({orders})."
        case "more_often":
            return f"{much}, which is more often than is in force ({orders})."
        case "not_begun":
            return (
                f"{much} while it was not the treatment: neither its days nor its dose are "
                "followed. Write the row of its start."
            )


def given_json(day: Day) -> Json:
    """Return the doses of a day as JSON."""
    return [
        {
            "drug": one.drug,
            "doses_mg": [None if mg is None else number_json(mg) for mg in one.doses],
            "finding": one.finding,
        }
        for one in day.given
    ]
