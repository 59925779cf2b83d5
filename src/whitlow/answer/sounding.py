"""This module tells what only sounds like danger: words that hold a sign, a reaction of long ago.

It refuses to change a place in the text: what is written over keeps its length.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from whitlow.answer.documents import concepts_of, with_wider
from whitlow.answer.heads import own_drugs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whitlow.guideline import Guideline
    from whitlow.intake import Concept

__all__ = ["as_allergy", "is_only_asked_for", "without_harmless"]

HARMLESS: Final = "harmless"
"""The term under which lies what sounds like a sign and is none."""

ALLERGY: Final = "allergy"
REACTION: Final = re.compile(
    r"\banaphyla(?:xis|ctic|ctoid)(?: reactions?| shock)?\b", re.IGNORECASE
)
BEFORE_IT: Final = re.compile(r"[\s\-(:]*\Z")
BEHIND_IT: Final = re.compile(r"\s+(?:to|with|from)\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)
NOW: Final = re.compile(
    r"\b(?:now|just|today|tonight|this (?:morning|afternoon|evening)|mins?|minutes?|start(?:ed|ing)"
    r"|during|having|running|ran|drip|wheez\w*|stridor|bp|hypotens\w*|swollen|swelling|collaps\w*"
    r"|urgent\w*|help|resus\w*|what do (?:we|i) (?:do|give)|what first)\b",
    re.IGNORECASE,
)
BEFORE_NOW: Final = re.compile(
    r"\b(?:previous(?:ly)?|past|history|hx|ago|once|known|childhood|as a child|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
MAY_HAVE: Final = re.compile(
    r"\b(?:can|could|may|might|should|would|ok|okay|safe|allowed|possible|fine|give|use)\b",
    re.IGNORECASE,
)
ANOTHER: Final = re.compile(r"\b(?:what else|instead|alternatives?|options?)\b", re.IGNORECASE)
ASKED_BEFORE: Final = re.compile(
    r"\b(?:(?:can|could|may|might|should|shall|would)\s+(?:\w+\s+){1,3}?"
    r"(?:have|get|take|receive|be given|be put on|go on|be started on|start|use|try|give)"
    r"|(?:ok|okay|safe|fine|allowed|possible)\s+to\s+(?:have|give|start|use|take|try|go on))"
    r"\s+(?:(?:the|a|iv|oral|some)\s+)?\Z",
    re.IGNORECASE,
)
ASKED_BEHIND: Final = re.compile(
    r"\s+(?:possible|allowed|ok|okay|safe|an option|instead)\b", re.IGNORECASE
)


def without_harmless(guideline: Guideline, text: str) -> str:
    """Return a text, letter for letter, without the words that only sound like danger."""
    for each in concepts_of(guideline, text):
        if HARMLESS in with_wider(guideline, each.id):
            text = _over(text, each.span, "")
    return text


def is_only_asked_for(text: str, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a medicine stands nowhere but where it is asked whether somebody may have it.

    >>> is_only_asked_for("can he have water?", [(12, 17)]), is_only_asked_for("on it", [(3, 5)])
    (True, False)
    """
    places = tuple(spans)
    return bool(places) and all(
        ASKED_BEFORE.search(text[:first]) or ASKED_BEHIND.match(text[last:])
        for first, last in places
    )


def as_allergy(guideline: Guideline, text: str) -> str:
    """Return a text in which a reaction to one medicine is an allergy where another is asked for.

    Where anything says that it is now, it stays a reaction.
    """
    if NOW.search(text) or not REACTION.search(text):
        return text
    named = concepts_of(guideline, text)
    medicines = [each for each in named if each.kind in {"drug", "class"} or _is_drug(each)]
    for found in REACTION.finditer(text):
        culprits = [each.span for each in medicines if _is_culprit(text, found, each.span)]
        others = [
            each
            for each in medicines
            if each.span not in culprits and own_drugs(guideline) & {each.id}
        ]
        wanted = (others and MAY_HAVE.search(text)) or ANOTHER.search(text)
        if culprits and (wanted or BEFORE_NOW.search(text)):
            text = _over(text, found.span(), ALLERGY)
    return text


def _is_drug(concept: Concept) -> bool:
    return concept.term is not None and concept.term.kind == "drug"


def _is_culprit(text: str, found: re.Match[str], span: tuple[int, int]) -> bool:
    """Whether a medicine is what a reaction is said to be to: right before it, or behind ``to``."""
    if span[1] <= found.start():
        return BEFORE_IT.match(text[span[1] : found.start()]) is not None
    return BEHIND_IT.match(text[found.end() : span[0]]) is not None


def _over(text: str, span: tuple[int, int], word: str) -> str:
    return text[: span[0]] + word.ljust(span[1] - span[0]) + text[span[1] :]
