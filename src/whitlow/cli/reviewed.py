"""This module opens what ``whitlow review`` works on: keys, heads, and the desk's store.

It refuses to write over a key, and to leave one where others can read it.
"""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from whitlow.cli.failures import MisuseError
from whitlow.door.vocabulary import cut, shown
from whitlow.editorial.chain import Head
from whitlow.editorial.events import Payload
from whitlow.errors import InputError, Problem
from whitlow.private import data_folder, make_folder

if TYPE_CHECKING:
    from whitlow.editorial.desk import Desk
    from whitlow.editorial.events import Kind
    from whitlow.editorial.signing import Signer
    from whitlow.editorial.store import Store
    from whitlow.editorial.texts import Text
    from whitlow.guideline import Guideline
    from whitlow.guideline.plain import Json

__all__ = ["chosen", "desk_of", "head_of", "kept_key", "key_in", "signed", "store_of"]

FOLDER: Final = "desk"
FILE: Final = "desk.db"
OWNER_ALONE: Final = 0o600
LONGEST: Final = 10_000
NONCE: Final = 16


def kept_key(file: str, *, locked: bool) -> Signer:
    """Return a new key that was written to a file which its owner alone can read."""
    from whitlow.editorial.signing import Signer  # noqa: PLC0415 - needs the extra

    password = click.prompt("Password", hide_input=True, confirmation_prompt=True) if locked else ""
    signer = Signer.new()
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else type(error).__name__
        message = f"{shown(file)} cannot be made: {why}. Name a file that is not there yet."
        raise MisuseError(Problem("unwritable", message, "FILE", cut(file))) from error
    with os.fdopen(handle, "wb") as opened:
        opened.write(signer.written(password))
    return signer


def key_in(file: str, *, locked: bool) -> Signer:
    """Return the key of a file; raises ``InputError`` where there is none."""
    from whitlow.editorial.signing import Signer  # noqa: PLC0415 - needs the extra

    password = click.prompt("Password", hide_input=True, err=True) if locked else ""
    try:
        pem = Path(file).read_bytes()[:LONGEST]
    except (OSError, ValueError) as error:
        message = f"{shown(file)} cannot be read. Name the file of your key."
        raise InputError(Problem("unreadable_file", message, "key", cut(file))) from error
    return Signer.read(pem, password)


def head_of(text: str) -> Head:
    """Return a published head; raises ``MisuseError`` for what is none."""
    number, _, hash_ = text.partition(":")
    if not (number.isascii() and number.isdigit() and hash_):
        message = f"--head: {shown(text)} is no head. Write NUMBER:HASH, as it was published."
        raise MisuseError(Problem("usage", message, "head", cut(text)))
    return Head(int(number), hash_)


def store_of(address: str | None) -> Store:
    """Return the store at an address, or else the one in the user's own data folder."""
    from whitlow.editorial.store import Store  # noqa: PLC0415 - needs the extra

    return Store(chosen(address))


def chosen(address: str | None) -> str:
    """Return the address of a store, of the one in the user's own data folder where none is named.

    Raises ``InputError`` where there is no place for it.
    """
    from whitlow.editorial.store import address_of  # noqa: PLC0415 - needs the extra

    if address:
        return address
    home = data_folder()
    if not home:
        message = "There is no place for the desk's store here. Name one with --store."
        raise InputError(Problem("store", message, "store"))
    folder = Path(home).with_name(FOLDER)
    try:
        make_folder(folder)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else type(error).__name__
        message = f"The desk's folder cannot be made: {why}. Name a store with --store."
        raise InputError(Problem("store", message, "store")) from error
    return address_of(folder / FILE)


def desk_of(guideline: Guideline, address: str | None) -> Desk:
    """Return the desk over a guideline."""
    from whitlow.editorial.desk import Desk  # noqa: PLC0415 - needs the extra

    return Desk(guideline, store_of(address))


def signed(kind: Kind, actor: str, text: Text | None, body: dict[str, Json], signer: Signer) -> str:
    """Return an act that is signed at this moment, as a line for the desk."""
    from whitlow.editorial.lines import signed_line  # noqa: PLC0415 - only who signs needs it

    payload = Payload(
        kind,
        datetime.now(tz=UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        actor,
        "" if text is None else text.name,
        "" if text is None else text.text,
        "" if text is None else text.basis,
        secrets.token_hex(NONCE),
        body,
    )
    return signed_line(payload, signer.name, signer.sign(payload))
