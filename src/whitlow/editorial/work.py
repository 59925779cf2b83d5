"""This module says what waits for somebody at the desk, what could do most harm first.

It refuses to work out again what nothing was done with since.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from whitlow.editorial.events import VERDICTS
from whitlow.editorial.ledger import assigned
from whitlow.editorial.states import holds_until
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.editorial.events import Payload
    from whitlow.editorial.ledger import Ledger
    from whitlow.editorial.states import State
    from whitlow.editorial.texts import Text

__all__ = ["SOON", "Task", "Work"]

SOON: Final = timedelta(days=60)
"""So long before an approval expires its reviewer is asked again."""


@dataclass(frozen=True, slots=True)
class Task:
    """A record that waits for somebody, why, and by which day if there is one."""

    record: str
    status: str
    why: tuple[str, ...]
    due: date | None


class Work:
    """What waits, for each person, followed as the chain grows."""

    def __init__(self, ledger: Ledger) -> None:
        """Take the ledger of the chain."""
        self._ledger: Final = ledger
        self._rank: Final = {name: number for number, name in enumerate(ledger.texts)}
        self._known: Final[dict[str, dict[str, tuple[int, Task | None]]]] = {}
        self._day: date | None = None
        self._tasks: Final[dict[str, tuple[int, tuple[Task, ...]]]] = {}
        self._open: tuple[tuple[int, date] | None, tuple[State, ...]] = (None, ())

    def rank(self, record: str) -> int:
        """Return where a record stands when what could do most harm is first."""
        return self._rank.get(record, len(self._rank))

    def of(self, person: str, today: date) -> tuple[Task, ...]:
        """Return what waits for somebody: assigned, due, or asked again since it was changed."""
        if today != self._day:
            self._known.clear()
            self._tasks.clear()
            self._day = today
        kept = self._tasks.get(person)
        if kept is not None and kept[0] == self._ledger.changed:
            return kept[1]
        tasks = self._sorted(person, today)
        self._tasks[person] = (self._ledger.changed, tasks)
        return tasks

    def _sorted(self, person: str, today: date) -> tuple[Task, ...]:
        known = self._known.setdefault(person, {})
        found = [
            task
            for name in self._ledger.involved(person)
            if name in self._rank and (task := self._task(known, person, name, today)) is not None
        ]
        return tuple(sorted(found, key=lambda task: self._rank[task.record]))

    def _task(
        self,
        known: dict[str, tuple[int, Task | None]],
        person: str,
        name: str,
        today: date,
    ) -> Task | None:
        version = self._ledger.version(name)
        kept = known.get(name)
        if kept is None or kept[0] != version:
            kept = known[name] = (version, _waits(self._ledger, person, name, today))
        return kept[1]

    def open(self, today: date) -> tuple[State, ...]:
        """Return what is not approved, what could do most harm first."""
        asked = (self._ledger.changed, today)
        if self._open[0] != asked:
            states = self._ledger.states(today).values()
            found = tuple(each for each in states if each.status not in {"approved", "retired"})
            self._open = (asked, found)
        return self._open[1]


def _waits(ledger: Ledger, person: str, name: str, today: date) -> Task | None:
    """Return a record as a task of somebody, or None where it waits for nothing of theirs."""
    state, text = ledger.state(name, today), ledger.texts[name]
    if state.status == "retired":
        return None
    done = [each.payload for each in ledger.done(name)]
    why = (*_asked_for(done, person, text), *_asked_again(done, person, text))
    due = next(
        (holds_until(each.on, ledger.policy.months) for each in state.by if each.by == person), None
    )
    if due is not None and due - today <= SOON:
        why = (*why, f"your approval holds until {due}")
    elif due is None and not why and _has_expired(ledger, done, person, today):
        why = ("your approval has expired",)
    return Task(name, state.status, why, due) if why else None


def _asked_for(done: Sequence[Payload], person: str, text: Text) -> tuple[str, ...]:
    """Return that a text was assigned to somebody who has not said anything of it since."""
    asked = False
    for one in done:
        if assigned(one) == person:
            asked = one.text == text.text
        elif one.actor == person and one.kind in VERDICTS and one.text == text.text:
            asked = False
    return ("assigned to you",) if asked else ()


def _asked_again(done: Sequence[Payload], person: str, text: Text) -> tuple[str, ...]:
    """Return what was changed since somebody's last verdict, if anything was."""
    last = next(
        (one for one in reversed(done) if one.actor == person and one.kind in VERDICTS), None
    )
    if last is None:
        return ()
    if last.text != text.text:
        return ("the text was changed since your verdict",)
    return ("a source was changed since your verdict",) if last.basis != text.basis else ()


def _has_expired(ledger: Ledger, done: Sequence[Payload], person: str, today: date) -> bool:
    last = next(
        (one for one in reversed(done) if one.actor == person and one.kind in VERDICTS), None
    )
    if last is None or last.kind != "approve":
        return False
    return holds_until(date.fromisoformat(last.at[:10]), ledger.policy.months) <= today
