"""This module puts an accepted rewording into the answer.

It refuses to touch anything but the words of sentences: orders, tables, what is urgent and what was
not shown stay as they are, and a sentence keeps the sources and the weakest verdict of its records.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whitlow.answer.records import VERDICTS
from whitlow.worded.offer import part_keys
from whitlow.worded.records import BOTTOM, LETTER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.answer import Answer, Sentence
    from whitlow.worded.records import Offer, OfferedSection, Proposal, Rewording

__all__ = ["applied"]


def applied(answer: Answer, offer: Offer, proposal: Proposal) -> Answer:
    """Return an answer in the words of a proposal that was not refused."""
    given = {each.name: each.sentences for each in proposal.sections}
    shown = {each.name: each for each in offer.sections}

    def worded(name: str, sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        if name not in shown:
            return sentences
        return tuple(_worded(shown[name], sentences, given.get(name, ())))

    return replace(
        answer,
        bottom=worded(BOTTOM, answer.bottom),
        parts=tuple(
            replace(part, sentences=worded(key, part.sentences))
            for key, part in zip(part_keys(answer), answer.parts, strict=True)
        ),
    )


def _worded(
    section: OfferedSection, sentences: Sequence[Sentence], given: Sequence[Rewording]
) -> Iterator[Sentence]:
    """Yield what stays, in its order, and then the sentences in their new words."""
    records = {each.id: each for each in section.records}
    for each in sentences:
        if each.record not in records or records[each.record].keep == LETTER:
            yield each
    for rewording in given:
        cited = [records[cite] for cite in rewording.cites]
        if not any(each.keep == LETTER for each in cited):
            own = [one for each in cited for one in each.sentences]
            yield _joined(own, " ".join(rewording.text.split()))


def _joined(cited: Sequence[Sentence], text: str) -> Sentence:
    """Return one sentence of several, as well founded as the weakest of them."""
    return replace(
        cited[0],
        says=text,
        about="",
        cites=tuple(dict.fromkeys(cite for each in cited for cite in each.cites)),
        verdict=max((each.verdict for each in cited), key=VERDICTS.index),
        disputed_in=tuple(dict.fromkeys(name for each in cited for name in each.disputed_in)),
    )
