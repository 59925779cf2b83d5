"""This module lays out what differs between two guidelines: the records, then the cases.

It refuses to shorten a difference: both texts are shown, with the words that went and came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Title, Words, said
from whitlow.pages.json_values import Json, about
from whitlow.pages.record_changes import word_changes
from whitlow.pages.words import some
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whitlow.guideline import Guideline
    from whitlow.pages.blocks import Block, Mark
    from whitlow.pages.case_changes import CaseChange
    from whitlow.pages.record_changes import FieldChange, Part, RecordChange

__all__ = ["Compared", "count_line", "diff_json", "diff_page"]

NO_DIFFERENCE: Final = "No difference."
PLURALS: Final = {"class": "classes", "guideline": "the guideline itself"}
MARKS: Final[dict[str, Mark]] = {"added": "stands", "removed": "barred", "changed": "followed"}
FENCES: Final[dict[str, tuple[str, str]]] = {
    "removed": ("[-", "-]"),
    "added": ("{+", "+}"),
    "same": ("", ""),
}


class Compared(NamedTuple):
    """Two guidelines, the records and the cases that differ, and how many cases were tried."""

    old: Guideline
    new: Guideline
    records: tuple[RecordChange, ...]
    cases: tuple[CaseChange, ...]
    tried: int


def diff_page(found: Compared) -> Page:
    """Return the page of what differs."""
    return Page(tuple(_blocks(found)))


def _blocks(found: Compared) -> Iterator[Block]:
    versions = f"guideline {found.old.about.version} → {found.new.about.version}"
    yield Title("What differs", versions)
    if not found.records and not found.cases:
        yield Prose(said(NO_DIFFERENCE))
        return
    for kind in dict.fromkeys(change.kind for change in found.records):
        changes = [change for change in found.records if change.kind == kind]
        yield Heading(PLURALS.get(kind, f"{kind}s"), aside=_sorts(changes))
        for change in changes:
            yield _record(change)
    yield from _cases("Cases whose plan changes", _changed(found.cases))
    lost = [change for change in found.cases if change.lost]
    yield from _cases("Cases whose plan can no longer be made", lost)
    gained = [change for change in found.cases if change.gained]
    yield from _cases("Cases whose plan could not be made before", gained)
    yield Prose(said(count_line(found), "strong"))


def _changed(cases: Iterable[CaseChange]) -> list[CaseChange]:
    return [change for change in cases if not change.lost and not change.gained]


def _sorts(changes: Sequence[RecordChange]) -> str:
    """Return how many records were added, removed and changed: ``1 added, 2 changed``."""
    sorts: list[str] = [change.sort for change in changes]
    return ", ".join(f"{sorts.count(sort)} {sort}" for sort in MARKS if sort in sorts)


def _record(change: RecordChange) -> Point:
    words = (Run(f"{change.id} ", "strong"), Run(f"({change.sort})", "quiet"))
    says = (said(change.says),) if change.says else ()
    notes = (*says, *(_field(field) for field in change.fields))
    return Point(words, MARKS[change.sort], notes=notes)


def _field(change: FieldChange) -> Words:
    return (Run(f"{change.field}: ", "strong"), *_words(change.was, change.now))


def _words(was: str, now: str) -> Words:
    """Return two texts as one, with the words that went in [-…-] and those that came in {+…+}."""
    parts = word_changes(was, now)
    return tuple(
        run for index, part in enumerate(parts) for run in (*_gap(parts, index), _run(part))
    )


def _gap(parts: Sequence[Part], index: int) -> Words:
    """Return a space between what went and what came in its place."""
    replaced = index and parts[index][0] == "added" and parts[index - 1][0] == "removed"
    return said(" ") if replaced else ()


def _run(part: Part) -> Run:
    sort, text = part
    begin, end = FENCES[sort]
    return Run(f"{begin}{text}{end}", "plain" if sort == "same" else "strong")


def _cases(title: str, changes: Sequence[CaseChange]) -> Iterator[Block]:
    if not changes:
        return
    yield Heading(title, aside=some(len(changes), "case"))
    for change in changes:
        words = (Run(f"{change.case.name}: ", "strong"), Run(change.case.says))
        yield Point(words, "followed", notes=tuple(_of_case(change)))


def _of_case(change: CaseChange) -> Iterator[Words]:
    for each in change.differences:
        lead = Run(f"{each.kind}: ", "strong")
        record = () if each.record in each.kind else said(f"{each.record}: ", "quiet")
        yield (lead, *record, *_words(each.was, each.now))
    if change.also:
        yield (Run("no sentence, but: ", "strong"), Run(joined(change.also)))
    if change.was_refused:
        yield (Run("refused before: ", "strong"), Run(change.was_refused))
    if change.now_refused:
        yield (Run("refused now: ", "strong"), Run(change.now_refused))


def count_line(found: Compared) -> str:
    """Return how much differs, in one sentence."""
    sorts: list[str] = [change.sort for change in found.records]
    records = joined(f"{sorts.count(sort)} {sort}" for sort in MARKS)
    lost = sum(change.lost for change in found.cases)
    gained = sum(change.gained for change in found.cases)
    changed = len(_changed(found.cases))
    told = [f"the plans of {changed} of {some(found.tried, 'case')} change"]
    told += [f"{lost} can no longer be made"] if lost else []
    told += [f"{gained} could not be made before"] if gained else []
    return f"Records: {records}; {joined(told)}."


def diff_json(found: Compared) -> dict[str, Json]:
    """Return what differs as JSON."""
    return {
        "old": dict(about(found.old)),
        "new": dict(about(found.new)),
        "records": [
            {
                "kind": change.kind,
                "id": change.id,
                "change": change.sort,
                "says": change.says or None,
                "fields": [_field_json(field) for field in change.fields],
            }
            for change in found.records
        ],
        "cases": [_case_json(change) for change in found.cases],
        "cases_tried": found.tried,
        "difference": bool(found.records or found.cases),
    }


def _field_json(change: FieldChange) -> Json:
    return {
        "field": change.field,
        "was": change.was or None,
        "now": change.now or None,
        "words": [[sort, text] for sort, text in word_changes(change.was, change.now)],
    }


def _case_json(change: CaseChange) -> Json:
    return {
        "case": change.case.name,
        "says": change.case.says,
        "differences": [
            {"kind": each.kind, "record": each.record, "was": each.was, "now": each.now}
            for each in change.differences
        ],
        "also": list(change.also),
        "was_refused": change.was_refused or None,
        "now_refused": change.now_refused or None,
    }
