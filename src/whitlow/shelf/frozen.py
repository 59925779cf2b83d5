"""This module freezes a guideline to bytes, in parts, and thaws a part when it is first read.

It refuses to thaw anything but records of ours. Records go by their constructors and fractions by
their two numbers, which is several times as fast as what pickle would do with either.
"""

from __future__ import annotations

import gc
import pickle
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, TypeVar

from whitlow.guideline import Guideline
from whitlow.guideline.labelled import Labelled

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, ValuesView

    from whitlow.guideline import Rule

__all__ = ["Overlaid", "Shelved", "frozen", "thawed"]

T = TypeVar("T")
TOGETHER: Final = ""
"""The part of the records whose labels have no part of their own."""


AT_ONCE: Final = (
    *("facts", "formulas", "grades", "drugs", "groups", "contradictions"),
    *("regimens", "laws", "profiles", "members", "lineages"),
)
"""What every question reads."""


def frozen(guideline: Guideline) -> bytes:
    """Return a guideline as bytes: what every question reads at once, the rest in parts."""
    rules = _labelled(guideline.rules, _target, guideline.members)
    every = {field.name: getattr(guideline, field.name) for field in fields(guideline)}
    later: dict[str, Any] = {
        name: _together(records)
        for name, records in every.items()
        if isinstance(records, Mapping) and name not in AT_ONCE
    }
    later |= {
        "tables": _labelled(guideline.tables, _own),
        "rules": rules,
        "written": _over(guideline.written, guideline.rules, rules),
        "statements": _labelled(guideline.statements, _origin),
        "variants": _labelled(guideline.variants, _origin),
        "papers": _labelled(guideline.papers, _origin),
    }
    return _dump(replace(guideline, **later))


def thawed(data: bytes, begin: int) -> Guideline | None:
    """Return the guideline that was frozen and begins there, or None where it cannot be built."""
    collecting = gc.isenabled()
    gc.disable()  # it would look through a whole guideline again and again, and find nothing
    try:
        found = _load(data, begin)
    except Exception:  # noqa: BLE001 - whatever a broken cache does, it is only a cache
        return None
    finally:
        if collecting:
            gc.enable()
    return found if isinstance(found, Guideline) else None


# ---------------------------------------------------------------------------------------------
# Bytes.


class _Freezer(pickle.Pickler):
    def reducer_override(self, thing: object) -> tuple[Callable[..., object], tuple[object, ...]]:
        if isinstance(thing, Fraction):
            return Fraction, (thing.numerator, thing.denominator)
        if isinstance(thing, Shelved):
            return Shelved, (thing.labels, thing.parts)
        if isinstance(thing, Overlaid):
            return Overlaid, (thing.names, thing.above, thing.below)
        if is_dataclass(thing) and not isinstance(thing, type):
            values = tuple(getattr(thing, field.name) for field in fields(thing))
            return type(thing), values
        return NotImplemented  # type: ignore[no-any-return]  # as pickle would have done it


class _Thawer(pickle.Unpickler):
    known: Final[dict[tuple[str, str], type]] = {}
    """The classes found so far: each part names its own again."""

    def find_class(self, module: str, name: str) -> object:
        """Return a class of ours, or ``Fraction``: nothing else is ever frozen."""
        known = self.known.get((module, name))
        if known is not None:
            return known
        if module.startswith("whitlow.") or (module, name) == ("fractions", "Fraction"):
            found: object = super().find_class(module, name)
            if isinstance(found, type):
                self.known[module, name] = found
                return found
        message = f"{module}.{name} is no record"
        raise pickle.UnpicklingError(message)


def _dump(thing: object) -> bytes:
    file = BytesIO()
    _Freezer(file, pickle.HIGHEST_PROTOCOL).dump(thing)
    return file.getvalue()


def _load(data: bytes, begin: int = 0) -> object:
    file = BytesIO(data)
    file.seek(begin)
    found: object = _Thawer(file).load()
    return found


# ---------------------------------------------------------------------------------------------
# Parts.


class Shelved(Labelled[T]):
    """Records of a remembered guideline, in parts; those of a part are thawed when one is read.

    A dose reads a few dozen statements of several hundred, and few rules but those that act on
    its drug. A part is named after the label of its records.
    """

    def __init__(self, labels: Mapping[str, str], parts: Mapping[str, bytes]) -> None:
        """Keep the labels, in the order of the records, and each part as it is frozen."""
        self._labels: Final = labels
        self.parts: Final = parts
        self._thawed: Final[dict[str, T]] = {}
        self._all: dict[str, T] | None = None

    @property
    def labels(self) -> Mapping[str, str]:
        """The label of each record by its id, in the order of the records."""
        return self._labels

    def __getitem__(self, name: str) -> T:
        """Return a record; raises ``KeyError``."""
        try:
            return self._thawed[name]
        except KeyError:
            label = self._labels[name]
            part = self.parts[label if label in self.parts else TOGETHER]
            found: dict[str, T] = _load(part)  # type: ignore[assignment]
            self._thawed.update(found)
        return self._thawed[name]

    def values(self) -> ValuesView[T]:
        """Return the records in their order, every part thawed, once for all."""
        if self._all is None:
            self._all = {name: self[name] for name in self._labels}
        return self._all.values()

    def __contains__(self, name: object) -> bool:
        """Whether there is a record of this id, which none need be thawed to tell."""
        return name in self._labels

    def __iter__(self) -> Iterator[str]:
        """Yield the ids in their order."""
        return iter(self._labels)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._labels)


class Overlaid(Mapping[str, T]):
    """Records of which most are those of another mapping, and the others stand above these."""

    def __init__(
        self, names: tuple[str, ...], above: Mapping[str, T], below: Mapping[str, T]
    ) -> None:
        """Keep the ids in their order, and where the records are."""
        self.names: Final = names
        self.above: Final = above
        self.below: Final = below

    def __getitem__(self, name: str) -> T:
        """Return a record; raises ``KeyError``."""
        return self.above[name] if name in self.above else self.below[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the ids in their order."""
        return iter(self.names)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.names)


def _labelled(
    records: Mapping[str, T],
    label: Callable[[str, T], str],
    apart: Container[str] | None = None,
) -> Shelved[T]:
    """Return records in parts, one for each label that is to stand apart; without it, for all."""
    labels = {name: label(name, record) for name, record in records.items()}
    parts: dict[str, dict[str, T]] = {}
    for name, found in labels.items():
        part = found if apart is None or found in apart else TOGETHER
        parts.setdefault(part, {})[name] = records[name]
    return Shelved(labels, {name: _dump(many) for name, many in parts.items()})


def _together(records: Mapping[str, T]) -> Shelved[T]:
    return _labelled(records, lambda _, __: TOGETHER)


def _over(written: Mapping[str, T], rules: Mapping[str, T], below: Mapping[str, T]) -> Overlaid[T]:
    """Return the rules that are written above those that stand, where the two are not the same."""
    above = {name: rule for name, rule in written.items() if rules.get(name) != rule}
    return Overlaid(tuple(written), _together(above), below)


def _own(name: str, _: object) -> str:
    return name


def _target(_: str, rule: Rule) -> str:
    """Return what a rule acts on, which ``targets_of`` promises for the label of a rule."""
    return rule.action.target


def _origin(name: str, _: object) -> str:
    """Return the source of a statement, the gene of a variant, the publisher of a paper."""
    for sign in "#:/":
        name = name.partition(sign)[0]
    return name
