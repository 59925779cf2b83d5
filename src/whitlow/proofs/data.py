"""This module holds a run of proofs as data: each obligation, its verdict, and in whom it fails.

It refuses a verdict that it does not know, and data of another shape.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, get_args

from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Data", "Part", "Patient", "Proofs", "Settled", "Verdict", "proofs_of"]

Data = str | int | float | bool | list["Data"] | dict[str, "Data"] | None
Verdict = Literal["proved", "refuted", "unsettled"]
SECONDS: Final = "seconds"
PLACES: Final = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A record that has a part in what is broken: its kind, its id, and its file and line."""

    kind: str
    id: str
    at: str

    def __str__(self) -> str:
        """Return it as a line."""
        return f"{f'{self.kind} {self.id}'.strip()}, {self.at}"


@dataclass(frozen=True, slots=True)
class Patient:
    """In whom an obligation fails: the facts as a case file writes them, and the case file."""

    facts: Mapping[str, str]
    confirmed: tuple[str, ...]
    doubted: tuple[str, ...]
    case: str


@dataclass(frozen=True, slots=True)
class Settled:
    """One obligation: what is owed, what is assumed, and what became of it.

    ``told`` says how it was proved, in what way it fails, or why nobody knows.
    """

    name: str
    family: str
    says: str
    symbols: str
    assumes: tuple[str, ...]
    verdict: Verdict
    told: str
    broken: tuple[Part, ...]
    patient: Patient | None
    seconds: float

    @property
    def proved(self) -> bool:
        """Whether it holds; what nobody could settle does not."""
        return self.verdict == "proved"

    def data(self) -> dict[str, Data]:
        """Return it as data, without how long it took: that differs each time."""
        parts = [{"kind": each.kind, "id": each.id, "at": each.at} for each in self.broken]
        return {
            "name": self.name,
            "family": self.family,
            "says": self.says,
            "symbols": self.symbols,
            "assumes": [*self.assumes],
            "verdict": self.verdict,
            "told": self.told,
            "broken": [dict[str, Data](each) for each in parts],
            "patient": None if self.patient is None else _patient_data(self.patient),
        }


def _patient_data(patient: Patient) -> dict[str, Data]:
    return {
        "facts": dict(patient.facts),
        "confirmed": [*patient.confirmed],
        "doubted": [*patient.doubted],
        "case": patient.case,
    }


@dataclass(frozen=True, slots=True)
class Proofs:
    """A run of proofs: of which guideline, by what, with how much patience, and what was found.

    ``whole`` says that every obligation of the guideline is in it.
    """

    guideline: Mapping[str, str]
    program: str
    solver: str
    patience_ms: int
    whole: bool
    settled: tuple[Settled, ...]

    @property
    def failed(self) -> tuple[Settled, ...]:
        """What does not hold, and what nobody could settle."""
        return tuple(each for each in self.settled if not each.proved)

    @property
    def seconds(self) -> float:
        """How long all took together."""
        return sum(each.seconds for each in self.settled)

    def only(self, name: str) -> Proofs:
        """Return the run as if one obligation alone had been asked for."""
        mine = tuple(each for each in self.settled if each.name == name)
        return replace(self, whole=False, settled=mine)

    def data(self) -> dict[str, Data]:
        """Return the run as data that is the same each time: without any times."""
        return self._data([each.data() for each in self.settled])

    def timed(self) -> dict[str, Data]:
        """Return the run as data, with the seconds that each obligation took."""
        each = [{**one.data(), SECONDS: round(one.seconds, PLACES)} for one in self.settled]
        found = self._data(each)
        return {**found, SECONDS: round(self.seconds, PLACES), "obligations": [*each]}

    def _data(self, obligations: list[dict[str, Data]]) -> dict[str, Data]:
        counts = dict.fromkeys(get_args(Verdict), 0)
        for each in self.settled:
            counts[each.verdict] += 1
        return {
            "guideline": dict(self.guideline),
            "program": self.program,
            "solver": self.solver,
            "patience_ms": self.patience_ms,
            "whole": self.whole,
            **counts,
            "obligations": [*obligations],
        }


# ---------------------------------------------------------------------------------------------
# Read again.


def proofs_of(data: object) -> Proofs:
    """Return a run from its timed data; raises ``ValueError`` for anything else."""
    try:
        return _proofs(_map(data))
    except (KeyError, TypeError) as error:
        message = "This is no run of proofs."
        raise ValueError(message) from error


def _proofs(data: Mapping[str, object]) -> Proofs:
    return Proofs(
        {key: _text(value) for key, value in _map(data["guideline"]).items()},
        _text(data["program"]),
        _text(data["solver"]),
        _whole_number(data["patience_ms"]),
        data["whole"] is True,
        tuple(_settled(_map(each)) for each in _list(data["obligations"])),
    )


def _settled(data: Mapping[str, object]) -> Settled:
    patient = data["patient"]
    return Settled(
        _text(data["name"]),
        _text(data["family"]),
        _text(data["says"]),
        _text(data["symbols"]),
        _texts(data["assumes"]),
        _verdict(data["verdict"]),
        _text(data["told"]),
        tuple(_part(_map(each)) for each in _list(data["broken"])),
        None if patient is None else _patient(_map(patient)),
        _number(data[SECONDS]),
    )


def _part(data: Mapping[str, object]) -> Part:
    return Part(_text(data["kind"]), _text(data["id"]), _text(data["at"]))


def _patient(data: Mapping[str, object]) -> Patient:
    facts = {key: _text(value) for key, value in _map(data["facts"]).items()}
    return Patient(facts, _texts(data["confirmed"]), _texts(data["doubted"]), _text(data["case"]))


def _verdict(value: object) -> Verdict:
    for known in get_args(Verdict):
        if value == known:
            found: Verdict = known
            return found
    raise TypeError(value)


def _map(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(_text, _list(value)))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole_number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float):
        raise TypeError(value)
    return value
