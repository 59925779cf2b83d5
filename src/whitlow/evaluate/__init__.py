"""This package says what a guideline means for one patient: the reference meaning.

It refuses to merge outcomes: a rule stands, is asked for, is provisional, is barred or is silent.
"""

from __future__ import annotations

from whitlow.evaluate.decision import Decision, Outcome
from whitlow.evaluate.meaning import write_out
from whitlow.evaluate.readers import Readers, readers_of
from whitlow.evaluate.reading import Reading

__all__ = ["Decision", "Outcome", "Readers", "Reading", "readers_of", "write_out"]
