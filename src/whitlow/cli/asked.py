"""This module holds what every command may be asked: which guideline, and in which form.

It refuses to load anything.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import click

from whitlow.cli.failures import MisuseError
from whitlow.errors import Fault, GuidelineError, InputError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Answered", "Asked", "Form", "asked", "day", "forms", "once", "shared", "wants_json"]

Form = Literal["terminal", "json", "markdown", "html"]

JSON: Final = "--json"
LONGEST_SHOWN: Final = 60
END_OF_OPTIONS: Final = "--"
ISO: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
ABOUT: Final = "guideline.yaml"
ROOM_FOR_DUE_DATES: Final = timedelta(days=1000)
FORMS: Final[dict[str, tuple[Form, str]]] = {
    "json": ("json", "Print one JSON document and nothing else, errors included."),
    "markdown": ("markdown", "Print GitHub flavoured Markdown."),
    "html": ("html", "Print one HTML page that needs nothing else."),
}


class Answered(NamedTuple):
    """An answer that is whole and whose exit code tells that something failed."""

    code: int
    text: str


class Asked:
    """What was asked for, before or after the name of the command."""

    def __init__(self) -> None:
        """Begin with what holds when nothing is said."""
        self.guideline: Path | None = None
        self.form: Form = "terminal"


def asked() -> Asked:
    """Return what was asked of the command that runs."""
    return _of(click.get_current_context())


def _of(context: click.Context) -> Asked:
    found: Asked = context.find_root().ensure_object(Asked)
    return found


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether ``--json`` was typed, so that whatever else is wrong is told in JSON too.

    >>> wants_json(["dose", "--json"]), wants_json(["dose", "--", "--json"])
    (True, False)
    """
    words = list(arguments)
    end = words.index(END_OF_OPTIONS) if END_OF_OPTIONS in words else len(words)
    return JSON in words[:end]


def day(text: str | None) -> date:
    """Return a date written as YYYY-MM-DD, or else the machine's; raises ``MisuseError``."""
    if text is None:
        return datetime.now(tz=UTC).astimezone().date()
    try:
        found = date.fromisoformat(text) if ISO.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None:
        message = f"--today: {_shown(text)} is not a date. Write it as YYYY-MM-DD."
        raise MisuseError(Problem("usage", message, "today", text, "YYYY-MM-DD"))
    latest = date.max - ROOM_FOR_DUE_DATES
    if found > latest:
        message = (
            f"--today: {text} is too late: no day is left on which anything could be due. "
            f"Write a day up to {latest}."
        )
        raise MisuseError(Problem("usage", message, "today", text, f"up to {latest}"))
    return found


def _shown(text: str) -> str:
    """Return a text as a message shows it; the door's own way would be imported for --help."""
    return repr(text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…")


def once(_: click.Context, param: click.Parameter, texts: tuple[str, ...]) -> str | None:
    """Return the value of an option that is given once, None without it.

    Raises ``InputError`` where it is given twice, since the last would win unseen.
    """
    name = param.name or ""
    if len(texts) > 1:
        first, second = texts[:2]
        message = (
            f"--{name} is given twice, as {_shown(first)} and as {_shown(second)}. "
            "Keep one of the two."
        )
        raise InputError(Problem("duplicate_key", message, name))
    return texts[0] if texts else None


def _keep_guideline(context: click.Context, _: click.Parameter, folder: Path | None) -> None:
    if folder is None:
        return
    if not (folder / ABOUT).is_file():
        raise GuidelineError((_no_guideline(folder),))
    _of(context).guideline = folder


def _no_guideline(folder: Path) -> Fault:
    what = "holds no readable guideline.yaml" if folder.is_dir() else "is no folder"
    return Fault(
        Place(ABOUT),
        f"--guideline: {_shown(str(folder))} {what}.",
        "Without it there is no guideline.",
        "Name the folder that holds guideline.yaml.",
        "no-guideline",
    )


def _keep_form(context: click.Context, param: click.Parameter, chosen: object) -> None:
    kept = _of(context)
    if chosen and kept.form != "json" and param.name is not None:
        kept.form = FORMS[param.name][0]


def _form(name: str) -> click.Option:
    _, what = FORMS[name]
    return click.Option(
        [f"--{name}"], is_flag=True, expose_value=False, callback=_keep_form, help=what
    )


def shared(command: click.Command) -> click.Command:
    """Add the options that every command takes."""
    command.params += [
        click.Option(
            ["--guideline"],
            type=click.Path(path_type=Path),
            metavar="DIR",
            expose_value=False,
            callback=_keep_guideline,
            help="The guideline to use; without it, the one that came with the program.",
        ),
        _form("json"),
    ]
    return command


def forms(command: click.Command) -> click.Command:
    """Add the forms that only a plan has."""
    command.params += [_form("markdown"), _form("html")]
    return command
