"""This module writes a course as one JSON document, its hash last.

It refuses to repeat whole plans: each day holds its facts, its orders, and what became other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow import __version__
from whitlow.editorial.resting import of_course
from whitlow.language import number_text
from whitlow.pages.course_expired import rests_on_expired
from whitlow.pages.course_given import given_json
from whitlow.pages.course_reviews import reviews_json
from whitlow.pages.course_words import change_text
from whitlow.pages.json_values import Json, about, cites_json, digest, number_json, value_json
from whitlow.pages.order_json import order_json
from whitlow.pages.side_blocks import chosen_json
from whitlow.pages.standing import review_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.course import Change, Countdown, Day, Due, Followed
    from whitlow.guideline import Guideline
    from whitlow.order import Note, Order

__all__ = ["course_json"]


def course_json(followed: Followed) -> dict[str, Json]:
    """Return a course: its days, what is due, and what waits."""
    guideline = followed.guideline
    document: dict[str, Json] = {
        "guideline": dict(about(guideline)),
        "program": f"whitlow {__version__}",
        "profile": followed.profile,
        "following": chosen_json(guideline),
        "regimen": None if followed.regimen is None else followed.regimen.id,
        "today": followed.today.isoformat(),
        "notes": list(followed.course.notes),
        "days": [_day(guideline, day) for day in followed.days],
        "due": [_due(guideline, due) for due in followed.dues],
        "reviews": reviews_json(followed),
        "expired": list(rests_on_expired(followed)),
        "last_updated": guideline.about.date,
        "review": review_json(guideline, lambda: of_course(followed), followed.today, None),
        "disclaimer": guideline.about.disclaimer,
    }
    return {**document, "hash": digest(document)}


def _day(guideline: Guideline, day: Day) -> Json:
    treatment = day.treatment
    return {
        "date": day.day.isoformat(),
        "day_of_treatment": day.day_of_treatment,
        "treatment": None if treatment is None else treatment.drug,
        "entries": [
            {"fact": entry.fact, "at": str(entry.at), "value": entry.text, "line": entry.line}
            for entry in day.entries
        ],
        "events": [
            {"event": event.kind, "drug": event.drug, "regimen": event.regimen or None}
            for event in day.events
        ],
        "facts": dict(_facts(day)),
        "over": dict(_over(day)),
        "orders": [_order(guideline, order) for order in day.orders],
        "given": given_json(day),
        "stops": [_stop(guideline, note) for note in day.stops],
        "changes": [_change(guideline, day, change) for change in day.changes],
        "doubts": list(day.doubts),
        "ask": [each.fact for each in day.plan.ask],
        "waiting": [_countdown(guideline, one) for one in day.countdowns],
        "bottom_line": day.plan.bottom_line.says,
    }


def _facts(day: Day) -> Iterator[tuple[str, Json]]:
    guideline = day.plan.guideline
    for name, found in day.patient.facts.items():
        if name in day.plan.reading.facts:
            yield name, value_json(guideline, name, found)


def _over(day: Day) -> Iterator[tuple[str, Json]]:
    for order in day.orders:
        for name, number in order.over:
            yield name, number_text(number)


def _order(guideline: Guideline, order: Order) -> Json:
    """Return an order without the texts that are the same on every day."""
    left_out = {"course", "incompatible", "monitoring", "stop", "notes", "guideline"}
    return {
        name: value for name, value in order_json(guideline, order).items() if name not in left_out
    }


def _stop(guideline: Guideline, note: Note) -> Json:
    return {"rule": note.rule, "says": note.says, "cites": cites_json(guideline, note.cites)}


def _change(guideline: Guideline, day: Day, change: Change) -> Json:
    return {
        "kind": change.kind,
        "what": change.what,
        "before": change.before,
        "now": change.now,
        "over": change.over or None,
        "crossed": [number_json(edge) for edge in change.crossed],
        "because": list(change.because),
        "says": change_text(guideline, day, change),
    }


def _countdown(guideline: Guideline, one: Countdown) -> Json:
    return {
        "rule": one.rule,
        "target": one.target,
        "counted": one.fact,
        "passed_days": number_json(one.passed),
        "needed_days": number_json(one.needed),
        "until": one.until.isoformat(),
        "says": one.says,
        "cites": cites_json(guideline, one.cites),
    }


def _due(guideline: Guideline, due: Due) -> Json:
    return {
        "date": due.day.isoformat(),
        "state": due.state,
        "kind": due.kind,
        "what": due.what,
        "rule": due.rule,
        "counted_from": due.counted_from.isoformat(),
        "drug": due.drug or None,
        "shown_by": [list(group) for group in due.wanted],
        "missing": [list(group) for group in due.missing],
        "done_on": None if due.done_on is None else due.done_on.isoformat(),
        "cites": cites_json(guideline, due.cites),
    }
