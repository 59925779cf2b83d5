"""This module numbers the sources of a page and says how each was read.

It refuses to cite a source that the page does not name: whoever is cited gets a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pages.blocks import Heading, Point, Run, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.guideline import Guideline, Source
    from whitlow.order import Order
    from whitlow.pages.blocks import Block
    from whitlow.plan import Plan

__all__ = ["READ", "Citations", "cites_of_order", "note_plan", "year_of"]

READ: Final = {
    "primary": "original read",
    "mirror": "copy read",
    "unverified": "not read",
}
WEAKEST_LAST: Final = tuple(READ)


class Citations:
    """The sources cited so far, in the order in which they were first cited."""

    def __init__(self, guideline: Guideline) -> None:
        """Begin with none."""
        self.guideline: Final = guideline
        self.readings: Final[dict[str, set[str]]] = {}
        self._numbers: Final[dict[str, int]] = {}
        self.expired: frozenset[str] = frozenset()

    def note(self, cites: Iterable[str]) -> None:
        """Give the sources of these statements their numbers.

        How a source was read is told of the statements noted with it first, so that a page notes
        what its advice rests on before what it only mentions.
        """
        fresh: set[str] = set()
        for cite in cites:
            statement = self.guideline.statements[cite]
            source = statement.source
            if source in fresh:
                self.readings[source].add(statement.read)
            elif source not in self.readings:
                fresh.add(source)
                self.readings[source] = {statement.read}
                self._numbers[source] = len(self.readings)

    def cited(self, cites: Iterable[str]) -> Words:
        """Return the numbers of the sources of these statements, as ``[1, 4]``."""
        every = tuple(cites)
        self.note(every)
        numbers = sorted({self._numbers[cite.partition("#")[0]] for cite in every})
        return (Run(f" [{', '.join(map(str, numbers))}]", "cite"),) if numbers else ()

    def grades(self, cites: Iterable[str]) -> str:
        """Return the kind and year of the sources of these statements: ``label, 2019``."""
        sources = dict.fromkeys(cite.partition("#")[0] for cite in cites)
        told = (self.guideline.sources[name] for name in sources)
        return "; ".join(f"{source.kind}, {year_of(source)}" for source in told)

    def read(self, source: str) -> str:
        """Return how the statements cited from a source were read: the weakest of them."""
        return max(self.readings[source], key=WEAKEST_LAST.index)

    def blocks(self) -> Iterator[Block]:
        """Yield the list of sources, one line each."""
        if not self.readings:
            return
        yield Heading("Sources")
        width = len(str(len(self.readings))) + 2
        for number, name in enumerate(self.readings, 1):
            source = self.guideline.sources[name]
            told = f" · {source.kind}, {year_of(source)}, {READ[self.read(name)]}"
            told += ", expired" if name in self.expired else ""
            words = (Run(source.title), Run(told, "quiet"))
            yield Point(words, number=f"[{number}]".rjust(width), one_line=True)


def year_of(source: Source) -> str:
    """Return the year of a source, or that it has none."""
    return source.year if source.year.isdigit() else "undated"


def cites_of_order(order: Order) -> tuple[str, ...]:
    """Return every statement that an order shows or rests on, in the order of its page."""
    regimen = order.regimen
    course = (regimen.course,) if regimen.course else ()
    shown = (*regimen.diluent, *regimen.incompatible, *course)
    shown += (*regimen.monitoring, *regimen.stop, *regimen.notes)
    warnings = tuple(cite for note in order.warnings for cite in note.cites)
    return tuple(dict.fromkeys((*order.cites, *shown, *warnings)))


def note_plan(citations: Citations, plan: Plan) -> None:
    """Give the sources of a plan their numbers, first of all those that its advice rests on."""
    items = [item for section in plan.sections for item in section.items]
    cites = [*plan.bottom_line.cites, *(cite for item in items for cite in item.cites)]
    cites += [cite for item in items if item.order for cite in cites_of_order(item.order)]
    citations.note(cites)
    citations.expired = frozenset(name.partition("#")[0] for name in plan.expired())
    if plan.audience == "patient":
        return
    citations.note(cite for side in plan.following for cite in side.cites)
    citations.note(cite for one in plan.disagreements for _, many in one.positions for cite in many)
    citations.note(cite for _, _, _, many in plan.derived for cite in many)
    citations.note(cite for isolate in plan.isolates for cite in isolate.cites)
