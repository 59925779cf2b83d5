"""This module says which statements are to be checked again, and since when.

It refuses to hide what rests on them: only a word is added.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from whitlow.pages.blocks import Point, Run, Words
from whitlow.pages.words import some
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from whitlow.guideline import Guideline, Statement
    from whitlow.pages.json_values import Json
    from whitlow.plan import Item, Plan

__all__ = [
    "PLAIN_EXPIRED",
    "expired_count",
    "expired_json",
    "expired_note",
    "expired_points",
    "expiring",
    "expiring_json",
    "expiring_lines",
]

PLAIN_EXPIRED: Final = "This was looked up some time ago: ask whether there is anything newer."


def expired_note(guideline: Guideline, expired: Iterable[str]) -> Words:
    """Return when what an item rests on was last checked, and since when that does not hold."""
    days: dict[tuple[str, str], list[str]] = {}
    for name in expired:
        statement = guideline.statements[name]
        days.setdefault((statement.checked, statement.expires), []).append(name)
    told = [
        f"rests on {joined(names)}, last checked {_when(checked)}, expired on {expires}"
        for (checked, expires), names in days.items()
    ]
    return (Run("Expired: ", "strong"), Run(f"{'; '.join(told)}: check it again."))


def expired_points(guideline: Guideline, items: Iterable[Item]) -> Iterator[Point]:
    """Yield the same for the orders of one group, if any of them rests on what has expired."""
    expired = dict.fromkeys(name for item in items for name in item.expired)
    if expired:
        yield Point(expired_note(guideline, expired), "caution")


def _when(checked: str) -> str:
    """Return a day, or a month, as it follows the word checked."""
    return f"{'in' if checked.count('-') == 1 else 'on'} {checked}"


def expired_count(plan: Plan) -> Iterator[Point]:
    """Yield how many items rest on what has expired, and whether the bottom line does."""
    items = [item for section in plan.sections for item in section.items if item.expired]
    if not items:
        return
    verb = "rests" if len(items) == 1 else "rest"
    text = f"{some(len(items), 'item')} below {verb} on what was last checked too long ago"
    bottom = set(plan.expired()).intersection(plan.bottom_line.cites)
    also = ", and so does the bottom line" if bottom else ""
    yield Point((Run("Expired: ", "strong"), Run(f"{text}{also}. Each says so.")), "caution")


def expired_json(guideline: Guideline, item: Item) -> Json:
    """Return the statements that an item rests on and that are to be checked again."""
    return [
        {
            "statement": name,
            "checked": guideline.statements[name].checked,
            "expired": guideline.statements[name].expires,
        }
        for name in item.expired
    ]


def expiring(guideline: Guideline, today: date) -> tuple[Statement, ...]:
    """Return the statements that have expired, or will soon, the earliest first."""
    expiry = guideline.about.expiry
    soon = (today + timedelta(days=0 if expiry is None else expiry.soon)).isoformat()
    found = (one for one in guideline.statements.values() if "" < one.expires <= soon)
    return tuple(sorted(found, key=lambda one: (one.expires, one.id)))


def expiring_lines(statements: Iterable[Statement], today: date) -> Iterator[str]:
    """Yield a line for each statement that is to be checked again."""
    for one in statements:
        verb = "expired" if one.expires <= today.isoformat() else "expires"
        yield (
            f"{one.id}: last checked {_when(one.checked)}, {verb} on {one.expires} "
            f"({one.expires_by})."
        )


def expiring_json(statements: Iterable[Statement], today: date) -> Json:
    """Return the same as JSON."""
    return [
        {
            "statement": one.id,
            "checked": one.checked,
            "expires": one.expires,
            "expires_by": one.expires_by,
            "expired": one.expires <= today.isoformat(),
        }
        for one in statements
    ]
