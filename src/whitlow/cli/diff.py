"""This module is ``whitlow diff``: what differs between two guidelines, and whose plan changes.

It refuses a guideline with a fault: what it would advise is not known.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from whitlow.cli.asked import asked, shared
from whitlow.cli.failures import MisuseError
from whitlow.cli.opened import on_terminal
from whitlow.door.vocabulary import shown
from whitlow.errors import Fault, GuidelineError, Place, Problem
from whitlow.guideline import load_cases
from whitlow.pages.case_changes import case_changes
from whitlow.pages.diff_page import Compared, diff_json, diff_page
from whitlow.pages.json_values import to_json
from whitlow.pages.record_changes import record_changes
from whitlow.shelf import open_guideline

if TYPE_CHECKING:
    from whitlow.guideline import Case, Guideline

__all__ = ["command"]

ABOUT: Final = "guideline.yaml"


@shared
@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def command(old: Path, new: Path) -> str:
    """Print what differs between the guidelines in the folders OLD and NEW.

    Every record that was added, removed or changed, and every worked case whose plan changes.
    """
    question = asked()
    if question.guideline is not None:
        message = "--guideline: diff takes both of its guidelines by name. Leave the option out."
        raise MisuseError(Problem("usage", message, "guideline", str(question.guideline)))
    was, now = _opened("OLD", old), _opened("NEW", new)
    day = date.fromisoformat(now.about.date)
    found = _compared(was, now, _cases(old, day), _cases(new, day))
    if question.form == "json":
        return to_json(diff_json(found))
    return on_terminal(diff_page(found))


def _compared(
    old: Guideline, new: Guideline, was: dict[str, Case], now: dict[str, Case]
) -> Compared:
    plans = () if old.hash == new.hash else case_changes(old, new, was, now)
    return Compared(old, new, record_changes(old, new, was, now), plans, len({**was, **now}))


def _opened(argument: str, folder: Path) -> Guideline:
    if not (folder / ABOUT).is_file():
        raise GuidelineError((_no_guideline(argument, folder),))
    try:
        return open_guideline(folder)
    except GuidelineError as error:
        raise _within(folder, error) from error


def _cases(folder: Path, day: date) -> dict[str, Case]:
    try:
        return load_cases(folder, day)
    except GuidelineError as error:
        raise _within(folder, error) from error


def _within(folder: Path, error: GuidelineError) -> GuidelineError:
    """Return the faults with their folder before their file, so that a reader knows whose."""
    return GuidelineError(
        tuple(
            replace(fault, place=replace(fault.place, file=f"{folder}/{fault.place.file}"))
            for fault in error.faults
        )
    )


def _no_guideline(argument: str, folder: Path) -> Fault:
    what = "holds no readable guideline.yaml" if folder.is_dir() else "is no folder"
    return Fault(
        Place(ABOUT),
        f"{argument}: {shown(str(folder))} {what}.",
        "Without it there is no guideline to compare.",
        "Name the folder that holds guideline.yaml.",
        "no-guideline",
    )
