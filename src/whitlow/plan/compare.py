"""This module says in what two plans differ, each difference in the words of the plans.

It refuses to judge a difference. It tells the sentences, what became of them and what they rest
on, not the reasons that were worked out for them, nor what would change the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from whitlow.plan.ask import SECTION_OF
from whitlow.plan.records import SECTIONS
from whitlow.record import dataclass
from whitlow.sentence import fact_text, joined, short_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whitlow.order import Note, Order
    from whitlow.plan.records import Item, Plan

__all__ = ["Difference", "DifferenceKind", "differences"]

DifferenceKind = Literal[
    "bottom line changed",
    "appeared",
    "gone",
    "outcome changed",
    "dose changed",
    "grade level changed",
    "wording changed",
    "standing changed",
    "days changed",
    "citations changed",
    "question asked",
    "question no longer asked",
    "conflict shown",
    "conflict no longer shown",
    "disagreement shown",
    "disagreement no longer shown",
    "doubt raised",
    "doubt no longer raised",
]
NONE: Final = ""
DOUBT: Final = "doubt"
BOTTOM_LINE: Final = "bottom line"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that one plan says otherwise than the other, with the words of both.

    ``record`` is the rule, law, regimen, grade, fact, question or disagreement that speaks; a text
    is empty where that plan says nothing of it.
    """

    kind: DifferenceKind
    record: str
    was: str
    now: str


def differences(old: Plan, new: Plan) -> tuple[Difference, ...]:
    """Return in what two plans differ: the bottom line, then section by section."""
    return tuple(_differences(old, new))


def _differences(old: Plan, new: Plan) -> Iterator[Difference]:
    yield from _changed(
        "bottom line changed", BOTTOM_LINE, old.bottom_line.says, new.bottom_line.says
    )
    was, now = _items(old), _items(new)
    for section in SECTIONS:
        if section == "ask":
            yield from _asked(old, new)
            continue
        if section == "treat":
            yield from _conflicts(old, new)
        for key in _in_section(section, was, now):
            yield from _of_items(old, new, was.get(key), now.get(key))
        if section == "dose":
            yield from _of_notes(_notes(old), _notes(new))
    yield from _shown(old, new)
    yield from _doubted(old, new)


def _changed(kind: DifferenceKind, record: str, was: str, now: str) -> Iterator[Difference]:
    if was != now:
        yield Difference(kind, record, was, now)


def _items(plan: Plan) -> dict[str, Item]:
    """Return the items by what they are about: a regimen, a grade, or else a rule or law."""
    return {_about(item): item for section in plan.sections for item in section.items}


def _about(item: Item) -> str:
    if item.order is not None:
        return f"order of {item.target}"
    return item.target if _is_grade(item) else item.rule


def _is_grade(item: Item) -> bool:
    return item.rule.startswith(f"{item.target}:")


def _in_section(section: str, was: Mapping[str, Item], now: Mapping[str, Item]) -> Iterator[str]:
    """Yield what is in a section: in the order of the new plan, then what only the old one has."""
    yield from (key for key, item in now.items() if _section(item) == section)
    yield from (key for key, item in was.items() if key not in now and _section(item) == section)


def _section(item: Item) -> str:
    return "dose" if item.order is not None else SECTION_OF[item.action]


# ---------------------------------------------------------------------------------------------
# One item


def _of_items(old: Plan, new: Plan, was: Item | None, now: Item | None) -> Iterator[Difference]:
    either = now or was
    if either is not None and _is_grade(either):
        levels = (_level(old, either.target), _level(new, either.target))
        yield from _changed("grade level changed", either.target, *levels)
        if levels[0] != levels[1]:
            return
    if was is None and now is not None:
        yield Difference("appeared", _record(now), NONE, _told(now))
    elif was is not None and now is None:
        yield Difference("gone", _record(was), _told(was), NONE)
    elif was is not None and now is not None:
        yield from _of_both(old, new, was, now)


def _of_both(old: Plan, new: Plan, was: Item, now: Item) -> Iterator[Difference]:
    record = _record(now)
    if was.order is not None and now.order is not None:
        yield from _changed("dose changed", record, _dose(was.order), _dose(now.order))
    elif not _is_grade(now):
        yield from _changed("outcome changed", record, _outcome(was), _outcome(now))
    yield from _changed("wording changed", record, _words(was), _words(now))
    yield from _changed("standing changed", record, _standing(was), _standing(now))
    if _days(old, was) != _days(new, now):
        yield Difference("days changed", record, _dates(was), _dates(now))
    yield from _changed("citations changed", record, ", ".join(was.cites), ", ".join(now.cites))


def _record(item: Item) -> str:
    return item.target if item.order is not None or _is_grade(item) else item.rule


def _level(plan: Plan, grade: str) -> str:
    if grade not in plan.guideline.grades:
        return NONE
    return fact_text(plan.guideline, grade, plan.reading.known(grade))


def _outcome(item: Item) -> str:
    """Return what became of a rule, and what bars it or for what it waits."""
    if item.barred_by:
        return f"barred by {joined(item.barred_by)}"
    if item.provisional:
        return f"provisional until {joined(item.provisional)} known"
    return "stands"


def _words(item: Item) -> str:
    return f"{item.says} Call: {item.call}" if item.call else item.says


def _told(item: Item) -> str:
    """Return an item that only one of the plans has: what became of it where it does not stand."""
    if item.order is not None:
        return f"{item.says}: {_dose(item.order)}"
    outcome = _outcome(item)
    words = _words(item)
    return words if outcome == "stands" else f"{words} ({outcome})"


def _standing(item: Item) -> str:
    """Return how sure an item is: strength, certainty, label, and whether its source was read."""
    parts = [f"{item.strength}, {item.certainty} certainty"] if item.strength else []
    if item.off_label:
        parts.append("off-label")
    if not item.verified:
        parts.append("not read, only reported")
    if item.expired:
        parts.append(f"to be checked again: {joined(item.expired)}")
    return "; ".join(parts)


def _days(plan: Plan, item: Item) -> tuple[int, ...]:
    """Return the days from that of the plan, which two plans of different days share."""
    return tuple((day - plan.today).days for day in item.due)


def _dates(item: Item) -> str:
    return joined(day.isoformat() for day in item.due)


# ---------------------------------------------------------------------------------------------
# Orders


def _dose(order: Order) -> str:
    """Return the status of an order with its amount, interval and administration."""
    status = order.status.replace("_", " ")
    if order.needs:
        status = f"{status} {joined(order.needs)}"
    if order.dose_mg is None:
        return status
    parts = [f"{short_number(order.dose_mg)} mg"]
    if order.interval_h is not None:
        parts.append(f"every {short_number(order.interval_h)} h")
    elif order.times_a_day is not None:
        parts.append(f"{short_number(order.times_a_day)} times a day")
    given = order.administration
    if given is not None and given.volume_ml is not None:
        parts.append(f"in {short_number(given.volume_ml)} mL")
    if given is not None and given.minutes is not None:
        parts.append(f"over {short_number(given.minutes)} min")
    return f"{' '.join(parts)} ({status})"


def _notes(plan: Plan) -> dict[str, Note]:
    """Return what the orders warn of, each rule or law once."""
    found: dict[str, Note] = {}
    for item in plan.section("dose"):
        for note in item.order.warnings if item.order is not None else ():
            found.setdefault(note.rule, note)
    return found


def _of_notes(was: Mapping[str, Note], now: Mapping[str, Note]) -> Iterator[Difference]:
    for rule, note in now.items():
        if rule not in was:
            yield Difference("appeared", rule, NONE, note.says)
        else:
            yield from _changed("wording changed", rule, was[rule].says, note.says)
    for rule, note in was.items():
        if rule not in now:
            yield Difference("gone", rule, note.says, NONE)


# ---------------------------------------------------------------------------------------------
# Around the items


def _asked(old: Plan, new: Plan) -> Iterator[Difference]:
    was = {each.fact: each.question for each in old.ask}
    now = {each.fact: each.question for each in new.ask}
    yield from _only("question asked", "question no longer asked", was, now)


def _conflicts(old: Plan, new: Plan) -> Iterator[Difference]:
    was, now = (
        {each.question: joined(each.rules) for each in plan.conflicts} for plan in (old, new)
    )
    yield from _only("conflict shown", "conflict no longer shown", was, now)


def _shown(old: Plan, new: Plan) -> Iterator[Difference]:
    was, now = (
        {each.record.id: each.record.question for each in plan.disagreements} for plan in (old, new)
    )
    yield from _only("disagreement shown", "disagreement no longer shown", was, now)


def _doubted(old: Plan, new: Plan) -> Iterator[Difference]:
    yield from (
        Difference("doubt raised", DOUBT, NONE, doubt)
        for doubt in new.doubts
        if doubt not in old.doubts
    )
    yield from (
        Difference("doubt no longer raised", DOUBT, doubt, NONE)
        for doubt in old.doubts
        if doubt not in new.doubts
    )


def _only(
    shown: DifferenceKind,
    no_longer: DifferenceKind,
    was: Mapping[str, str],
    now: Mapping[str, str],
) -> Iterator[Difference]:
    """Yield what one plan shows and the other does not, and what both word differently."""
    for record, words in now.items():
        if record not in was:
            yield Difference(shown, record, NONE, words)
        else:
            yield from _changed("wording changed", record, was[record], words)
    for record, words in was.items():
        if record not in now:
            yield Difference(no_longer, record, words, NONE)
