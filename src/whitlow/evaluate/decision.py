"""This module says what becomes of a rule: four outcomes, kept apart, and one for silence.

It refuses a default: every combination of own condition and overriders is written out.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.guideline import Rule

__all__ = ["Decision", "Outcome", "outcome_of"]


class Outcome(Enum):
    """What becomes of a rule for one patient; the four are never merged."""

    SILENT = "silent"
    STANDS = "stands"
    ASK = "ask"
    PROVISIONAL = "provisional"
    BARRED = "barred"


OUTCOMES: Final[dict[tuple[bool | None, bool, bool], Outcome]] = {
    (True, True, True): Outcome.BARRED,
    (True, True, False): Outcome.BARRED,
    (True, False, True): Outcome.PROVISIONAL,
    (True, False, False): Outcome.STANDS,
    (None, True, True): Outcome.SILENT,
    (None, True, False): Outcome.SILENT,
    (None, False, True): Outcome.ASK,
    (None, False, False): Outcome.ASK,
    (False, True, True): Outcome.SILENT,
    (False, True, False): Outcome.SILENT,
    (False, False, True): Outcome.SILENT,
    (False, False, False): Outcome.SILENT,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of one rule: who bars it, on which overriders it hangs, what it waits for.

    ``waits`` holds the unknown facts for which a provisional rule waits, those of a law included.
    """

    rule: Rule
    outcome: Outcome
    barred_by: tuple[str, ...] = ()
    hangs_on: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()


def outcome_of(own: bool | None, barred: Sequence[str], open_: Sequence[str]) -> Outcome:
    """Return the outcome of a rule, all combinations written out.

    An overrider that is true bars the rule whatever else is unknown. A rule whose own condition is
    unknown is asked for, unless it is barred: then no answer could make it stand, and it is silent.
    """
    return OUTCOMES[own, bool(barred), bool(open_)]
