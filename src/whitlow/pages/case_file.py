"""This module writes a case file to be filled in: every fact, or those still to be asked.

It refuses to fill in anything: a fact without an answer is unknown, and that is an answer.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from whitlow.door.amounts import accepted
from whitlow.door.isolates import ISOLATES
from whitlow.pages.words import some
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.guideline import Fact, Guideline
    from whitlow.pages.json_values import Json
    from whitlow.plan import Question

__all__ = ["asked_file", "asked_json", "blank_file", "blank_json", "takes"]

WIDTH: Final = 100
RULE: Final = "-"
HEAD: Final = (
    (
        "A case: facts of one patient and their values. Leave a line empty, or take it out, where "
        "the answer is not known. Write units with their numbers (only age, weight and height may "
        "go without), a list as [one, two], and none for an empty list, which is known."
    ),
    (
        "A value that was questioned and is right after all is taken once its fact stands under "
        "confirmed, as in: confirmed: [creatinine, weight]"
    ),
)

DATED: Final = "isolates"
VALUES: Final = (
    "Each isolate with its date, in place of the facts on susceptibility. The laboratory's own "
    "result (S, I or R) is enough. A value needs its unit, and is read against the cut-offs on the "
    "report (susceptible_up_to and resistant_from, with their units), or against those of a "
    "laboratory and assay that are known here"
)


def blank_file(guideline: Guideline) -> str:
    """Return a case file in YAML with every fact that a case may give, and no answer."""
    lines = [line for text in HEAD for line in _comment(text)]
    groups: dict[str, list[Fact]] = {}
    for fact in _facts(guideline):
        groups.setdefault(fact.group, []).append(fact)
    for group, facts in groups.items():
        rule = f"# --- {group or 'other'} "
        lines += ["", f"{rule}{RULE * (WIDTH - len(rule))}"]
        for fact in facts:
            lines += [
                "",
                *_comment(fact.ask or fact.label),
                *_comment(takes(fact)),
                f"{fact.name}:",
            ]
    lines += ["", *_comment(_isolates(guideline)), f"{DATED}:"]
    return "\n".join(lines) + "\n"


def _isolates(guideline: Guideline) -> str:
    """Return what an isolate takes, and the laboratories whose cut-offs are known."""
    kept = guideline.cutoffs.values()
    known = joined(dict.fromkeys(cutoff.laboratory for cutoff in kept if cutoff.laboratory))
    told = f"{VALUES} ({known})." if known else f"{VALUES}."
    return f"{told} A list of {{{', '.join(ISOLATES)}}}."


def blank_json(guideline: Guideline) -> dict[str, Json]:
    """Return every fact that a case may give, as JSON."""
    return {
        "facts": [
            {
                "fact": fact.name,
                "group": fact.group,
                "question": fact.ask or fact.label,
                "type": fact.type,
                "accepted": takes(fact),
            }
            for fact in _facts(guideline)
        ],
        DATED: {"accepted": _isolates(guideline), "fields": list(ISOLATES)},
    }


def _facts(guideline: Guideline) -> Iterator[Fact]:
    """Yield what a case may give; what one answer settles is left to that answer."""
    settled = {name for fact in guideline.facts.values() for name in fact.settles}
    for fact in guideline.facts.values():
        if fact.type != "refused" and fact.name not in settled:
            yield fact


def asked_file(guideline: Guideline, questions: Iterable[Question]) -> str:
    """Return a case file in YAML with the facts still to be asked, the most urgent first."""
    asked = list(questions)
    if not asked:
        return "# Nothing is left to be asked.\n"
    lines = [*_comment(f"Still to be asked: {some(len(asked), 'question')}, most urgent first.")]
    for question in asked:
        fact = guideline.facts[question.fact]
        lines += [
            "",
            *_comment(question.question),
            *_comment(takes(fact)),
            *_comment(f"settles {some(len(question.settles), 'rule')}"),
            f"{fact.name}:",
        ]
    return "\n".join(lines) + "\n"


def asked_json(guideline: Guideline, questions: Iterable[Question]) -> dict[str, Json]:
    """Return the facts still to be asked as JSON."""
    return {
        "ask": [
            {
                "fact": question.fact,
                "question": question.question,
                "accepted": takes(guideline.facts[question.fact]),
                "settles": list(question.settles),
            }
            for question in questions
        ]
    }


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(text, WIDTH - 2, break_on_hyphens=False)]


def takes(fact: Fact) -> str:
    """Return what a fact takes, in words."""
    match fact.type:
        case "number":
            return accepted(fact)
        case "truth":
            return "true or false"
        case "choice":
            return joined(fact.options or (), "or")
        case "set":
            return f"none, or any of {joined(fact.options, 'and')}" if fact.options else _open(fact)
        case "answers":
            return f"none, which answers all of them, or any of {joined(fact.settles, 'and')}"
        case "refused":
            return fact.says


def _open(fact: Fact) -> str:
    return f"none, or names of {fact.members}"
