"""This module lays out a course: one row a day, what changed and why, what is due and overdue.

It refuses to decide: every figure, reason and day is the course's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow import __version__
from whitlow.editorial.resting import of_course
from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Sheet, Title, Words, said
from whitlow.pages.choice_blocks import side_blocks
from whitlow.pages.citations import Citations
from whitlow.pages.course_expired import expired_dose, expired_head, rests_on_expired
from whitlow.pages.course_given import astray, given_headline, given_text
from whitlow.pages.course_given import told as told_doses
from whitlow.pages.course_reviews import review_blocks
from whitlow.pages.course_words import (
    change_text,
    clearance_text,
    dose_text,
    due_text,
    headline,
    merged,
    overs,
    regimens,
    rests_text,
    traced,
    value_text,
    weights,
)
from whitlow.pages.figures import figures
from whitlow.pages.standing import review_point
from whitlow.pages.variants_page import imported_line
from whitlow.pages.words import STATUSES, some
from whitlow.sentence import fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.course import Change, Day, Due, Followed
    from whitlow.order import Order
    from whitlow.pages.blocks import Block, Mark, Tone

__all__ = ["course_document", "course_page", "course_sheet"]

MOST_COLUMNS: Final = 2
MOST_DUE: Final = 10
TOLD: Final = ("emergency", "treat", "assess", "test", "avoid", "refer")
MOST_TOLD: Final = ("emergency", "treat", "assess")
MARKS: Final[dict[str, Mark]] = {"emergency": "alarm", "avoid": "barred"}
HASH_SHOWN: Final = 16


def course_page(followed: Followed) -> Page:
    """Return a course for a screen: the gravest changes, and what is due in the next days."""
    return Page(tuple(_blocks(followed, MOST_TOLD, MOST_DUE)))


def course_document(followed: Followed) -> Page:
    """Return a course to be kept: every change, and every day on which anything is due."""
    return Page(tuple(_blocks(followed, TOLD, len(followed.dues))))


def _blocks(followed: Followed, told: Sequence[str], most: int) -> Iterator[Block]:
    citations = Citations(followed.guideline)
    citations.expired = frozenset(name.partition("#")[0] for name in rests_on_expired(followed))
    first, last = followed.days[0], followed.days[-1]
    about = followed.guideline.about
    yield Title(
        f"Course for review, {first.day} to {last.day}",
        f"guideline {about.version}, {followed.profile}",
    )
    yield from side_blocks(last.plan, citations)
    yield from _to_settle(followed, last)
    yield from expired_head(followed)
    yield Heading("Day by day")
    yield course_sheet(followed)
    yield from _in_force(followed, last, citations)
    yield from _dues(followed, citations, most)
    yield from review_blocks(followed, citations)
    yield from _waiting(followed, last, citations)
    yield from _changes(followed, citations, told)
    yield from citations.blocks()
    yield from _foot(followed)


def _to_settle(followed: Followed, last: Day) -> Iterator[Block]:
    if not (last.doubts or followed.course.notes or last.plan.ask):
        return
    yield Heading("To be settled first" if last.doubts else "About the file")
    for doubt in last.doubts:
        yield Point(said(doubt), "ask")
    for note in followed.course.notes:
        yield Point(said(note), "caution")
    if last.plan.ask:
        asked = some(len(last.plan.ask), "more fact")
        yield Point(said(f"The plan of {last.day} asks for {asked}.", "quiet"), "ask")


def course_sheet(followed: Followed) -> Sheet:
    """Return the table of a course, one row a day."""
    guideline = followed.guideline
    clearances, names = overs(followed), regimens(followed)
    facts = traced(followed, (*clearances, *weights(followed)))
    apart = names if len(names) <= MOST_COLUMNS else ()
    doses = tuple(guideline.regimens[name].name for name in apart) or (("dose",) if names else ())
    head = (
        "day",
        *(guideline.label(name) for name in facts),
        *(f"{guideline.label(name)}, {guideline.unit(name)}" for name in clearances),
        *doses,
        "on this day",
    )
    rows = []
    for day in followed.days:
        number = day.day_of_treatment
        cells: list[Words] = [said("" if number is None else str(number))]
        cells += [said(value_text(day, name)) for name in facts]
        cells += [said(clearance_text(day, name)) for name in clearances]
        cells += _doses(day, apart) if apart or not names else [_all_doses(day)]
        doses_given = [given_headline(guideline, one) for one in day.given]
        cells.append(said(", ".join(filter(None, (headline(followed, day), *doses_given)))))
        rows.append((day.day.isoformat(), tuple(cells)))
    return Sheet(tuple(rows), head)


def _doses(day: Day, names: Sequence[str]) -> list[Words]:
    orders = {order.regimen.id: order for order in day.orders}
    cells: list[Words] = []
    for name in names:
        order = orders.get(name)
        tone: Tone = "plain" if order is None else STATUSES[order.status][1]
        cells.append(said("" if order is None else dose_text(order), tone))
    return cells


def _all_doses(day: Day) -> Words:
    return said("; ".join(f"{one.regimen.name}: {dose_text(one)}" for one in day.orders))


def _in_force(followed: Followed, last: Day, citations: Citations) -> Iterator[Block]:
    guideline = followed.guideline
    if last.treatment is None:
        yield Heading(f"Proposed on {last.day}, not begun" if last.orders else f"On {last.day}")
        yield Prose(
            (Run(last.plan.bottom_line.says), *citations.cited(last.plan.bottom_line.cites))
        )
    else:
        label = guideline.label(last.treatment.drug)
        yield Heading(f"In force on {last.day}: {label}, day {last.day_of_treatment}")
        for note in last.stops:
            yield Point((Run(note.says), *citations.cited(note.cites)), "alarm")
    if not last.orders:
        if last.treatment is not None:
            yield Prose(said("No labelled schedule is worked out: name the regimen at its start."))
        return
    for orders in _pairs(last):
        head = tuple(order.regimen.name for order in orders)
        yield Sheet(tuple(figures(guideline, orders)), head if len(head) > 1 else ())
    if len(last.orders) > 1 and any(order.dose_mg for order in last.orders):
        yield Prose(
            said("These are different schedules with different totals: choose one.", "caution")
        )
    cites = tuple(dict.fromkeys(cite for order in last.orders for cite in order.cites))
    yield Prose((*said("Dose from the printed table"), *citations.cited(cites)))
    rests = rests_text(followed) if any(order.dose_mg for order in last.orders) else ""
    if rests:
        yield Prose(said(f"It rests on {rests}."))
    yield from expired_dose(followed)


def _pairs(day: Day) -> Iterator[list[Order]]:
    orders = list(day.orders)
    for start in range(0, len(orders), MOST_COLUMNS):
        yield list(orders[start : start + MOST_COLUMNS])


def _dues(followed: Followed, citations: Citations, most: int) -> Iterator[Block]:
    groups = (
        ("Overdue", followed.due("overdue", "part"), "alarm"),
        ("Due today", followed.due("due"), "caution"),
        ("Due next", followed.due("next"), "stands"),
    )
    for title, dues, mark in groups:
        if not dues:
            continue
        yield Heading(title, tone="alarm" if mark == "alarm" else "strong")
        for due, times in _once(dues, most, together=title == "Overdue"):
            again = f" and {some(times - 1, 'time')} since" if times > 1 else ""
            words = (
                Run(f"{due.day}{again}: ", "strong"),
                Run(due_text(followed.guideline, due)),
                *citations.cited(due.cites),
            )
            yield Point(words, _mark(mark), notes=(said(_counted(followed, due), "quiet"),))


def _once(dues: Sequence[Due], most: int, *, together: bool) -> Iterator[tuple[Due, int]]:
    """Yield what is due, what was missed again and again only once, with how often."""
    if not together:
        yield from ((due, 1) for due in dues[:most])
        return
    groups: dict[tuple[str, tuple[tuple[str, ...], ...]], list[Due]] = {}
    for due in dues:
        groups.setdefault((due.rule, due.missing), []).append(due)
    yield from ((many[0], len(many)) for many in groups.values())


def _mark(name: str) -> Mark:
    match name:
        case "alarm":
            return "alarm"
        case "caution":
            return "caution"
        case _:
            return "stands"


def _counted(followed: Followed, due: Due) -> str:
    days = some((due.day - due.counted_from).days, "day")
    if not due.drug:
        return f"{days} after {due.counted_from} ({due.rule})"
    return f"{days} after {followed.guideline.label(due.drug)} was begun ({due.rule})"


def _waiting(followed: Followed, last: Day, citations: Citations) -> Iterator[Block]:
    if last.countdowns:
        yield Heading("Waiting")
    for one in last.countdowns:
        left = some((one.until - last.day).days, "day")
        label = followed.guideline.label(one.target)
        words = (
            Run(f"{label}: {left} more, until {one.until}. ", "strong"),
            Run(one.says),
            *citations.cited(one.cites),
        )
        yield Point(words, "barred")


def _changes(followed: Followed, citations: Citations, told: Sequence[str]) -> Iterator[Block]:
    yield Heading("What changed, and why")
    quiet = True
    for index, day in enumerate(followed.days):
        changes = [one for one in day.changes if _is_told(one, told)]
        before = () if not index else tuple(note.rule for note in followed.days[index - 1].stops)
        stops = [note for note in day.stops if note.rule not in before]
        doses = tuple(told_doses(day))
        if not changes and not stops and not doses:
            continue
        quiet = False
        yield Heading(day.day.isoformat(), minor=True)
        for note in stops:
            yield Point((Run(note.says), *citations.cited(note.cites)), "alarm")
        for one in doses:
            text = given_text(followed.guideline, day, one)
            yield Point(said(text), "alarm" if astray(one) else "stands")
        for names, change in merged(followed.guideline, changes):
            yield _change(followed, day, change, names, citations)
    if quiet:
        yield Prose(said("Nothing."))


def _is_told(change: Change, told: Sequence[str]) -> bool:
    if change.kind == "went":
        return False
    return change.kind != "came" or change.what.partition(":")[0] in told


def _change(
    followed: Followed, day: Day, change: Change, names: str, citations: Citations
) -> Point:
    item = change.item
    cites = () if item is None else item.cites
    text = change_text(followed.guideline, day, change, names)
    rule = None if item is None else followed.guideline.rules.get(item.rule)
    if rule is not None and rule.headline is not None:
        text = fill(rule.headline, followed.guideline, rule.cites, day.plan.reading.known)
    mark: Mark = MARKS.get(change.what.partition(":")[0], "stands")
    if change.kind == "schedule":
        mark = "caution"
    if item is not None and item.provisional:
        mark = "provisional"
    return Point((Run(text), *citations.cited(cites)), mark)


def _foot(followed: Followed) -> Iterator[Block]:
    guideline = followed.guideline
    yield Heading("About this course")
    yield review_point(guideline, lambda: of_course(followed), followed.today)
    yield Prose(said(guideline.about.disclaimer, "strong"))
    made = (
        f"Made for {followed.today} by whitlow {__version__} from guideline "
        f"{guideline.about.version}, {guideline.hash[:HASH_SHOWN]}…"
    )
    yield Prose(said(made, "quiet"))
    if guideline.imported is not None:
        yield Prose(said(f"Imported: {imported_line(guideline.imported)}.", "quiet"))
