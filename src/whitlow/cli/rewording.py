"""This module is the part of ``whitlow ask`` that has a language model word the answer.

It refuses to import anything of it, or to look for a model, unless ``--worded`` was typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.cli.failures import MisuseError
from whitlow.errors import Problem
from whitlow.pages.blocks import Page, Prose, said

if TYPE_CHECKING:
    from whitlow.answer import Answer
    from whitlow.pages.json_values import Json
    from whitlow.worded import Settings, Worded

__all__ = ["SEND_AWAY", "SEND_QUESTION", "WORDED", "model_for", "noted", "worded_by", "worded_json"]

WORDED: Final = "Have the language model that you configured word the answer, checked."
SEND_AWAY: Final = "With --worded: allow a model on this other machine."
SEND_QUESTION: Final = "With --worded: send the question and what it tells of a patient too."


def model_for(*, reword: bool, away: str | None, whole: bool) -> Settings | None:
    """Return the model that words the answer, None where none was asked for.

    Raises ``MisuseError`` for a consent to nothing.
    """
    if reword:
        from whitlow.worded import settings  # noqa: PLC0415 - most answers are not worded

        return settings(away)
    for option, given in (("--send-away", away is not None), ("--send-question", whole)):
        if given:
            message = f"{option} is for --worded, and without it nothing is sent. Add --worded."
            raise MisuseError(Problem("usage", message, option, "", "--worded"))
    return None


def worded_by(model: Settings, answer: Answer, *, whole: bool) -> Worded:
    """Return an answer as a model words it, or as it was."""
    from whitlow.worded import worded  # noqa: PLC0415 - as above

    return worded(answer, model, "question" if whole else "records")


def noted(page: Page, done: Worded | None) -> Page:
    """Return a page with what is told of its wording below its title."""
    if done is None:
        return page
    return Page((*page.blocks[:1], Prose(said(done.told, "caution")), *page.blocks[1:]))


def worded_json(document: dict[str, Json], done: Worded | None) -> dict[str, Json]:
    """Return a document with what is told of its wording, outside what its hash covers."""
    if done is None:
        return document
    refused: list[Json] = [{"kind": each.kind, "says": each.says} for each in done.refused]
    told: dict[str, Json] = {
        "accepted": done.accepted,
        "attempts": done.attempts,
        "told": done.told,
        "refused": refused,
    }
    return {**document, "worded": told}
