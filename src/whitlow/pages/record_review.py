"""This module lays out how one record stands at the editorial desk, with each sentence it rests on.

It refuses to speak of a record that is not reviewed by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pages.blocks import Heading, Point, Run, said
from whitlow.pages.standing import record_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from whitlow.guideline import Guideline
    from whitlow.pages.blocks import Block

__all__ = ["desk_name", "review_blocks"]

KINDS: Final = {
    "law": "law",
    "table": "table",
    "rule": "rule",
    "rule of another side": "rule",
    "disagreement": "disagreement",
    "statement": "statement",
}
SOURCE: Final = "source"


def desk_name(kind: str, name: str) -> str:
    """Return a record's name at the desk, nothing for one that is not reviewed by itself."""
    return f"{KINDS[kind]}:{name}" if kind in KINDS else ""


def review_blocks(guideline: Guideline, kind: str, name: str, today: date) -> Iterator[Block]:
    """Yield how a record stands; where there are reviews, each statement of it or its source too.

    Without any there is one thing to say of all of them, and it is said once.
    """
    own = desk_name(kind, name)
    if not own and kind != SOURCE:
        return
    cited = _cited(guideline, own, name)
    if not own and (guideline.reviews is None or not cited):
        return
    yield Heading("Review")
    if own:
        yield Point(said(record_line(guideline, own, today)))
    if guideline.reviews is not None:
        for each in cited:
            line = record_line(guideline, f"statement:{each}", today)
            yield Point((Run(f"{each}: "), Run(line)), depth=1 if own else 0)


def _cited(guideline: Guideline, own: str, name: str) -> list[str]:
    """Return the statements that a record cites, or those of a source."""
    if guideline.reviews is None:
        return []
    if not own:
        return [each.id for each in guideline.statements.values() if each.source == name]
    from whitlow.editorial.texts import rests_on, texts_of  # noqa: PLC0415 - only with reviews

    record = texts_of(guideline).record(own)
    return [each for each in rests_on(guideline, record) if each in guideline.statements]
