"""This module shows what the laboratory found, and apart from it what the patient does.

It refuses to read the one off the other: where they differ, the rules of the plan say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pages.blocks import Heading, Point, Prose, Run, said
from whitlow.pages.json_values import cites_json
from whitlow.sentence import fact_text, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.door import Isolate
    from whitlow.pages.blocks import Block, Words
    from whitlow.pages.citations import Citations
    from whitlow.pages.json_values import Json
    from whitlow.plan import Plan

__all__ = ["laboratory_blocks", "laboratory_json"]

SEPARATOR: Final = " · "
COURSE: Final = ("antiviral", "days_on_antiviral", "adequate_days", "response", "new_lesions")
"""What is told of the lesions, in the order in which it is read."""


def laboratory_blocks(plan: Plan, citations: Citations) -> Iterator[Block]:
    """Yield every isolate as it was reported and read, and then the clinical course."""
    if not plan.isolates:
        return
    yield Heading("What the laboratory found")
    for isolate in plan.isolates:
        yield _isolate(plan, isolate, citations)
    yield Heading("What the patient does")
    told = [
        f"{plan.guideline.label(name)}: {fact_text(plan.guideline, name, known)}"
        for name in COURSE
        if (known := plan.reading.known(name)) is not None
    ]
    yield Prose(said(SEPARATOR.join(told) or "Nothing is told of the course of the lesions."))


def _isolate(plan: Plan, isolate: Isolate, citations: Citations) -> Point:
    """Return one isolate: drug and reading, where it comes from, why it may not count."""
    guideline = plan.guideline
    found = isolate.reading or isolate.result
    label = _label(plan, isolate, found) if found else "not read"
    by = f", by {isolate.by}" if isolate.by else ""
    words = (
        Run(f"{guideline.label(isolate.drug)}: "),
        Run(label, "strong"),
        Run(by),
        *said(f"{SEPARATOR}{_value(isolate)}" if isolate.value else ""),
        *citations.cited(isolate.cites),
    )
    notes: list[Words] = [said(SEPARATOR.join(_origin(plan, isolate)), "quiet")]
    if isolate.unread and isolate.unread != isolate.aside:
        notes.append((Run("Value not read: ", "strong"), Run(f"{isolate.unread}.")))
    if isolate.aside:
        notes.append((Run("Does not count: ", "strong"), Run(f"{isolate.aside}.")))
    return Point(words, "ask" if isolate.aside else "stands", notes=tuple(notes))


def _label(plan: Plan, isolate: Isolate, found: str) -> str:
    return plan.guideline.option_label(f"{isolate.drug}_susceptibility", found)


def _value(isolate: Isolate) -> str:
    same = f" ({joined(isolate.converted, 'or')})" if isolate.converted else ""
    return f"{isolate.value}{same}"


def _origin(plan: Plan, isolate: Isolate) -> Iterator[str]:
    yield isolate.date
    yield _labels(plan, "site", isolate.site) or "site not told"
    yield _labels(plan, "virus", isolate.virus) or "virus not told"
    yield isolate.laboratory or "laboratory not told"
    if isolate.assay:
        yield isolate.assay


def _labels(plan: Plan, name: str, options: Iterable[str]) -> str:
    return joined(plan.guideline.option_label(name, option) for option in options)


def laboratory_json(plan: Plan) -> Json:
    """Return the isolates of a plan for the public interface; a patient is shown none."""
    shown = () if plan.audience == "patient" else plan.isolates
    return {"isolates": [_json(plan, isolate) for isolate in shown]}


def _json(plan: Plan, isolate: Isolate) -> Json:
    return {
        "date": isolate.date,
        "site": list(isolate.site),
        "virus": list(isolate.virus),
        "drug": isolate.drug,
        "laboratory": isolate.laboratory or None,
        "assay": isolate.assay or None,
        "result": isolate.result or None,
        "value": isolate.value or None,
        "converted": list(isolate.converted),
        "value_not_read": isolate.unread or None,
        "reading": isolate.reading or None,
        "read_by": isolate.by or None,
        "counts": not isolate.aside,
        "why_not": isolate.aside or None,
        "cites": cites_json(plan.guideline, isolate.cites),
    }
