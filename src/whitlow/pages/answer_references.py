"""This module lists what an answer cites: each source once, with its kind, year and locators.

It refuses to list what no sentence cites.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pages.blocks import Heading, Point, Run
from whitlow.pages.citations import READ, Citations, year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.answer import Answer
    from whitlow.pages.blocks import Block
    from whitlow.pages.json_values import Json

__all__ = ["cited_by", "numbered", "reference_blocks", "references"]

LONGEST_TITLE: Final = 60
LONGEST_LOCATOR: Final = LONGEST_TITLE // 2


def cited_by(answer: Answer, sides: int | None = None) -> Iterator[str]:
    """Yield every statement that an answer cites, as a reader meets them.

    ``sides`` is how many disagreements are shown with all their sides, all of them without it.
    """
    for each in answer.bottom:
        yield from each.cites
    for part in answer.parts:
        for each in part.sentences:
            yield from each.cites
        for order in part.orders:
            yield from order.cites
            for note in order.warnings:
                yield from note.cites
        for regimen in part.regimens:
            yield from regimen.cites
        for table in part.tables:
            yield from table.cites
    if answer.comparison is not None:
        for _, cells in answer.comparison.rows:
            for sentence in cells:
                yield from () if sentence is None else sentence.cites
    if answer.audience == "clinician":
        for shown in answer.disagreements[:sides]:
            for _, cites in shown.positions:
                yield from cites


def numbered(answer: Answer, sides: int | None = None) -> Citations:
    """Return the numbers of the sources of an answer."""
    citations = Citations(answer.guideline)
    citations.note(cited_by(answer, sides))
    return citations


def _locators(answer: Answer, sides: int | None = None) -> dict[str, list[str]]:
    """Return by source where the statements stand that are cited."""
    found: dict[str, dict[str, None]] = {}
    for name in dict.fromkeys(cited_by(answer, sides)):
        statement = answer.guideline.statements[name]
        found.setdefault(statement.source, {})[statement.locator] = None
    return {source: list(places) for source, places in found.items()}


def reference_blocks(answer: Answer, citations: Citations, sides: int) -> Iterator[Block]:
    """Yield the references, one each, with what kind of document it is and where it says so.

    ``sides`` is how many disagreements are shown with all their sides.
    """
    if not citations.readings:
        return
    yield Heading("References")
    width = len(str(len(citations.readings))) + 2
    places = _locators(answer, sides)
    for number, name in enumerate(citations.readings, 1):
        source = answer.guideline.sources[name]
        where = places.get(name, [])
        more = f" and {len(where) - 1} more" if len(where) > 1 else ""
        told = f" · {source.kind}, {year_of(source)}, {READ[citations.read(name)]}"
        place = f" · {_cut(where[0], LONGEST_LOCATOR)}{more}" if where else ""
        words = (Run(_cut(source.title, LONGEST_TITLE)), Run(f"{told}{place}", "quiet"))
        yield Point(words, number=f"[{number}]".rjust(width))


def _cut(text: str, most: int) -> str:
    """Return a text that is not long, its end left out and marked where it is."""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0]}…"


def references(answer: Answer) -> Iterator[Json]:
    """Yield the references as JSON."""
    citations = numbered(answer)
    places = _locators(answer)
    for number, name in enumerate(citations.readings, 1):
        source = answer.guideline.sources[name]
        yield {
            "number": number,
            "source": name,
            "title": source.title,
            "year": source.year,
            "kind": source.kind,
            "url": source.url,
            "read": citations.read(name),
            "locators": list(places.get(name, [])),
        }
