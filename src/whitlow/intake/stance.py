"""This module says how a word of a sentence is meant: denied, doubted, of another, past, planned.

It refuses to decide by a word that it does not name: each stance says the words that made it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.before import Before
from whitlow.intake.behind import said_behind
from whitlow.intake.dates import any_year, on_a_day, year_after
from whitlow.intake.grammar import PATIENT, triggers
from whitlow.intake.instructions import instruction
from whitlow.intake.meant import Stance
from whitlow.intake.reach import (
    BREAKS,
    COURSES,
    DENYING,
    DOUBT_REACH,
    HARD,
    HERS,
    HIS,
    HISTORIES,
    LIST_REACH,
    NEAR,
    OF,
    PRONOUNS,
    SAYING,
    SURE,
    VERBAL,
    VERSUS,
    WEAK,
    WHETHER,
)
from whitlow.intake.times import UNITS
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.intake.grammar import Trigger
    from whitlow.intake.sentences import Sentence
    from whitlow.intake.tokens import Token

__all__ = ["Scope"]


QUOTED: Final = "quotation marks"
SELF: Final = "self"
FIRM: Final = "firm"
RELATIVE: Final = frozenset({"who", "whose"})
OF_A_CHANGE: Final = words(
    """the any real significant obvious clear definite further apparent much marked substantial
    convincing visible appreciable major great"""
)
CLOSING: Final = frozenset({":", ";", "(", "."})


class Scope:
    """The words of one sentence that decide how the others are meant."""

    def __init__(
        self,
        tokens: Sequence[Token],
        sentence: Sentence,
        taken: frozenset[int],
        before: Before | None = None,
    ) -> None:
        """Find them; none within ``taken``, the tokens of words that were found in the lexicon."""
        self.tokens: Final = tokens
        self.sentence: Final = sentence
        self.taken: Final = taken
        before = before or Before()
        self.carry: Final = before.carry if self._goes_on(before.carry) else ""
        self.quoted: Final = before.quoted
        here = tokens[sentence.first : sentence.last]
        self.low: Final = frozenset(token.low for token in here)
        self.numbered: Final = any(token.is_number for token in here)
        self.year: Final = any_year(tokens, sentence) if self.numbered else ""
        self.found: Final = tuple(triggers(tokens, sentence.first, sentence.last, taken))
        self.order: Final = instruction(self, before.order)
        self._meant: Final[dict[tuple[int, int, bool], Stance]] = {}

    def of(self, first: int, last: int, *, drug: bool = False) -> Stance:
        """Return how the words from ``first`` to before ``last`` are meant."""
        found = self._meant.get((first, last, drug))
        if found is None:
            found = self._meant[first, last, drug] = self._of(first, last, drug=drug)
        return found

    def _of(self, first: int, last: int, *, drug: bool) -> Stance:
        senses = self._said_before(first, drug=drug)
        for each in self.found:
            if each.first >= last:
                said_behind(self, each, (first, last), senses)
        if senses.get("denied", "").lower() == "not" and self._turns(first):
            senses.pop("planned", None)
        year = year_after(self.tokens, self.sentence, last)
        if year:
            senses.setdefault("past", year)
        elif on_a_day(self.tokens, self.sentence, self.taken, last) and not drug:
            if "past" not in senses:
                senses.setdefault("doubted", "dated")
        elif self.year and "other" not in senses:
            senses.setdefault("doubted", self.year)
        if self.order:
            senses["doubted"] = f"an instruction ({self.order})"
        if first in self.quoted:
            senses.setdefault("doubted", QUOTED)
        if self.carry and not self._of_patient(first):
            senses.setdefault("doubted", f"{self.carry} of the sentence before")
        return Stance(**senses)

    def _turns(self, first: int) -> bool:
        """Whether a comma and a 'not' stand right before: 'would consider A, not B'."""
        at = first - 1
        while at > self.sentence.first and self.tokens[at].low != "not" and first - at <= NEAR:
            at -= 1
        return at > self.sentence.first and self.tokens[at - 1].low == ","

    def before(self, first: int) -> Stance:
        """Return how a word is meant by what stands before it alone, as that of a number."""
        senses = self._said_before(first, drug=False)
        if self.order:
            senses["doubted"] = f"an instruction ({self.order})"
        elif first in self.quoted:
            senses.setdefault("doubted", QUOTED)
        elif self.carry and not self._of_patient(first):
            senses.setdefault("doubted", f"{self.carry} of the sentence before")
        elif self.year and "other" not in senses:
            senses.setdefault("doubted", self.year)
        return Stance(**senses)

    def _said_before(self, first: int, *, drug: bool) -> dict[str, str]:
        senses: dict[str, str] = self._section()
        stopped: set[str] = set()
        for each in reversed(self.found):
            if each.last <= first:
                self._before(each, first, senses, stopped, drug=drug)
        return senses

    def _of_patient(self, first: int) -> bool:
        return any(each.sense == "patient" and each.last <= first for each in self.found)

    def _goes_on(self, carry: str) -> bool:
        """Whether a sentence goes on about the other person of the one before it."""
        before = self.tokens[self.sentence.first - 1].low if self.sentence.first else ""
        if carry and before == ";":
            return True
        low = self.tokens[self.sentence.first].low
        return bool(carry) and low in PRONOUNS and carry.lower() not in PRONOUNS[low]

    def _section(self) -> dict[str, str]:
        match self.sentence.section:
            case "family":
                return {"other": self.sentence.heading}
            case "past" | "copied":
                return {"past": self.sentence.heading}
            case "planned":
                return {"planned": self.sentence.heading}
            case "presented":
                return {"doubted": self.sentence.heading}
            case _:
                return {}

    def _before(
        self, each: Trigger, first: int, senses: dict[str, str], stopped: set[str], *, drug: bool
    ) -> None:
        match each.sense:
            case "stop":
                stopped |= {"denied", "doubted", "past"}
                weak = self.tokens[each.first].low in WEAK and each.last - each.first == 1
                stopped |= set() if weak else {FIRM}
                if self.tokens[each.first].low in HARD:
                    stopped.add("planned")
                if self._back_to_patient(each, first):
                    stopped.add("other")
            case "drug_stop" if drug:
                stopped |= {"denied", FIRM}
            case "patient" if not self._reflects(each):
                stopped.add("other")
            case "denied" if "denied" not in stopped or self._verb(each, first, stopped):
                self._deny(each, first, senses)
            case "doubted" if drug and self.tokens[each.first].low.startswith("consider"):
                senses.setdefault("planned", self.text_of(each))
            case "doubted" if self._doubts(each, first, stopped):
                senses.setdefault("doubted", self.text_of(each))
            case "past" if "past" not in stopped and not self._lasted(each):
                comma = self._comma(each.last, first)
                over = comma and ("denied" in senses or each.first - 1 in self.taken)
                if not over:
                    senses.setdefault("doubted" if comma else "past", self.text_of(each))
            case "other" if "other" not in stopped and not self._speaks(each):
                senses.setdefault("other", self.text_of(each))
            case "nothing" if "other" not in stopped and self._of_whom(each):
                senses.setdefault("other", self.text_of(each))
            case "planned" if "planned" not in stopped:
                senses.setdefault("planned", self.text_of(each))
            case _:
                pass

    def _reflects(self, each: Trigger) -> bool:
        """Whether a pronoun turns back to another person right before it: 'daughter herself'."""
        turned = self.tokens[each.last - 1].low.endswith(SELF)
        return turned and any(
            one.sense == "other" and each.first - NEAR < one.last <= each.first
            for one in self.found
        )

    def _of_whom(self, each: Trigger) -> bool:
        """Whether what follows is of a person who is named by the way: 'with his wife, who is'."""
        behind = self.tokens[each.last : min(each.last + 2, self.sentence.last)]
        return any(token.low in RELATIVE for token in behind)

    def _verb(self, each: Trigger, first: int, stopped: set[str]) -> bool:
        """Whether a verb denies what it speaks of in a clause of its own: 'denies that he had'."""
        ends = {self.tokens[each.first].low, self.tokens[each.last - 1].low}
        apart = FIRM in stopped or self._comma(each.last, first)
        return not apart and not DENYING.isdisjoint(ends)

    def _lasted(self, each: Trigger) -> bool:
        """Whether a history is how long it has lasted: ``3 week history of``, ``5/52 h/o``."""
        before = self.tokens[each.first - 1].low if each.first > self.sentence.first else ""
        return self.tokens[each.first].low in HISTORIES and (before in UNITS or before.isdecimal())

    def _speaks(self, each: Trigger) -> bool:
        """Whether another person only tells: 'mother reports fever'."""
        at, tokens = each.last, self.tokens
        says = at < self.sentence.last and tokens[at].low in SAYING
        sure = at + 1 < self.sentence.last and tokens[at + 1].low in SURE
        return says or (sure and tokens[at].low in {"is", "was"})

    def _back_to_patient(self, each: Trigger, first: int) -> bool:
        """Whether a pronoun can only be the patient: 'husband has it, she does not'."""
        word = self.tokens[each.first].low
        others = {"she": HERS, "he": HIS}.get(word)
        if others is None:
            return False
        spoken = [self.tokens[one.first].low for one in self.found if one.sense == "other"]
        del first
        return bool(spoken) and all(one in others for one in spoken)

    def _deny(self, each: Trigger, first: int, senses: dict[str, str]) -> None:
        """Deny a word, or doubt it where a list of denied things may have ended before it."""
        closed = any(token.low == ")" for token in self.tokens[each.last : first])
        named = each.first - 1 in self.taken and self.tokens[each.first - 1].low != PATIENT
        after_another = named and self._comma(each.last, first)
        colon = any(token.low == ":" for token in self.tokens[each.last : first])
        apart = colon and self.tokens[each.last - 1].low == "not"
        if "denied" in senses or closed or after_another or apart or self._of_course(each, first):
            return
        far = self._comma(each.last, first) and self.tokens[each.last - 1].low not in VERBAL
        if far and not self._listed(each.last, first):
            senses.setdefault("doubted", self.text_of(each))
        else:
            senses.setdefault("denied", self.text_of(each))

    def _of_course(self, each: Trigger, first: int) -> bool:
        """Whether it is a change that is denied, not what it is of: 'no worsening of the rash'."""
        low = [token.low for token in self.tokens[each.last : min(each.last + NEAR, first)]]
        while low[:1] and low[0] in OF_A_CHANGE:
            low = low[1:]
        return len(low) > 1 and low[0] in COURSES and low[1] in OF

    def _listed(self, first: int, last: int) -> bool:
        """Whether a list that began before a word goes on to it, closed by an 'or'."""
        for at in range(first, min(last + LIST_REACH, self.sentence.last)):
            low = self.tokens[at].low
            if low in {"or", "nor"}:
                return at >= first
            if at >= last and (low in HARD or low in CLOSING):
                return False
        return False

    def _comma(self, first: int, last: int) -> bool:
        return any(token.low == "," for token in self.tokens[first:last])

    def _doubts(self, each: Trigger, first: int, stopped: set[str]) -> bool:
        """Whether a doubt reaches a word: the next one, and those joined to it."""
        between = self.tokens[each.last : first]
        if self.tokens[each.last - 1].low in WHETHER:
            return not any(token.low in HARD or token.low == "," for token in between)
        if "doubted" in stopped or len(between) > DOUBT_REACH:
            return False
        ranges = range(each.last, first)
        other = [at for at in ranges if at in self.taken]
        if other:
            free = [self.tokens[at].low for at in ranges if at not in self.taken]
            return all(word in VERSUS for word in free) and "-" not in free
        return all(
            token.low not in BREAKS and (token.low != "-" or token.glued) for token in between
        )

    def text_of(self, each: Trigger) -> str:
        """Return the words of a phrase as they are written."""
        return " ".join(token.text for token in self.tokens[each.first : each.last])
