"""This module tells in clinical words why a rule came out as it did.

It refuses to dump the tree: the facts that decided are named, each with its value.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.language import Levels
from whitlow.sentence import fact_text

if TYPE_CHECKING:
    from whitlow.evaluate import Reading
    from whitlow.guideline import Condition
    from whitlow.language import Value

__all__ = ["reasons", "reasons_once", "spoken"]

MANY: Final = 3
"""So many facts behind a thing, and they are not told again on the same page."""

AS_TOLD: Final = "for the reasons told above"


def reasons(reading: Reading, condition: Condition) -> tuple[str, ...]:
    """Return one phrase for each thing that decided a condition, with what that rests on."""
    return tuple(_phrase(reading, name, found) for name, found in reading.deciders(condition))


def reasons_once(reading: Reading, condition: Condition, told: dict[str, str]) -> tuple[str, ...]:
    """Return the same for a page that tells many: what a thing rests on only the first time.

    ``told`` holds how each name is told again, and takes those that are told now.
    """
    phrases = []
    for name, found in reading.deciders(condition):
        phrase = told.get(name)
        if phrase is None:
            phrase = told[name] = _phrase(reading, name, found)
            if len(_grounds(reading, name)) >= MANY:
                told[name] = f"{spoken(reading, name, found)} ({AS_TOLD})"
        phrases.append(phrase)
    return tuple(phrases)


def _phrase(reading: Reading, name: str, found: Value) -> str:
    said = spoken(reading, name, found)
    grounds = [fact for fact in _grounds(reading, name) if fact != name]
    if not grounds:
        return said
    inner = "; ".join(spoken(reading, fact, reading.known(fact)) for fact in grounds)
    return f"{said} ({inner})"


def _grounds(reading: Reading, name: str) -> tuple[str, ...]:
    """Return the given facts behind a formula or grade, none behind a fact."""
    return () if name in reading.guideline.facts else reading.behind(name)


def spoken(reading: Reading, name: str, found: Value) -> str:
    """Return a name and its value as a phrase: ``CD4 count 30 cells/µL``, ``not pregnant``."""
    guideline = reading.guideline
    label = guideline.label(name)
    match found:
        case None:
            return f"{label} not known"
        case True:
            return label
        case False:
            return f"not {label}" if name in guideline.facts else f"not: {label}"
        case Fraction():
            return f"{label} {fact_text(guideline, name, found)}"
        case str() | frozenset() | Levels():
            return f"{label}: {fact_text(guideline, name, found)}"
