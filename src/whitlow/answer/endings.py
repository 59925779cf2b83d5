"""This module tells words that nothing explains by how they end: illnesses, and medicines.

It refuses to judge a word that is known: only what no record and no term explains is asked about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.guideline import OnceFor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whitlow.guideline import Guideline

__all__ = ["ENDS_SO", "MEDICINE", "ended"]

ENDS_SO: Final = "*"
"""With this sign begins an alternative of a sign that only the end of a word has."""

MEDICINE: Final = "other-medicines"
"""The term whose endings are those of medicines; all others are of illnesses."""

SHORTEST: Final = 7


def _endings(guideline: Guideline) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the endings of illnesses and those of medicines."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for term in guideline.lexicon.values():
        for word in " ".join(term.together).split():
            if word.startswith(ENDS_SO):
                found[term.id == MEDICINE].add(word.removeprefix(ENDS_SO))
    return tuple(sorted(found[False])), tuple(sorted(found[True]))


_kept: Final = OnceFor(_endings)


def ended(guideline: Guideline, words: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return which of some words end as illnesses do, and which as medicines do."""
    illnesses, medicines = _kept(guideline)
    long = [word for word in words if len(word) >= SHORTEST]
    named = frozenset(word for word in long if medicines and word.endswith(medicines))
    ill = frozenset(word for word in long if illnesses and word.endswith(illnesses))
    return ill - named, named
