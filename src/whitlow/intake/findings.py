"""This module turns the terms of a note into what they say of facts, each as it is meant.

It refuses to take a word of another person, of another time or of a plan for one of this patient.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.meant import REASONS
from whitlow.intake.records import Aside, Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whitlow.guideline import Guideline, Term
    from whitlow.intake.meant import Stance
    from whitlow.intake.records import Span

__all__ = ["aside", "doubted", "of_fact", "of_term", "turned"]

NOT_NOW: Final = "also named of another time or in a plan"
MEASURE: Final = "measure"
TRUE: Final = "true"
FALSE: Final = "false"
NOT_THERE: Final = frozenset({FALSE, "none", "negative"})


def of_term(guideline: Guideline, term: Term, span: Span, stance: Stance) -> Iterator[Found]:
    """Yield what a term of a note says of this patient, as it is meant."""
    if stance.other or stance.planned:
        yield from _elsewhere(guideline, term, span, stance)
        return
    denied = bool(stance.denied) and not (stance.doubted or turned(term))
    if stance.denied and turned(term):
        stance = stance._replace(doubted=stance.doubted or stance.denied)
    if stance.past and not term.lasting and not denied:
        yield from _elsewhere(guideline, term, span, stance)
    if stance.past and term.past:
        yield from (
            _denied(guideline, {}, term.past, span, stance)
            if denied
            else (each._replace(lasting=True) for each in _said(guideline, term.past, span, stance))
        )
    if denied and term.kind == MEASURE:
        return
    if denied:
        if not stance.past or term.lasting:
            yield from _denied(guideline, term.denied, term.sets, span, stance)
    elif not stance.past or term.lasting:
        for found in _said(guideline, term.sets, span, stance):
            yield found._replace(lasting=True) if term.lasting else found
        yield from _hinted(guideline, term, span, stance)


def _elsewhere(guideline: Guideline, term: Term, span: Span, stance: Stance) -> Iterator[Found]:
    """Yield the members of sets that are said of another time or a plan: they may be mixed up.

    A truth or a choice that is said of another time makes a question of another value of it.
    """
    if stance.other:
        return
    for found in _said(guideline, term.sets, span, stance):
        kind = guideline.facts[found.fact].type
        if kind == "set" or (stance.past and kind in {"truth", "choice"}):
            yield found._replace(doubt=NOT_NOW, weak=True)


def of_fact(name: str, span: Span, stance: Stance) -> Iterator[Found]:
    """Yield what the name of a truth says when it stands in a note."""
    if stance.other or stance.planned:
        return
    if stance.past:
        yield Found(name, TRUE, span, stance, doubt=NOT_NOW, weak=True)
        return
    denied = bool(stance.denied) and not stance.doubted
    yield Found(
        name,
        FALSE if denied else TRUE,
        span,
        stance,
        doubt=doubted(stance),
        negated=denied,
        trigger=stance.denied if denied else stance.doubted,
    )


def _hinted(guideline: Guideline, term: Term, span: Span, stance: Stance) -> Iterator[Found]:
    """Yield what a term may be a sign of: a question, never a fact."""
    for name in term.suggests:
        sign = guideline.lexicon.get(name)
        for fact, values in ({} if sign is None else sign.sets).items():
            for value in values:
                yield Found(fact, value, span, stance, doubt=f"{term.label} may be a sign of it")


def turned(term: Term) -> bool:
    """Whether a term says by itself that a thing is not there, as 'unharmed' does."""
    values = [value for values in term.sets.values() for value in values]
    return bool(values) and all(value in NOT_THERE for value in values)


def _said(
    guideline: Guideline, sets: Mapping[str, tuple[str, ...]], span: Span, stance: Stance
) -> Iterator[Found]:
    for fact, values in sets.items():
        for value in values:
            yield Found(
                fact,
                value,
                span,
                stance,
                doubt=doubted(stance),
                trigger=stance.doubted or stance.past,
                negated=guideline.facts[fact].type == "truth" and value == FALSE,
            )


def _denied(
    guideline: Guideline,
    denied: Mapping[str, tuple[str, ...]],
    sets: Mapping[str, tuple[str, ...]],
    span: Span,
    stance: Stance,
) -> Iterator[Found]:
    """Yield what a denied term says: what its record tells, and the opposite of each truth."""
    for fact, values in denied.items():
        for value in values:
            yield Found(fact, value, span, stance, negated=True, trigger=stance.denied)
    for fact, values in sets.items():
        if fact in denied:
            continue
        kind = guideline.facts[fact].type
        for value in values:
            if kind == "truth":
                other = FALSE if value == TRUE else TRUE
                yield Found(fact, other, span, stance, negated=True, trigger=stance.denied)
            elif kind == "set":
                yield Found(
                    fact, value, span, stance, excluded=True, negated=True, trigger=stance.denied
                )


def doubted(stance: Stance) -> str:
    """Return the doubt that a stance makes, in words."""
    if stance.doubted in REASONS:
        return stance.doubted
    return f"said with {stance.doubted!r}" if stance.doubted else ""


def aside(text: str, span: Span, stance: Stance) -> Aside | None:
    """Return what is set aside, with the reason, or None for what is of this patient and now."""
    if stance.other:
        return Aside(text, f"of another person ({stance.other})", span)
    if stance.planned:
        return Aside(text, f"planned or conditional ({stance.planned})", span)
    if stance.past:
        return Aside(text, f"of an earlier time ({stance.past})", span)
    return None
