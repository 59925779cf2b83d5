"""This module writes an answer as JSON: a plan's names, and those that a question adds.

It refuses to leave a part out that a plan has: where nobody is described it is there, and empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow import __version__
from whitlow.editorial.resting import of_answer
from whitlow.language import quantity_text
from whitlow.pages.answer_references import references
from whitlow.pages.answer_words import follow_up_questions, question_asked, reply_words
from whitlow.pages.disagreements_page import shown_json
from whitlow.pages.json_values import Json, about, cites_json, digest
from whitlow.pages.order_json import order_json
from whitlow.pages.plan_json import plan_json
from whitlow.pages.standing import review_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.answer import Answer, Part, Sentence
    from whitlow.guideline import Regimen, Table

__all__ = ["answer_json"]

OF_PLAN = (
    "facts",
    "doubts",
    "laboratory",
    "derived",
    "conflicts",
    "ask",
    "would_change",
    "expired",
)
ITEM = (
    "action",
    "target",
    "drug",
    "strength",
    "certainty",
    "off_label",
    "provisional",
    "waits_for",
    "barred_by",
    "call",
    "due",
    "because",
)


def answer_json(answer: Answer) -> dict[str, Json]:
    """Return an answer under the names of the public interface, its hash last."""
    document = dict(_body(answer))
    return {**document, "hash": digest(document)}


def _body(answer: Answer) -> dict[str, Json]:
    guideline = answer.guideline
    plan = None if answer.plan is None else plan_json(answer.plan)
    patient = answer.audience == "patient"
    profile = guideline.about.default_profile if answer.plan is None else answer.plan.profile
    items = {} if plan is None else _items(plan)
    return {
        "guideline": dict(about(guideline)),
        "program": f"whitlow {__version__}",
        "profile": profile,
        "audience": answer.audience,
        "today": answer.today.isoformat(),
        "question": answer.asked.text,
        "answers": question_asked(answer) or None,
        "understood": _understood(answer),
        "coverage": answer.coverage.extent,
        "not_covered": list(answer.coverage.not_covered),
        "told": [
            {"kind": each.kind, "says": each.says, "words": each.words}
            for each in answer.coverage.told
        ],
        **{name: _of_plan(plan, name) for name in OF_PLAN},
        "reply": reply_words(answer) or None,
        "bottom_line": _bottom(answer),
        "sections": [_section(answer, part, items) for part in answer.parts],
        "comparison": _comparison(answer),
        "needs": list(answer.needs),
        "disagreements": [] if patient else shown_json(guideline, answer.disagreements),
        "references": list(references(answer)),
        "follow_up_questions": list(follow_up_questions(answer)),
        "last_updated": guideline.about.date,
        "review": review_json(guideline, lambda: of_answer(answer), answer.today, _weakest(answer)),
        "disclaimer": guideline.about.plain_disclaimer if patient else guideline.about.disclaimer,
    }


def _of_plan(plan: dict[str, Json] | None, name: str) -> Json:
    if plan is not None:
        return plan[name]
    return {} if name in {"facts", "derived"} else None if name == "laboratory" else []


def _items(plan: dict[str, Json]) -> dict[str, dict[str, Json]]:
    """Return the items of a plan by their rules."""
    found: dict[str, dict[str, Json]] = {}
    sections = plan["sections"]
    for section in sections if isinstance(sections, list) else []:
        items = section["items"] if isinstance(section, dict) else []
        for item in items if isinstance(items, list) else []:
            if isinstance(item, dict):
                found.setdefault(str(item["rule"]), item)
    return found


def _understood(answer: Answer) -> dict[str, Json]:
    reading = answer.asked.reading
    return {
        "facts": [
            {
                "fact": each.fact,
                "value": each.value,
                "span": list(each.span),
                "text": each.text,
                "negated": each.negated,
            }
            for each in reading.facts
        ],
        "confirm": [
            {"fact": each.fact, "candidates": list(each.candidates), "why": each.why}
            for each in reading.confirm
        ],
        "not_this_patient": [
            {"text": each.text, "why": each.why} for each in reading.not_this_patient
        ],
        "assumed": [{"fact": fact, "value": value} for fact, value in answer.assumed],
        "red_flags": list(reading.red_flags),
        "kinds": [*(each.id for each in answer.asked.kinds)],
        "concepts": [*sorted(answer.asked.names)],
    }


def _bottom(answer: Answer) -> dict[str, Json]:
    cites = dict.fromkeys(cite for each in answer.bottom for cite in each.cites)
    return {
        "says": " ".join(each.told for each in answer.bottom),
        "cites": cites_json(answer.guideline, cites),
        "records": [each.record for each in answer.bottom],
        "verdicts": [each.verdict for each in answer.bottom],
    }


def _section(answer: Answer, part: Part, items: dict[str, dict[str, Json]]) -> dict[str, Json]:
    guideline = answer.guideline
    return {
        "name": part.name,
        "of_patient": part.of_plan,
        "items": [_sentence(answer, each, items) for each in part.sentences],
        "tables": [
            _table(each)
            for each in (*part.tables, *(guideline.tables[name] for name in _tables(answer, part)))
        ],
        "regimens": list(_ids(part.regimens)),
        "orders": [order_json(guideline, each) for each in part.orders],
    }


def _ids(regimens: Iterable[Regimen]) -> Iterator[Json]:
    return (each.id for each in regimens)


def _tables(answer: Answer, part: Part) -> list[str]:
    known = answer.guideline.tables
    return [each.table for each in part.regimens if each.table in known]


def _sentence(
    answer: Answer, sentence: Sentence, items: dict[str, dict[str, Json]]
) -> dict[str, Json]:
    statement = sentence.record if sentence.kind == "statement" else None
    found: dict[str, Json] = {
        "rule": None if statement else sentence.record,
        "statement": statement,
        "says": sentence.says,
        "where": sentence.where or None,
        "verdict": sentence.verdict,
        "disputed_in": list(sentence.disputed_in),
        "cites": cites_json(answer.guideline, sentence.cites),
    }
    item = items.get(sentence.record) if sentence.item is not None else None
    if item is not None:
        found |= {name: item[name] for name in ITEM}
    return found


def _table(table: Table) -> dict[str, Json]:
    return {
        "table": table.id,
        "title": table.title,
        "over": table.over,
        "rows": [
            {
                "band": str(row.band),
                "refusal": row.refusal or None,
                **{name: quantity_text(cell.value, cell.unit) for name, cell in row.cells.items()},
            }
            for row in table.rows
        ],
        "cites": list(table.cites),
    }


def _comparison(answer: Answer) -> dict[str, Json] | None:
    table = answer.comparison
    if table is None:
        return None
    return {
        "between": list(table.heads),
        "rows": [
            {
                "topic": topic,
                "says": [None if each is None else each.says for each in cells],
                "statements": [None if each is None else each.record for each in cells],
            }
            for topic, cells in table.rows
        ],
    }


def _weakest(answer: Answer) -> Json:
    """Return the record whose review holds the answer back: while none is reviewed, the first."""
    return next((each.record for each in answer.sentences), None)
