"""This module writes a patient whom the solver found as a case file that anyone can replay.

It refuses to hide a doubt: a fact given but not believed cannot be written, and is named instead.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from whitlow.evaluate import Reading
from whitlow.language import Levels, number_text
from whitlow.prove.let_in import settled_by_confirming
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whitlow.guideline import Guideline
    from whitlow.language import Value
    from whitlow.prove.ground import Found

__all__ = ["case_lines", "case_text", "doubts_text", "facts_text", "given_text", "to_confirm"]


def case_text(guideline: Guideline, found: Found, heading: str) -> str:
    """Return a case file with a patient's facts, under a comment that says what it shows."""
    lines = [f"# {line}" for line in heading.splitlines()]
    if found.doubted:
        lines.append(f"# {doubts_text(found)}")
        lines.append("# A case cannot say so: without that doubt its plan may be another.")
    return "\n".join([*lines, *case_lines(guideline, found)]) + "\n"


def doubts_text(found: Found) -> str:
    """Return the sentence that names what was given and is not believed; nothing without."""
    return f"In doubt, that is given and not believed: {joined(sorted(found.doubted))}."


def case_lines(guideline: Guideline, found: Found) -> tuple[str, ...]:
    """Return the facts of a patient, a line each, and which of them must be confirmed."""
    lines = [f"{name}: {text}" for name, text in facts_text(guideline, found).items()]
    confirmed = to_confirm(guideline, found)
    return (*lines, *([f"confirmed: [{', '.join(confirmed)}]"] if confirmed else []))


def facts_text(guideline: Guideline, found: Found) -> dict[str, str]:
    """Return the facts of a patient as a case file writes them, in the order of the guideline."""
    names = [name for name in guideline.facts if name in found.facts]
    return {name: _text(guideline, name, found.facts[name]) for name in names}


def to_confirm(guideline: Guideline, found: Found) -> tuple[str, ...]:
    """Return the facts that a case file must confirm, so that the door keeps them."""
    return tuple(sorted(set(_questioned(guideline, found))))


def given_text(guideline: Guideline, facts: Mapping[str, Value], doubted: tuple[str, ...]) -> str:
    """Return what is told of a patient as one line, in the order of the guideline."""
    names = [name for name in guideline.facts if name in facts]
    told = [f"{name} is {_text(guideline, name, facts[name])}" for name in names]
    told += [f"{name} is given and not believed" for name in doubted]
    return joined(told) or "a doubt is withdrawn"


def _questioned(guideline: Guideline, found: Found) -> Iterator[str]:
    """Yield the facts that the door keeps only once they are confirmed."""
    for name, value in found.facts.items():
        plausible = guideline.facts[name].plausible
        if plausible is not None and isinstance(value, Fraction) and value not in plausible:
            yield name
    reading = Reading(guideline, found.facts)
    for each in guideline.contradictions.values():
        if settled_by_confirming(each) and reading.holds(each.when) is True:
            yield from (name for name in each.facts if name in found.facts)


def _text(guideline: Guideline, name: str, value: Value) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case Fraction():
            unit = guideline.unit(name)
            return f"{number_text(value)} {'' if unit == '1' else unit}".strip()
        case frozenset():
            return f"[{', '.join(sorted(value))}]" if value else "none"
        case str():
            return value
        case Levels() | None:
            message = f"{name} is no fact that a case gives."
            raise TypeError(message)
