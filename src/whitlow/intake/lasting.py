"""This module reads how long a thing has been there that a note names.

It refuses a time that belongs to another word: each is given to the word right beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.findings import doubted
from whitlow.intake.records import Found
from whitlow.intake.times import NOT_COUNTED, Time, day_number, time_at
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whitlow.guideline import Guideline, Term
    from whitlow.intake.lexicon import Mention
    from whitlow.intake.meant import Stance
    from whitlow.intake.stance import Scope
    from whitlow.intake.tokens import Token

__all__ = ["lasting", "transplanted"]

REACH: Final = 8
ON: Final = words(
    """x × for since , ( - of past last over which has have been present began started appeared
    on the around his her left right l r lower upper lip mouth in and at about approx ~ both
    approximately side area region ) duration that are is was there post now"""
)
HISTORY: Final = words("history hx h o of / - ho a with and c w")
TRANSPLANT: Final = words("tx transplant transplantation")
DAYS: Final = frozenset({"d", "day", "days"})
WEEKS: Final = "wk"
ROUNDED: Final = "in weeks, which may be rounded"
AGO: Final = words("ago post out prior back")


def lasting(
    scope: Scope,
    guideline: Guideline,
    term: Term,
    place: tuple[int, int, frozenset[int]],
    stance: Stance,
) -> Iterator[Found]:
    """Yield how long a thing has been there: ``ulcer x 3/7``, ``3 week history of ulcers``."""
    first, last, barred = place
    tokens, sentence = scope.tokens, scope.sentence
    if stance.other or stance.planned or stance.denied or stance.past:
        return
    found = _after(tokens, last, sentence.last, barred, scope.taken) or _before(
        tokens, first, sentence.first
    )
    if found is None:
        return
    span = tokens[min(first, found.first)].start, tokens[max(last, found.last) - 1].end
    for name in term.since:
        own = guideline.facts[name].unit == found.unit
        if term.kind == "host" and found.unit == WEEKS:
            told = ROUNDED
        else:
            told = "" if own and found.doubt == NOT_COUNTED else found.doubt
        yield Found(name, found.value, span, stance, doubt=doubted(stance) or told)


def _after(
    tokens: Sequence[Token], at: int, end: int, barred: frozenset[int], taken: frozenset[int]
) -> Time | None:
    for start in range(at, min(at + REACH, end)):
        if start in barred:
            return None
        time = time_at(tokens, start, end)
        if time is not None:
            return _not_of_another(tokens, time, end)
        if tokens[start].low not in ON and start not in taken:
            return None
    return None


def _not_of_another(tokens: Sequence[Token], time: Time, end: int) -> Time | None:
    """Return a time unless what follows gives it to another: ``3 days after``, ``2 weeks of``."""
    if time.last < end and tokens[time.last].low in {
        "after",
        "before",
        "of",
        "old",
        "later",
        "into",
    }:
        return None
    return time


def _before(tokens: Sequence[Token], first: int, start: int) -> Time | None:
    """Return a time before a thing: ``3 day history of``, ``5/52 h/o``, ``3-week-old``."""
    at = first - 1
    seen = 0
    while at >= start and tokens[at].low in HISTORY | {"old"} and seen < REACH:
        at, seen = at - 1, seen + 1
    for here in range(at, max(at - REACH, start) - 1, -1):
        time = time_at(tokens, here, at + seen + 1)
        if time is not None and time.last >= at + 1:
            said = {token.low for token in tokens[time.last : first]}
            return time if said & {"history", "hx", "h", "old", "ho", "of"} else None
    return None


def transplanted(scope: Scope, fact: str, mentions: Iterable[Mention]) -> Iterator[Found]:
    """Yield the day after a transplant as transplant units count: ``d+33``, ``day +61``.

    Right behind the name of a transplant a day needs no sign. That of another person is none.
    """
    tokens, sentence = scope.tokens, scope.sentence
    hosts = {
        each.last
        for each in mentions
        for meaning in each.meanings
        if meaning.term is not None and fact in meaning.term.since
    }
    for at in range(sentence.first, sentence.last):
        if tokens[at].low not in DAYS:
            continue
        found = day_number(tokens, at, sentence.last) or _day_apart(tokens, at, sentence.last)
        if found is None:
            continue
        behind = [each.low for each in tokens[found[1] : found[1] + 2]]
        post = behind[:1] == ["post"] and TRANSPLANT.intersection(behind)
        counted = tokens[found[1] - 2].low == "+" or post
        if (not counted and not (at > sentence.first and at in hosts)) or behind[:1] == ["of"]:
            continue
        if scope.before(at).other:
            continue
        span = tokens[at].start, tokens[found[1] - 1].end
        yield Found(fact, f"{found[0]} d", span, of="graft" if post else "")


def _day_apart(tokens: Sequence[Token], at: int, end: int) -> tuple[str, int] | None:
    """Return a day written apart from its letter, ``d 47``, and the token after it."""
    if tokens[at].low != "d" or at + 1 >= end or not tokens[at + 1].low.isdecimal():
        return None
    return tokens[at + 1].low, at + 2
