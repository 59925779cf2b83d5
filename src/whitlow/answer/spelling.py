"""This module finds the word of a sign that was meant where it is written with a letter wrong.

It refuses to correct a short word, a word that anything knows, and one that may be two.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from whitlow.answer.endings import ENDS_SO
from whitlow.guideline import OnceFor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whitlow.guideline import Guideline

__all__ = ["meant"]

LONG: Final = 7
"""A shorter word with a letter wrong may be another word."""

LONGEST: Final = 24
GOES_ON: Final = "*"


def _near(guideline: Guideline) -> Mapping[str, frozenset[str]]:
    """Return the long words of all signs, by what is left when one letter is gone."""
    found: dict[str, set[str]] = defaultdict(set)
    for term in guideline.lexicon.values():
        for word in " ".join(term.together).replace("_", " ").split():
            plain = word.removesuffix(GOES_ON).casefold()
            if not word.startswith(ENDS_SO) and plain.isalpha() and len(plain) >= LONG:
                for form in _shortened(plain):
                    found[form].add(plain)
    return {form: frozenset(words) for form, words in found.items()}


_kept: Final = OnceFor(_near)


def meant(guideline: Guideline, word: str) -> str:
    """Return the word of a sign that is a letter away, or the word itself."""
    if not LONG <= len(word) <= LONGEST or not word.isalpha():
        return word
    near = _kept(guideline)
    for end in (len(word), *range(len(word) - 1, LONG - 2, -1)):
        found = {each for form in _shortened(word[:end]) for each in near.get(form, ())}
        if found:
            return found.pop() if len(found) == 1 else word
    return word


def _shortened(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
