"""This module writes what was read from a text as JSON.

It refuses to put under ``facts`` what is still to be confirmed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whitlow.intake import Aside, Confirm, ReadFact, Reading
    from whitlow.pages.json_values import Json

__all__ = ["read_json"]


def read_json(reading: Reading) -> dict[str, Json]:
    """Return a reading as JSON; spans count the characters of the text as it was given."""
    return {
        "facts": {fact.fact: _fact(fact) for fact in reading.facts},
        "confirm": [_confirm(each) for each in reading.confirm],
        "not_this_patient": _asides(reading.not_this_patient),
        "not_now": _asides(reading.not_now),
        "red_flags": list(reading.red_flags),
    }


def _fact(fact: ReadFact) -> Json:
    return {
        "value": fact.value,
        "span": list(fact.span),
        "spans": [list(span) for span in fact.spans],
        "text": fact.text,
        "negated": fact.negated,
        "certain": fact.certain,
        "trigger": fact.trigger,
    }


def _confirm(each: Confirm) -> Json:
    return {
        "fact": each.fact,
        "candidates": list(each.candidates),
        "why": each.why,
        "spans": [list(span) for span in each.spans],
        "text": each.text,
    }


def _asides(found: Iterable[Aside]) -> Json:
    return [{"text": each.text, "why": each.why, "span": list(each.span)} for each in found]
