"""This module counts how a guideline stands: by state, by kind, by topic and by reviewer.

It refuses to count an approval that does not hold today.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from whitlow.editorial.states import ORDER, holds_until
from whitlow.editorial.work import SOON
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from whitlow.editorial.ledger import Ledger
    from whitlow.editorial.states import State, Status
    from whitlow.guideline import Guideline

__all__ = ["Coverage", "Due", "Overview", "Reviewer", "overview", "topic_of"]

APPROVED: Final = ORDER[-1]
DONE: Final = frozenset({"approved", "retired"})


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many texts of one group are in which state."""

    name: str
    states: dict[Status, int]

    @property
    def texts(self) -> int:
        """How many there are."""
        return sum(self.states.values())

    @property
    def approved(self) -> int:
        """How many of them are approved."""
        return self.states[APPROVED]


@dataclass(frozen=True, slots=True)
class Due:
    """An approval that ends soon, or a text whose approvals have ended."""

    record: str
    on: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Reviewer:
    """What one reviewer's approvals carry today, and how many of them end soon."""

    name: str
    title: str
    expertise: tuple[str, ...]
    approvals: int
    ending: int


@dataclass(frozen=True, slots=True)
class Overview:
    """How everything stands on a day."""

    whole: Coverage
    kinds: tuple[Coverage, ...]
    topics: tuple[Coverage, ...]
    reviewers: tuple[Reviewer, ...]
    due: tuple[Due, ...]
    open: tuple[State, ...]


def overview(ledger: Ledger, topic: Callable[[str], str], today: date) -> Overview:
    """Return how everything stands; ``topic`` names the group of a record."""
    states = ledger.states(today)
    found = tuple(states.values())
    return Overview(
        _coverage("all", found),
        tuple(_grouped(found, lambda state: state.record.partition(":")[0])),
        tuple(sorted(_grouped(found, lambda state: topic(state.record)), key=_least_covered)),
        tuple(_reviewers(ledger, found, today)),
        tuple(_due(found, today)),
        tuple(state for state in found if state.status not in DONE),
    )


def topic_of(guideline: Guideline, name: str) -> str:
    """Return the topic of a record: the file in which it stands, or its source's kind."""
    kind, _, own = name.partition(":")
    match kind:
        case "statement":
            return f"statements: {guideline.sources[guideline.statements[own].source].kind}"
        case "rule":
            return f"rules: {_stem(guideline.written[own].place.file)}"
        case "disagreement":
            return f"disagreements: {_stem(guideline.disagreements[own].place.file)}"
        case _:
            return f"{kind}s"


def _stem(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".yaml").replace("-", " ")


def _coverage(name: str, states: Iterable[State]) -> Coverage:
    counts = Counter(state.status for state in states)
    return Coverage(name, {status: counts[status] for status in ORDER})


def _grouped(states: Iterable[State], group: Callable[[State], str]) -> Iterator[Coverage]:
    groups: dict[str, list[State]] = {}
    for state in states:
        groups.setdefault(group(state), []).append(state)
    return (_coverage(name, many) for name, many in groups.items())


def _least_covered(coverage: Coverage) -> tuple[float, str]:
    return coverage.approved / coverage.texts, coverage.name


def _reviewers(ledger: Ledger, states: Iterable[State], today: date) -> Iterator[Reviewer]:
    approvals: Counter[str] = Counter()
    ending: Counter[str] = Counter()
    for state in states:
        for each in state.by:
            approvals[each.by] += 1
            ending[each.by] += holds_until(each.on, ledger.policy.months) - today <= SOON
    for person in ledger.people.known.values():
        if "reviewer" in person.roles or approvals[person.name]:
            fields = tuple(sorted(person.expertise))
            yield Reviewer(
                person.name, person.title, fields, approvals[person.name], ending[person.name]
            )


def _due(states: Iterable[State], today: date) -> Iterator[Due]:
    """Yield what is to be looked at again: it was changed, it expired, or it soon will."""
    for state in states:
        again = [why for why in state.why if why in AGAIN]
        if state.until is not None and state.until - today <= SOON:
            yield Due(state.record, state.until, "its approval ends")
        elif again:
            yield Due(state.record, None, "; ".join(again))


AGAIN: Final = frozenset(
    {"the text was changed since", "a source was changed since", "an approval has expired"}
)
"""Why a text that was approved once is no longer."""
