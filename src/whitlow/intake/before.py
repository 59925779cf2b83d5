"""This module holds what goes on from one sentence into the next: a person, an instruction.

It refuses to carry a person on over a sentence that names the patient.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from whitlow.intake.stance import Scope

__all__ = ["Before", "carried"]


class Before(NamedTuple):
    """What stands before a sentence and goes on in it, and which tokens are quoted."""

    carry: str = ""
    order: str = ""
    quoted: frozenset[int] = frozenset()


def carried(scope: Scope, before: str) -> str:
    """Return the other person of whom the next sentence may go on to speak, or nothing."""
    last = [each for each in scope.found if each.sense in {"other", "patient"}]
    if last:
        spoken = scope.tokens[last[-1].first]
        return spoken.text if last[-1].sense == "other" else ""
    return before if scope.carry else ""
