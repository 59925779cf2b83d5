"""This module gives a command the guideline, the patient of a file, and the terminal's measure.

It refuses a file that is larger than a case can be, before it is read to its end.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from whitlow.cli.failures import MisuseError
from whitlow.door import read_case
from whitlow.door.letters import read_text, too_large
from whitlow.door.limits import MOST_BYTES
from whitlow.door.vocabulary import cut, shown
from whitlow.errors import InputError, Problem
from whitlow.pages.terminal import WIDEST, to_terminal

if TYPE_CHECKING:
    from datetime import date
    from typing import BinaryIO

    from whitlow.door import Patient
    from whitlow.guideline import Guideline
    from whitlow.pages.blocks import Page

__all__ = ["doubted", "known_profile", "note_of", "on_terminal", "patient_of"]

STANDARD_INPUT: Final = "-"


def patient_of(file: str, guideline: Guideline, today: date) -> Patient:
    """Return the patient of a case file, or of standard input for ``-``."""
    return read_case(_bytes(file), file, guideline, today)


def note_of(file: str) -> str:
    """Return the text of a note, or of standard input for ``-``."""
    return read_text(_bytes(file), file)


def doubted(patient: Patient) -> frozenset[str]:
    """Return the facts that were given and do not count until someone settles them."""
    return frozenset(fact for doubt in patient.doubts for fact in doubt.facts)


def known_profile(guideline: Guideline, name: str | None) -> str:
    """Return the profile that is asked for, nothing for the default; raises ``MisuseError``."""
    if name is None or name in guideline.profiles:
        return name or ""
    known = ", ".join(guideline.profiles)
    message = f"--profile: there is no {shown(name)}. Use one of {known}."
    raise MisuseError(Problem("usage", message, "profile", cut(name), known))


def _bytes(file: str) -> bytes:
    if not file.strip():
        message = "No file is named. Name a case file, or - for standard input."
        raise InputError(Problem("unreadable_file", message, "FILE", "", "a case file, or -"))
    try:
        if file == STANDARD_INPUT:
            return _most(sys.stdin.buffer, file)
        with Path(file).open("rb") as opened:
            return _most(opened, file)
    except (OSError, ValueError, AttributeError) as error:
        why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else ""
        message = f"{cut(file)} cannot be read{f': {why}' if why else ''}. Name a case file, or -."
        problem = Problem("unreadable_file", message, "FILE", cut(file), "a case file, or -")
        raise InputError(problem) from error


def _most(file: BinaryIO, name: str) -> bytes:
    """Return the bytes of a file; raises ``InputError`` where they are more than a case may have.

    They are not read to their end, so only a file that knows its size can tell it.
    """
    data = file.read(MOST_BYTES + 1)
    if len(data) <= MOST_BYTES:
        return data
    size = 0
    with suppress(OSError, ValueError):
        size = os.fstat(file.fileno()).st_size
    raise too_large(name, f"{size} bytes" if size > MOST_BYTES else f"more than {MOST_BYTES} bytes")


def on_terminal(page: Page) -> str:
    """Return a page for the terminal that the program writes to."""
    return to_terminal(page, _columns(), colour=_has_colour())


def _columns() -> int:
    """Return how wide the terminal is: as the user says, as it says itself, or as a page can be.

    The standard library's answer would import three compressors, which a dose need not wait for.
    """
    told = os.environ.get("COLUMNS", "")
    if told.isascii() and told.isdigit() and int(told):
        return int(told)
    with suppress(OSError, ValueError, AttributeError):
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or WIDEST  # type: ignore[union-attr]
    return WIDEST


def _has_colour() -> bool:
    """Whether colour is wanted: by a terminal, and not by someone who asked for none."""
    out = sys.__stdout__
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or out is None:
        return False
    return out.isatty()
