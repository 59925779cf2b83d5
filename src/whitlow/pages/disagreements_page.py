"""This module lays out every disagreement of the guideline: its sides, what to do, and why.

It refuses to leave out a side, and to show one without its source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.guideline import numbers
from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Title, Words, said
from whitlow.pages.citations import Citations
from whitlow.pages.json_values import Json, cites_json
from whitlow.pages.search_page import holds
from whitlow.pages.side_words import meaning, option
from whitlow.pages.words import TYPED, some
from whitlow.plan import all_disagreements

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from whitlow.guideline import Disagreement, Guideline
    from whitlow.pages.blocks import Block
    from whitlow.plan import Shown

__all__ = [
    "compact_blocks",
    "disagreement_blocks",
    "disagreements_json",
    "disagreements_page",
    "disagreements_with",
    "record_blocks",
    "shown_json",
]


def disagreement_blocks(
    shown: Shown, citations: Citations, chosen: int | None = None
) -> Iterator[Block]:
    """Yield one disagreement; of what is followed the mark is a word, and so of what was chosen."""
    record = shown.record
    can = numbers(citations.guideline, record)
    yield Heading(record.question, minor=True, aside=record.id)
    for number, (says, cites) in enumerate(shown.positions, 1):
        lead = (Run("Followed: ", "strong"),) if record.followed == str(number) else ()
        lead = (*lead, Run("Chosen by the reader: ", "strong")) if number == chosen else lead
        grade = Run(f" ({citations.grades(cites)})", "quiet")
        how = f"{TYPED[0]}{option(record, number)}"
        notes = (said(how, "quiet"),) if number in can else ()
        yield Point(
            (*lead, Run(says), grade, *citations.cited(cites)), number=f"{number}.", notes=notes
        )
    followed = () if record.followed.isdigit() else _followed(record.followed)
    yield Point((*followed, Run("Why: ", "strong"), Run(shown.why)), "followed")
    yield Point((Run("What to do: ", "strong"), Run(shown.do)), "followed")


def compact_blocks(
    shown: Shown, citations: Citations, can: Collection[int], chosen: int | None = None
) -> Iterator[Block]:
    """Yield one disagreement as one point: every side with its sources, what is followed first.

    Why it is followed, what to do and how good each source is stand on the page of the record.
    ``can`` holds the numbers of the sides of which it is said how they are followed.
    """
    record = shown.record
    words = [Run(record.question, "strong"), Run(f" ({record.id}) ", "quiet")]
    first = 0
    if record.followed.isdigit():
        first = int(record.followed)
        says, cites = shown.positions[first - 1]
        words += [Run("Followed: ", "strong"), Run(says), *citations.cited(cites)]
    else:
        words += _followed(record.followed)
    others = [number for number in range(1, len(shown.positions) + 1) if number != first]
    words += said(" Other sides:", "strong") if others else ()
    for number in others:
        says, cites = shown.positions[number - 1]
        words += said(" Chosen by the reader:", "strong") if number == chosen else ()
        words += [Run(f" {says}"), *citations.cited(cites)]
        words += said(f" ({option(record, number)})", "quiet") if number in can else ()
    yield Point(tuple(words))


def _followed(text: str) -> Words:
    return (Run("Followed: ", "strong"), Run(f"{_sentence(text)} "))


def _sentence(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if text.endswith(".") else f"{text}."


def disagreements_with(guideline: Guideline, words: Sequence[str]) -> tuple[Disagreement, ...]:
    """Return the disagreements that are about a record of this name, or hold all of the words."""
    return tuple(
        one.record
        for one in all_disagreements(guideline)
        if _names(one.record).intersection(words) or holds(_said(guideline, one), words)
    )


def _names(record: Disagreement) -> set[str]:
    """Return the names of all that a disagreement is about, and of what its sides cite."""
    cites = {cite for position in record.positions for cite in position.cites}
    return {record.id, *record.about, *cites, *(cite.partition("#")[0] for cite in cites)}


def _said(guideline: Guideline, shown: Shown) -> str:
    """Return all the words of a disagreement, those of its sources too."""
    record = shown.record
    names = (cite.partition("#")[0] for _, cites in shown.positions for cite in cites)
    sources = [guideline.sources[name] for name in dict.fromkeys(names)]
    parts = [record.id, record.question, record.followed, shown.why, shown.do, *record.about]
    parts += [says for says, _ in shown.positions] + [f"{one.id} {one.title}" for one in sources]
    return " ".join(parts)


def disagreements_page(
    guideline: Guideline, records: Sequence[Disagreement], words: Sequence[str]
) -> Page:
    """Return the page of these disagreements; ``words`` are those that they were found by."""
    return Page(tuple(_blocks(guideline, records, words)))


def _blocks(
    guideline: Guideline, records: Sequence[Disagreement], words: Sequence[str]
) -> Iterator[Block]:
    citations = Citations(guideline)
    citations.note(
        cite for record in records for position in record.positions for cite in position.cites
    )
    about = f" about {' '.join(words)}" if words else ""
    yield Title(f"Where the sources disagree{about}", some(len(records), "disagreement"))
    if not records:
        yield Prose(said("No disagreement holds all of these words. Try fewer, or an ID."))
    for shown in _of(guideline, records):
        yield from disagreement_blocks(shown, citations)
    yield from citations.blocks()


def _of(guideline: Guideline, records: Iterable[Disagreement]) -> Iterator[Shown]:
    """Yield disagreements with their sentences filled."""
    names = {record.id for record in records}
    return (shown for shown in all_disagreements(guideline) if shown.record.id in names)


def record_blocks(
    guideline: Guideline, record: Disagreement, citations: Citations
) -> Iterator[Block]:
    """Yield one disagreement of the guideline, about no patient."""
    for shown in _of(guideline, (record,)):
        yield from disagreement_blocks(shown, citations)
    can = numbers(guideline, record)
    if can:
        yield Heading("What following another side means")
    for number in can:
        means = tuple(said(each) for each in meaning(guideline, record, number))
        how = said(f"{TYPED[0]}{option(record, number)}", "quiet")
        yield Point(said(f"Position {number}", "strong"), notes=(*means, how))


def disagreements_json(guideline: Guideline, records: Sequence[Disagreement]) -> dict[str, Json]:
    """Return these disagreements as JSON."""
    return {"disagreements": shown_json(guideline, _of(guideline, records))}


def shown_json(guideline: Guideline, shown: Iterable[Shown]) -> list[Json]:
    """Return the disagreements that a plan touches as JSON."""
    return [_disagreement(guideline, one) for one in shown]


def _disagreement(guideline: Guideline, shown: Shown) -> dict[str, Json]:
    return {
        "id": shown.record.id,
        "question": shown.record.question,
        "positions": [
            {"value": says, "cites": cites_json(guideline, cites)}
            for says, cites in shown.positions
        ],
        "followed": shown.record.followed,
        "can_be_followed": [
            {"position": number, "option": option(shown.record, number)}
            for number in numbers(guideline, shown.record)
        ],
        "chosen": guideline.chosen(shown.record.id),
        "why": shown.why,
        "do": shown.do,
    }
