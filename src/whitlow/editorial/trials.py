"""This module tries a proposed change in a copy of the guideline: checks, cases and proofs.

It refuses to call a change good: it says what would become other, and what would break.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.editorial.proposals import copied
from whitlow.errors import InputError, Problem
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from whitlow.editorial.proposals import Change

__all__ = ["CaseChanged", "Obligation", "Trial", "tried"]

Answer = dict[str, object]
SECONDS: Final = 300
MOST_TOLD: Final = 400


class CaseChanged(NamedTuple):
    """A worked case whose plan would change, and what of it, each in a line."""

    case: str
    says: str
    lines: tuple[str, ...]


class Obligation(NamedTuple):
    """What is owed to every patient and would be proved otherwise: its name, and how it stands."""

    name: str
    was: str
    now: str
    told: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What trying a change found; a part is None where it was not come to.

    ``faults`` are those of the check, ``records`` what would differ, ``cases`` whose plan would
    change, and ``obligations`` what would be owed, proved or refuted otherwise than now.
    """

    faults: tuple[str, ...]
    records: tuple[str, ...] | None = None
    cases: tuple[CaseChanged, ...] | None = None
    tried: int = 0
    obligations: tuple[Obligation, ...] | None = None
    owed: int = 0

    @property
    def sound(self) -> bool:
        """Whether the checks find no fault and nothing owed is refuted or unsettled."""
        owed = self.obligations or ()
        return not self.faults and all(one.now in {"proved", ""} for one in owed)


def tried(folder: Path, change: Change, *, proofs: bool) -> Trial:
    """Return what a change would do; raises ``InputError`` where it does not fit.

    The checks come first: of a guideline with a fault nobody knows what it would advise.
    """
    with copied(folder, change) as copy:
        faults = _faults(copy)
        if faults:
            return Trial(faults)
        differ = _answered(["diff", str(folder), str(copy)], "cases_tried")
        cases = tuple(_case(each) for each in _many(differ, "cases"))
        records = tuple(_record(each) for each in _many(differ, "records"))
        number = differ["cases_tried"]
        found = Trial((), records, cases, number if isinstance(number, int) else 0)
        return _with_proofs(found, folder, copy) if proofs else found


def _faults(copy: Path) -> tuple[str, ...]:
    found = _asked(["check", "--guideline", str(copy)])
    if "error" not in found:
        return ()
    many = _many(found, "problems") or [{"message": "The checks gave no answer."}]
    return tuple(" ".join(str(each.get("message", "")).split()) for each in many)


def _with_proofs(found: Trial, folder: Path, copy: Path) -> Trial:
    was = _owed(folder, ["--kept"]) or _owed(folder, [])
    now = _owed(copy, [])
    changed = tuple(
        Obligation(name, _verdict(was, name), _verdict(now, name), _why(now, name))
        for name in dict.fromkeys((*now, *was))
        if was.get(name) != now.get(name)
    )
    return Trial(found.faults, found.records, found.cases, found.tried, changed, len(now))


def _owed(folder: Path, options: Sequence[str]) -> dict[str, Answer]:
    words = ["prove", *options, "--guideline", str(folder)]
    found = _asked(words) if options else _answered(words, "obligations")
    return {str(each["name"]): each for each in _many(found, "obligations")}


def _verdict(owed: Mapping[str, Answer], name: str) -> str:
    return str(owed[name].get("verdict", "")) if name in owed else ""


def _why(owed: Mapping[str, Answer], name: str) -> str:
    if name not in owed:
        return "no longer owed"
    return f"{owed[name].get('says', '')} {owed[name].get('told', '')}"[:MOST_TOLD]


def _case(found: Answer) -> CaseChanged:
    lines = [
        f"{each.get('kind', '')}: {each.get('record', '')}: "
        f"{each.get('was') or 'nothing'} → {each.get('now') or 'nothing'}"
        for each in _many(found, "differences")
    ]
    also = found.get("also")
    if isinstance(also, list) and also:
        lines.append(f"also: {', '.join(map(str, also))}")
    for field, words in (("was_refused", "was refused"), ("now_refused", "would be refused")):
        if found.get(field):
            lines.append(f"{words}: {found[field]}")
    return CaseChanged(str(found.get("case", "")), str(found.get("says", "")), tuple(lines))


def _record(found: Answer) -> str:
    fields = ", ".join(str(each.get("field", "")) for each in _many(found, "fields"))
    told = f"{found.get('kind', '')} {found.get('id', '')} {found.get('change', '')}".strip()
    return f"{told}: {fields}" if fields else told


def _many(found: Answer, name: str) -> list[Answer]:
    """Return the records of a list, none where there is no such list."""
    many = found.get(name)
    return [each for each in many if isinstance(each, dict)] if isinstance(many, list) else []


def _answered(words: Sequence[str], name: str) -> Answer:
    """Return an answer that holds what was asked; raises ``InputError`` for any other."""
    found = _asked(words)
    if name not in found:
        raise InputError(_not_tried())
    return found


def _asked(words: Sequence[str]) -> Answer:
    """Return the JSON answer of the program to some words; raises ``InputError`` without one."""
    command = [sys.executable, "-m", "whitlow", *words, "--json"]
    try:
        done = subprocess.run(  # noqa: S603 - the words are ours, and no shell reads them
            command, capture_output=True, timeout=SECONDS, check=False
        )
        found: object = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise InputError(_not_tried()) from error
    return found if isinstance(found, dict) else {}


def _not_tried() -> Problem:
    message = "The change could not be tried: the program gave no answer. Try again."
    return Problem("not_tried", message)
