"""This module checks covered questions: that each is answered, and by what exists.

It refuses an answer that begins with a table: a bottom line is a sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.errors import Fault
from whitlow.guideline import nearest
from whitlow.guideline.covered import REPLIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.guideline import CoveredQuestion, Guideline

__all__ = ["CHECKS"]

MOST_AT_THE_BOTTOM: Final = 2


def covered_names(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each covered question that names what does not exist.

    A rule that does not stand while the reader follows another side exists all the same.
    """
    guideline = guideline.ordinary or guideline
    sentences = (*guideline.statements, *guideline.rules)
    records = (*sentences, *guideline.tables, *guideline.regimens, *guideline.disagreements)
    things = (*guideline.lexicon, *guideline.drugs, *guideline.groups, *guideline.facts)
    kinds = [term.id for term in guideline.lexicon.values() if term.kind == "question"]
    for question in guideline.questions.values():
        yield from _strangers(question, "begins with", question.bottom, sentences)
        for names in question.sections.values():
            yield from _strangers(question, "goes on with", names, records)
        yield from _strangers(question, "is about", question.about, things)
        yield from _strangers(question, "is of the kind", (question.kind,), kinds)
        yield from _strangers(question, "is related to", question.related, guideline.questions)


def covered_examples(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each example that is no covered question."""
    about, known = guideline.about, tuple(guideline.questions)
    for name in dict.fromkeys(about.examples):
        if name not in known:
            yield Fault(
                about.place,
                f"The examples name the question {name!r}, which does not exist.",
                "Who asks for the first time would be shown a question without an answer.",
                nearest(name, known) or "Name a covered question.",
                "covered-example",
            )


def covered_bottom(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each covered question without a bottom line, or with a long one."""
    for question in guideline.questions.values():
        if not 1 <= len(question.bottom) <= MOST_AT_THE_BOTTOM:
            yield Fault(
                question.place,
                f"Question {question.id} begins with {len(question.bottom)} sentences.",
                "Who asks reads one or two sentences first.",
                "Name one or two statements or rules under bottom.",
                "covered-bottom",
            )


def covered_reply(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each covered question that is replied to with another word."""
    for question in guideline.questions.values():
        if question.reply and question.reply not in REPLIES:
            yield Fault(
                question.place,
                f"Question {question.id} is replied to with {question.reply!r}.",
                "A question that wants yes or no is answered in one word before the sentences.",
                nearest(question.reply, REPLIES) or f"Use one of {', '.join(REPLIES)}, or none.",
                "covered-reply",
            )


def _strangers(
    question: CoveredQuestion, what: str, names: Iterable[str], known: Iterable[str]
) -> Iterator[Fault]:
    every = tuple(known)
    for name in dict.fromkeys(names):
        if name not in every:
            yield Fault(
                question.place,
                f"Question {question.id} {what} {name!r}, which does not exist.",
                "An answer is made of records; what does not exist says nothing.",
                nearest(name, every) or "Name what exists.",
                "covered-name",
            )


CHECKS: Final = (covered_names, covered_examples, covered_bottom, covered_reply)
