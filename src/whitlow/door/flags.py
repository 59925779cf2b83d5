"""This module reads one answer that settles many truths.

It refuses a bare yes: it would not say which of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.door.vocabulary import cut, key, listed, nearest, shown
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from whitlow.door.vocabulary import Vocabulary
    from whitlow.guideline import Fact

__all__ = ["read_flags"]


def read_flags(fact: Fact, texts: tuple[str, ...], words: Vocabulary) -> frozenset[str]:
    """Return which of the truths are there; the others are not. Raises ``InputError``."""
    found: set[str] = set()
    problems: list[Problem] = []
    for text in texts:
        name = _settled(fact, text, words)
        if name:
            found.add(name)
        else:
            problems.append(_unknown(fact, text))
    if problems:
        raise InputError(*problems)
    return frozenset(found)


def _settled(fact: Fact, text: str, words: Vocabulary) -> str:
    try:
        name = words.fact(text).name
    except InputError:
        return ""
    return name if name in fact.settles else ""


def _unknown(fact: Fact, text: str) -> Problem:
    takes = listed(("none", *fact.settles))
    message = (
        f"{fact.name}: {shown(text)} is not one of them.{nearest(key(text), fact.settles)} "
        f"Write {takes}."
    )
    return Problem("unknown_option", message, fact.name, cut(text), takes)
