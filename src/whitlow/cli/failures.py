"""This module tells what went wrong: a sentence for a person, or one JSON document.

It refuses to show a traceback or to repeat a patient's data that the person did not just type.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import click

from whitlow.errors import GuidelineError, InputError, Problem, WhitlowError, where_in_ours

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whitlow.errors import Fault

__all__ = [
    "GUIDELINE",
    "INPUT",
    "INTERNAL",
    "PROOF",
    "USAGE",
    "MisuseError",
    "Told",
    "told",
    "visible",
]

GUIDELINE: Final = 1
USAGE: Final = 2
PROOF: Final = 3
INPUT: Final = 4
INTERNAL: Final[int] = getattr(os, "EX_SOFTWARE", GUIDELINE)
"""A mistake in the program itself: 70, as ``sysexits`` has it."""


Refusal = dict[str, object]


class MisuseError(WhitlowError):
    """A command that was called in a way it does not have."""

    def __init__(self, problem: Problem) -> None:
        """Keep the one problem."""
        self.problem: Final = problem
        super().__init__(problem.message)


class Told:
    """A failure in both its forms, with the exit code."""

    def __init__(self, code: int, problems: Sequence[Problem], lead: str = "") -> None:
        """Keep every problem; the first one stands for all in the JSON document."""
        self.code: Final = code
        self.problems: Final = tuple(problems)
        self.lead: Final = lead

    def as_text(self) -> str:
        """Return the sentences for a person."""
        lines = [self.lead] if self.lead else []
        lines += [problem.message for problem in self.problems]
        return visible("\n".join(lines)) + "\n"

    def as_json(self) -> Mapping[str, object]:
        """Return the document of the public interface, and all problems beside the first."""
        every = [_document(problem) for problem in self.problems]
        return {"error": every[0], "problems": every}


def _document(problem: Problem) -> Refusal:
    return {
        "code": problem.code,
        "message": problem.message,
        "field": problem.field,
        "value": problem.value,
        "accepted": problem.accepted,
    }


def visible(text: str) -> str:
    r"""Return a text in which every sign can be seen, so that none can steer a terminal.

    >>> visible("a\x1b[31m\nb")
    'a\\x1b[31m\nb'
    """
    return "".join(
        sign if sign.isprintable() or sign == "\n" else ascii(sign)[1:-1] for sign in text
    )


def told(error: BaseException) -> Told:
    """Return what to tell of a failure; one that nobody foresaw tells only where it happened."""
    match error:
        case InputError(problems=problems):
            return Told(INPUT, problems, "Nothing was worked out: the input is at fault.")
        case GuidelineError(faults=faults):
            lead = f"The guideline is at fault ({len(faults)})."
            return Told(GUIDELINE, [_of_fault(fault) for fault in faults], lead)
        case MisuseError(problem=problem):
            return Told(USAGE, [problem])
        case click.UsageError():
            return Told(USAGE, [_of_usage(error)], _usage(error))
        case click.ClickException():
            return Told(USAGE, [Problem("usage", error.format_message())])
        case _:
            return Told(INTERNAL, [_internal(error)])


def _of_fault(fault: Fault) -> Problem:
    return Problem(fault.check, str(fault), field=str(fault.place), accepted=fault.remedy)


def _usage(error: click.UsageError) -> str:
    if error.ctx is None or isinstance(error, click.exceptions.NoArgsIsHelpError):
        return ""
    return f"{error.ctx.get_usage()}\nTry '{error.ctx.command_path} --help'.\n"


def _of_usage(error: click.UsageError) -> Problem:
    field, accepted = "", ""
    if isinstance(error, click.BadParameter) and error.param is not None:
        field = error.param.name or ""
        if isinstance(error.param.type, click.Choice):
            accepted = ", ".join(map(str, error.param.type.choices))
    elif isinstance(error, (click.NoSuchOption, click.BadOptionUsage)):
        field = error.option_name
    return Problem("usage", error.format_message(), field=field, accepted=accepted)


def _internal(error: BaseException) -> Problem:
    message = (
        f"Whitlow itself is at fault ({type(error).__name__}{where_in_ours(error)}). Nothing was "
        "worked out. Please report this sentence; it holds nothing of the input."
    )
    return Problem("internal", message)
