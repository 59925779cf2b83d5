"""This module is ``whitlow variants``: a reader's own table of variants, beside the guideline's.

It refuses to keep a table of which any line cannot be read.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from whitlow.cli.asked import asked, shared
from whitlow.cli.failures import MisuseError
from whitlow.cli.opened import on_terminal
from whitlow.door.variants import VARIANTS, read_variant
from whitlow.door.vocabulary import Vocabulary, cut, shown
from whitlow.errors import InputError, Problem
from whitlow.guideline import split_id
from whitlow.guideline.merged import with_imported
from whitlow.guideline.table_calls import read_table
from whitlow.guideline.table_rows import MOST_BYTES
from whitlow.pages.json_values import to_json
from whitlow.pages.variants_page import (
    import_json,
    import_page,
    list_json,
    list_page,
    variant_json,
    variant_page,
)
from whitlow.private import IMPORTED, data_folder, is_ours, make_folder, write
from whitlow.shelf import open_guideline, open_own

if TYPE_CHECKING:
    from whitlow.guideline import Fact, Guideline

__all__ = ["command"]

FILE: Final = "a table of variants, parted by tabs"


HELP: Final = "Import a published table of viral variants, show what is known of one, or forget it."
group: Final = click.Group("variants", help=HELP)
command: Final = shared(group)


@shared
@group.command("import")
@click.argument("file", metavar="FILE")
def import_(file: str) -> str:
    """Read the table FILE into your own data folder, in place of one that is there."""
    question = asked()
    guideline = open_own(question.guideline)
    data = _bytes(file)
    reading = read_table(data, guideline)
    imported = with_imported(guideline, data).imported
    if imported is None:
        raise InputError(Problem("unreadable_table", "This guideline reads no table.", "FILE"))
    place = _keep(data)
    if question.form == "json":
        return to_json(import_json(reading, imported, place))
    return on_terminal(import_page(guideline, reading, imported, place))


@shared
@group.command("list")
def list_() -> str:
    """List the variants that were imported, and where the table differs from the guideline."""
    question = asked()
    guideline = open_guideline(question.guideline)
    if question.form == "json":
        return to_json(list_json(guideline))
    return on_terminal(list_page(guideline))


@shared
@group.command("show")
@click.argument("variant", metavar="VARIANT")
def show(variant: str) -> str:
    """Show what is known of VARIANT in any notation, for each type of virus, with its papers."""
    question = asked()
    guideline = open_guideline(question.guideline)
    name = read_variant(_fact(guideline), variant, Vocabulary(guideline))
    wanted = split_id(name)
    found = [
        each
        for each in guideline.variants.values()
        if split_id(each.id)[:2] == wanted[:2] and wanted[2] in {"", each.virus}
    ]
    if not found:
        message = f"{name} is unknown here, which is not the same as susceptible."
        raise MisuseError(Problem("unknown_record", message, "VARIANT", cut(name)))
    if question.form == "json":
        return to_json({"variants": [variant_json(guideline, each) for each in found]})
    return on_terminal(variant_page(guideline, found))


@shared
@group.command("forget")
def forget() -> str:
    """Remove the table that was imported; plans rest on the guideline's own variants again."""
    path = _folder() / IMPORTED
    try:
        path.unlink()
        told = True
    except FileNotFoundError:
        told = False
    except OSError as error:
        raise InputError(_unwritable(path, error)) from error
    if asked().form == "json":
        return to_json({"forgotten": told, "place": str(path)})
    return f"Forgotten: {path}\n" if told else "Nothing was imported.\n"


def _fact(guideline: Guideline) -> Fact:
    for fact in guideline.facts.values():
        if fact.members == VARIANTS:
            return fact
    raise InputError(Problem("unknown_fact", "This guideline reads no variants.", "VARIANT"))


def _bytes(file: str) -> bytes:
    """Return the bytes of a file, as far as one that is too large shows itself as such."""
    try:
        with Path(file).open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else ""
        message = f"{shown(file)} cannot be read{f': {why}' if why else ''}. Name {FILE}."
        raise InputError(Problem("unreadable_file", message, "FILE", cut(file), FILE)) from error


def _folder() -> Path:
    folder = data_folder()
    if not folder:
        message = "There is no folder of your own for data. Set XDG_DATA_HOME to one."
        raise InputError(Problem("unwritable_folder", message, "XDG_DATA_HOME"))
    return Path(folder)


def _keep(data: bytes) -> str:
    """Write the table whole into the user's folder; return where. Raises ``InputError``."""
    folder = _folder()
    try:
        make_folder(folder)
        if not is_ours(folder.stat()):
            message = f"Others could write into {shown(str(folder))}. Make it yours alone."
            raise InputError(Problem("unwritable_folder", message, "XDG_DATA_HOME", str(folder)))
        _sweep(folder)
        write(folder, IMPORTED, data)
    except OSError as error:
        raise InputError(_unwritable(folder, error)) from error
    return str(folder / IMPORTED)


def _sweep(folder: Path) -> None:
    """Remove what an import that was interrupted left behind."""
    for left in folder.glob(f".{IMPORTED}.*"):
        with suppress(OSError):
            left.unlink()


def _unwritable(path: Path, error: OSError) -> Problem:
    why = os.strerror(error.errno) if error.errno else type(error).__name__
    message = f"{shown(str(path))} cannot be written: {why}. Nothing was changed."
    return Problem("unwritable_folder", message, "XDG_DATA_HOME", str(path))
