"""This module writes a patient whom the solver found as a case file that anyone can replay.

It refuses to hide a doubt: a fact given but not believed cannot be written, and is named instead.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from whitlow.language import Levels, number_text

if TYPE_CHECKING:
    from whitlow.guideline import Guideline
    from whitlow.language import Value
    from whitlow.prove.ground import Found

__all__ = ["case_text"]


def case_text(guideline: Guideline, found: Found, heading: str) -> str:
    """Return a case file with a patient's facts, under a comment that says what it shows."""
    lines = [f"# {line}" for line in heading.splitlines()]
    lines += [
        f"# In doubt, that is given and not believed: {name}." for name in sorted(found.doubted)
    ]
    facts = [name for name in guideline.facts if name in found.facts]
    lines += [f"{name}: {_text(guideline, name, found.facts[name])}" for name in facts]
    return "\n".join(lines) + "\n"


def _text(guideline: Guideline, name: str, value: Value) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case Fraction():
            return f"{number_text(value)} {guideline.unit(name)}".strip()
        case frozenset():
            return f"[{', '.join(sorted(value))}]" if value else "none"
        case str():
            return value
        case Levels() | None:
            message = f"{name} is no fact that a case gives."
            raise TypeError(message)
