"""This module reads truths, choices and sets of options.

It refuses a word that is no option, and names the options.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from whitlow.door.limits import LONGEST_WORD, MOST_ITEMS
from whitlow.door.vocabulary import NONE_WORDS, UNKNOWN_WORDS, cut, key, listed, nearest, shown
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Collection

    from whitlow.guideline import Fact

__all__ = ["alike", "members_of", "option_of", "read_choice", "read_options", "read_truth"]

TRUTHS: Final = {"true": True, "yes": True, "y": True, "false": False, "no": False, "n": False}
_SEPARATORS: Final = re.compile(r"[,;\n]")
MOST_KEPT: Final = 1000
_KEPT: Final[dict[int, tuple[Fact, dict[str, str]]]] = {}


def read_truth(fact: Fact, text: str) -> bool:
    """Return a truth; raises ``InputError`` for anything but true, false, yes or no."""
    found = TRUTHS.get(key(text))
    if found is None:
        message = f"{fact.name}: {shown(text)} is neither true nor false. Write true or false."
        raise InputError(Problem("wrong_type", message, fact.name, cut(text), "true or false"))
    return found


def option_of(fact: Fact, text: str) -> str:
    """Return the option that a text writes, or nothing."""
    return _spellings(fact).get(key(text), "")


def _spellings(fact: Fact) -> dict[str, str]:
    """Return every spelling of every option, kept for each fact that is asked for."""
    kept = _KEPT.get(id(fact))
    if kept is None or kept[0] is not fact:
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        kept = _KEPT[id(fact)] = (fact, _spelt(fact))
    return kept[1]


def _spelt(fact: Fact) -> dict[str, str]:
    """Return every spelling of every option; an option's own name wins over any synonym."""
    options = fact.options or {}
    synonyms = (fact.synonyms or {}).items()
    spellings = {key(label): option for option, label in options.items()}
    spellings |= {key(word): meant for word, meant in synonyms if meant in options}
    return spellings | {key(option): option for option in options}


def read_choice(fact: Fact, text: str) -> str:
    """Return one option of a choice; raises ``InputError`` for any other word."""
    found = option_of(fact, text)
    if not found:
        raise InputError(_unknown(fact, text))
    return found


def read_options(fact: Fact, texts: tuple[str, ...]) -> frozenset[str]:
    """Return a set of options; the word none is the empty set, which is known."""
    words = members_of(fact, texts)
    found = [option_of(fact, word) for word in words]
    unknown = [word for word, option in zip(words, found, strict=True) if not option]
    if unknown:
        raise InputError(*(_unknown(fact, word) for word in unknown))
    return frozenset(found)


def alike(fact: Fact, some: Collection[str], others: Collection[str]) -> bool:
    """Whether one option of each side is the same, or lies within the other."""
    within = fact.within or {}
    return any(
        one == other or within.get(one) == other or within.get(other) == one
        for one in some
        for other in others
    )


def members_of(fact: Fact, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a set, none of them for the word none; a comma parts two of them."""
    parts = [part.strip() for text in texts for part in _SEPARATORS.split(text)]
    words = [part for part in parts if part]
    if len(words) > MOST_ITEMS:
        message = f"{fact.name}: {len(words)} values are more than {MOST_ITEMS}. Give fewer."
        raise InputError(Problem("too_large", message, fact.name))
    for word in words:
        if len(word) > LONGEST_WORD:
            message = f"{fact.name}: {shown(word)} is too long for one name. Write the name alone."
            raise InputError(Problem("too_large", message, fact.name, cut(word)))
    nobody = {key(word) for word, meant in (fact.synonyms or {}).items() if meant == "none"}
    empty = [word for word in words if key(word) in NONE_WORDS | nobody]
    if empty and len(words) > len(empty):
        message = (
            f"{fact.name}: {shown(empty[0])} stands beside other values. "
            "Keep it alone, or leave it out."
        )
        raise InputError(Problem("contradictory", message, fact.name, cut(", ".join(words))))
    open_ = [word for word in words if key(word) in UNKNOWN_WORDS]
    if open_ and not empty:
        message = (
            f"{fact.name}: {shown(open_[0])} stands in a list, which says nothing of the others. "
            "Leave it out of the list."
        )
        raise InputError(Problem("unknown_option", message, fact.name, open_[0]))
    return () if empty else tuple(words)


def _unknown(fact: Fact, text: str) -> Problem:
    takes = listed(fact.options or {})
    guess = nearest(key(text), _spellings(fact))
    message = f"{fact.name}: {shown(text)} is not one of its values.{guess} Write {takes}."
    return Problem("unknown_option", message, fact.name, cut(text), takes)
