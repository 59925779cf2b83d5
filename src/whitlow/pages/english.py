"""This module writes a condition in the words of a guideline's labels.

It refuses to choose other words: what a name is called is the guideline's to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.sentence import expression_text

if TYPE_CHECKING:
    from whitlow.guideline import Condition, Guideline

__all__ = ["in_words"]


def in_words(guideline: Guideline, condition: Condition) -> str:
    """Return a condition as a sentence without its full stop."""
    return expression_text(guideline, condition.source)
