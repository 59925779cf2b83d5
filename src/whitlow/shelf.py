"""This module opens a guideline: loaded, checked, and remembered by its content.

It refuses to hand out a guideline with a fault, and a remembered one of which a byte has changed
since, in the files or in the program. What it remembers is never needed: a cache that is broken,
foreign or cannot be written costs time and nothing else.
"""

from __future__ import annotations

import gc
import os
import pickle
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from whitlow.errors import GuidelineError
from whitlow.guideline import Guideline, load_guideline
from whitlow.guideline.files import NOT_KNOWLEDGE
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from whitlow.guideline import Statement

__all__ = ["open_guideline"]

PROGRAM: Final = Path(__file__).resolve().parent
SURFACES: Final = ("cli", "pages")
"""What only shows a guideline does not shape it."""

SUFFIX: Final = ".guideline"
MOST_REMEMBERED: Final = 8
UNIQUE: Final = 8
DIGEST: Final = sha256().digest_size
OURS_ALONE: Final = stat.S_IRWXU
OURS_TO_READ: Final = stat.S_IRUSR | stat.S_IWUSR
OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
NO_LINKS: Final[int] = getattr(os, "O_NOFOLLOW", 0)
BINARY: Final[int] = getattr(os, "O_BINARY", 0)


def open_guideline(folder: Path | None) -> Guideline:
    """Return a guideline without faults, of a folder or else the one that came with the program.

    Raises ``GuidelineError`` with every fault.
    """
    path = shipped_guideline() if folder is None else folder
    key = _key(path)
    kept = None if key is None else _recall(key)
    if kept is not None:
        return kept
    guideline = _checked(path)
    if key is not None and key == _key(path):
        _remember(key, guideline)
    return guideline


def _checked(path: Path) -> Guideline:
    from whitlow.checks import check  # noqa: PLC0415 - what is remembered has been checked

    guideline = load_guideline(path)
    faults = check(guideline)
    if faults:
        raise GuidelineError(faults)
    return guideline


# ---------------------------------------------------------------------------------------------
# The key: every byte that shapes what is remembered.


def _key(folder: Path) -> str | None:
    """Return the hash of the folder's files, the program below the surfaces, and the Python.

    None says that something could not be read, so that nothing is remembered.
    """
    digest = sha256(f"{sys.version}\0{pickle.HIGHEST_PROTOCOL}\0".encode())
    try:
        for root, suffix, apart in ((PROGRAM, ".py", SURFACES), (folder, ".yaml", NOT_KNOWLEDGE)):
            for name in sorted(_names(str(root), suffix, apart)):
                data = _bytes(os.path.join(root, name))  # noqa: PTH118 - a third of the time
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


def _bytes(path: str) -> bytes:
    """Return the bytes of a file, read at once."""
    handle = os.open(path, os.O_RDONLY | BINARY)
    try:
        return _all(handle, os.fstat(handle).st_size)
    finally:
        os.close(handle)


def _all(handle: int, size: int) -> bytes:
    """Return all that an open file holds; one reading suffices unless the file grows."""
    parts = [os.read(handle, size + 1)]
    while parts[-1]:
        parts.append(os.read(handle, size + 1))
    return b"".join(parts)


# ---------------------------------------------------------------------------------------------
# The cache folder, which is the user's alone.


def _cache() -> Path | None:
    """Return the folder for what is remembered, or None where the user has no place for it."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(home):  # noqa: PTH117 - a relative one is to be ignored, says its standard
        return Path(home) / "whitlow"
    with suppress(RuntimeError):
        return Path.home() / ".cache" / "whitlow"
    return None


def _is_ours(found: os.stat_result) -> bool:
    """Whether something belongs to the user and nobody else may write to it."""
    owner = getattr(os, "getuid", lambda: found.st_uid)()
    return found.st_uid == owner and not found.st_mode & OTHERS_WRITE


def _recall(key: str) -> Guideline | None:
    """Return what is remembered under a key, or None where nothing sound is."""
    folder = _cache()
    if folder is None:
        return None
    try:
        data = _trusted(folder, f"{key}{SUFFIX}")
    except OSError:
        return None
    if data is None or sha256(memoryview(data)[DIGEST:]).digest() != data[:DIGEST]:
        return None
    return _thawed(data)


def _trusted(folder: Path, name: str) -> bytes | None:
    """Return the bytes of a file that nobody but the user can have written, or None."""
    if not _is_ours(os.stat(folder)):  # noqa: PTH116 - as below
        return None
    handle = os.open(folder / name, os.O_RDONLY | NO_LINKS | BINARY)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or not _is_ours(found):
            return None
        return _all(handle, found.st_size)
    finally:
        os.close(handle)


def _remember(key: str, guideline: Guideline) -> None:
    """Write a guideline under its key, whole or not at all; a read-only home costs only time."""
    folder = _cache()
    if folder is None:
        return
    with suppress(OSError):
        folder.mkdir(mode=OURS_ALONE, parents=True, exist_ok=True)
        if not _is_ours(folder.stat()):
            return
        data = _frozen(guideline)
        _write(folder, f"{key}{SUFFIX}", sha256(data).digest() + data)
        _forget(folder)


def _write(folder: Path, name: str, data: bytes) -> None:
    """Write a file beside its place and move it there, so that nobody ever reads half of it."""
    written = folder / f".{name}.{os.urandom(UNIQUE).hex()}"
    handle = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, OURS_TO_READ)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        written.replace(folder / name)
    except OSError:
        with suppress(OSError):
            written.unlink()


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
        if isinstance(thing, Statements):
            return Statements, (thing.names, thing.frozen)
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


class Statements(Mapping[str, "Statement"]):
    """The statements of a remembered guideline; those of a source are thawed when one is read.

    A dose reads a few dozen statements of several hundred.
    """

    def __init__(self, names: tuple[str, ...], frozen: dict[str, bytes]) -> None:
        """Keep the names, in their order, and the statements of each source as they are frozen."""
        self.names: Final = names
        self.frozen: Final = frozen
        self._thawed: Final[dict[str, dict[str, Statement]]] = {}

    def __getitem__(self, name: str) -> Statement:
        """Return a statement; raises ``KeyError``."""
        source = name.partition("#")[0]
        if source not in self._thawed:
            self._thawed[source] = _load(BytesIO(self.frozen[source]))
        return self._thawed[source][name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names in their order."""
        return iter(self.names)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.names)


def _by_source(statements: Mapping[str, Statement]) -> Statements:
    sources: dict[str, dict[str, Statement]] = {}
    for name, statement in statements.items():
        sources.setdefault(name.partition("#")[0], {})[name] = statement
    return Statements(tuple(statements), {name: _dump(many) for name, many in sources.items()})


def _dump(thing: object) -> bytes:
    file = BytesIO()
    _Freezer(file, pickle.HIGHEST_PROTOCOL).dump(thing)
    return file.getvalue()


def _load(file: BytesIO) -> dict[str, Statement]:
    found: dict[str, Statement] = _Thawer(file).load()
    return found


def _frozen(guideline: Guideline) -> bytes:
    return _dump(replace(guideline, statements=_by_source(guideline.statements)))


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
