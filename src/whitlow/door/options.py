"""This module reads truths, choices and sets of options.

It refuses a word that is no option, and names the options.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.door.limits import LONGEST_WORD, MOST_ITEMS
from whitlow.door.vocabulary import NONE_WORDS, UNKNOWN_WORDS, cut, key, listed, nearest, shown
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Collection

    from whitlow.guideline import Fact

__all__ = ["alike", "members_of", "option_of", "read_choice", "read_options", "read_truth"]

TRUTHS: Final = {"true": True, "yes": True, "y": True, "false": False, "no": False, "n": False}
MOST_KEPT: Final = 1000
NOBODY: Final = "none"
_SEPARATORS: Final = re.compile(r"[,;\n]")


def read_truth(fact: Fact, text: str) -> bool:
    """Return a truth; raises ``InputError`` for anything but true, false, yes or no."""
    found = TRUTHS.get(key(text))
    if found is None:
        message = f"{fact.name}: {shown(text)} is neither true nor false. Write true or false."
        raise InputError(Problem("wrong_type", message, fact.name, cut(text), "true or false"))
    return found


def option_of(fact: Fact, text: str) -> str:
    """Return the option that a text writes, or nothing."""
    return _spellings(fact).options.get(key(text), "")


class _Spellings(NamedTuple):
    """What may be written for each option of a fact, and for none of them."""

    options: dict[str, str]
    none: frozenset[str]


_kept: Final[dict[int, tuple[Fact, _Spellings]]] = {}


def _spellings(fact: Fact) -> _Spellings:
    """Return the spellings of a fact, kept under its identity and beside it; of the last facts."""
    found = _kept.get(id(fact))
    if found is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        found = _kept[id(fact)] = (fact, _spelled(fact))
    return found[1]


def _spelled(fact: Fact) -> _Spellings:
    """Return every spelling of every option; an option's own name wins over any synonym."""
    options = fact.options or {}
    synonyms = (fact.synonyms or {}).items()
    spellings = {key(label): option for option, label in options.items()}
    spellings |= {key(word): meant for word, meant in synonyms if meant in options}
    nobody = {key(word) for word, meant in synonyms if meant == NOBODY}
    return _Spellings(spellings | {key(option): option for option in options}, NONE_WORDS | nobody)


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
    none = _spellings(fact).none
    empty = [word for word in words if key(word) in none]
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
    guess = nearest(key(text), _spellings(fact).options)
    message = f"{fact.name}: {shown(text)} is not one of its values.{guess} Write {takes}."
    return Problem("unknown_option", message, fact.name, cut(text), takes)
