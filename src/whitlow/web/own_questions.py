"""This module keeps the pages that answer the guideline's own questions, once they are made.

It refuses to keep what anybody wrote: only a question that stands in the guideline word for word,
with nothing told before it, has a page that is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.guideline import OnceFor

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from whitlow.guideline import Guideline

__all__ = ["kept_page"]

MOST: Final = 1000
Kept = dict["Hashable", bytes]


def _none(guideline: Guideline) -> Kept:
    del guideline
    return {}


def _every(guideline: Guideline) -> frozenset[str]:
    """Return every question as the guideline words it, for a clinician and for a patient."""
    questions = guideline.questions.values()
    return frozenset(words for each in questions for words in (each.asks, each.plain) if words)


_pages: Final = OnceFor(_none)
_own: Final = OnceFor(_every)


def kept_page(
    guideline: Guideline, question: str, how: Hashable, make: Callable[[], bytes]
) -> bytes:
    """Return the page of a question; one of the guideline's own is made once for each way."""
    if question not in _own(guideline):
        return make()
    pages = _pages(guideline)
    page = pages.get((question, how))
    if page is None:
        if len(pages) >= MOST:
            pages.clear()
        page = pages[question, how] = make()
    return page
