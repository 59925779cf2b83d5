"""This module puts together the phrases that leave a thing open, or say that it is over.

It refuses what denies a thing, as ``may have had`` and ``has since cleared`` do not.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.intake.phrases import Sense

__all__ = ["left_open", "over"]

DISCOUNTED: Final = ("discounted", "dismissed", "ignored", "excluded", "ruled out", "refuted")
DOUBTING: Final = (
    "doubt", "doubts", "suspect", "suspects", "query", "wonder if", "wonders if", "fear", "fears",
    "concerned", "worried", "afraid", "likely", "unlikely", "suspicion", "suspicious", "impression",
)  # fmt: skip
REMOTE: Final = (
    "remote", "felt to be remote", "improbable", "not likely", "implausible", "far-fetched",
    "less probable", "not very likely", "seems unlikely", "most unlikely", "very unlikely",
    "highly unlikely", "rather unlikely", "- like", "- like activity", "like activity",
    "like episode", "like episodes", "like movements",
)  # fmt: skip
ENDED: Final = (
    "came and went", "has come and gone", "gone now", "gone today", "now gone", "ceased",
    "all gone", "went away", "has passed", "passed off", "burned out", "over now", "now over",
    "last year only", "stopped when", "stopped after", "stopped once", "in the past only",
)  # fmt: skip
PERHAPS: Final = ("may", "might", "could", "may well", "might well", "could well")
HAD: Final = (
    "have", "be", "have had", "have been", "be a", "be an", "be having", "be developing",
    "have developed", "be due to", "just be", "also be", "have started", "still be", "also have",
)  # fmt: skip
THINKS: Final = (
    "thinks",
    "think",
    "believes",
    "believe",
    "feels",
    "reckons",
    "supposes",
    "guesses",
)
WHO: Final = (
    "",
    "that",
    "he",
    "she",
    "they",
    "that he",
    "that she",
    "there",
    "it",
    "this",
    "that it",
)
HAS_THEM: Final = ("", "has", "had", "is", "was", "might have", "may have", "may have had", "is a")
UNSURE: Final = (
    "not sure",
    "unsure",
    "not certain",
    "uncertain",
    "unclear",
    "not clear",
    "no idea",
)
THAT: Final = (
    "this is", "it is", "that is", "that this is", "that it is", "whether", "if", "about", "of",
    "he has", "she has", "there is", "that there is", "he had", "she had", "it was", "this was",
)  # fmt: skip
HARD: Final = (
    "hard to",
    "difficult to",
    "unable to",
    "cannot",
    "can't",
    "could not",
    "impossible to",
)
JUDGE: Final = (
    "assess", "tell", "judge", "say", "be assessed", "be judged", "confirm", "verify", "determine",
    "interpret", "be verified", "be determined",
)  # fmt: skip
SINCE: Final = ("since", "now", "all", "now all", "fully", "completely", "long since", "dried and")
HEALED: Final = words(
    "cleared healed resolved settled gone subsided abated recovered vanished disappeared stopped"
)
HAVE: Final = ("", "has", "have", "had")
YOUTH: Final = words(
    "child toddler baby infant kid teenager teen student boy girl youngster newborn"
)
QUIET: Final = (
    "none",
    "nothing",
    "nil",
    "quiet",
    "well",
    "fine",
    "not",
    "never",
    "no more",
    "no problems",
)
RETURNED: Final = (
    "recurred",
    "returned",
    "come back",
    "happened again",
    "been seen again",
    "reappeared",
)
NOT_DONE: Final = ("not", "never", "has not", "have not", "had not", "hasn't", "haven't")


def left_open() -> Iterator[tuple[Sense, str]]:
    """Yield what leaves a thing open: ``may have had``, ``not sure this is``, ``hard to tell``."""
    for perhaps, had in product(PERHAPS, HAD):
        yield "doubted", f"{perhaps} {had}"
    for thinks, who, has in product(THINKS, WHO, HAS_THEM):
        if who or has:
            yield "doubted", f"{thinks} {who} {has}"
    for unsure, that in product(UNSURE, THAT):
        yield "doubted", f"{unsure} {that}"
    for doubting, that in product(DOUBTING, THAT):
        yield "doubted", f"{doubting} {that}"
    for each in REMOTE:
        yield "doubted_before", each
    for never, out in product(("cannot", "can't", "could not"), DISCOUNTED):
        yield "doubted_before", f"{never} be {out}"
    for hard, judge in product(HARD, JUDGE):
        yield "doubted_before", f"{hard} {judge}"


def over() -> Iterator[tuple[Sense, str]]:
    """Yield what says that a thing is over: ``has since cleared``, ``as a toddler``."""
    for have, since, healed in product(HAVE, SINCE, sorted(HEALED)):
        yield "past_before", f"{have} {since} {healed}"
    for each in sorted(YOUTH):
        yield "past_before", f"as a {each}"
        yield "past_before", f"as an {each}"
    for each in (*ENDED, "nil today", "none today", "nil now", "none now", "none overnight"):
        yield "past_before", each
    for each in QUIET:
        yield "past_before", f"{each} since"
    for each, returned in product(NOT_DONE, RETURNED):
        yield "past_before", f"{each} {returned}"
