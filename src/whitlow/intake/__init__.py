"""This package reads free text: which facts it holds, where they stand, and what is to be asked.

It refuses to settle what a text leaves open: two values, a missing unit and a doubt are questions.
"""

from __future__ import annotations

from whitlow.intake.lexicon import Concept
from whitlow.intake.licence import NO_UNIT
from whitlow.intake.read import concepts, read, stance_of
from whitlow.intake.records import Aside, Confirm, ReadFact, Reading

__all__ = [
    "NO_UNIT",
    "Aside",
    "Concept",
    "Confirm",
    "ReadFact",
    "Reading",
    "concepts",
    "read",
    "stance_of",
]
