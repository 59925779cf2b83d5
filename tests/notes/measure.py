"""This module measures how well notes are read, against notes that a careful reader annotated.

``python -m tests.notes.measure FILE…`` prints it. A file holds notes (``note``, ``facts``,
``unsure``, ``never``) or sentences (``text``, ``says``).

Wrong and silent is a fact that is given as certain while its annotated value is another, while it
is to be asked back (``unsure``), or while its value stands under ``never``. A fact that the
annotation does not speak of at all is counted apart: nobody has said what is right.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from whitlow.door import Patient, read_entries
from whitlow.errors import InputError, Place
from whitlow.guideline import Items, Scalar
from whitlow.intake import concepts, read, stance_of
from whitlow.shelf import open_guideline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.guideline import Guideline, Node
    from whitlow.intake import Reading

__all__ = ["Measured", "Said", "load", "measure_notes", "measure_sentences", "value_of"]

HERE: Final = Path(__file__).parent
PLACE: Final = Place("annotation")
NEAR: Final = Fraction(1, 100)
"""How far two numbers may be apart: annotations were rounded when they were converted."""

DONE: Final = "true"
NOT_DONE: Final = frozenset({"not_done", "pending"})
"""A test that an annotator calls done has any result but these."""

Value = object


@dataclass(slots=True)
class Measured:
    """What was counted over some notes; each slip with its note, for who mends it."""

    notes: int = 0
    fields: int = 0
    right: int = 0
    asked: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    unspoken: list[str] = field(default_factory=list)
    doubts: int = 0
    doubted: int = 0
    by_fact: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """How many of the certain facts that the annotation speaks of are right."""
        given = self.right + len(self.wrong)
        return self.right / given if given else 1.0

    @property
    def recall(self) -> float:
        """How many of the annotated facts are given as certain, and right."""
        return self.right / self.fields if self.fields else 1.0


@dataclass(slots=True)
class Said:
    """What was counted over some sentences."""

    spans: int = 0
    hits: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    senses: int = 0

    @property
    def f1(self) -> float:
        """The F1 of negation: of what is said to be absent."""
        errors = len(self.false) + len(self.missed)
        return 2 * self.hits / (2 * self.hits + errors) if self.hits or errors else 1.0


def load(path: Path) -> list[dict[str, object]]:
    """Return the entries of a file, every scalar as it is written."""
    found: object = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 -- it builds strings only
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def measure_notes(guideline: Guideline, entries: Iterable[dict[str, object]]) -> Measured:
    """Return how well some annotated notes are read."""
    result = Measured()
    for entry in entries:
        reading = read(str(entry["note"]), guideline)
        _note(guideline, entry, reading, result)
    return result


def _note(
    guideline: Guideline, entry: dict[str, object], reading: Reading, result: Measured
) -> None:
    result.notes += 1
    wanted = _mapping(entry.get("facts"))
    unsure = {str(each["fact"]) for each in _list(entry.get("unsure")) if isinstance(each, dict)}
    never = _mapping(entry.get("never"))
    given = {fact.fact: fact.value for fact in reading.facts}
    asked = {each.fact for each in reading.confirm}
    name = entry.get("id", "")
    result.fields += len(wanted)
    result.doubts += len(unsure)
    result.doubted += len(unsure & asked)
    for fact, value in wanted.items():
        if fact in given:
            if _same(guideline, fact, given[fact], value):
                result.right += 1
            else:
                result.wrong.append(f"{name}: {fact} is {value}, read {given[fact]!r}")
                result.by_fact[fact] += 1
        elif fact in asked:
            result.asked += 1
        else:
            result.missed.append(f"{name}: {fact} = {value}")
    for fact, value in given.items():
        if fact in wanted:
            continue
        if fact in unsure:
            result.wrong.append(f"{name}: {fact} is unsure, read {value!r}")
            result.by_fact[fact] += 1
        elif any(_same(guideline, fact, value, each) for each in _list(never.get(fact))):
            result.wrong.append(f"{name}: {fact} is never {value!r}")
            result.by_fact[fact] += 1
        else:
            result.unspoken.append(f"{name}: {fact} = {value!r}")


def _mapping(found: object) -> dict[str, object]:
    return {str(key): value for key, value in found.items()} if isinstance(found, dict) else {}


def _list(found: object) -> list[object]:
    if isinstance(found, list):
        return found
    return [] if found is None or found == "" else [found]


def _same(guideline: Guideline, fact: str, one: object, other: object) -> bool:
    """Whether two values of a fact are one to the door, numbers within a hundredth."""
    first, second = value_of(guideline, fact, one), value_of(guideline, fact, other)
    if DONE in {first, second} and guideline.facts[fact].type == "choice":
        return NOT_DONE.isdisjoint({first, second})
    if isinstance(first, Fraction) and isinstance(second, Fraction):
        return abs(first - second) <= NEAR * max(abs(first), abs(second))
    return first == second


def value_of(guideline: Guideline, fact: str, found: object) -> Value:
    """Return a value as the door reads it; members it does not know stay as they are written."""
    record = guideline.facts.get(fact)
    if record is None:
        return found
    if record.type == "set":
        texts = [str(each) for each in _list(found)]
        parts = [part.strip() for text in texts for part in text.split(",")]
        return frozenset().union(*(_member(guideline, fact, part) for part in parts if part))
    text = _formed(str(found))
    read_as = _known(guideline, fact, Scalar(text, PLACE))
    if read_as is None and record.type == "number":
        read_as = _known(guideline, fact, Scalar(f"{text} {record.unit}", PLACE))
    return text if read_as is None else read_as


FEET: Final = re.compile(r"(\d+)\s*(?:'|ft)\s*(\d+)\s*(?:\"|in)?")
WEEKS: Final = re.compile(r"(\d+)\+(\d)\s*(?:weeks|wk|wks)?")
THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def _formed(text: str) -> str:
    """Return a number as annotators write it in the form of the door: 5'4", 31+4 weeks, 210,000."""
    feet, weeks = FEET.fullmatch(text), WEEKS.fullmatch(text)
    if feet is not None:
        return f"{12 * int(feet[1]) + int(feet[2])} in"
    if weeks is not None:
        return f"{7 * int(weeks[1]) + int(weeks[2])} d"
    return THOUSANDS.sub("", text)


def _member(guideline: Guideline, fact: str, text: str) -> frozenset[object]:
    found = _known(guideline, fact, Items((Scalar(text, PLACE),), PLACE))
    if isinstance(found, frozenset):
        return found
    named = [each.term for each in concepts(text, guideline) if each.term is not None]
    drugs = [name for term in named for name in term.parents if name in guideline.drugs]
    return frozenset(drugs or (text.lower(),))


def _known(guideline: Guideline, fact: str, node: Node) -> Value | None:
    entries: list[tuple[str, Node]] = [(fact, node)]
    confirmed: tuple[str, Node] = ("confirmed", Scalar(fact, PLACE))
    try:
        patient: Patient = read_entries([*entries, confirmed], guideline)
    except InputError:
        return None
    return patient.facts.get(fact)


STANCES: Final = {"absent", "present", "unsure", "family", "past", "hypothetical"}


def measure_sentences(guideline: Guideline, entries: Iterable[dict[str, object]]) -> Said:
    """Return how well it is read whether something is said to be absent."""
    result = Said()
    for entry in entries:
        text = str(entry["text"])
        for each in _list(entry.get("says")):
            if not isinstance(each, dict):
                continue
            what, wanted = str(each["what"]), str(each["is"])
            start = text.index(what)
            found = stance_of(text, (start, start + len(what)), guideline)
            _count(result, f"{text} [{what}]", wanted, found)
    return result


def _count(result: Said, told: str, wanted: str, found: str) -> None:
    result.spans += 1
    result.senses += wanted == found
    if wanted == found == "absent":
        result.hits += 1
    elif wanted == "absent":
        result.missed.append(f"{told} is absent, read {found}")
    elif found == "absent":
        result.false.append(f"{told} is {wanted}, read absent")
    elif wanted != found:
        result.other.append(f"{told} is {wanted}, read {found}")


def _told(path: Path) -> Iterator[str]:
    guideline = open_guideline(None)
    entries = load(path)
    if entries and "note" in entries[0]:
        notes = measure_notes(guideline, entries)
        yield (
            f"{path.name}: {notes.notes} notes, {notes.fields} fields; right {notes.right}, "
            f"asked back {notes.asked}, missed {len(notes.missed)}; "
            f"wrong and silent {len(notes.wrong)}, not annotated {len(notes.unspoken)}; "
            f"precision {notes.precision:.3f}, recall {notes.recall:.3f}; "
            f"asked what is unsure {notes.doubted} of {notes.doubts}"
        )
        for title, found in (
            ("WRONG", notes.wrong),
            ("MISSED", notes.missed),
            ("NOT ANNOTATED", notes.unspoken),
        ):
            yield from (f"  {title} {each}" for each in found)
        return
    said = measure_sentences(guideline, entries)
    yield (
        f"{path.name}: {said.spans} spans; negation F1 {said.f1:.3f}; "
        f"of all ways {said.senses / max(said.spans, 1):.3f}"
    )
    for title, found in (("FALSE", said.false), ("MISSED", said.missed), ("OTHER", said.other)):
        yield from (f"  {title} {each}" for each in found)


def main(arguments: list[str]) -> None:
    """Print the measures of some files."""
    for argument in arguments:
        for line in _told(Path(argument)):
            sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
