"""This module says what becomes of a rule: four outcomes, kept apart, and one for silence.

It refuses a default: every combination of own condition and overriders is written out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whitlow.guideline import Rule

__all__ = ["Decision", "Outcome", "outcome_of"]


class Outcome(Enum):
    """What becomes of a rule for one patient; the four are never merged."""

    SILENT = "silent"
    STANDS = "stands"
    ASK = "ask"
    PROVISIONAL = "provisional"
    BARRED = "barred"


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of one rule: who bars it, and on which overriders it still hangs."""

    rule: Rule
    outcome: Outcome
    barred_by: tuple[str, ...]
    hangs_on: tuple[str, ...]


def outcome_of(own: bool | None, barred: list[str], open_: list[str]) -> Outcome:
    """Return the outcome; every combination is written out, none is a default.

    An overrider that is true bars the rule whatever else is unknown. A rule whose own
    condition is unknown is asked for, barred or not, but a barred one asks nothing.
    """
    match own, bool(barred), bool(open_):
        case True, True, _:
            return Outcome.BARRED
        case True, False, True:
            return Outcome.PROVISIONAL
        case True, False, False:
            return Outcome.STANDS
        case None, True, _:
            return Outcome.SILENT
        case _:
            return Outcome.ASK
