"""This module puts together the phrases that are built alike: ``was not yet seen``, ``may have``.

It refuses a verb that tells a course: that an ulcer has not healed denies no ulcer.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from whitlow.intake.opened import left_open, over
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.intake.phrases import Sense

__all__ = ["composed"]

BEING: Final = ("", "is", "are", "was", "were", "has been", "have been", "had been")
WHEN: Final = ("not", "not yet", "never")
FOUND: Final = words(
    """seen found detected present noted given used taken required needed started done sent
    requested identified elicited tried suspected available documented reported observed isolated
    grown evident performed palpable felt visible apparent involved affected demonstrated recorded
    prescribed administered tested confirmed indicated commenced begun collected obtained
    appreciated reactive recognised recognized happened occurred experienced endorsed volunteered
    witnessed sought"""
)
GIVEN: Final = words("given prescribed administered started commenced offered")
DOING: Final = (
    "did not", "does not", "do not", "didn't", "doesn't", "don't", "failed to", "fails to",
    "failure to", "could not", "couldn't", "has not", "have not", "had not", "hasn't", "haven't",
    "unable to", "not", "never",
)  # fmt: skip
SHOW: Final = words(
    """show reveal demonstrate detect find identify isolate grow yield confirm suggest have develop
    report notice see take receive use require need get shown revealed demonstrated detected found
    identified isolated grown had developed reported noticed seen noted taken received used required
    needed experienced suffered complained mention mentioned"""
)
OBJECTS: Final = ("", "any", "of any")
TESTED: Final = ("tested", "screened", "checked", "investigated", "swabbed", "looked")
TEAM: Final = ("", "in the team", "on the team", "on the ward", "here", "at home", "involved")
THOUGHT: Final = (
    "thinks",
    "thought",
    "believes",
    "believed",
    "suspects",
    "suspected",
    "feels",
    "felt",
)
AND: Final = ("", "but", "and", "there", "but there", "he", "she", "and there")
HAD_NONE: Final = (
    "is none", "was none", "were none", "has none", "had none", "has had none", "have had none",
    "had had none", "are none",
)  # fmt: skip
NOTHING_TO: Final = (
    "nil",
    "nothing",
    "none",
    "no findings",
    "no features",
    "no signs",
    "no reason",
)
SUGGEST: Final = (
    "to suggest", "suggestive of", "suggesting", "to indicate", "to support", "in keeping with",
    "consistent with", "concerning for", "suspicious for", "pointing to", "to point to",
)  # fmt: skip
REJECTED: Final = (
    "decided against", "rejected", "not pursued", "not chosen", "abandoned", "turned down",
    "ruled against", "not favoured", "not favored", "not felt appropriate", "avoided", "vetoed",
)  # fmt: skip
OCCUR: Final = words(
    "occur happen develop materialise materialize appear emerge feature follow ensue"
)
WOULD_NOT: Final = ("would not", "wouldn't", "cannot", "can't", "could not", "do not", "don't")
CALL: Final = words("call label class diagnose term")
WHERE: Final = (
    "", "in the history", "in the notes", "on exam", "on examination", "clinically", "at present",
    "currently", "on imaging", "else", "here", "today", "in this",
)  # fmt: skip
RULING: Final = ("excluded", "ruled", "has ruled", "disproved", "refuted", "dismissed")
PROBLEM: Final = ("a problem", "an issue", "a concern", "a feature", "troublesome", "prominent")
POINT: Final = words("stage point time moment visit")
NOT_FIT: Final = (
    "not a candidate for", "not suitable for", "unsuitable for", "not eligible for",
    "ineligible for", "not fit for", "not appropriate for", "no candidate for",
    "not a good candidate for", "not for",
)  # fmt: skip
OR_HAD: Final = ("or have", "or had", "or has", "nor had", "nor has", "or having", "or developed",
    "or develop", "or have had", "or have a", "or be")  # fmt: skip
ZERO: Final = ("day 0", "d 0", "d + 0", "grade 0", "gr 0", "score 0", "ecog 0", "ps 0", "stage 0")
NOBODY: Final = (
    "nobody",
    "no one",
    "no-one",
    "none of us",
    "none of the staff",
    "none of the team",
)
HAS: Final = ("", "has", "have", "had", "has ever", "had ever", "ever")
SAW: Final = words("seen saw noticed witnessed observed reported documented noted found recorded")
NOT: Final = (
    "not", "never", "doesn't", "does not", "didn't", "did not", "don't", "do not", "cannot",
    "can't", "could not", "couldn't", "has not", "hasn't", "won't", "would not", "wouldn't",
    "hardly", "rarely", "is not", "isn't", "was not", "wasn't", "are not", "were not", "cannot be",
    "can't be", "not been", "cannot be said to be", "could not be called", "cannot be called",
)  # fmt: skip
DENYING: Final = words("deny denied denying denies")
LACKING: Final = ("free of", "free from", "without", "clear of", "absent", "lacking")
THAN: Final = ("fewer than", "less than", "more than", "later than")


def composed() -> Iterator[tuple[Sense, str]]:
    """Yield phrases, each with the sense that it has."""
    for being, when, found in product(BEING, WHEN, sorted(FOUND)):
        negated = f"{being.split()[0]} {when} been" if " " in being else f"{being} {when}"
        yield "denied_before", f"{negated} {found}"
        if found in GIVEN:
            yield "denied", f"{negated} {found}"
    for being, when, tested in product(BEING, WHEN, TESTED):
        negated = f"{being.split()[0]} {when} been" if " " in being else f"{being} {when}"
        yield "doubted", f"{negated} {tested} for"
    for doing, show, objects in product(DOING, sorted(SHOW), OBJECTS):
        yield "denied", f"{doing} {show} {objects}"
    for nobody, has, saw in product(NOBODY, HAS, sorted(SAW)):
        yield "denied", f"{nobody} {has} {saw}"
    for nobody, team, thought in product(NOBODY, TEAM, THOUGHT):
        yield "denied", f"{nobody} {team} {thought}"
    yield from _absent()
    yield from _turned()
    yield from left_open()
    yield from over()


def _absent() -> Iterator[tuple[Sense, str]]:
    """Yield what denies in other words: ``has had none``, ``at no point``, ``did not occur``."""
    for each, none in product(AND, HAD_NONE):
        yield "denied_before", f"{each} {none}"
    for each, where, suggest in product(NOTHING_TO, WHERE, SUGGEST):
        yield "denied", f"{each} {where} {suggest}"
    for being, when, problem in product(BEING, WHEN, PROBLEM):
        negated = f"{being.split()[0]} {when} been" if " " in being else f"{being} {when}"
        yield "denied_before", f"{negated} {problem}"
    for ruling, it in product(RULING, ("it", "this", "that", "them")):
        yield "denied_before", f"{ruling} {it}"
        yield "denied_before", f"{ruling} {it} out"
    for each, rejected in product(("", "but", "and", "was", "but was", "were"), REJECTED):
        yield "denied_before", f"{each} {rejected}"
    for doing, occur in product(DOING, sorted(OCCUR)):
        yield "denied_before", f"{doing} {occur}"
    for would, call, this in product(WOULD_NOT, sorted(CALL), ("", "this", "it", "that", "these")):
        yield "denied", f"{would} {call} {this}"
    for point in sorted(POINT):
        yield "denied", f"at no {point}"
    for each in (*NOT_FIT, "0", "zero", "minus any", "minus", "sans", "devoid of", "lacking"):
        yield "denied", each
    for each in ("0", "zero", "-", "nil acute", "nil new", "nil obvious", "nil significant"):
        yield "denied_before", each


def _turned() -> Iterator[tuple[Sense, str]]:
    """Yield what denies a denial: ``does not deny``, ``cannot be said to be free of``."""
    for each, deny in product(NOT, sorted(DENYING)):
        yield "nothing", f"{each} {deny}"
    for each, lacking in product(NOT, LACKING):
        yield "nothing", f"{each} {lacking}"
    for each in (*OR_HAD, *ZERO, "no thought of", "no sooner was", "no sooner had"):
        yield "nothing", each
    for no, than in product(("no", "not", "with no", "has no", "have no", "had no", "is no"), THAN):
        yield "nothing", f"{no} {than}"
