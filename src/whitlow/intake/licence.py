"""This module asks of each thing that was read whether where it stands lets it count as a fact.

It refuses a licence to what stands in an empty box, in an entry of another day, beside another
person, or in a part of a sentence that speaks of an earlier time.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from whitlow.intake.boxes import boxed
from whitlow.intake.entries import OLDER, earlier_entries
from whitlow.intake.medicines import BEGUN
from whitlow.intake.moments import around, earlier, habitual, undone
from whitlow.intake.qualified import qualified
from whitlow.intake.reach import SAYING
from whitlow.intake.times import UNITS
from whitlow.intake.tokens import words
from whitlow.intake.undone import but_then, once_before, taken_back

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whitlow.guideline import Fact, Guideline
    from whitlow.intake.medicines import Named
    from whitlow.intake.records import Found
    from whitlow.intake.stance import Scope
    from whitlow.intake.tokens import Token

__all__ = ["Licence"]

POSITIVE: Final = "positive"
TIMES: Final = words("h d wk mo a")
NO_UNIT: Final = "a number without its unit"
CHRONIC: Final = words(
    "chronic longstanding long-standing lifelong usual baseline stable known old"
)
TRUTH: Final = "truth"
CLAIMS: Final = frozenset({TRUTH, "choice"})
PASSING: Final = words(
    "required needed twice once briefly transient transiently temporary temporarily during"
)
EVENTS: Final = words("since after during before when following")
NAMING: Final = words(
    """prophylaxis risk precautions clinic history disorder medication threshold team screen chart
    plan protocol service nurse unit ward leaflet advice log diary"""
)
PAST: Final = words("was were had received completed finished")
TRIED: Final = words(
    """took tried leftover borrowed bought old held withheld stopped paused omitted missed refused
    skipped ended finished self-medicated"""
)
PARTLY: Final = words("not but except partially partly only")
NOT_LOOKED: Final = words("taken measured checked available performed assessed examined tested")
OVER: Final = words("resolved settled cleared gone stopped ceased subsided abated recovered off")
OUT: Final = words("out removed pulled withdrawn explanted lost")
TURNS: Final = words("but ; not never since until")
TRUE: Final = "true"
FALSE: Final = "false"
BEFORE_THAT: Final = "absent since then, so it was there before"
SIGN: Final = "a sign that may be of it or of what stands before"
BRACKETED: Final = (["(", "+", ")"], ["(", "-", ")"])
EXCEPT: Final = words("until till except apart besides unless")
FREE: Final = "free"
FURTHER: Final = words("further more")
SINCE: Final = words("for since x over")
NEAR: Final = 3
COMPANY: Final = words("by with per from")
REACH: Final = 16
COUNTED: Final = words("a wk")
"""Ages and weeks of pregnancy are written without their unit."""


class Licence:
    """What a note says of its own parts, asked for each thing that was read in it."""

    def __init__(self, tokens: Sequence[Token], guideline: Guideline) -> None:
        """Find the boxes and the entries of the note once."""
        self.guideline: Final = guideline
        self.tokens: Final = tokens
        self.starts: Final = [token.start for token in tokens]
        self.boxes: Final[Mapping[int, str]] = boxed(tokens)
        self.older: Final[Mapping[int, str]] = earlier_entries(tokens)

    def of(self, found: Found, scope: Scope) -> Found:
        """Return what was read, in doubt where its place gives no licence."""
        if found.doubt or found.excluded or found.weak:
            before = found.doubt and self.older.get(self._at(found.span[0])) == OLDER
            return found._replace(doubt=OLDER) if before and not found.weak else found
        fact = self.guideline.facts[found.fact]
        first = self._at(found.span[0])
        last = self._at(found.span[1] - 1) + 1
        told = (
            self._placed(scope, first, last, lasting=found.lasting)
            or _bare(fact, found)
            or self._when(scope, fact, found, (first, last))
            or self._of_number(scope, fact, (first, last))
            or self._later_over(found, fact, scope, last)
            or self._usual(found, fact, scope, (first, last))
            or self._looked(found, scope, last)
            or self._signed(fact, scope, first)
            or taken_back(self.tokens, scope, fact, (first, last))
            or once_before(self.tokens, found, last)
            or but_then(self.tokens, scope, found, last)
        )
        if told or not self._was_there(found, scope, last):
            return found._replace(doubt=told) if told else found
        return found._replace(value=TRUE, negated=False, doubt=BEFORE_THAT)

    def of_medicine(self, named: Named, scope: Scope) -> Named:
        """Return a medicine, unclear where its place gives no licence."""
        if named.unclear:
            return named
        first, last = named.first, max(named.last, named.order.last)
        told = self._placed(scope, first, last, lasting=False)
        again = habitual(scope, first, last) or undone(scope, last)
        when = earlier(scope, first, last) if named.cue.lower() not in BEGUN else ""
        before = self.tokens[first - 1].low if first else ""
        event = before if before in EVENTS and not named.order.dose else ""
        again = again or when or event or self._told_of(named, scope)
        told = told or (f"said with {again!r}" if again else "")
        return named._replace(unclear=told) if told else named

    def _told_of(self, named: Named, scope: Scope) -> str:
        """Return the past tense in which a course of a certain length is told."""
        time = named.order.time
        first = max(named.first - NEAR, scope.sentence.first)
        before = self.tokens[first : named.first]
        told = next((token.text for token in before if token.low in TRIED), "")
        if told or time is None or time.counted:
            return told
        last = min(named.order.last + 1, scope.sentence.last)
        return next((t.text for t in self.tokens[first:last] if t.low in PAST), "")

    def _at(self, place: int) -> int:
        return max(bisect_right(self.starts, place) - 1, 0)

    def _placed(self, scope: Scope, first: int, last: int, *, lasting: bool) -> str:
        """Return the doubt of a place: a box, an entry of another day, a person named behind."""
        told = self.boxes.get(first, "") or ("" if lasting else self.older.get(first, ""))
        told = told or _person(scope, first, last, lasting=lasting)
        return told or (_teller(scope, first) if lasting else "")

    def _when(self, scope: Scope, fact: Fact, found: Found, ends: tuple[int, int]) -> str:
        """Return the doubt of a time that is not now, for what does not last through it."""
        counts = fact.unit in TIMES
        result = fact.type == "choice" and POSITIVE in (fact.options or {})
        if found.lasting or counts or result:
            return ""
        told = earlier(scope, *ends)
        return f"said with {told!r}" if told else ""

    def _of_number(self, scope: Scope, fact: Fact, ends: tuple[int, int]) -> str:
        """Return why a number with a unit is not what was measured of this patient today."""
        measured = fact.type == "number" and fact.unit and fact.unit not in TIMES
        return qualified(scope, fact, ends) if measured else ""

    def _later_over(self, found: Found, fact: Fact, scope: Scope, last: int) -> str:
        """Return the word behind a thing that says that it is over: ``…, has stopped``."""
        counted = fact.type == "number" and not fact.unit
        if not (fact.type in CLAIMS or counted) or found.negated:
            return ""
        for at in range(last, min(last + REACH, scope.sentence.last)):
            if at in scope.taken or self.tokens[at].low in TURNS:
                return ""
            out = self.tokens[at].low in OUT and fact.type != TRUTH and at - last < NEAR
            if self.tokens[at].low in OVER or out:
                return f"said with {self.tokens[at].text!r}"
        return ""

    def _usual(self, found: Found, fact: Fact, scope: Scope, ends: tuple[int, int]) -> str:
        """Return the word by which a thing that is there is nothing new: ``chronic``, ``usual``."""
        if fact.type not in CLAIMS or found.negated or found.lasting:
            return ""
        words_ = CHRONIC | PASSING if fact.type == TRUTH else PASSING
        last = ends[1]
        if last < scope.sentence.last and self.tokens[last].low in NAMING:
            return f"said with {self.tokens[last].text!r}"
        for place in around(scope, *ends):
            for at in place:
                aged = at > 0 and self.tokens[at - 1].low in UNITS
                if at not in range(*ends) and self.tokens[at].low in words_ and not aged:
                    return f"said with {self.tokens[at].text!r}"
        return ""

    def _looked(self, found: Found, scope: Scope, last: int) -> str:
        """Return the doubt of what is absent because nobody looked: ``no temp taken``."""
        if not found.negated or last >= scope.sentence.last:
            return ""
        after = self.tokens[last]
        if after.low in NOT_LOOKED:
            return f"said with {after.text!r}"
        near = self.tokens[last : min(last + NEAR, scope.sentence.last)]
        but = next((token.text for token in near if token.low in EXCEPT), "")
        if but:
            return f"said with {but!r}"
        behind = self.tokens[last : min(last + REACH, scope.sentence.last)]
        for token in behind if not found.trigger else ():
            if token.low in {",", ";", "."}:
                return ""
            if token.low in PARTLY:
                return f"said with {token.text!r}"
        return ""

    def _signed(self, fact: Fact, scope: Scope, first: int) -> str:
        """Return that a plus or minus may stand before what it is of: ``-rash``, ``(-) rash``."""
        if fact.type != TRUTH:
            return ""
        tokens, start = self.tokens, scope.sentence.first
        before = first > start and tokens[first - 1].low == "-" and tokens[first].glued
        if before and not tokens[first - 1].glued:
            return SIGN
        for at in range(start, min(scope.sentence.last - 2, first)):
            low = [token.low for token in tokens[at : at + 3]]
            if at in scope.taken:
                return ""
            if low in BRACKETED:
                return SIGN
        return ""

    def _was_there(self, found: Found, scope: Scope, last: int) -> bool:
        """Whether what is absent since a day was there before: ``fit free 48 h``, ``since Fri``."""
        stop = scope.sentence.last
        if not found.negated or found.value != FALSE:
            return False
        if not FURTHER.isdisjoint(found.trigger.lower().split()):
            return True
        if last + 1 >= stop:
            return False
        at = last - 1 if self.tokens[last - 1].low == FREE else last
        after, behind = self.tokens[at], self.tokens[at + 1]
        free = after.low == FREE and (behind.is_number or behind.low in SINCE)
        return free or any(
            each.low == "since" for each in self.tokens[last : min(last + NEAR, stop)]
        )


def _bare(fact: Fact, found: Found) -> str:
    """Return the doubt of a number that stands without the unit that its fact has."""
    if fact.type != "number" or not fact.unit or fact.unit in COUNTED:
        return ""
    return NO_UNIT if found.value.replace(".", "", 1).isdecimal() else ""


def _person(scope: Scope, first: int, last: int, *, lasting: bool) -> str:
    """Return the other person who is named right behind something: ``(maternal)``.

    One by whom it is told, or who came with the patient, has no part in it; a bracket behind what
    lasts is of its own.
    """
    places = list(around(scope, first, last))
    for place in places[:1] if lasting else places:
        for each in scope.found:
            if each.sense == "other" and each.first in place and each.first >= last:
                before = [token.low for token in scope.tokens[each.first - 2 : each.first]]
                if COMPANY.isdisjoint(before):
                    return f"said with {scope.text_of(each)!r}"
    return ""


def _teller(scope: Scope, first: int) -> str:
    """Return another person who tells of what was long ago: ``family report a fit in 2003``."""
    for each in scope.found:
        told = each.sense == "other" and each.last < min(first, len(scope.tokens))
        if told and scope.tokens[each.last].low in SAYING:
            return f"told by {scope.text_of(each)!r}"
    return ""
