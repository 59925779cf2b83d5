"""This module says which other sides are followed, by the reader's choice.

It refuses a choice that contradicts what is asked for or known of the patient.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.errors import InputError, Problem
from whitlow.order.chosen import follows, is_meant
from whitlow.record import dataclass
from whitlow.sentence import fact_text, fill

if TYPE_CHECKING:
    from whitlow.evaluate import Reading
    from whitlow.guideline import Disagreement, Guideline
    from whitlow.language import Value

__all__ = ["Side", "asked_profile", "refuse_contradicted", "sides_of"]


@dataclass(frozen=True, slots=True)
class Side:
    """A position that the reader follows, and what it stands instead of.

    ``instead_of`` is empty where the guideline follows that position anyway.
    """

    id: str
    question: str
    position: int
    says: str
    cites: tuple[str, ...]
    instead_of: str


def _nothing(_: str) -> Value:
    return None


def asked_profile(guideline: Guideline, profile: str) -> str:
    """Return the profile that is asked for, by its name or by a side that takes it, or nothing.

    Raises ``InputError`` where the two ask for different ones.
    """
    for name, follow in follows(guideline):
        if follow.profile and profile not in {"", follow.profile}:
            message = (
                f"Following {name} takes the profile {follow.profile}, and {profile} is asked for. "
                "Keep one of the two."
            )
            raise InputError(Problem("profile_mismatch", message, "profile", profile))
        profile = follow.profile or profile
    return profile


def refuse_contradicted(reading: Reading) -> None:
    """Raise ``InputError`` for a choice that answers what this patient's facts answer otherwise."""
    guideline = reading.guideline
    for name, follow in follows(guideline):
        for fact, answer in follow.answers.items() if is_meant(reading, follow) else ():
            known = reading.facts.get(fact)
            if known is not None and known != answer:
                message = (
                    f"Following {name} takes the {guideline.label(fact)} as "
                    f"{guideline.option_label(fact, answer)}, and the case says "
                    f"{fact_text(guideline, fact, known)}. Keep one of the two."
                )
                raise InputError(Problem("choice_against_fact", message, fact, answer))


def sides_of(guideline: Guideline) -> tuple[Side, ...]:
    """Return the sides that are followed, in words."""
    return tuple(
        _side(guideline, guideline.disagreements[name], number)
        for name, number in guideline.choices
    )


def _side(guideline: Guideline, record: Disagreement, number: int) -> Side:
    position = record.positions[number - 1]
    says = fill(position.says, guideline, position.cites, _nothing)
    instead = record.followed
    if instead.isdigit():
        other = record.positions[int(instead) - 1]
        instead = fill(other.says, guideline, other.cites, _nothing)
    if record.followed == str(number):
        instead = ""
    return Side(record.id, record.question, number, says, position.cites, instead)
