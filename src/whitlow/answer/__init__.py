"""This package answers a question with cited statements and, where one is described, a plan.

It refuses to say what no statement or rule says: what is not covered is named as such.
"""

from __future__ import annotations

from whitlow.answer.compose import answer
from whitlow.answer.described import Case
from whitlow.answer.numbers import faults
from whitlow.answer.records import (
    Answer,
    Audience,
    Comparison,
    Coverage,
    Part,
    Sentence,
    Told,
)
from whitlow.answer.session import Session, forget, gone_on, keep, recall
from whitlow.answer.spoken_of import audience_of

__all__ = [
    "Answer",
    "Audience",
    "Case",
    "Comparison",
    "Coverage",
    "Part",
    "Sentence",
    "Session",
    "Told",
    "answer",
    "audience_of",
    "faults",
    "forget",
    "gone_on",
    "keep",
    "recall",
]
