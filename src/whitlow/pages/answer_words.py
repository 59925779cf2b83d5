"""This module holds the words that the pages of an answer use around what records say.

It refuses to hold any that a record should say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.sentence import joined

if TYPE_CHECKING:
    from whitlow.answer import Answer

__all__ = [
    "PLAIN_TITLES",
    "TITLES",
    "follow_up_questions",
    "question_asked",
    "reply_words",
    "sections_titles",
]

TITLES: Final = {
    "emergency": "Act now",
    "answer": "The answer in more detail",
    "assess": "Assessment",
    "test": "Tests",
    "treat": "Treatment",
    "dose": "Dose",
    "give": "How it is given",
    "avoid": "What to avoid",
    "monitor": "Monitoring",
    "refer": "Refer to",
    "follow_up": "Follow-up",
    "counsel": "Tell the patient",
    "pitfalls": "Pitfalls",
    "special": "Special populations",
    "why": "Why",
    "found": "Also found",
}
PLAIN_TITLES: Final = {
    "emergency": "Get help now",
    "answer": "More about this",
    "assess": "What may be going on",
    "test": "Tests",
    "treat": "Treatment to talk about",
    "dose": "About the medicine",
    "give": "How it is given",
    "avoid": "What does not fit",
    "monitor": "What will be checked",
    "refer": "Who else may help",
    "follow_up": "What comes next",
    "counsel": "Good to know",
    "pitfalls": "Take care",
    "special": "Who this is different for",
    "why": "Why",
    "found": "Also found",
    "help": "When to get help",
}
MOST_FACTS: Final = 3


def sections_titles(answer: Answer) -> dict[str, str]:
    """Return the titles of the sections for this audience."""
    return PLAIN_TITLES if answer.audience == "patient" else TITLES


def question_asked(answer: Answer) -> str:
    """Return the covered question that is answered, in the words for this audience, or nothing."""
    covered = answer.covered
    if covered is None:
        return ""
    return covered.plain or covered.asks if answer.audience == "patient" else covered.asks


def follow_up_questions(answer: Answer) -> list[str]:
    """Return the questions with an answer here that may come next."""
    plain = answer.audience == "patient"
    return [each.plain or each.asks if plain else each.asks for each in answer.related]


def reply_words(answer: Answer) -> str:
    """Return what is replied to a question that wants yes or no, with what it depends on."""
    if not answer.depends:
        return answer.reply
    labels = [answer.guideline.label(fact) for fact in answer.depends[:MOST_FACTS]]
    labels += ["more"] if len(answer.depends) > MOST_FACTS else []
    return f"{answer.reply.rstrip('.')} on {joined(labels)}."
