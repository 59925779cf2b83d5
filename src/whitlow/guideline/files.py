"""This module finds and reads the files of a guideline folder.

It refuses to interpret a record: it hands out nodes with their places.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from whitlow.errors import Place
from whitlow.guideline.fields import Faults, Fields
from whitlow.guideline.strict_yaml import Mapping, Node, YamlError, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Folder", "content_hash", "knowledge_files"]

NOT_KNOWLEDGE: Final = ("cases", "lexicon")


def knowledge_files(folder: Path) -> list[Path]:
    """Return the YAML files that hold knowledge (cases and lexicon apart), in order."""
    return sorted(
        path
        for path in folder.rglob("*.yaml")
        if path.relative_to(folder).parts[0] not in NOT_KNOWLEDGE
    )


def content_hash(folder: Path) -> str:
    """Return the SHA-256 over the names and bytes of all knowledge files."""
    digest = sha256()
    for path in knowledge_files(folder):
        data = path.read_bytes()
        name = path.relative_to(folder).as_posix()
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


class Folder:
    """The nodes of all files of a guideline, read once."""

    def __init__(self, path: Path, faults: Faults) -> None:
        """Read every knowledge file; what cannot be read is a fault."""
        self.faults: Final = faults
        self.nodes: Final[dict[str, Node]] = {}
        for file in knowledge_files(path):
            name = file.relative_to(path).as_posix()
            node = self._read(file, name)
            if node is not None:
                self.nodes[name] = node

    def _read(self, file: Path, name: str) -> Node | None:
        try:
            return read_yaml(file.read_bytes().decode(), name)
        except YamlError as error:
            why = "A file that cannot be read takes its records out of every plan."
            self.faults.add(error.place, error.what, why, error.remedy, error.code)
        except UnicodeDecodeError:
            self.faults.add(
                Place(name),
                "This file is not UTF-8.",
                "A misread sign can change a dose.",
                "Save it as UTF-8.",
                "encoding",
            )
        return None

    def entries(self, name: str, what: str) -> dict[str, Node]:
        """Return the records of ``name.yaml`` and of all files in the folder ``name/``, by id."""
        found: dict[str, Node] = {}
        places: dict[str, Place] = {}
        for file, node in self.nodes.items():
            if file != f"{name}.yaml" and not file.startswith(f"{name}/"):
                continue
            for key, value in node.entries if isinstance(node, Mapping) else ():
                if key.value in found:
                    self._duplicate(key.place, what, key.value, places[key.value])
                    continue
                found[key.value], places[key.value] = value, key.place
        return found

    def records(self, name: str, what: str) -> Iterator[tuple[str, Fields]]:
        """Yield each record of ``name.yaml`` and of the folder ``name/`` with its fields."""
        for key, node in self.entries(name, what).items():
            yield key, Fields(node, f"{what} {key}", self.faults)

    def files(self, name: str) -> Iterator[tuple[str, Node]]:
        """Yield each file of a folder whose files are one record each."""
        for file, node in self.nodes.items():
            if file.startswith(f"{name}/"):
                yield file.removeprefix(f"{name}/").removesuffix(".yaml"), node

    def _duplicate(self, place: Place, what: str, name: str, first: Place) -> None:
        self.faults.add(
            place,
            f"{what} {name} stands twice; it stood first at {first}.",
            "Of two records with one name only one can be meant.",
            "Rename one of the two.",
            "duplicate-id",
        )
