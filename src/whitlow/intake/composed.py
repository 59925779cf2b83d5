"""This module puts together the phrases of denial that are built alike: ``was not yet seen``.

It refuses a verb that tells a course: that an ulcer has not healed denies no ulcer.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.intake.phrases import Sense

__all__ = ["composed"]

BEING: Final = ("", "is", "are", "was", "were", "has been", "have been", "had been")
WHEN: Final = ("not", "not yet", "never")
FOUND: Final = words(
    """seen found detected present noted given used taken required needed started done sent
    requested identified elicited tried suspected available documented reported observed isolated
    grown evident performed palpable felt visible apparent involved affected demonstrated recorded
    prescribed administered tested confirmed indicated commenced begun collected obtained
    appreciated reactive recognised recognized"""
)
GIVEN: Final = words("given prescribed administered started commenced offered")
DOING: Final = (
    "did not", "does not", "do not", "didn't", "doesn't", "don't", "failed to", "fails to",
    "failure to", "could not", "couldn't", "has not", "have not", "had not", "hasn't", "haven't",
    "unable to", "not", "never",
)  # fmt: skip
SHOW: Final = words(
    """show reveal demonstrate detect find identify isolate grow yield confirm suggest have develop
    report notice see take receive use require need get shown revealed demonstrated detected found
    identified isolated grown had developed reported noticed seen noted taken received used required
    needed experienced suffered complained mention mentioned"""
)
OBJECTS: Final = ("", "any", "of any")


def composed() -> Iterator[tuple[Sense, str]]:
    """Yield phrases, each with the sense that it has."""
    for being, when, found in product(BEING, WHEN, sorted(FOUND)):
        negated = f"{being.split()[0]} {when} been" if " " in being else f"{being} {when}"
        yield "denied_before", f"{negated} {found}"
        if found in GIVEN:
            yield "denied", f"{negated} {found}"
    for doing, show, objects in product(DOING, sorted(SHOW), OBJECTS):
        yield "denied", f"{doing} {show} {objects}"
