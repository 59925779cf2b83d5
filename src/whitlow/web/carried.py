"""This module carries what was understood of one question to the next, in the page itself.

It refuses to keep it: it goes out in hidden fields and comes back by POST, never in an address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.answer import Session
from whitlow.door import read_entries
from whitlow.errors import Place
from whitlow.guideline import Scalar
from whitlow.web.fields import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from starlette.datastructures import FormData

    from whitlow.answer import Answer
    from whitlow.guideline import Guideline

__all__ = ["before", "hidden", "of_patient"]

TOLD: Final = "told."
SUBJECT: Final = "subject"
ANSWERED: Final = "answered"
PLACE: Final = Place("before")


def before(guideline: Guideline, form: FormData, today: date) -> Session | None:
    """Return what a page carried, None where it carried nothing; raises ``InputError``."""
    facts = tuple(
        (name.removeprefix(TOLD), Scalar(text[:LONGEST], PLACE))
        for name, text in form.multi_items()
        if isinstance(text, str) and name.removeprefix(TOLD) in guideline.facts
        if name.startswith(TOLD)
    )
    known = guideline.drugs.keys() | guideline.groups.keys()
    concepts = tuple(name for name in map(str, form.getlist(SUBJECT)) if name in known)
    answered = str(form.get(ANSWERED, ""))
    question = answered if answered in guideline.questions else ""
    if facts:
        read_entries(facts, guideline, today)
    return Session(facts, concepts, question) if facts or concepts or question else None


def hidden(session: Session | None) -> Iterator[tuple[str, str]]:
    """Yield the hidden fields that carry a session."""
    if session is None:
        return
    for name, node in session.facts:
        if isinstance(node, Scalar):
            yield f"{TOLD}{name}", node.value
    for name in session.concepts:
        yield SUBJECT, name
    if session.question:
        yield ANSWERED, session.question


def of_patient(answer: Answer, session: Session) -> dict[str, str]:
    """Return what was understood of the patient, as the form of a plan takes it.

    What was read with doubt is not among it: there it has to be given again.
    """
    told = {name: node.value for name, node in session.facts if isinstance(node, Scalar)}
    if answer.plan is None:
        return told
    assumed = {fact for fact, _ in answer.assumed}
    return {name: text for name, text in answer.plan.given.items() if name not in assumed}
