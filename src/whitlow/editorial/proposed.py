"""This module lists what was proposed at the desk, and how it was decided.

It refuses to call a proposal accepted that only its author accepted by having made it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.checks import check
from whitlow.editorial.history import title
from whitlow.editorial.proposals import change_of, copied
from whitlow.editorial.texts import texts_of
from whitlow.errors import GuidelineError, InputError, Problem
from whitlow.guideline import load_guideline
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whitlow.editorial.ledger import Ledger
    from whitlow.editorial.proposals import Change
    from whitlow.guideline import Guideline

__all__ = ["Proposal", "becomes", "proposals_of"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal: whose, of which record, why, what it changes, and what was decided by whom."""

    nonce: str
    record: str
    actor: str
    by: str
    on: str
    says: str
    change: Change
    decided: str
    decided_by: str
    reason: str


def proposals_of(ledger: Ledger) -> tuple[Proposal, ...]:
    """Return every proposal, the latest first."""
    return tuple(reversed(tuple(_proposals(ledger))))


def _proposals(ledger: Ledger) -> Iterator[Proposal]:
    decided = {str(one.payload.body.get("of")): one for one in ledger.of_kind("accept", "decline")}
    for done in ledger.of_kind("propose"):
        one = done.payload
        try:
            change = change_of(one.body)
        except InputError:
            continue
        end = decided.get(one.nonce)
        yield Proposal(
            one.nonce,
            one.record,
            one.actor,
            title(ledger, one.actor),
            one.at,
            str(one.body.get("says", "")),
            change,
            "" if end is None else end.payload.kind,
            "" if end is None else title(ledger, end.payload.actor),
            "" if end is None else str(end.payload.body.get("says", "")),
        )


def becomes(folder: Path, guideline: Guideline, change: Change) -> dict[str, str]:
    """Return the texts that a change makes new, each with its hash; raises ``InputError``.

    A change with which the guideline has a fault is none that could be accepted.
    """
    with copied(folder, change) as copy:
        old, now = texts_of(guideline), texts_of(_sound(copy))
        return {
            name: now[name].text
            for name in now
            if name not in old or old[name].text != now[name].text
        }


def _sound(folder: Path) -> Guideline:
    """Return a guideline without faults; raises ``InputError`` with the first."""
    try:
        found = load_guideline(folder)
        faults = tuple(check(found))
    except GuidelineError as error:
        raise InputError(_faulty(error.faults[0].what)) from error
    if faults:
        raise InputError(_faulty(faults[0].what))
    return found


def _faulty(what: str) -> Problem:
    message = f"With this change the guideline has a fault: {what} Mend it first."
    return Problem("faulty", message, "new")
