"""This module finds the words by which a part of a sentence speaks of an earlier time.

It refuses to place them: that a value is not of now is all it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.reach import CENTURIES, LONGEST_YEAR, WEEKDAYS
from whitlow.intake.times import UNITS, number_of
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.intake.stance import Scope
    from whitlow.intake.tokens import Token

__all__ = ["around", "earlier", "habitual", "part", "undone"]

BREAKS: Final = words(", ; . ( ) [ ] but → then | however whereas although though now today + &")
OPENING: Final = words("( [")
CLOSING: Final = words(") ]")
CLOSED: Final = words(") ] . , ; -")
LAST: Final = words("last previous prior past")
LASTED: Final = words(
    """wk week month mo year yr yrs visit clinic appointment appt admission time anc bloods check
    letter seen results result isolate swab culture labs episode summer winter spring autumn night
    evening noted review recorded"""
)
MONTHS: Final = words(
    """jan january feb february mar march apr april jun june jul july aug august sep sept september
    oct october nov november dec december"""
)
MAY: Final = "may"
IN: Final = words("in last of from early late mid until till")
SINCE: Final = words("since than over for the past within lmp")
AGO: Final = words("ago back earlier previously prior")
DAYS: Final = words("yesterday yest yday ystd yesterday's")
FIRST: Final = words(
    """initially originally earlier formerly previously beforehand historically once baseline
    nadir peak peaked"""
)
AT: Final = words("at on")
EVENTS: Final = words(
    """presentation admission adm arrival diagnosis booking baseline triage onset delivery birth
    intake home"""
)
OVER: Final = words("resolved settled cleared gone subsided abated recovered resolving")
PAST_TENSE: Final = words("was were had")
NOW: Final = words("now today currently present this")
HABITS: Final = (
    ("each", "time"),
    ("every", "time"),
    ("each", "attack"),
    ("each", "episode"),
    ("every", "attack"),
    ("every", "episode"),
    ("per", "episode"),
    ("per", "attack"),
    ("with", "attacks"),
    ("for", "attacks"),
    ("in", "the", "past"),
    ("as", "needed"),
    ("when", "needed"),
    ("as", "required"),
    ("when", "required"),
    ("on", "demand"),
    ("rescue",),
    ("standby",),
    ("prn",),
    ("episodic",),
    ("episodically",),
    ("usually",),
    ("intermittently",),
    ("occasionally",),
    ("sometimes",),
    ("one", "dose"),
    ("single", "dose"),
    ("stat",),
    ("first", "dose"),
    ("loading",),
    ("usual", "dose"),
    ("normal", "dose"),
    ("standard", "dose"),
    ("recommended", "dose"),
    ("maximum", "dose"),
    ("max", "dose"),
    ("on", "and", "off"),
    ("then",),
)
COURSES: Final = words("course courses")
COURSE: Final = 4
UNDONE: Final = words(
    """instead actually tonight tomorrow approved unfilled undispensed pending awaiting awaited
    charted omitted held withheld when whenever"""
)
NOT: Final = words("not never hasn't hadn't isn't yet")
CARRIED_OUT: Final = words(
    """collected taken taking started given filled kept absorbed dispensed available yet commenced
    begun picked received used been to"""
)
FAR_BEFORE: Final = 8
FAR_BEHIND: Final = 4
HABIT_STARTS: Final = frozenset(phrase[0] for phrase in HABITS)
NEAR: Final = 8
LEADING: Final = 2
TITLE: Final = 8
BEHIND: Final = 10


def part(scope: Scope, first: int, last: int) -> tuple[int, int]:
    """Return the part of a sentence around some tokens, up to the signs that end one."""
    tokens, sentence = scope.tokens, scope.sentence
    start, end = first, last
    lowest = max(sentence.first, first - FAR_BEFORE)
    highest = min(sentence.last, last + FAR_BEHIND)
    while start > lowest and not _breaks(tokens, start - 1):
        start -= 1
    while end < highest and not _breaks(tokens, end):
        end += 1
    return start, end


def _breaks(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].low in BREAKS and not (tokens[at].low == "+" and tokens[at].glued)


def around(scope: Scope, first: int, last: int) -> Iterator[range]:
    """Yield the places that tell of what some tokens say: their part, and a bracket behind it."""
    start, end = part(scope, first, last)
    yield range(start, end)
    tokens, stop = scope.tokens, scope.sentence.last
    if end < stop and tokens[end].low in OPENING:
        close = end + 1
        while close < min(stop, end + BEHIND) and tokens[close].low not in CLOSING:
            close += 1
        yield range(end + 1, close)


def earlier(scope: Scope, first: int, last: int) -> str:
    """Return the words by which something is said to be of an earlier time, or nothing."""
    places = list(around(scope, first, last))
    for place in places:
        for at in place:
            told = _told(scope.tokens, at, place.stop)
            if told:
                return told
    return (
        _then(scope, places[0].stop) or _leading(scope, first) or _contrast(scope, places[0], first)
    )


def _then(scope: Scope, at: int) -> str:
    """Return the word that ends a part as of that time, as in ``resistant then``."""
    tokens, last = scope.tokens, scope.sentence.last
    if at >= last or tokens[at].low != "then":
        return ""
    return tokens[at].text if at + 1 >= last or tokens[at + 1].low in CLOSED else ""


def _told(tokens: Sequence[Token], at: int, end: int) -> str:
    """Return the words of an earlier time that begin at a token."""
    low = tokens[at].low
    before = tokens[at - 1].low if at else ""
    after = tokens[at + 1].low if at + 1 < end else ""
    if low in LAST and (after in LASTED or after in MONTHS or after in WEEKDAYS):
        return "" if before in SINCE else f"{tokens[at].text} {tokens[at + 1].text}"
    if low in DAYS or low in FIRST:
        return "" if before in SINCE else tokens[at].text
    if low in MONTHS or (low == MAY and (before in IN or after.isdecimal())):
        if at and tokens[at].glued and before in {"-", "/", "."}:
            return ""
        named = tokens[at].text[:1].isupper() or before in IN
        return tokens[at].text if named and before != "since" else ""
    if low in AT and after in EVENTS:
        return f"{tokens[at].text} {tokens[at + 1].text}"
    if low in UNITS and after in AGO and at and number_of(tokens[at - 1]):
        return f"{tokens[at - 1].text} {tokens[at].text} {tokens[at + 1].text}"
    return ""


def _leading(scope: Scope, start: int) -> str:
    """Return the earlier time with which a line of thought begins, unless it comes back to now.

    It goes on behind a semicolon, and behind a colon for all that stands there: ``2022: …; …``.
    """
    tokens, first = scope.tokens, scope.sentence.first
    while first > 0 and tokens[first - 1].low == ";" and not tokens[first].line:
        first -= 1
        while first > 0 and tokens[first - 1].low not in {";", "."} and not tokens[first].line:
            first -= 1
    colon = next((at for at in range(first, min(first + TITLE, start)) if tokens[at].low == ":"), 0)
    for at in range(first, min(max(first + LEADING, colon), start)):
        told = _told(tokens, at, scope.sentence.last) or (_year(tokens, at) if colon else "")
        if told:
            between = {token.low for token in tokens[at + 1 : start]}
            return "" if between & (NOW | {"but", "then", "since"}) else told
    return ""


def _year(tokens: Sequence[Token], at: int) -> str:
    """Return a year that leads a line: ``2022:``."""
    text = tokens[at].low
    return text if len(text) == LONGEST_YEAR and text.startswith(CENTURIES) else ""


def _contrast(scope: Scope, place: range, first: int) -> str:
    """Return the past tense of what is set against now: ``was drowsy on it, now bright``."""
    tokens, stop = scope.tokens, scope.sentence.last
    was = next((at for at in range(place.start, first) if tokens[at].low in PAST_TENSE), None)
    if was is None:
        return ""
    behind = range(place.stop, min(stop, place.stop + NEAR))
    over = any(tokens[at].low in NOW | OVER for at in behind)
    return tokens[was].text if over else ""


def undone(scope: Scope, last: int) -> str:
    """Return the words behind an order by which it was not carried out, or not yet."""
    tokens, stop = scope.tokens, scope.sentence.last
    for at in range(last, min(last + NEAR, stop)):
        low = tokens[at].low
        after = tokens[at + 1].low if at + 1 < stop else ""
        if low in {";", "."}:
            return ""
        if low in UNDONE or (low in NOT and after in CARRIED_OUT):
            return tokens[at].text
    return ""


def habitual(scope: Scope, first: int, last: int) -> str:
    """Return the words by which a medicine is said to be taken at times, or was once."""
    start, end = part(scope, first, last)
    tokens = scope.tokens
    before = [token.low for token in tokens[max(first - COURSE, scope.sentence.first) : first]]
    if not COURSES.isdisjoint(before) and "of" in before:
        return "course of"
    for at in range(start, end):
        for phrase in HABITS if tokens[at].low in HABIT_STARTS else ():
            found = tuple(token.low for token in tokens[at : at + len(phrase)]) == phrase
            if found and (phrase != ("then",) or at + 1 >= scope.sentence.last):
                return " ".join(token.text for token in tokens[at : at + len(phrase)])
    return ""
