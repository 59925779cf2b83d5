"""This module says what a phrase that stands behind a word makes of it: ``fever: no``, ``rash?``.

It refuses a phrase that another noun stands before: that is what it speaks of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.asking import granted
from whitlow.intake.reach import ALONE, DOUBT_REACH, HARD, JOINED, LINKING, NEAR, SIGNS, STILL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.intake.grammar import Trigger
    from whitlow.intake.stance import Scope
    from whitlow.intake.tokens import Token

__all__ = ["said_behind"]

TURNING: Final = frozenset({"but", "and"})
PLURAL: Final = frozenset({"were", "are", "all", "both"})
LONGEST_LIST: Final = 16
MOST_STRANGE: Final = 2
WHICH: Final = frozenset({"it", "this", "them"})
"""With such a word a phrase takes up again what the sentence began with: ``… PCR excluded it``."""

MINUS: Final = "-"
BEFORE: Final = frozenset({"despite", "before", "after", "following", "when"})
ADVERB: Final = "ly"
ASIDE: Final = [",", ","]
LONGEST_ASIDE: Final = 8
TESTED: Final = ("tested for", "screened for", "checked for")
CLOSED: Final = frozenset(",;.")
ROW: Final = frozenset({"N", "Y"})
AFTER: Final = frozenset({*",).;", "x", "and", "but", "or"})
ANSWERS: Final = dict.fromkeys(("no", "not", "nil", "none", "denies", "never"), "denied") | {
    "yes": "",
    "y": "",
}
"""What an answer right behind a question makes of what was asked."""


def said_behind(scope: Scope, each: Trigger, ends: tuple[int, int], senses: dict[str, str]) -> None:
    """Note what a phrase behind some words makes of them."""
    first, last = ends
    if each.sense == "other" and each.first == last:
        senses.setdefault("other", scope.text_of(each))
    if not each.sense.endswith("_before"):
        return
    alone = each.last - each.first == 1
    if alone and scope.tokens[each.first].low == MINUS and each.first != last:
        return
    between = _without_bracket(scope.tokens[last : each.first])
    if each.sense == "denied_before" and scope.tokens[each.last - 1].low in WHICH:
        senses.setdefault("denied", scope.text_of(each))
        return
    if any(token.low in HARD for token in between):
        return
    if between and between[-1].low in BEFORE:
        return
    since = STILL & {scope.tokens[each.first].low, scope.tokens[each.last - 1].low}
    if _asked(scope, each, between):
        if granted(scope, first, between):
            return
        sense, told = _answered(scope, each)
        if sense and "denied" not in senses:
            senses.setdefault(sense, told)
        return
    if each.sense == "past_before" and _after_comma(scope, last, each.first):
        senses.setdefault("doubted", scope.text_of(each))
        return
    joined = len(between) <= DOUBT_REACH and _joined(scope, last, each.first)
    listed = _listed(scope, each, between)
    tested = senses.get("doubted", "").lower().endswith(TESTED)
    if (len(between) > NEAR and not (joined or listed)) or any(
        token.low in {",", ")"} and not (since or listed or tested) for token in between
    ):
        return
    known = {scope.tokens[at].start for at in range(last, each.first) if at in scope.taken}
    strange = sum(
        token.is_word
        and token.low not in LINKING | JOINED
        and not token.low.endswith(ADVERB)
        and token.start not in known
        for token in between
    )
    strange -= MOST_STRANGE if listed else 0
    alone = alone and scope.tokens[each.first].low in ALONE
    if strange > (0 if alone else 1):
        return
    if alone and scope.tokens[each.first].low == MINUS:
        closed = each.last >= scope.sentence.last or scope.tokens[each.last].low in CLOSED
        if between or not (closed and _in_signs(scope)):
            return
    elif alone:
        marked = bool(between) and between[-1].low in SIGNS
        at_end = each.last >= scope.sentence.last or scope.tokens[each.last].low in AFTER
        at_end = at_end or _in_row(scope, each)
        if not (marked or at_end):
            return
    sense = each.sense.removesuffix("_before")
    if scope.tokens[each.first].low in TURNING:
        senses.pop("planned", None)
        senses.pop("doubted", None)
    if sense == "denied" and tested:
        senses.pop("doubted")
    if sense != "denied" or "denied" not in senses:
        senses.setdefault(sense, scope.text_of(each))


def _in_signs(scope: Scope) -> bool:
    """Whether a sentence puts a sign behind more than one thing: ``headache +, fever -``."""
    tokens, last = scope.tokens, scope.sentence.last
    signs = (
        at
        for at in range(scope.sentence.first + 1, last)
        if tokens[at].low in {"+", MINUS} and (at + 1 >= last or tokens[at + 1].low in CLOSED)
    )
    return len(list(signs)) > 1


def _in_row(scope: Scope, each: Trigger) -> bool:
    """Whether a capital N ends one of several answers in a row: ``fever N  rash Y``."""
    behind = scope.tokens[each.last : each.last + 4]
    row = any(token.text in ROW for token in behind) and not behind[0].glued
    return scope.tokens[each.first].text in ROW and (each.last in scope.taken or row)


def _without_bracket(between: Sequence[Token]) -> Sequence[Token]:
    """Return what stands between two places without what is said by the way.

    So is a whole bracket, ``PCR (CSF): negative``, and what two commas hold, ``fits, he says, no``.
    """
    low = [token.low for token in between]
    if low.count(",") == len(ASIDE) and [low[0], low[-1]] == ASIDE and len(low) <= LONGEST_ASIDE:
        return ()
    if low.count("(") == low.count(")") == 1 and low.index("(") < low.index(")"):
        return (*between[: low.index("(")], *between[low.index(")") + 1 :])
    return between


def _listed(scope: Scope, each: Trigger, between: Sequence[Token]) -> bool:
    """Whether a list of things shares what is said behind it: ``A, B and C were negative``."""
    low = [token.low for token in between]
    plural = scope.tokens[each.first].low in PLURAL or low[-1:] in (["were"], ["are"], ["all"])
    return plural and len(low) <= LONGEST_LIST and not JOINED.isdisjoint(low)


def _joined(scope: Scope, first: int, last: int) -> bool:
    """Whether known words joined to one stand between: ``type 1 and type 2 not detected``."""
    low = [scope.tokens[at].low for at in range(first, last) if at not in scope.taken]
    return bool(JOINED.intersection(low)) and all(
        word in JOINED | LINKING or not word[:1].isalpha() for word in low
    )


def _after_comma(scope: Scope, last: int, first: int) -> bool:
    """Whether a comma alone parts a word from what says that it is over."""
    low = [token.low for token in scope.tokens[last:first]]
    return low[-1:] == [","] and len(low) <= NEAR and scope.taken.isdisjoint(range(last, first))


def _asked(scope: Scope, each: Trigger, between: Sequence[Token]) -> bool:
    """Whether a mark of question ends what a word stands in: ``sore of the arm?``."""
    mark = scope.tokens[each.first]
    return (
        mark.low == "?"
        and mark.glued
        and len(between) <= DOUBT_REACH
        and not any(token.low in {",", ";"} for token in between)
    )


def _answered(scope: Scope, each: Trigger) -> tuple[str, str]:
    """Return what a question makes of its words: it is a doubt, unless it is answered."""
    after = scope.tokens[each.last] if each.last < len(scope.tokens) else None
    if after is None or after.low not in ANSWERS:
        return "doubted", scope.text_of(each)
    return ANSWERS[after.low], after.text
