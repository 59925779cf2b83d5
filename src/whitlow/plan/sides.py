"""This module says which other sides a plan follows, by the reader's choice, and what that changed.

It refuses a choice that contradicts what is known of the patient.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.errors import InputError, Problem
from whitlow.guideline import figures_of
from whitlow.order import follows, is_meant
from whitlow.plan.compare import Difference
from whitlow.plan.records import Side
from whitlow.sentence import claim_text, fact_text, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.evaluate import Reading
    from whitlow.guideline import Disagreement, Guideline
    from whitlow.language import Value
    from whitlow.plan.records import Plan

__all__ = ["asked_profile", "chosen_profile", "other_figures", "refuse_contradicted", "sides_of"]


def _nothing(_: str) -> Value:
    return None


def chosen_profile(guideline: Guideline, profile: str) -> str:
    """Return the profile that is asked for, else the one of a side followed, else the default."""
    return asked_profile(guideline, profile) or guideline.about.default_profile


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


def other_figures(old: Plan, new: Plan) -> Iterator[Difference]:
    """Yield, for each order that both plans have, what its figures and its course said before.

    How much an order gives is compared elsewhere; the fluid and the course stand only here.
    """
    both = {item.target for item in old.section("dose")}
    for item in new.section("dose"):
        if item.target in both:
            was, now = (plan.guideline.regimens[item.target] for plan in (old, new))
            for before, after in zip(figures_of(was), figures_of(now), strict=True):
                if before != after:
                    words = (
                        _words(plan.guideline, name) for plan, name in ((old, before), (new, after))
                    )
                    yield Difference("wording changed", item.target, *words)


def _words(guideline: Guideline, name: str) -> str:
    statement = guideline.statements[name.partition(".")[0]]
    parts = list(statement.says.parts)
    parts[1::2] = [claim_text(statement.claims[slot]) for slot in statement.says.slots]
    return "".join(parts)
