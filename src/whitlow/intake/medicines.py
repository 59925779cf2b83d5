"""This module reads the medicines of a note: taken now, stopped, planned, tested, not tolerated.

It refuses a medicine that is only named: whether it is taken is a question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.intake.asking import asked_for
from whitlow.intake.numbers import unit_dimension
from whitlow.intake.orders import DAILY, Order, order_at
from whitlow.intake.times import time_at
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from whitlow.guideline import Drug, Fact
    from whitlow.intake.lexicon import Lexicon
    from whitlow.intake.meant import Stance
    from whitlow.intake.sentences import Sentence
    from whitlow.intake.stance import Scope
    from whitlow.intake.tokens import Token

__all__ = ["BEGUN", "INTERVAL", "Named", "medicines", "whole"]

ANTIVIRAL: Final = "antiviral"
INTERVAL: Final = f"{ANTIVIRAL}_interval"

TAKEN: Final = words(
    """on taking takes taken receiving received continues continue cont continued remains started
    commenced begun restarted given having infusing running currently despite now uses using
    prescribed take treated rx still giving c/w ctn stays established"""
)
ENDED: Final = words("completed finished stopped ended discontinued ceased")
OVER: Final = "over"
FOR: Final = "for"
BEGUN: Final = words(
    "switched changed started commenced begun restarted prescribed given start rx course"
)
JOINS: Final = frozenset({",", "and", "&", "/", "+", ";", "-", "•", "plus", "with", "."})
FOLLOWED: Final = words("then followed")
ENDINGS: Final = frozenset({".", ";"})
GOES_ON: Final = words("cont continue continues continued continuing ctn c/w remains stays")
LIST: Final = "a list"
MEDICINES: Final = "medicines"
DAY: Final = words("d day days")
PLUS: Final = "+"
"""A day that is counted so is one after a transplant."""

REACH: Final = 4
FAR: Final = 8
LISTED: Final = 3
LONGEST: Final = 8
ASKED: Final = "?"
SIGNS: Final = frozenset("()[]=,;:.")
LASTED: Final = words("after despite")
OF_A_COURSE: Final = (["of"], ["of", "iv"], ["of", "oral"], ["of", "po"], ["on"], ["on", "iv"])


class Named(NamedTuple):
    """A medicine where a note names it, with what stands behind it and how it is meant.

    It is ``listed`` where it stands in a section that lists medicines.
    """

    drug: Drug
    first: int
    last: int
    order: Order
    stance: Stance
    cue: str
    unclear: str
    listed: bool = False


def medicines(
    text: str,
    scope: Scope,
    lexicon: Lexicon,
    places: Sequence[tuple[Drug, int, int, str]],
    others: Collection[int],
) -> list[Named]:
    """Return the medicines of a sentence, in order; an order ends where ``others`` begin."""
    if not places:
        return []
    tokens, sentence = scope.tokens, scope.sentence
    interval = lexicon.guideline.facts.get(INTERVAL)
    listed = sentence.section == MEDICINES
    found: list[Named] = []
    for number, (drug, first, last, unclear) in enumerate(places):
        later = [each[1] for each in places[number + 1 :] if each[1] >= last]
        end = later[0] if later else sentence.last
        order = order_at(text, tokens, last, _stop(tokens, last, end, others), interval)
        order = _before_name(tokens, sentence.first, first, order)
        order = _whole_before(text, scope, first, order, interval)
        cue = _cue(tokens, sentence, first, last)
        stance = _when(scope.of(first, last, drug=True), scope, order, cue, (first, last))
        if stance.plain and asked_for(scope, first):
            stance = stance._replace(doubted=ASKED)
        found.append(Named(drug, first, last, order, stance, cue, unclear, listed))
    return _shared(tokens, _replaced(tokens, found))


def _replaced(tokens: Sequence[Token], found: list[Named]) -> list[Named]:
    """Return medicines of which each that another followed is over: ``A 10 days, then B``."""
    for number in range(len(found) - 1):
        here, after = found[number], found[number + 1]
        between = tokens[max(here.last, here.order.last) : after.first]
        told = next((token.text for token in between if token.low in FOLLOWED), "")
        taken = after.stance.plain and (after.cue or after.order.dose or after.order.time)
        if told and taken and not any(token.low in ENDINGS for token in between):
            stance = here.stance._replace(past=here.stance.past or told, doubted="")
            found[number] = here._replace(stance=stance)
    return found


def _stop(tokens: Sequence[Token], first: int, end: int, others: Collection[int]) -> int:
    """Return the place up to which an order may go on: a semicolon or a new thought ends it.

    So does the end of a bracket in which the medicine itself stands.
    """
    deep = 0
    for at in range(first, end):
        deep += (tokens[at].low in {"(", "["}) - (tokens[at].low in {")", "]"})
        if deep < 0 or at in others:
            return at
        if tokens[at].low in {";", "but", "despite", "because", "if", "until"} or tokens[at].line:
            return at
    return end


def _before_name(tokens: Sequence[Token], start: int, first: int, order: Order) -> Order:
    """Return an order with the route and the day that stand before its name: ``D9 IV``."""
    begin = max(first - LISTED, start)
    if begin >= first:
        return order
    before = order_at("", tokens, begin, first, None)
    near = before.last == first or first - before.last == 1
    route = order.route or (before.route if near else "")
    time = order.time
    after_graft = time is not None and tokens[min(time.first + 1, len(tokens) - 1)].low == PLUS
    counted = before.time is not None and tokens[before.time.first].low in DAY and near
    if counted and (time is None or after_graft):
        time = before.time
    return order._replace(route=route, time=time)


def _whole_before(
    text: str, scope: Scope, first: int, order: Order, interval: Fact | None
) -> Order:
    """Return an order with what stands whole before its name: ``1 g bid A``, ``9 days of A``."""
    tokens, start = scope.tokens, scope.sentence.first
    for begin in range(max(first - LONGEST, start), first):
        signs = any(tokens[at].low in SIGNS for at in range(begin, first))
        if not tokens[begin].is_number or signs or not scope.taken.isdisjoint(range(begin, first)):
            continue
        time = time_at(tokens, begin, first)
        of = time is not None and [t.low for t in tokens[time.last : first]] in OF_A_COURSE
        if time is not None and of and order.time is None:
            counted = begin > start and tokens[begin - 1].low in LASTED
            return order._replace(time=time._replace(counted=counted, last=order.last))
        before = order_at(text, tokens, begin, first, interval)
        if order.dose is None and whole(before) and before.last == first and not before.several:
            time = order.time or before.time
            return before._replace(time=time, route=order.route or before.route, last=order.last)
    return order


def _when(stance: Stance, scope: Scope, order: Order, cue: str, ends: tuple[int, int]) -> Stance:
    """Return how a medicine is meant, with what stands behind its whole order."""
    if ends[0] - 1 == scope.sentence.first and scope.tokens[ends[0] - 1].low == FOR:
        stance = stance._replace(planned=stance.planned or FOR)
    if cue.lower() in GOES_ON:
        stance = stance._replace(planned="")
    if order.ago and cue.lower() not in BEGUN:
        return stance._replace(past=stance.past or "ago")
    if _over(scope, max(order.last, ends[1])):
        stance = stance._replace(past=stance.past or OVER)
    if order.last > ends[1]:
        after = scope.of(ends[0], order.last, drug=True)
        return stance._replace(
            past=stance.past or after.past, doubted=stance.doubted or after.doubted
        )
    return stance


def _over(scope: Scope, at: int) -> bool:
    """Whether what stands behind an order says that it is over: ``21 days, completed``."""
    after = [token.low for token in scope.tokens[at : min(at + 2, scope.sentence.last)]]
    if not ENDED.isdisjoint(after) and after[0] in ENDED | {",", "(", "-"}:
        return True
    behind = [token.low for token in scope.tokens[at : min(at + FAR, scope.sentence.last)]]
    return behind[:1] in (["until"], ["till"]) and not ENDED.isdisjoint(behind)


def _cue(tokens: Sequence[Token], sentence: Sentence, first: int, last: int) -> str:
    """Return the word that says that a medicine is taken, nothing where none does."""
    if sentence.section == MEDICINES:
        return sentence.heading
    if first > sentence.first and tokens[first - 1].low == "to":
        before = [token.low for token in tokens[max(first - FAR, sentence.first) : first]]
        return next((word for word in before if word in {"switched", "changed"}), "")
    for at in range(first - 1, max(first - 1 - REACH, sentence.first - 1), -1):
        if tokens[at].low in TAKEN:
            return tokens[at].text
        if tokens[at].low in {".", ";"}:
            break
    for at in range(last, min(last + REACH, sentence.last)):
        if tokens[at].low in {
            "started",
            "commenced",
            "continues",
            "continued",
            "given",
            "infusing",
            "ongoing",
            "restarted",
        }:
            return tokens[at].text
        if tokens[at].low in {".", ",", ";"}:
            break
    return ""


def _shared(tokens: Sequence[Token], found: list[Named]) -> list[Named]:
    """Return medicines of which each shares the word that says they are taken with its list."""
    for number in range(1, len(found)):
        before, here = found[number - 1], found[number]
        between = tokens[before.order.last : here.first]
        joined = all(token.low in JOINS or token.low in {"iv", "po"} for token in between)
        if joined and len(between) <= LISTED and not here.cue and before.cue:
            found[number] = here._replace(cue=before.cue)
    for number in range(len(found) - 1, 0, -1):
        before, here = found[number - 1], found[number]
        between = tokens[before.order.last : here.first]
        joined = bool(between) and all(token.low in JOINS for token in between)
        if joined and len(between) <= LISTED and not before.cue and _ordered(here):
            cue = here.cue or tokens[here.first].text
            found[number - 1] = before._replace(cue=cue)
    if sum(whole(each.order) for each in found) > 1:
        found = [each if each.cue else each._replace(cue=LIST) for each in found]
    return found


def _ordered(each: Named) -> bool:
    """Whether a medicine stands with a whole order, or shares the word that it is taken."""
    return bool(each.cue) or whole(each.order)


def whole(order: Order) -> bool:
    """Whether an order says how much and how often."""
    if order.dose is None:
        return False
    return bool(order.interval) or unit_dimension(order.dose.unit) in DAILY
