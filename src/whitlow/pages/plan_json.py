"""This module writes a plan as the public interface says, "Plan and answer as JSON".

It refuses to repeat to a patient any amount of a medicine, not even one they gave.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow import __version__
from whitlow.editorial.resting import of_plan
from whitlow.language import number_text
from whitlow.pages.choice_blocks import changed_json, following_json
from whitlow.pages.citations import Citations, note_plan
from whitlow.pages.disagreements_page import shown_json
from whitlow.pages.expired import expired_json
from whitlow.pages.json_values import Json, about, cites_json, digest, value_json
from whitlow.pages.laboratory import laboratory_json
from whitlow.pages.order_json import order_json
from whitlow.pages.standing import review_json
from whitlow.pages.tree import tree
from whitlow.pages.words import tellable
from whitlow.plan import would_change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.plan import Item, Plan

__all__ = ["plan_body", "plan_json"]

AFTER_CHANGES: Final = "expired"


def plan_json(plan: Plan, *, trees: bool = False) -> dict[str, Json]:
    """Return a plan under the names of the public interface, its hash last.

    ``trees`` adds to each item the whole tree of its condition with the value of each node.
    """
    document: dict[str, Json] = {}
    for name, part in plan_body(plan, trees=trees).items():
        if name == AFTER_CHANGES:
            document["would_change"] = _changes(plan)
        document[name] = part
    return {**document, "hash": digest(document)}


def plan_body(plan: Plan, *, trees: bool = False) -> dict[str, Json]:
    """Return a plan as JSON without its hash, and without what would change it.

    That takes as long as many plans do, and follows from the rest.
    """
    guideline = plan.guideline
    patient = plan.audience == "patient"
    return {
        "guideline": dict(about(guideline)),
        "program": f"whitlow {__version__}",
        "profile": plan.profile,
        "following": following_json(plan),
        "changed": changed_json(plan),
        "audience": plan.audience,
        "today": plan.today.isoformat(),
        "facts": dict(_facts(plan)),
        "doubts": list(plan.doubts),
        "laboratory": laboratory_json(plan),
        "derived": {} if patient else dict(_derived(plan)),
        "bottom_line": {
            "says": plan.bottom_line.says,
            "cites": cites_json(guideline, plan.bottom_line.cites),
            "provisional": plan.bottom_line.provisional,
        },
        "sections": [
            {
                "name": section.name,
                "items": [_item(plan, item, trees=trees) for item in section.items],
            }
            for section in plan.sections
        ],
        "conflicts": [
            {"question": each.question, "rules": list(each.rules), "drugs": list(each.drugs)}
            for each in plan.conflicts
        ],
        "ask": [
            {"fact": each.fact, "question": each.question, "settles": list(each.settles)}
            for each in plan.ask
        ],
        "disagreements": [] if patient else shown_json(guideline, plan.disagreements),
        "expired": list(plan.expired()),
        "references": list(_references(plan)),
        "last_updated": guideline.about.date,
        "review": review_json(guideline, lambda: of_plan(plan), plan.today, _weakest(plan)),
        "disclaimer": guideline.about.plain_disclaimer if patient else guideline.about.disclaimer,
    }


def _changes(plan: Plan) -> list[Json]:
    return [
        {
            "fact": each.fact,
            "from": each.now,
            "to": each.to,
            "then": "; ".join(each.then),
            "changes": list(each.of),
            "worked_out": each.derived,
        }
        for each in would_change(plan)
    ]


def _facts(plan: Plan) -> Iterator[tuple[str, Json]]:
    for reason in plan.facts:
        if tellable(plan, reason.fact):
            known = plan.reading.known(reason.fact)
            yield reason.fact, value_json(plan.guideline, reason.fact, known)


def _derived(plan: Plan) -> Iterator[tuple[str, Json]]:
    for name, _, arithmetic, cites in plan.derived:
        number = plan.reading.number(name)
        yield (
            name,
            {
                "value": None if number is None else number_text(number),
                "unit": plan.guideline.unit(name),
                "arithmetic": arithmetic,
                "cites": cites_json(plan.guideline, cites),
            },
        )


def _item(plan: Plan, item: Item, *, trees: bool) -> Json:
    guideline = plan.guideline
    found: dict[str, Json] = {
        "rule": item.rule,
        "says": item.says,
        "action": item.action,
        "target": item.target,
        "drug": item.drug or None,
        "dose": None if item.order is None else order_json(guideline, item.order),
        "strength": item.strength or None,
        "certainty": item.certainty or None,
        "off_label": item.off_label,
        "provisional": bool(item.provisional),
        "waits_for": list(item.provisional),
        "barred_by": list(item.barred_by),
        "verified": item.verified,
        "call": item.call or None,
        "due": [day.isoformat() for day in item.due],
        "because": [
            {"fact": reason.fact, "value": reason.value}
            for reason in item.because
            if tellable(plan, reason.fact)
        ],
        "why": list(plan.why(item)) if plan.audience == "clinician" else [],
        "expired": expired_json(guideline, item),
        "cites": cites_json(guideline, item.cites),
    }
    if trees and plan.audience == "clinician":
        found["tree"] = [
            {"depth": node.depth, "text": node.text, "value": node.value, "detail": node.detail}
            for node in tree(plan.reading, item.rule)
        ]
    return found


def _references(plan: Plan) -> Iterator[Json]:
    citations = Citations(plan.guideline)
    note_plan(citations, plan)
    for number, name in enumerate(citations.readings, 1):
        source = plan.guideline.sources[name]
        yield {
            "number": number,
            "source": name,
            "title": source.title,
            "year": source.year,
            "kind": source.kind,
            "url": source.url,
            "read": citations.read(name),
            "expired": name in citations.expired,
        }


def _weakest(plan: Plan) -> Json:
    """Return the record whose review holds the plan back: while none is reviewed, the first."""
    return next((item.rule for section in plan.sections for item in section.items), None)
