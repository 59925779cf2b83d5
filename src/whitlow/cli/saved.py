"""This module writes the patients in whom an obligation fails, each as a case file.

It refuses to write over a file that says something else, and looks for such before it writes any.
It never leaves half of one.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from whitlow.cli.failures import MisuseError
from whitlow.door.vocabulary import cut, shown
from whitlow.errors import Problem
from whitlow.pages.words import some
from whitlow.private import write
from whitlow.sentence import joined

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.proofs import Proofs

__all__ = ["saved"]


def saved(proofs: Proofs, folder: Path) -> str:
    """Write each patient under the name of the obligation, and return the sentence that tells it.

    Raises ``MisuseError`` where the folder cannot be written.
    """
    files = {
        f"{each.name.replace(':', '-')}.yaml": each.patient.case.encode()
        for each in proofs.failed
        if each.patient is not None
    }
    if not files:
        return "There is no patient in whom anything fails, so none was written."
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = [name for name, text in files.items() if _differs(folder / name, text)]
        if taken:
            raise MisuseError(_taken(folder / taken[0]))
        for name, text in files.items():
            write(folder, name, text)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else type(error).__name__
        message = f"--save: {shown(str(folder))} cannot be written: {why}. Name a folder."
        raise MisuseError(Problem("unwritable", message, "save", cut(str(folder)))) from error
    return (
        f"{some(len(files), 'patient')} written to {shown(str(folder))}: {joined(sorted(files))}."
    )


def _differs(path: Path, text: bytes) -> bool:
    return path.is_symlink() or (path.exists() and path.read_bytes() != text)


def _taken(path: Path) -> Problem:
    message = (
        f"--save: {shown(str(path))} is there already and says something else. "
        "Nothing was written. Name a folder that is new or empty."
    )
    return Problem("taken", message, "save", cut(str(path)))
