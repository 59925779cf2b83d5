"""This module says how a word of a sentence is meant: denied, doubted, of another, past, planned.

It refuses to decide by a word that it does not name: each stance says the words that made it.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.intake.grammar import triggers
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.intake.grammar import Trigger
    from whitlow.intake.sentences import Sentence
    from whitlow.intake.tokens import Token

__all__ = ["Scope", "Stance"]

HARD: Final = words("but however although though whereas nevertheless instead")
VERBAL: Final = words("denies denied denying deny without w for of neither nor")
JOINED: Final = frozenset({"or", "nor", "and", "/", "&"})
SIGNS: Final = frozenset(":-=(")
ALONE: Final = words("no n nil none free neg negative not -ve ? ??")
BREAKS: Final = words(", with in on given setting due from at for ) (")
LINKING: Final = words("is was are were has have been also currently now the all a")
NEAR: Final = 4
DOUBT_REACH: Final = 8


class Stance(NamedTuple):
    """How a word is meant: for each way the words that say so, empty where none do."""

    denied: str = ""
    doubted: str = ""
    other: str = ""
    past: str = ""
    planned: str = ""

    @property
    def plain(self) -> bool:
        """Whether it is said of this patient, now, as it stands."""
        return not any(self)


class Scope:
    """The words of one sentence that decide how the others are meant."""

    def __init__(
        self, tokens: Sequence[Token], sentence: Sentence, taken: Sequence[tuple[int, int]]
    ) -> None:
        """Find them; none within ``taken``, the words that were found in the lexicon."""
        self.tokens: Final = tokens
        self.sentence: Final = sentence
        self.taken: Final = taken
        starts = [first for first, _ in taken]
        self.found: Final = [
            each
            for each in triggers(tokens, sentence.first, sentence.last)
            if not _within(each, taken, starts)
        ]

    def of(self, first: int, last: int, *, drug: bool = False) -> Stance:
        """Return how the words from ``first`` to before ``last`` are meant."""
        senses: dict[str, str] = self._section()
        stopped: set[str] = set()
        for each in reversed(self.found):
            if each.last <= first:
                self._before(each, first, senses, stopped, drug=drug)
        for each in self.found:
            if each.first >= last:
                self._after(each, last, senses)
        return Stance(**senses)

    def _section(self) -> dict[str, str]:
        match self.sentence.section:
            case "family":
                return {"other": self.sentence.heading}
            case "past" | "copied":
                return {"past": self.sentence.heading}
            case "planned":
                return {"planned": self.sentence.heading}
            case _:
                return {}

    def _before(
        self, each: Trigger, first: int, senses: dict[str, str], stopped: set[str], *, drug: bool
    ) -> None:
        match each.sense:
            case "stop":
                stopped |= {"denied", "doubted", "past"}
                if self.tokens[each.first].low in HARD:
                    stopped.add("planned")
            case "drug_stop" if drug:
                stopped.add("denied")
            case "patient":
                stopped.add("other")
            case "denied" if "denied" not in stopped:
                self._deny(each, first, senses)
            case "doubted" if "doubted" not in stopped and self._doubts(each, first):
                senses.setdefault("doubted", self._text(each))
            case "past" if "past" not in stopped:
                way = "doubted" if self._comma(each.last, first) else "past"
                senses.setdefault(way, self._text(each))
            case "other" | "planned" if each.sense not in stopped:
                senses.setdefault(each.sense, self._text(each))
            case _:
                pass

    def _deny(self, each: Trigger, first: int, senses: dict[str, str]) -> None:
        """Deny a word, or doubt it where a list of denied things may have ended before it."""
        if any(token.low == ")" for token in self.tokens[each.last : first]):
            return
        far = self._comma(each.last, first) and self.tokens[each.last - 1].low not in VERBAL
        if far and not self._listed(each.last, first):
            senses.setdefault("doubted", self._text(each))
        else:
            senses.setdefault("denied", self._text(each))

    def _listed(self, first: int, last: int) -> bool:
        """Whether a list that began before a word goes on to it, closed by an 'or'."""
        end = min(last + DOUBT_REACH, self.sentence.last)
        words = [token.low for token in self.tokens[first:end]]
        return "or" in words or "nor" in words

    def _comma(self, first: int, last: int) -> bool:
        return any(token.low == "," for token in self.tokens[first:last])

    def _doubts(self, each: Trigger, first: int) -> bool:
        between = [token.low for token in self.tokens[each.last : first]]
        return len(between) <= DOUBT_REACH and not BREAKS.intersection(between)

    def _after(self, each: Trigger, last: int, senses: dict[str, str]) -> None:
        if not each.sense.endswith("_before"):
            return
        between = self.tokens[last : each.first]
        if len(between) > NEAR or any(token.low in {",", ")"} for token in between):
            return
        if any(token.is_word and token.low not in LINKING | JOINED for token in between) and (
            not self._named(last, each.first)
        ):
            return
        if self.tokens[each.first].low in ALONE and each.last - each.first == 1:
            marked = bool(between) and between[-1].low in SIGNS
            at_end = each.last >= self.sentence.last or self.tokens[each.last].low in {
                ",",
                ")",
                ".",
            }
            if not (marked or at_end):
                return
        senses.setdefault(each.sense.removesuffix("_before"), self._text(each))

    def _named(self, first: int, last: int) -> bool:
        """Whether every word between is of the lexicon: 'fever and rash absent'."""
        return all(
            not self.tokens[at].is_word
            or self.tokens[at].low in LINKING | JOINED
            or any(start <= at < end for start, end in self.taken)
            for at in range(first, last)
        )

    def _text(self, each: Trigger) -> str:
        return " ".join(token.text for token in self.tokens[each.first : each.last])


def _within(each: Trigger, taken: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    at = bisect_left(starts, each.last) - 1
    return at >= 0 and taken[at][1] > each.first
