"""This module holds an obligation, what became of it, and how it is said.

It refuses a verdict without its reason: what is refuted names a patient where there is one, and
what is undecided says why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from whitlow.prove.broken import Broken
    from whitlow.prove.ground import Found, Ground

__all__ = [
    "LET_IN",
    "SILENT_BARS",
    "Family",
    "Obligation",
    "Proved",
    "Refuted",
    "Result",
    "Unsettled",
    "Verdict",
]

Family = Literal[
    "tables",
    "doses",
    "laws",
    "nobody",
    "steady",
    "alive",
    "conflicts",
    "promises",
    "ranges",
    "units",
]

LET_IN: Final = (
    "Every patient is one whom the door lets in: numbers lie in their accepted range, what it "
    "doubts is unknown, and no contradiction holds that nobody can settle by confirming a fact."
)
SILENT_BARS: Final = (
    "A rule that bars a treatment only while some other drug is considered is not counted on."
)


@dataclass(frozen=True, slots=True)
class Proved:
    """It holds for every patient; ``how`` says by what."""

    how: str


@dataclass(frozen=True, slots=True)
class Refuted:
    """It does not hold: in whom, what is broken, and where that stands.

    ``patient`` is None where what is broken concerns no patient, as a unit or a table.
    """

    patient: Found | None
    story: str
    broken: tuple[Broken, ...]


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Nobody knows: the solver gave up, or its patient did not replay. It counts as a failure."""

    why: str


Verdict = Proved | Refuted | Unsettled


@dataclass(frozen=True, slots=True)
class Obligation:
    """What a guideline owes every patient, in words and in symbols, and how it is shown.

    ``assumes`` says what the proof takes for granted.
    """

    name: str
    family: Family
    says: str
    symbols: str
    assumes: tuple[str, ...]
    show: Callable[[Ground], Verdict]


@dataclass(frozen=True, slots=True)
class Result:
    """One obligation with its verdict and the seconds that it took."""

    obligation: Obligation
    verdict: Verdict
    seconds: float
