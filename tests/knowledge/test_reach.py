"""The worked cases reach all that is known: each rule speaks and is silent, each conflict shows.

A rule that speaks in every case tells nothing, and one that speaks in none is not tried. What is
missing is named, so that the next case can be written for it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, get_args

from tests.cases.test_cases import CASES, let_in, shipped
from whitlow.evaluate import Outcome
from whitlow.guideline import ActionKind

if TYPE_CHECKING:
    from tests.cases.test_cases import Seen

NEVER_SPEAKS: Final = {
    "foscarnet-before-day-seven": "it bars each treatment beside which it would have to stand",
}


@cache
def seen_cases() -> tuple[Seen, ...]:
    """Return every case that the door lets in, with its plan."""
    return tuple(seen for seen in map(let_in, CASES) if seen is not None)


def speaking(seen: Seen) -> set[str]:
    """Return the rules that stand, stand provisionally or warn at an order of the plan."""
    found = {decision.rule.id for decision in seen.alive(*get_args(ActionKind))}
    return found | {note.rule for worked in seen.orders().values() for note in worked.warnings}


def silent(seen: Seen) -> set[str]:
    """Return the rules whose condition is false, or whose drug is not in the plan."""
    return {rule for rule in seen.guideline.rules if seen.outcome(rule) is Outcome.SILENT}


def conflicts(seen: Seen) -> set[str]:
    """Return the disagreements that a plan shows."""
    return {shown.record.id for shown in seen.plan.disagreements}


def test_every_rule_speaks_in_some_case() -> None:
    reached = set().union(*map(speaking, seen_cases()))

    assert [] == sorted(set(shipped().written) - reached - set(NEVER_SPEAKS))


def test_every_rule_is_silent_in_some_case() -> None:
    reached = set().union(*map(silent, seen_cases()))

    assert [] == sorted(set(shipped().written) - reached)


def test_every_disagreement_is_shown_by_some_case() -> None:
    reached = set().union(*map(conflicts, seen_cases()))

    assert [] == sorted(set(shipped().disagreements) - reached)


def test_a_rule_excused_from_speaking_exists() -> None:
    assert set(NEVER_SPEAKS) <= set(shipped().rules)


def test_a_rule_that_speaks_in_a_case_is_not_silent_there() -> None:
    both = [
        f"{seen.case.name}: {rule}"
        for seen in seen_cases()
        for rule in sorted(
            {decision.rule.id for decision in seen.alive(*get_args(ActionKind))} & silent(seen)
        )
    ]

    assert [] == both
