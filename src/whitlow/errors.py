"""This module names everything that can go wrong, each with the place where it did.

It refuses to print: an error is a sentence that a surface shows.
"""

from __future__ import annotations

import os
from typing import Final

from whitlow.record import dataclass

__all__ = [
    "Fault",
    "GuidelineError",
    "InputError",
    "Place",
    "Problem",
    "WhitlowError",
    "where_in_ours",
]

UNKNOWN_LINE: Final = 0
OURS: Final = f"whitlow{os.sep}"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something was written: a file, and a line and column that count from one.

    >>> str(Place("facts.yaml", 3, 7))
    'facts.yaml:3:7'
    """

    file: str
    line: int = UNKNOWN_LINE
    column: int = UNKNOWN_LINE

    def __str__(self) -> str:
        """Return the place as an editor writes it."""
        if self.line == UNKNOWN_LINE:
            return self.file
        if self.column == UNKNOWN_LINE:
            return f"{self.file}:{self.line}"
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault of a guideline: where, what, why it matters and what to do."""

    place: Place
    what: str
    why: str
    remedy: str
    check: str

    def __str__(self) -> str:
        """Return the fault as the paragraph that an editor reads."""
        lines = [str(self.place), *self.what.splitlines(), *self.why.splitlines()]
        lines += self.remedy.splitlines()
        return "\n  ".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input, in the words of the public interface.

    ``code`` is a stable word, ``field`` the fact or option, ``value`` what was given and
    ``accepted`` what would have been taken.
    """

    code: str
    message: str
    field: str = ""
    value: str = ""
    accepted: str = ""


class WhitlowError(Exception):
    """Anything that Whitlow says no to."""


class GuidelineError(WhitlowError):
    """A guideline that cannot be used, with every fault found, in file order."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep the faults in file order, each once."""
        self.faults: Final = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class InputError(WhitlowError):
    """An input from which no plan is made, with every problem found."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems in the order of the input."""
        self.problems: Final = problems
        super().__init__("\n".join(problem.message for problem in problems))


def where_in_ours(error: BaseException) -> str:
    """Return the last line of ours that an error went through, without its text."""
    found = ""
    trace = error.__traceback__
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if OURS in path:
            found = f" in {path.rpartition(OURS)[2]}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return found
