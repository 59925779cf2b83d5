"""This module reads the worked cases of a guideline: a patient as written, and the plan expected.

It refuses a case with a field that no case has, and never says whether its plan is right.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from whitlow.errors import GuidelineError, Place
from whitlow.guideline.fields import Faults, Fields
from whitlow.guideline.strict_yaml import Mapping, Node, YamlError, read_yaml
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Case", "load_cases", "read_cases"]

FOLDER: Final = "cases"
AUDIENCES: Final = ("", "clinician", "patient")


@dataclass(frozen=True, slots=True)
class Case:
    """One worked patient, as written; ``today`` is the day of its plan.

    ``follow`` holds the positions that its reader follows, by disagreement and number.
    """

    name: str
    says: str
    facts: tuple[tuple[str, Node], ...]
    expect: tuple[tuple[str, Node], ...]
    profile: str
    today: date
    audience: str
    follow: tuple[tuple[str, int], ...]
    place: Place


def load_cases(folder: Path, today: date) -> dict[str, Case]:
    """Return the cases of a guideline's folder by name, in the order of the files.

    ``today`` is the day of those that name none. Raises ``GuidelineError`` with every fault.
    """
    faults = Faults()
    found: dict[str, Case] = {}
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        file = f"{FOLDER}/{path.name}"
        for case in _cases(_text(path, file, faults), file, today, faults):
            if case.name in found:
                _say_twice(case, found[case.name], faults)
            found.setdefault(case.name, case)
    if faults.found:
        raise GuidelineError(tuple(faults.found))
    return found


def read_cases(text: str, file: str, today: date) -> tuple[Case, ...]:
    """Return the cases of one file; raises ``GuidelineError`` with every fault."""
    faults = Faults()
    found = _cases(text, file, today, faults)
    if faults.found:
        raise GuidelineError(tuple(faults.found))
    return found


def _text(path: Path, file: str, faults: Faults) -> str:
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        why = "Its cases would be lost without a word."
        what, remedy = "This file cannot be read as UTF-8.", "Make it readable, in UTF-8."
        faults.add(Place(file), what, why, remedy, "unreadable")
        return ""


def _cases(text: str, file: str, today: date, faults: Faults) -> tuple[Case, ...]:
    try:
        node = read_yaml(text, file)
    except YamlError as error:
        why = "A file that cannot be read tries nothing."
        faults.add(error.place, error.what, why, error.remedy, error.code)
        return ()
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        what, why = "This file is no mapping of names to cases.", "Nothing in it would be tried."
        faults.add(node.place, what, why, "Write each case under its name.", "file-shape")
        return ()
    return tuple(
        _case(name.value, Fields(case, f"Case {name.value}", faults), today)
        for name, case in node.entries
    )


def _case(name: str, fields: Fields, today: date) -> Case:
    case = Case(
        name,
        fields.required("says").value.strip(),
        _pairs(fields, "facts"),
        _pairs(fields, "expect"),
        fields.text("profile"),
        _day(fields, today),
        _audience(fields),
        tuple(_followed(fields)),
        fields.place,
    )
    fields.done()
    return case


def _pairs(fields: Fields, name: str) -> tuple[tuple[str, Node], ...]:
    node = fields.node(name)
    if isinstance(node, Mapping):
        return tuple((key.value, value) for key, value in node.entries)
    _fault(fields, f"{name} is missing, or no mapping.", "Write each under its name, or {}.")
    return ()


def _day(fields: Fields, today: date) -> date:
    text = fields.text("today")
    try:
        return date.fromisoformat(text) if text else today
    except ValueError:
        _fault(fields, f"today is {text!r}, which is no date.", "Write it as YYYY-MM-DD.")
        return today


def _audience(fields: Fields) -> str:
    text = fields.text("audience")
    if text not in AUDIENCES:
        _fault(fields, f"audience is {text!r}.", "Write clinician or patient, or nothing.")
    return text or "clinician"


def _followed(fields: Fields) -> Iterator[tuple[str, int]]:
    for name, number in fields.pairs("follow").items():
        if number.isascii() and number.isdigit():
            yield name, int(number)
        else:
            remedy = "Write the number of the position, counted from one."
            _fault(fields, f"follow, {name} is {number!r}.", remedy)


def _fault(fields: Fields, what: str, remedy: str) -> None:
    why = "A case that is misread tries another patient."
    fields.faults.add(fields.place, f"{fields.what}: {what}", why, remedy, "case-shape")


def _say_twice(case: Case, first: Case, faults: Faults) -> None:
    faults.add(
        case.place,
        f"Case {case.name} stands twice; it stood first at {first.place}.",
        "Of two cases with one name only one would be tried.",
        "Rename one of the two.",
        "duplicate-id",
    )
