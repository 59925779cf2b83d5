"""This module reads the fields of one record, noting every fault on the way.

It refuses to stop at the first fault: an editor at midnight sees them all.
"""

from __future__ import annotations

from typing import Final

from whitlow.errors import Fault, Place
from whitlow.guideline.strict_yaml import Items, Mapping, Node, Scalar
from whitlow.language import nearest

__all__ = ["Faults", "Fields", "nearest"]

TRUTHS: Final = {"true": True, "false": False}


class Faults:
    """The faults found so far."""

    def __init__(self) -> None:
        """Begin with none."""
        self.found: Final[list[Fault]] = []

    def add(self, place: Place, what: str, why: str, remedy: str, check: str) -> None:
        """Note one fault."""
        self.found.append(Fault(place, what, why, remedy, check))


class Fields:
    """The fields of one record, each read once."""

    def __init__(self, node: Node, what: str, faults: Faults) -> None:
        """Take the record's mapping; ``what`` names the record in messages."""
        self.what: Final = what
        self.faults: Final = faults
        self.place: Final = node.place
        self._left: dict[str, tuple[Scalar, Node]] = {}
        self._seen: list[str] = []
        self._sound: Final = isinstance(node, Mapping)
        if isinstance(node, Mapping):
            self._left = {key.value: (key, value) for key, value in node.entries}
        else:
            self._fault(node.place, f"{what} is not a mapping of fields.", "Write its fields.")

    def _fault(self, place: Place, what: str, remedy: str, check: str = "record-shape") -> None:
        why = "A record is read by the names of its fields."
        self.faults.add(place, what, why, remedy, check)

    def node(self, name: str) -> Node | None:
        """Return a field as it stands, or None."""
        self._seen.append(name)
        entry = self._left.pop(name, None)
        return None if entry is None else entry[1]

    def scalar(self, name: str) -> Scalar | None:
        """Return an optional text field with its place."""
        node = self.node(name)
        if node is None or isinstance(node, Scalar):
            return node
        self._fault(node.place, f"{self.what}: {name} is not one text.", "Write one text.")
        return None

    def text(self, name: str) -> str:
        """Return an optional text field, empty when absent."""
        scalar = self.scalar(name)
        return "" if scalar is None else scalar.value.strip()

    def required(self, name: str) -> Scalar:
        """Return a text field that must be there."""
        scalar = self.scalar(name)
        if scalar is None or not scalar.value.strip():
            place = self.place if scalar is None else scalar.place
            if self._sound:
                self._fault(place, f"{self.what} has no {name}.", f"Add {name}.", "missing-field")
            return Scalar("", self.place)
        return scalar

    def flag(self, name: str) -> bool:
        """Return an optional truth, false when absent."""
        scalar = self.scalar(name)
        if scalar is None:
            return False
        if scalar.value not in TRUTHS:
            text = f"{self.what}: {name} is {scalar.value!r}."
            self._fault(scalar.place, text, "Write true or false.")
        return TRUTHS.get(scalar.value, False)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return an optional list of texts; one text stands for a list of one."""
        node = self.node(name)
        match node:
            case None:
                return ()
            case Scalar(value):
                return (value,)
            case Items(items):
                return tuple(self._plain(name, item) for item in items)
            case _:
                self._fault(node.place, f"{self.what}: {name} is not a list.", "Write a list.")
                return ()

    def entries(self, name: str) -> tuple[tuple[Scalar, Node], ...]:
        """Return the entries of an optional mapping."""
        node = self.node(name)
        if node is None or isinstance(node, Mapping):
            return () if node is None else node.entries
        self._fault(node.place, f"{self.what}: {name} is not a mapping.", "Write a mapping.")
        return ()

    def items(self, name: str) -> tuple[Node, ...]:
        """Return the items of an optional list, whatever they are."""
        node = self.node(name)
        if node is None or isinstance(node, Items):
            return () if node is None else node.items
        self._fault(node.place, f"{self.what}: {name} is not a list.", "Write a list.")
        return ()

    def pairs(self, name: str) -> dict[str, str]:
        """Return an optional mapping of text to text."""
        return {key.value: self._plain(name, value) for key, value in self.entries(name)}

    def _plain(self, name: str, node: Node) -> str:
        if isinstance(node, Scalar):
            return node.value
        self._fault(node.place, f"{self.what}: {name} holds no plain text here.", "Write a text.")
        return ""

    def names(self) -> tuple[str, ...]:
        """Return the names of the fields that nobody asked for yet."""
        return tuple(self._left)

    def group(self, name: str) -> Fields | None:
        """Return an optional field that holds fields of its own."""
        node = self.node(name)
        return None if node is None else Fields(node, f"{self.what}, {name}", self.faults)

    def done(self) -> None:
        """Fault every field that nobody asked for."""
        for key, _ in self._left.values():
            self._fault(
                key.place,
                f"{self.what} has a field {key.value!r} that is not known.",
                nearest(key.value, self._seen) or "Remove the field.",
                "unknown-field",
            )
