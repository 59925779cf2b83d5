"""This module holds one mutant before its judges, and the guideline as it is to compare with.

It refuses to judge.
"""

from __future__ import annotations

import shutil
from atexit import register
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from os import getpid
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Final

from tests.cases.test_cases import Seen, pairs, see, shipped_cases, texts
from tests.mutants.door import knocks
from tests.mutants.edges import Edge, edges
from tests.mutants.equal import Prover
from tests.mutants.register import registered
from tests.mutants.remembered import LATEST, remembering
from tests.mutants.revised import Base
from whitlow.errors import GuidelineError, InputError
from whitlow.evaluate import Reading
from whitlow.guideline import following
from whitlow.order import order
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.mutants.pages import Mutant
    from whitlow.errors import Fault
    from whitlow.guideline import Case, Guideline, Node

__all__ = ["Trial", "Worked", "World", "tried"]

Sides = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Worked:
    """A worked case with what it is in the guideline as it stands; unseen where it is refused."""

    case: Case
    seen: Seen | None
    reading: Reading

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """Every word of what the case expects."""
        return frozenset(word for key, node in self.case.expect for word in (key, *all_texts(node)))

    @cached_property
    def given(self) -> frozenset[str]:
        """The facts that the case names."""
        return frozenset(name for name, _ in self.case.facts)

    @cached_property
    def regimens(self) -> frozenset[str]:
        """The regimens that the plan orders or of which the case expects a dose."""
        doses = dict(self.case.expect).get("dose")
        named = [] if doses is None else [name for name, _ in pairs(doses)]
        return frozenset([*named, *(() if self.seen is None else self.seen.orders())])

    @cached_property
    def speaking(self) -> frozenset[str]:
        """The rules that stand, stand provisionally or warn at an order."""
        return frozenset() if self.seen is None else frozenset(speaking(self.seen))

    @cached_property
    def cited(self) -> frozenset[str]:
        """The statements that the plan rests on, shows as positions, or takes figures from."""
        if self.seen is None:
            return frozenset()
        found = self.seen.cites()
        for shown in self.seen.plan.disagreements:
            found |= {cite for position in shown.record.positions for cite in position.cites}
        for regimen in self.regimens:
            record = self.seen.guideline.regimens[regimen]
            found |= {*record.cites, *record.notes, *record.monitoring, *record.stop, record.course}
        return frozenset(found)


def all_texts(node: Node) -> Iterator[str]:
    """Yield the texts of an expectation, the keys of a mapping too."""
    try:
        yield from texts(node)
    except ValueError:
        for key, value in pairs(node):
            yield key
            yield from all_texts(value)


def speaking(seen: Seen) -> set[str]:
    """Return the rules that speak in a case, those that warn at an order it expects too."""
    orders = list(seen.orders().values())
    doses = dict(seen.case.expect).get("dose")
    for regimen, _ in () if doses is None else pairs(doses):
        if regimen in seen.guideline.regimens:
            orders.append(order(seen.plan.reading, seen.guideline.regimens[regimen]))
    kept = {one.rule.id for one in seen.found.decisions if one.outcome.value in ALIVE}
    return kept | {note.rule for worked in orders for note in worked.warnings}


ALIVE: Final = ("stands", "provisional")


class World:
    """The guideline as it stands, its cases, and copies of its folder in which mutants live."""

    def __init__(self) -> None:
        """Load the guideline and what is held against it; cases and proofs wait until asked."""
        self.folder: Final = shipped_guideline()
        self.places: Final[dict[int, Path]] = {}
        self.guideline: Final = remembering(self.folder)
        self.compiler: Final = LATEST[0]
        self.followed: Final[dict[Sides, Guideline]] = {}
        self.edges: Final[dict[str, list[Edge]]] = {}
        for edge in edges(self.folder):
            self.edges.setdefault(edge.record.partition(":")[0], []).append(edge)
        self.knocks: Final = knocks(self.folder)
        self.register: Final = registered(self.folder)

    @cached_property
    def worked(self) -> tuple[Worked, ...]:
        """All worked cases, worked once."""
        return tuple(map(self._work, shipped_cases()))

    @cached_property
    def spoken(self) -> Counter[str]:
        """In how many worked cases each rule speaks."""
        return Counter(rule for one in self.worked for rule in one.speaking)

    @cached_property
    def prover(self) -> Prover:
        """The guideline as the solver knows it."""
        return Prover(Base(self.guideline))

    def _work(self, case: Case) -> Worked:
        if case.follow and case.follow not in self.followed:
            self.followed[case.follow] = following(self.guideline, dict(case.follow))
        try:
            seen = see(case, self.followed.get(case.follow, self.guideline))
        except InputError:
            return Worked(case, None, Reading(self.guideline, {}))
        return Worked(case, seen, seen.plan.reading)

    def place(self) -> Path:
        """Return a copy of the folder that is this process's own."""
        here = getpid()
        if here not in self.places:
            self.places[here] = Path(mkdtemp()) / "guideline"
            shutil.copytree(self.folder, self.places[here])
            register(shutil.rmtree, self.places[here].parent, ignore_errors=True)
        return self.places[here]


@dataclass
class Trial:
    """One mutant: its guideline, or the faults for which it could not be loaded."""

    world: World
    mutant: Mutant
    guideline: Guideline | None
    faults: tuple[Fault, ...] = ()
    again: dict[str, Seen | None] = field(default_factory=dict)
    sided: dict[Sides, Guideline] = field(default_factory=dict)
    suspected: list[Worked] | None = None

    @property
    def loaded(self) -> Guideline:
        """The guideline of the mutant, which was loaded."""
        assert self.guideline is not None
        return self.guideline

    def followed(self, sides: Sides) -> Guideline:
        """Return the guideline of the mutant for a reader who follows these sides."""
        if sides not in self.sided:
            self.sided[sides] = following(self.loaded, dict(sides)) if sides else self.loaded
        return self.sided[sides]

    def seen(self, case: Case) -> Seen | None:
        """Return a worked case as the mutant sees it, or nothing where it is refused; once."""
        if case.name not in self.again:
            try:
                self.again[case.name] = see(case, self.followed(case.follow))
            except InputError:
                self.again[case.name] = None
        return self.again[case.name]


def tried(world: World, mutant: Mutant) -> Trial:
    """Return a mutant with what the loader makes of it."""
    place = world.place()
    path = place / mutant.file
    text = path.read_text(encoding="utf-8")
    path.write_text(mutant.applied(text), encoding="utf-8")
    try:
        return Trial(world, mutant, remembering(place))
    except GuidelineError as error:
        return Trial(world, mutant, None, error.faults)
    finally:
        path.write_text(text, encoding="utf-8")
