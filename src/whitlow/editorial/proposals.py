"""This module holds a proposed change of one guideline file: a record's block, or a new file.

It refuses any path outside the guideline's knowledge, the policy, and a file that was changed
since so that the proposal no longer fits.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from difflib import unified_diff
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from whitlow.errors import InputError, Problem
from whitlow.guideline.files import MANY_TO_A_FILE, ONE_TO_A_FILE
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whitlow.editorial.texts import Texts
    from whitlow.guideline.plain import Json

__all__ = ["LONGEST", "Change", "block_of", "change_of", "copied", "new_file", "patch_of"]

LONGEST: Final = 8000
"""The most signs of a block, before and after: a record, not a book."""

SUFFIX: Final = ".yaml"
DEEPEST: Final = 2
LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
FOLDER: Final = "guideline"
SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class Change:
    """What is proposed: in a file, some lines become others; a new file has none before."""

    path: str
    old: str
    new: str

    def body(self) -> dict[str, Json]:
        """Return the change as a proposal carries it."""
        return {"path": self.path, "old": self.old, "new": self.new}


def change_of(body: Mapping[str, Json]) -> Change:
    """Return the change that a proposal carries; raises ``InputError`` for none."""
    parts = [body.get(name) for name in ("path", "old", "new")]
    if not all(isinstance(part, str) for part in parts):
        message = "The proposal names no path with its lines before and after. Propose it anew."
        raise InputError(Problem("no_proposal", message, "body"))
    return _fitting(Change(*map(str, parts)))


def block_of(folder: Path, texts: Texts, name: str) -> Change:
    """Return the lines in which a record is written, as a change that changes nothing."""
    place = getattr(texts.record(name), "place")  # noqa: B009 - every reviewed record has one
    path = _known(place.file)
    text = _read(folder, path)
    if place.column == 1:
        return Change(path, text, text)
    block = _block(text.splitlines(keepends=True), place.line - 1, place.column - 1)
    return Change(path, block, block)


def _block(lines: list[str], at: int, inner: int) -> str:
    """Return the lines of the record whose first field stands at a line, its key included."""
    first = at
    while first > 0 and (_depth(lines[first]) >= inner or _says_nothing(lines[first])):
        first -= 1
    last = first + 1
    while last < len(lines) and (_says_nothing(lines[last]) or _depth(lines[last]) >= inner):
        last += 1
    while _says_nothing(lines[last - 1]):
        last -= 1
    return "".join(lines[first:last])


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _says_nothing(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def new_file(path: str, text: str) -> Change:
    """Return a change that adds a file; raises ``InputError``."""
    return _fitting(Change(path, "", text))


def _fitting(change: Change) -> Change:
    """Return a change whose path and length may be; raises ``InputError``."""
    _known(change.path)
    if max(len(change.old), len(change.new)) > LONGEST:
        message = f"A proposal changes at most {LONGEST} signs at once. Propose less at once."
        raise InputError(Problem("too_large", message, "new"))
    if not change.new.strip():
        message = "Nothing was proposed: the new lines are empty. To end a text, have it retired."
        raise InputError(Problem("empty", message, "new"))
    if "\0" in change.new or change.new == change.old:
        message = "The proposal changes nothing. Change a word of the lines."
        raise InputError(Problem("no_change", message, "new"))
    return change


def _known(path: str) -> str:
    """Return a path that names a file of knowledge; raises ``InputError`` for any other."""
    parts = path.split("/")
    stem = parts[-1].removesuffix(SUFFIX)
    fits = (
        len(parts) <= DEEPEST
        and parts[-1].endswith(SUFFIX)
        and all(part and set(part) <= LETTERS for part in (*parts[:-1], stem))
    )
    alone = len(parts) == 1 and stem in MANY_TO_A_FILE
    inner = len(parts) == DEEPEST and parts[0] in (*MANY_TO_A_FILE, *ONE_TO_A_FILE)
    if not (fits and (alone or inner)):
        message = (
            f"{path[:SHOWN]!r} is no file of the guideline's knowledge. Name one such as "
            "sources/NAME.yaml, in small letters, digits and hyphens."
        )
        raise InputError(Problem("forbidden_path", message, "path", path[:SHOWN]))
    return str(PurePosixPath(path))


def _read(folder: Path, path: str) -> str:
    """Return a file of a guideline, nothing where there is none; raises ``InputError``."""
    file = folder / path
    if file.is_symlink() or file.parent.is_symlink():
        message = f"{path} is a link, and leads elsewhere. Make it a file."
        raise InputError(Problem("forbidden_path", message, "path", path))
    try:
        return file.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} cannot be read as UTF-8. Make it readable."
        raise InputError(Problem("unreadable_file", message, "path", path)) from error


def _applied(folder: Path, change: Change) -> tuple[str, str]:
    """Return a file before and after a change; raises ``InputError`` where it does not fit."""
    before = _read(folder, change.path)
    if not change.old and before:
        message = f"{change.path} is there already. Propose a change of one of its records."
        raise InputError(Problem("stale", message, "path", change.path))
    if not change.old:
        return "", _ended(change.new)
    if before.count(change.old) != 1:
        message = (
            f"The lines that the proposal changes do not stand in {change.path} as they did. "
            "Propose it anew from what stands there now."
        )
        raise InputError(Problem("stale", message, "path", change.path))
    new = _ended(change.new) if change.old.endswith("\n") else change.new
    return before, before.replace(change.old, new)


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def patch_of(folder: Path, change: Change) -> str:
    """Return a change as a patch that ``git apply`` takes at the root of the repository.

    Raises ``InputError`` where it does not fit.
    """
    before, after = _applied(folder, change)
    name = f"{FOLDER}/{change.path}"
    head = f"diff --git a/{name} b/{name}\n"
    head += "" if before else "new file mode 100644\n"
    lines = unified_diff(
        _lines(before),
        _lines(after),
        f"a/{name}" if before else "/dev/null",
        f"b/{name}",
    )
    return head + "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _lines(text: str) -> list[str]:
    """Return a text as lines as git counts them: only a line feed ends one."""
    found = text.split("\n")
    return [f"{line}\n" for line in found[:-1]] + ([found[-1]] if found[-1] else [])


@contextmanager
def copied(folder: Path, change: Change) -> Iterator[Path]:
    """Give a copy of a guideline in which a change was made, gone when it is done with.

    Raises ``InputError`` where it does not fit.
    """
    _, after = _applied(folder, change)
    with TemporaryDirectory(prefix="whitlow-proposal-") as home:
        copy = Path(home) / FOLDER
        shutil.copytree(folder, copy, symlinks=True)
        file = copy / change.path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(after.encode())
        yield copy
