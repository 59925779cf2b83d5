"""This module opens a guideline: loaded, checked, and remembered by its content.

It refuses to hand out a guideline with a fault, and a remembered one of which a byte has changed
since, in the files or in the program. What it remembers is never needed: a cache that is broken,
foreign or cannot be written costs time and nothing else.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from whitlow.errors import GuidelineError, InputError, Problem
from whitlow.guideline import Guideline, load_guideline
from whitlow.guideline.files import NOT_KNOWLEDGE
from whitlow.private import (
    IMPORTED,
    bytes_of,
    cache_folder,
    data_folder,
    is_ours,
    make_folder,
    trusted,
    write,
)
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["DIGEST", "fingerprint", "open_guideline", "open_own"]

T = TypeVar("T")
PROGRAM: Final = Path(__file__).resolve().parent
SURFACES: Final = ("cli", "pages")
"""What only shows a guideline does not shape it."""

SUFFIX: Final = ".guideline"
MOST_REMEMBERED: Final = 8
DIGEST: Final = sha256().digest_size


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
    key = fingerprint(path, table)
    kept = None if key is None else _recall(key)
    if kept is not None:
        return kept
    guideline = _checked(path) if table is None else _merged(_checked(path), table)
    if key is not None and key == fingerprint(path, table):
        _remember(key, guideline)
    return guideline


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

    guideline = load_guideline(path)
    faults = check(guideline)
    if faults:
        raise GuidelineError(faults)
    return guideline


# ---------------------------------------------------------------------------------------------
# The key: every byte that shapes what is remembered.


def fingerprint(folder: Path, table: bytes | None = None) -> str | None:
    """Return the hash of the folder's files, the imported table, the program and the Python.

    Of the program only what lies below the surfaces counts.

    None says that something could not be read, so that nothing is remembered.
    """
    digest = sha256(f"{sys.version}\0{pickle.HIGHEST_PROTOCOL}\0".encode())
    digest.update(b"" if table is None else sha256(table).digest())
    try:
        for root, suffix, apart in ((PROGRAM, ".py", SURFACES), (folder, ".yaml", NOT_KNOWLEDGE)):
            for name in sorted(_names(str(root), suffix, apart)):
                data = bytes_of(os.path.join(root, name))  # noqa: PTH118 - a third of the time
                digest.update(f"{name}\0{len(data)}\0".encode())
                digest.update(data)
    except (OSError, UnicodeError):
        return None
    return digest.hexdigest()


def _names(root: str, suffix: str, apart: tuple[str, ...], inner: str = "") -> Iterator[str]:
    """Yield the files of a folder with a suffix, however deep, as paths within it."""
    with os.scandir(root) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name not in apart:
                    yield from _names(entry.path, suffix, (), f"{inner}{entry.name}/")
            elif entry.name.endswith(suffix):
                yield f"{inner}{entry.name}"


# ---------------------------------------------------------------------------------------------
# The cache folder, which is the user's alone.


def _recall(key: str) -> Guideline | None:
    """Return what is remembered under a key, or None where nothing sound is."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        data = trusted(folder, f"{key}{SUFFIX}")
    except OSError:
        return None
    if data is None or sha256(memoryview(data)[DIGEST:]).digest() != data[:DIGEST]:
        return None
    return _thawed(data)


def _remember(key: str, guideline: Guideline) -> None:
    """Write a guideline under its key, whole or not at all; a read-only home costs only time."""
    folder = cache_folder()
    if folder is None:
        return
    with suppress(OSError):
        make_folder(folder)
        if not is_ours(folder.stat()):
            return
        data = _frozen(guideline)
        write(folder, f"{key}{SUFFIX}", sha256(data).digest() + data)
        _forget(folder)


def _forget(folder: Path) -> None:
    """Remove all but the newest of what is remembered."""
    kept = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime_ns)
    for path in kept[:-MOST_REMEMBERED]:
        path.unlink(missing_ok=True)


# ---------------------------------------------------------------------------------------------
# Frozen and thawed: records go by their constructors and fractions by their two numbers, which is
# several times as fast as what pickle would do with either.


class _Freezer(pickle.Pickler):
    def reducer_override(self, thing: object) -> tuple[Callable[..., object], tuple[object, ...]]:
        if isinstance(thing, Fraction):
            return Fraction, (thing.numerator, thing.denominator)
        if isinstance(thing, Shelved):
            return Shelved, (thing.names, thing.frozen)
        if is_dataclass(thing) and not isinstance(thing, type):
            values = tuple(getattr(thing, field.name) for field in fields(thing))
            return type(thing), values
        return NotImplemented  # type: ignore[no-any-return]  # as pickle would have done it


class _Thawer(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        """Return a class of ours, or ``Fraction``: nothing else is ever frozen."""
        if module.startswith("whitlow.") or (module, name) == ("fractions", "Fraction"):
            found: object = super().find_class(module, name)
            if isinstance(found, type):
                return found
        message = f"{module}.{name} is no record"
        raise pickle.UnpicklingError(message)


class Shelved(Mapping[str, T]):
    """Records of a remembered guideline, in parts; those of a part are thawed when one is read.

    A dose reads a few dozen statements of several hundred, and seldom a viral variant.
    """

    def __init__(self, names: tuple[str, ...], frozen: dict[str, bytes]) -> None:
        """Keep the names, in their order, and the records of each part as they are frozen."""
        self.names: Final = names
        self.frozen: Final = frozen
        self._thawed: Final[dict[str, dict[str, T]]] = {}

    def __getitem__(self, name: str) -> T:
        """Return a record; raises ``KeyError``."""
        part = _part(name)
        if part not in self._thawed:
            found: dict[str, T] = _load(BytesIO(self.frozen[part]))  # type: ignore[assignment]
            self._thawed[part] = found
        return self._thawed[part][name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names in their order."""
        return iter(self.names)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.names)


def _part(name: str) -> str:
    """Return the source of a statement, the gene of a variant, the publisher of a paper."""
    for sign in "#:/":
        name = name.partition(sign)[0]
    return name


def _in_parts(records: Mapping[str, T]) -> Shelved[T]:
    parts: dict[str, dict[str, T]] = {}
    for name, record in records.items():
        parts.setdefault(_part(name), {})[name] = record
    return Shelved(tuple(records), {name: _dump(many) for name, many in parts.items()})


def _dump(thing: object) -> bytes:
    file = BytesIO()
    _Freezer(file, pickle.HIGHEST_PROTOCOL).dump(thing)
    return file.getvalue()


def _load(file: BytesIO) -> object:
    found: object = _Thawer(file).load()
    return found


def _frozen(guideline: Guideline) -> bytes:
    return _dump(
        replace(
            guideline,
            statements=_in_parts(guideline.statements),
            variants=_in_parts(guideline.variants),
            papers=_in_parts(guideline.papers),
        )
    )


def _thawed(data: bytes) -> Guideline | None:
    """Return the guideline behind the digest, or None where it cannot be built."""
    file = BytesIO(data)
    file.seek(DIGEST)
    collecting = gc.isenabled()
    gc.disable()  # it would look through a whole guideline again and again, and find nothing
    try:
        found: object = _Thawer(file).load()
    except Exception:  # noqa: BLE001 - whatever a broken cache does, it is only a cache
        return None
    finally:
        if collecting:
            gc.enable()
    return found if isinstance(found, Guideline) else None
