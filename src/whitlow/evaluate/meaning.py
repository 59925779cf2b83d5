"""This module keeps the conditions of a guideline as functions, so that each is made once.

It refuses another answer than the reference meaning of ``language``: it only saves time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.guideline import OnceFor
from whitlow.language import compiled, value

if TYPE_CHECKING:
    from whitlow.guideline import Condition, Guideline
    from whitlow.language import Known, Run, Value

__all__ = ["Meaning", "meaning_of"]

NOBODY: Final[frozenset[str]] = frozenset()


class Meaning:
    """The conditions of one guideline as functions, made when asked for a second time.

    A command that reads one patient asks most conditions once, and then the reference meaning is
    quicker than making a function.
    """

    __slots__ = ("guideline", "runs")

    def __init__(self, guideline: Guideline) -> None:
        """Take the guideline whose classes the conditions name."""
        self.guideline: Final = guideline
        self.runs: Final[dict[int, tuple[Condition, Run | None]]] = {}

    def members(self, group: str) -> frozenset[str]:
        """Return what counts as one of a class."""
        return self.guideline.members.get(group, NOBODY)

    def value(self, condition: Condition, known: Known) -> Value:
        """Return the value of a condition; it is kept beside its function, under its identity."""
        kept = self.runs.get(id(condition))
        if kept is None:
            self.runs[id(condition)] = (condition, None)
            return value(condition.compiled, known, self.members)
        run = kept[1]
        if run is None:
            run = compiled(condition.compiled, self.members)
            self.runs[id(condition)] = (condition, run)
        return run(known)


meaning_of: Final = OnceFor(Meaning)
