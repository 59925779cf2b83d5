"""This module writes a record down as its author wrote it: its fields, sentences with their slots.

It refuses to know one kind of record from another: a new field shows itself.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from fractions import Fraction

from whitlow.errors import Place
from whitlow.guideline.band import Band
from whitlow.guideline.knowledge import Claim
from whitlow.guideline.records import Condition, Quantity, Template
from whitlow.language import described, number_text
from whitlow.language.kinds import ChoiceType, NumberType, SetType, TruthType

__all__ = ["Json", "plain_record"]

Json = str | int | float | bool | list["Json"] | dict[str, "Json"] | None


def plain_record(record: object) -> dict[str, Json]:
    """Return a record as its author wrote it, its sentences with their slots."""
    if not is_dataclass(record):
        return {}
    found: dict[str, Json] = {}
    for field in fields(record):
        value = _value(getattr(record, field.name))
        if value not in (None, "", [], {}):
            found[field.name] = value
    return found


def _value(value: object) -> Json:
    match value:
        case None | bool() | str() | int():
            return value
        case Fraction():
            return number_text(value)
        case Template():
            return value.text
        case Condition():
            return value.text
        case Place() | Band():
            return str(value)
        case Quantity(number, unit):
            return f"{number_text(number)} {unit}".strip()
        case Claim():
            return value.words
        case NumberType() | TruthType() | ChoiceType() | SetType():
            return described(value)
        case tuple():
            return [_value(each) for each in value]
        case frozenset():
            return [_value(each) for each in sorted(value)]
        case dict():
            return {str(key): _value(each) for key, each in value.items()}
        case _:
            return dict(plain_record(value))
