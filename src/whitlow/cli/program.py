"""This module is the program: it finds the command, prints what it returns, and sets the exit code.

It refuses to import a command that was not asked for.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import redirect_stdout, suppress
from importlib import import_module
from io import StringIO
from typing import TYPE_CHECKING, Final, NoReturn

import click

from whitlow import __version__
from whitlow.cli.asked import Answered, shared, wants_json
from whitlow.cli.failures import INTERNAL, told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO, TextIO

__all__ = ["main", "run"]

NAME: Final = "whitlow"
COMMANDS: Final = {
    "plan": "a plan for the patient of a case file",
    "dose": "the order of a drug for one patient",
    "ask": "a question in words, answered with cited statements",
    "follow": "a course of dated facts: each day's dose, what is due and overdue",
    "read": "a note: the facts it states, where they stand, and what is to be confirmed",
    "case": "a blank case file, or what is still to be asked",
    "show": "any record of the guideline, with what uses it",
    "search": "statements, rules, laws and promises that hold some words",
    "diff": "what differs between two guidelines, and whose plan changes",
    "disagreements": "where the sources differ, and what is followed",
    "variants": "a table of viral variants of your own: import, list, show, forget",
    "check": "the guideline's own checks",
    "serve": "the web application, on this machine unless told otherwise",
    "review": "the editorial desk: signed verdicts on exact texts, and their chain",
    "prove": "what is owed to every possible patient, proved or refuted",
}
EPILOG: Final = (
    "Exit codes: 0 done; 1 the guideline is at fault; 2 usage; 3 a proof failed; 4 the input is "
    "at fault, and no plan was made; 70 the program itself is at fault, or the answer could not be "
    "written."
)


class Program(click.Group):
    """The commands, each in its own module, imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own
        """Return the names of the commands in the order in which people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, or None where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        command: object = import_module(f"whitlow.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing one of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.version_option(__version__, prog_name=NAME)
def _program() -> None:
    """Whitlow: an open clinical guideline that runs."""


program: Final = shared(
    Program(
        NAME,
        params=list(getattr(_program, "__click_params__", [])),
        help="An open clinical guideline that runs, offline: a patient in, a cited plan out.",
        epilog=EPILOG,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
)


def main() -> NoReturn:
    """Run the command line and leave.

    One question is answered and the program is over. So nothing is gained by looking for garbage
    in what was loaded, or by taking it all apart again at the end: both would cost a reader who
    waits for a dose several per cent of the wait.
    """
    gc.disable()
    try:
        code = run(sys.argv[1:])
    except (KeyboardInterrupt, click.Abort):
        _die_of_interrupt()
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Print what the arguments ask for; return the exit code."""
    as_json = wants_json(arguments)
    code, out, err = _answer(arguments, as_json=as_json)
    try:
        _write(sys.stdout, out)
    except BrokenPipeError:
        _close_quietly()
    except OSError as error:
        _close_quietly()
        code, err = INTERNAL, f"{_not_written(error)}\n"
    with suppress(OSError):
        _write(sys.stderr, err)
    return code


def _not_written(error: OSError) -> str:
    why = os.strerror(error.errno) if error.errno else type(error).__name__
    return f"The answer could not be written: {why}. Do not use what was written of it."


def _answer(arguments: Sequence[str], *, as_json: bool) -> tuple[int, str, str]:
    """Return the exit code and what goes to standard output and to standard error."""
    shown = StringIO()
    try:
        with redirect_stdout(shown):
            found: object = program.main(list(arguments), prog_name=NAME, standalone_mode=False)
    except (KeyboardInterrupt, click.Abort):
        raise
    except BaseException as error:  # noqa: BLE001 - whatever happens, it is told in a sentence
        failure = told(error)
        if as_json:
            return failure.code, _json(failure.as_json()), ""
        return failure.code, "", failure.as_text()
    if isinstance(found, Answered):
        return found.code, found.text, ""
    if isinstance(found, str):
        return 0, found, ""
    help_ = shown.getvalue()
    return 0, _json({"help": help_}) if as_json else help_, ""


def _json(document: object) -> str:
    import json  # noqa: PLC0415 - only who asks for it needs it

    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _write(stream: TextIO | None, text: str) -> None:
    """Write a text as UTF-8 whatever the terminal's letters are: the same bytes everywhere."""
    if stream is None or not text:
        return
    binary: BinaryIO | None = getattr(stream, "buffer", None)
    if binary is None:
        stream.write(text)
    else:
        binary.write(text.encode(errors="backslashreplace"))
    stream.flush()


def _close_quietly() -> None:
    """Let nothing be written any more to a reader who has left, not even at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _die_of_interrupt() -> NoReturn:
    """End as a program ends that was interrupted, so that the shell knows."""
    import signal  # noqa: PLC0415 - only who is interrupted needs it

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.raise_signal(signal.SIGINT)
    raise SystemExit(2)
