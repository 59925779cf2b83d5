"""This package opens a guideline: loaded, checked, and remembered by its content.

It refuses to hand out a guideline with a fault, and a remembered one of which a byte has changed
since, in the files or in the program. What it remembers is never needed: a cache that is broken,
foreign or cannot be written costs time and nothing else.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from whitlow.errors import GuidelineError, InputError, Problem
from whitlow.guideline.published import published
from whitlow.private import IMPORTED, data_folder, trusted
from whitlow.shelf.kept import recall, remember
from whitlow.shelf.key import fingerprint
from whitlow.shelf.whole import whole
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.guideline import Guideline

__all__ = ["open_guideline", "open_own", "whole"]


def open_guideline(folder: Path | None) -> Guideline:
    """Return a guideline without faults, of a folder or else the one that came with the program.

    The variants that the user imported are in it. Raises ``GuidelineError`` with every fault, and
    ``InputError`` for an imported table that cannot be read.
    """
    return _opened(folder, _imported_table())


def open_own(folder: Path | None) -> Guideline:
    """Return a guideline without faults and without what was imported."""
    return _opened(folder, None)


def _opened(folder: Path | None, table: bytes | None) -> Guideline:
    path = shipped_guideline() if folder is None else folder
    return _with_reviews(path, _recalled(path, table))


def _recalled(path: Path, table: bytes | None) -> Guideline:
    key = fingerprint(path, table)
    kept = None if key is None else recall(key)
    if kept is not None:
        return kept
    guideline = _checked(path) if table is None else _merged(_checked(path), table)
    if key is not None and key == fingerprint(path, table):
        remember(key, guideline)
    return guideline


def _with_reviews(path: Path, guideline: Guideline) -> Guideline:
    """Return a guideline with the reviews that were published beside it, if any were."""
    found = published(path)
    return guideline if found is None else replace(guideline, reviews=found)


def _merged(guideline: Guideline, table: bytes) -> Guideline:
    from whitlow.guideline.merged import with_imported  # noqa: PLC0415 - few import a table

    try:
        return with_imported(guideline, table)
    except InputError as error:
        raise InputError(_unusable(error.problems[0].message), *error.problems) from error


def _imported_table() -> bytes | None:
    """Return the table that the user imported, or None; raises ``InputError`` for a foreign one."""
    folder = data_folder()
    try:
        data = trusted(folder, IMPORTED)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(_unusable(os.strerror(error.errno) if error.errno else "")) from error
    if data is None:
        raise InputError(_unusable("others could have written it"))
    return data


def _unusable(why: str) -> Problem:
    message = (
        f"The imported variants cannot be used{f': {why}' if why else ''}. "
        "Import them again, or write 'whitlow variants forget'."
    )
    return Problem("unreadable_file", message, "variants")


def _checked(path: Path) -> Guideline:
    from whitlow.checks import check  # noqa: PLC0415 - what is remembered has been checked
    from whitlow.guideline import load_guideline  # noqa: PLC0415 - and loaded

    guideline = load_guideline(path)
    faults = check(guideline)
    if faults:
        raise GuidelineError(faults)
    return guideline
