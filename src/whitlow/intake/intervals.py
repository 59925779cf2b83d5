"""This module reads how often a medicine is taken: ``q8h``, ``8 hrly``, ``five times a day``.

It refuses an interval that the guideline does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.times import NUMBERS, number_of
from whitlow.intake.tokens import spoken, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whitlow.guideline import Fact
    from whitlow.intake.tokens import Token

__all__ = ["EVERY", "begins_interval", "interval_at", "interval_words"]

LONGEST: Final = 4
HOURLY: Final = words("hourly hrly hourly. h hr hrs hours hour")
EVERY: Final = words("every q each")
ONCE: Final = dict.fromkeys(
    ("om", "mane", "nocte", "qhs", "qam", "qpm", "every day", "each day", "a day", "per day"),
    "24 h",
)
"""Other ways to write once a day."""
TIMES_OF: Final = words("x × times")
SMALL: Final = words("a an one two three four five per each in the at")
_FIRST: Final[set[str]] = set()
_WORDS: Final[list[frozenset[str]]] = []
_KNOWN: Final[dict[int, tuple[Fact, Mapping[str, str]]]] = {}


def interval_at(
    tokens: Sequence[Token], at: int, end: int, fact: Fact | None
) -> tuple[str, int] | None:
    """Return the hours between doses: a word of the guideline, ``q8h``, ``8 hrly``, ``5x/day``."""
    known = {} if fact is None else _known(fact)
    counted = number_of(tokens[at])
    often = _times_a_day(tokens, at + 1, end, known, counted) if counted and at + 1 < end else None
    if often is not None:
        return often
    for last in range(min(at + LONGEST, end), at, -1):
        said = spoken(tokens[at:last]).replace("/", " ").replace("-", " ").replace(".", "")
        meant = known.get(" ".join(said.split())) or ONCE.get(" ".join(said.split()))
        if meant is not None and not said.isdecimal():
            return meant, last
    start = at + 1 if tokens[at].low in EVERY else at
    number = number_of(tokens[start]) if start < end else ""
    after = start + 1
    if not number or after >= end:
        return None
    if tokens[after].low == "-" and tokens[after].glued:
        after += 1
    if (
        after < end
        and tokens[after].low in HOURLY
        and (start > at or tokens[after].low in {"hourly", "hrly"})
    ):
        return f"{number} h", after + 1
    return _times_a_day(tokens, after, end, known, number)


def begins_interval(word: str, fact: Fact | None) -> bool:
    """Whether a word may begin an interval between doses."""
    known = {} if fact is None else _known(fact)
    return word in EVERY or word in ONCE or word in NUMBERS or word in known or word in _FIRST


def interval_words(fact: Fact | None) -> frozenset[str]:
    """Return words of which an interval between doses has at least one."""
    known = {} if fact is None else _known(fact)
    if not _WORDS or fact is None:
        said = {word for phrase in (*known, *ONCE) for word in phrase.split()}
        _WORDS.clear()
        _WORDS.append(frozenset(said | HOURLY | TIMES_OF) - SMALL)
    return _WORDS[0]


def _known(fact: Fact) -> Mapping[str, str]:
    """Return the words for an interval as they are said, kept for each guideline."""
    kept = _KNOWN.get(id(fact))
    if kept is None or kept[0] is not fact:
        words_of = {word.replace("_", " "): meant for word, meant in (fact.words or {}).items()}
        _FIRST.clear()
        _FIRST.update(word.split()[0] for word in (*words_of, *ONCE))
        _KNOWN.clear()
        _WORDS.clear()
        kept = _KNOWN[id(fact)] = (fact, words_of)
    return kept[1]


def _times_a_day(
    tokens: Sequence[Token], at: int, end: int, known: Mapping[str, str], number: str
) -> tuple[str, int] | None:
    """Return the interval of ``5x/day``, ``3 x daily``, ``four times per day``."""
    if tokens[at].low not in {"x", "×", "times"}:
        return None
    after = at + 1
    while after < end and tokens[after].low in {"/", "a", "per", "every", "each"}:
        after += 1
    if after >= end or tokens[after].low not in {"day", "daily", "d", "days"}:
        return None
    names = {"1": "once", "2": "twice", "3": "three times", "4": "four times", "5": "five times"}
    meant = known.get(f"{names.get(number, number)} daily")
    return None if meant is None else (meant, after + 1)
