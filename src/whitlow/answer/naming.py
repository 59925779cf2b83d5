"""This module names the medicine of a sentence that names none, where another may be meant.

It refuses to name one where only that one is asked for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whitlow.answer.personal import asked_drugs
from whitlow.answer.verdict import unnamed_drug

if TYPE_CHECKING:
    from whitlow.answer.question import Asked
    from whitlow.answer.records import Audience, Part, Sentence
    from whitlow.guideline import Guideline

__all__ = ["named", "named_parts"]


def named(
    guideline: Guideline, asked: Asked, audience: Audience, sentences: tuple[Sentence, ...]
) -> tuple[Sentence, ...]:
    """Return sentences, with the medicine of those that name none where another may be meant."""
    if audience == "patient":
        return sentences
    drugs = asked_drugs(asked)
    alone = {guideline.label(each) for each in drugs} if len(drugs) == 1 else set()
    return tuple(
        replace(each, about=drug)
        if not each.about
        and each.kind == "statement"
        and (drug := unnamed_drug(guideline, each))
        and drug not in alone
        else each
        for each in sentences
    )


def named_parts(
    guideline: Guideline, asked: Asked, audience: Audience, parts: tuple[Part, ...]
) -> tuple[Part, ...]:
    """Return sections, with the medicine of each sentence that names none."""
    return tuple(
        replace(each, sentences=named(guideline, asked, audience, each.sentences)) for each in parts
    )
