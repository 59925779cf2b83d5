"""This module works out the true state of each record from the chain, as of one day.

It refuses to call approved what the policy does not: whatever is missing keeps a text from it.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from whitlow.editorial.events import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whitlow.editorial.events import Event, Payload
    from whitlow.editorial.people import People
    from whitlow.editorial.texts import Text
    from whitlow.guideline.plain import Json
    from whitlow.guideline.policy import Need, Policy

__all__ = [
    "ORDER",
    "State",
    "Status",
    "Verdict",
    "holds_until",
    "state_of",
    "states_of",
    "weakest",
]

Status = Literal["retired", "changes_requested", "submitted", "under_review", "approved"]
ORDER: Final[tuple[Status, ...]] = (
    "retired",
    "changes_requested",
    "submitted",
    "under_review",
    "approved",
)
"""From the weakest to the strongest."""

MONTHS: Final = 12


class Verdict(NamedTuple):
    """Who approved a text, and on which day."""

    by: str
    on: date


class State(NamedTuple):
    """The state of one record: by whom and when, until when, and why it is no higher."""

    record: str
    status: Status
    by: tuple[Verdict, ...]
    until: date | None
    why: tuple[str, ...]


def states_of(
    texts: Mapping[str, Text],
    events: Iterable[Event],
    people: People,
    policy: Policy,
    today: date,
) -> dict[str, State]:
    """Return the state of every text on a day."""
    found: dict[str, list[Payload]] = {}
    for event in events:
        if event.payload.record:
            found.setdefault(event.payload.record, []).append(event.payload)
    return {
        name: state_of(text, found.get(name, ()), people, policy, today)
        for name, text in texts.items()
    }


def state_of(
    text: Text, payloads: Sequence[Payload], people: People, policy: Policy, today: date
) -> State:
    """Return the state of one text from what was done with its record, in order."""
    done = [one for one in payloads if _day(one) <= today]
    if _last(done, "retire", "reopen") == "retire":
        return State(text.name, "retired", (), None, ("retired",))
    if not done:
        return State(text.name, "submitted", (), None, ())
    objections = _objections(done)
    wanted = _changes_wanted(done, text)
    counted, why = _counted(text, done, people, policy, today)
    need = policy.needs[text.kind]
    missing = _missing(need, counted, people)
    told = (*why, *(f"{who} objects" for who in objections), *missing)
    by = tuple(Verdict(one.actor, _day(one)) for one in counted)
    until = min((holds_until(each.on, policy.months) for each in by), default=None)
    if wanted:
        return State(text.name, "changes_requested", by, None, told)
    if not missing and not objections:
        return State(text.name, "approved", by, until, ())
    looked_at = bool(counted or objections) or _is_assigned(done, text)
    return State(text.name, "under_review" if looked_at else "submitted", by, None, told)


def weakest(states: Iterable[State]) -> State | None:
    """Return the weakest of some states, the first one of equals; nothing of none."""
    return min(states, key=lambda state: ORDER.index(state.status), default=None)


def _day(payload: Payload) -> date:
    return date.fromisoformat(payload.at[:10])


def holds_until(day: date, months: int) -> date:
    """Return the day on which an approval no longer holds."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _last(done: Sequence[Payload], *kinds: str) -> str:
    return next((one.kind for one in reversed(done) if one.kind in kinds), "")


def _is_assigned(done: Sequence[Payload], text: Text) -> bool:
    return any(one.kind == "assign" and one.text == text.text for one in done)


def _objections(done: Sequence[Payload]) -> tuple[str, ...]:
    """Return who objected and neither withdrew it nor was settled with, whatever the text since."""
    open_: dict[str, str] = {}
    for one in done:
        match one.kind:
            case "object":
                open_[one.nonce] = one.actor
            case "withdraw":
                of = str(one.body.get("of", ""))
                if open_.get(of) == one.actor:
                    del open_[of]
            case "settle":
                open_.pop(str(one.body.get("of", "")), None)
            case _:
                pass
    return tuple(dict.fromkeys(open_.values()))


def _changes_wanted(done: Sequence[Payload], text: Text) -> bool:
    """Whether somebody's last verdict on this very text asks for changes."""
    last = {one.actor: one.kind for one in done if one.kind in VERDICTS and one.text == text.text}
    return "request-changes" in last.values()


def _counted(
    text: Text, done: Sequence[Payload], people: People, policy: Policy, today: date
) -> tuple[list[Payload], tuple[str, ...]]:
    """Return the approvals that count, one of each person, and why others do not."""
    authors = {one.actor for one in done if one.kind == "authored" and one.text == text.text}
    authors |= {
        str(one.body.get("author", ""))
        for one in done
        if one.kind == "accept" and _becomes(one, text.name) == text.text
    }
    counted: dict[str, Payload] = {}
    why: dict[str, None] = {}
    for place, one in enumerate(done):
        if one.kind in VERDICTS:
            counted.pop(one.actor, None)
        if one.kind != "approve":
            continue
        reason = _not_counted(one, text, done[:place], authors, policy, today)
        if reason:
            why[reason] = None
        elif one.actor in people.known:
            counted[one.actor] = one
    return list(counted.values()), tuple(why)


def _becomes(accepted: Payload, name: str) -> Json:
    """Return the hash of the text that a record gets by an accepted proposal, or nothing."""
    records = accepted.body.get("records")
    if isinstance(records, dict) and name in records:
        return records[name]
    return accepted.body.get("becomes") if accepted.record == name else None


def _not_counted(  # noqa: PLR0913, PLR0917 - each of these can keep an approval from counting
    one: Payload,
    text: Text,
    before: Sequence[Payload],
    authors: set[str],
    policy: Policy,
    today: date,
) -> str:
    """Return why an approval does not count, or nothing."""
    if one.text != text.text:
        return "the text was changed since"
    if one.basis != text.basis:
        return "a source was changed since"
    if holds_until(_day(one), policy.months) <= today:
        return "an approval has expired"
    if one.actor in authors:
        return f"{one.actor} wrote it"
    declared = [each for each in before if each.kind == "declare" and each.actor == one.actor]
    if not declared:
        return f"{one.actor} has not declared any interests in it"
    if declared[-1].body.get("conflict") is not False:
        return f"{one.actor} has an interest in it"
    return ""


def _missing(need: Need, counted: Sequence[Payload], people: People) -> tuple[str, ...]:
    """Return what is still missing for approval, in words."""
    fields = {field for one in counted for field in people.known[one.actor].expertise}
    told = [f"no approval from {field}" for field in need.expertise if field not in fields]
    short = need.approvals - len(counted)
    if short > 0:
        told.append(f"{short} more to approve")
    return tuple(told)
