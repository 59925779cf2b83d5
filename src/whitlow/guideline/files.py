"""This module finds and reads the files of a guideline folder.

It refuses to interpret a record: it hands out nodes with their places.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from whitlow.errors import Place
from whitlow.guideline.fields import Faults, Fields, nearest
from whitlow.guideline.strict_yaml import Mapping, Node, YamlError, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Folder", "content_hash", "knowledge_files"]

SUFFIX: Final = ".yaml"
LIKE_YAML: Final = (SUFFIX, ".yml")
NOT_KNOWLEDGE: Final = ("cases",)
ALONE: Final = ("guideline", "policy")
"""Files without a folder."""

ONE_TO_A_FILE: Final = ("sources", "tables", "regimens")
MANY_TO_A_FILE: Final = (
    "facts",
    "formulas",
    "grades",
    "drugs",
    "classes",
    "genes",
    "variants",
    "variant-classes",
    "cutoffs",
    "variant-tables",
    "papers",
    "contradictions",
    "rules",
    "laws",
    "disagreements",
    "rates",
    "profiles",
    "promises",
    "lexicon",
    "questions",
)
"""Each key of such a file is a record; they stand in one file or in a folder of files."""

LOST: Final = "What stands in it would be lost without a word."


def knowledge_files(folder: Path) -> list[Path]:
    """Return the YAML files that hold knowledge (cases apart), in order."""
    return _found(folder)[0]


def _found(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the knowledge files, and what looks like one and is not: links to folders too."""
    knowledge: list[Path] = []
    strange: list[Path] = []
    closed: list[OSError] = []
    for root, inner, names in os.walk(folder, onerror=closed.append):
        here = Path(root)
        if here == folder:
            inner[:] = [name for name in inner if name not in NOT_KNOWLEDGE]
        strange += [here / name for name in inner if (here / name).is_symlink()]
        knowledge += [here / name for name in names if name.endswith(SUFFIX)]
        strange += [
            here / name
            for name in names
            if name.lower().endswith(LIKE_YAML) and not name.endswith(SUFFIX)
        ]
    strange += [Path(error.filename) for error in closed]
    return sorted(knowledge), sorted(strange)


def content_hash(folder: Path) -> str:
    """Return the SHA-256 over the names and bytes of all knowledge files."""
    files = knowledge_files(folder)
    return _digest((path.relative_to(folder).as_posix(), path.read_bytes()) for path in files)


def _digest(files: Iterable[tuple[str, bytes]]) -> str:
    digest = sha256()
    for name, data in files:
        digest.update(f"{name}\0{len(data)}\0".encode(errors="surrogateescape"))
        digest.update(data)
    return digest.hexdigest()


class Folder:
    """The nodes of all files of a guideline, read once, and the hash of what was read."""

    def __init__(self, path: Path, faults: Faults) -> None:
        """Read every knowledge file; what cannot be read, or is read by nobody, is a fault."""
        self.faults: Final = faults
        self.nodes: Final[dict[str, Node]] = {}
        data: dict[str, bytes] = {}
        knowledge, strange = _found(path)
        for file in strange:
            self._unread(PurePosixPath(file.relative_to(path)))
        for file in knowledge:
            name = file.relative_to(path).as_posix()
            try:
                data[name] = file.read_bytes()
                self._keep(PurePosixPath(name), data[name].decode())
            except (OSError, UnicodeDecodeError) as error:
                self._unreadable(name, error)
        self.hash: Final = _digest(data.items())

    def _keep(self, path: PurePosixPath, text: str) -> None:
        """Keep the tree of one file, if its place in the folder and its shape have a reader."""
        name, inner = str(path), len(path.parts) > 1
        head = path.parts[0] if inner else path.stem
        if head not in (*MANY_TO_A_FILE, *(ONE_TO_A_FILE if inner else ALONE)):
            self._unread(path)
            return
        try:
            node = read_yaml(text, name)
        except YamlError as error:
            why = "A file that cannot be read takes its records out of every plan."
            self.faults.add(error.place, error.what, why, error.remedy, error.code)
            return
        if node is None and head in ONE_TO_A_FILE:
            remedy = "Write its record, or remove the file."
            self.faults.add(Place(name), "This file is empty.", LOST, remedy, "file-shape")
        elif node is not None and head in MANY_TO_A_FILE and not isinstance(node, Mapping):
            what = "This file is no mapping of names to records."
            remedy = "Write each record under its name."
            self.faults.add(node.place, what, LOST, remedy, "file-shape")
        elif node is not None:
            self.nodes[name] = node

    def _unread(self, path: PurePosixPath) -> None:
        self.faults.add(Place(str(path)), "Nothing reads this.", LOST, _moved(path), "unread-file")

    def _unreadable(self, name: str, error: OSError | UnicodeDecodeError) -> None:
        text = isinstance(error, UnicodeDecodeError)
        what = "This file is not UTF-8." if text else "This file cannot be opened."
        remedy = "Save it as UTF-8." if text else "Make it readable, or remove it."
        why = "A misread sign can change a dose." if text else LOST
        self.faults.add(Place(name), what, why, remedy, "unreadable")

    def entries(self, name: str, what: str) -> dict[str, Node]:
        """Return the records of ``name.yaml`` and of all files in the folder ``name/``, by id."""
        found: dict[str, Node] = {}
        places: dict[str, Place] = {}
        for file, node in self.nodes.items():
            if file != f"{name}.yaml" and not file.startswith(f"{name}/"):
                continue
            for key, value in node.entries if isinstance(node, Mapping) else ():
                if key.value in found:
                    self.duplicate(key.place, what, key.value, places[key.value])
                    continue
                found[key.value], places[key.value] = value, key.place
        return found

    def records(self, name: str, what: str) -> Iterator[tuple[str, Fields]]:
        """Yield each record of ``name.yaml`` and of the folder ``name/`` with its fields."""
        yield from self._fields(self.entries(name, what).items(), what)

    def files(self, name: str, what: str) -> Iterator[tuple[str, Fields]]:
        """Yield each file of a folder whose files are one record each, with its fields."""
        found = (
            (file.removeprefix(f"{name}/").removesuffix(SUFFIX), node)
            for file, node in self.nodes.items()
            if file.startswith(f"{name}/")
        )
        yield from self._fields(found, what)

    def _fields(self, nodes: Iterable[tuple[str, Node]], what: str) -> Iterator[tuple[str, Fields]]:
        """Yield the fields of each record; what has none is a fault and no record."""
        for key, node in nodes:
            fields = Fields(node, f"{what} {key}", self.faults)
            if isinstance(node, Mapping):
                yield key, fields

    def duplicate(self, place: Place, what: str, name: str, first: Place) -> None:
        """Note a fault for a record whose name another has."""
        self.faults.add(
            place,
            f"{what} {name} stands twice; it stood first at {first}.",
            "Of two records with one name only one can be meant.",
            "Rename one of the two.",
            "duplicate-id",
        )


def _moved(path: PurePosixPath) -> str:
    """Return what to do with a file or link that nothing reads."""
    head = path.parts[0].removesuffix(SUFFIX)
    if path.suffix.lower() not in LIKE_YAML:
        return "Put the folder itself there, not a link to it, and let it be opened."
    if path.suffix != SUFFIX:
        return f"Name it {path.with_suffix(SUFFIX)}."
    if head in (*ONE_TO_A_FILE, *NOT_KNOWLEDGE):
        return f"Put it into the folder {head}."
    known = (*ALONE, *MANY_TO_A_FILE, *ONE_TO_A_FILE)
    return nearest(head, known) or f"Use one of the names {', '.join(known)}."
