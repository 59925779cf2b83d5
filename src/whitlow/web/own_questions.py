"""This module keeps pages that are the same for everybody, once they are made.

It refuses to keep what anybody wrote: only a question that stands in the guideline word for word,
with nothing told before it, has a page that is kept, and the form in which nothing is filled in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.guideline import OnceFor

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from whitlow.guideline import Guideline

__all__ = ["kept_form", "kept_page"]

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
    return _kept(guideline, (question, how), make) if question in _own(guideline) else make()


def kept_form(guideline: Guideline, how: Hashable, make: Callable[[], bytes]) -> bytes:
    """Return a form in which nothing is filled in, made once for each way."""
    return _kept(guideline, ("", how), make)


def _kept(guideline: Guideline, key: Hashable, make: Callable[[], bytes]) -> bytes:
    reviews = guideline.reviews
    key = (key, "" if reviews is None else reviews.hash)
    pages = _pages(guideline)
    page = pages.get(key)
    if page is None:
        if len(pages) >= MOST:
            pages.clear()
        page = pages[key] = make()
    return page
