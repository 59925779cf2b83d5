"""This module checks when statements were last checked, and that all of them expire some day.

It refuses to fault a statement for having expired: the plans that rest on it say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.checks.sources import KINDS
from whitlow.errors import Fault
from whitlow.guideline import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.errors import Place
    from whitlow.guideline import Guideline

__all__ = ["CHECKS"]

OTHERWISE: Final = "otherwise"


def unchecked(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each statement on what changes soon that does not say when it was checked.

    What expires by its kind of source, or like the rest, counts from the day of this version.
    """
    for statement in guideline.statements.values():
        by = statement.expires_by
        if by and not statement.checked and by not in {*KINDS, OTHERWISE}:
            yield Fault(
                statement.place,
                f"Statement {statement.id} is about {by} and does not say when it was checked.",
                "What is said of it may be out of date, and no plan could warn of it.",
                "Add checked, the day on which it was last looked up.",
                "unchecked",
            )


def checked_later(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each day of a check that lies after the date of the guideline."""
    for place, what, checked in _days(guideline):
        if checked > guideline.about.date:
            yield Fault(
                place,
                f"{what} was checked on {checked}, after the guideline's date.",
                "A slip in the year would keep it from ever expiring.",
                f"Write a day up to {guideline.about.date}, or date the guideline anew.",
                "checked-later",
            )


def _days(guideline: Guideline) -> Iterator[tuple[Place, str, str]]:
    expiry = guideline.about.expiry
    if expiry is not None:
        yield expiry.place, "All that was read for this version", expiry.checked
    for source in guideline.sources.values():
        yield source.place, f"Source {source.id}", source.checked
    supposed = "" if expiry is None else expiry.checked
    for statement in guideline.statements.values():
        if statement.checked not in {supposed, guideline.sources[statement.source].checked}:
            yield statement.place, f"Statement {statement.id}", statement.checked


def expiry_names(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each time that no statement could have, and where the rest has none."""
    expiry = guideline.about.expiry
    if expiry is None:
        return
    topics = {topic for one in guideline.statements.values() for topic in one.topics}
    known = {*KINDS, *topics, *guideline.drugs, *guideline.groups, OTHERWISE}
    for name in expiry.after:
        if name not in known:
            yield Fault(
                expiry.place,
                f"Statements about {name!r} are to expire, and there are none.",
                "What was meant would expire later than it should.",
                nearest(name, known) or "Name a topic, a drug, a class or a kind of source.",
                "expiry-of-nothing",
            )
    if OTHERWISE not in expiry.after or not expiry.checked:
        yield Fault(
            expiry.place,
            "The guideline does not say when all the other statements expire.",
            "They would hold for ever.",
            f"Add checked, and {OTHERWISE} with a number of days.",
            "no-expiry",
        )


CHECKS: Final = (unchecked, checked_later, expiry_names)
