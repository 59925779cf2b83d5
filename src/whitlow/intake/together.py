"""This module weighs what a whole note says together: what one part makes doubtful of another.

It refuses to take a thing back: what stands against it makes a question of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.door.variants import VIRUS
from whitlow.intake.entries import OLDER
from whitlow.intake.grammar import triggers
from whitlow.intake.halts import halted, stopping
from whitlow.intake.nearby import TYPES
from whitlow.intake.results import WORDS
from whitlow.intake.taken import ANTIVIRAL
from whitlow.intake.temperatures import FEVER, TRUE
from whitlow.intake.tokens import tokens_of, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from whitlow.intake.lexicon import Lexicon
    from whitlow.intake.reader import Reader
    from whitlow.intake.records import Found
    from whitlow.intake.tokens import Token

__all__ = ["weighed"]

RESPONSE: Final = "response"
SITE: Final = "site"
LESION: Final = "lesion"
HOST: Final = "host"
CLEAR: Final = "it is said that there are no lesions"
MIXED: Final = "one PCR is positive and another negative"
PCR: Final = "pcr"
PURPOSE: Final = f"{ANTIVIRAL}_purpose"
NONE: Final = "none"
HEALED: Final = "healed"
OVER: Final = "the disease is said to have healed"
SEVERAL: Final = "more than one antiviral is named, and it may be said of another"
UNTREATED: Final = "it is not plain to which antiviral"
GRAFT_DAYS: Final = "transplant_days"
NO_GRAFT: Final = "no transplant is named"
POSITIVE: Final = "positive"
NEGATIVE: Final = "negative"
PATIENTS: Final = "more than one patient may be meant"
AGE: Final = "age"
AGAIN: Final = "another sample is named"
HALTED: Final = "an infusion or a treatment is said to be stopped"
TYPED: Final = "a type is named elsewhere in the note"
NEW: Final = words("new repeat repeated further second fresh another")
SAMPLES: Final = words("isolate isolates swab swabs sample samples specimen specimens culture")
CALLERS: Final = words("caller informant")
CALLING: Final = words("c tc tel telephone phone phoned call called rang")
CALLED: Final = "told by who called"
NORMAL: Final = "the examination is said to be normal"
EXAMINED: Final = words("examination exam")
NORMALS: Final = words("normal unremarkable nad clear")
TODAY: Final = words("today on the of")
ENDS: Final = frozenset({".", ";", ","})
STOPPING: Final = "an antiviral is to be stopped or changed"
LINKS: Final = words("was is has been now both all then therefore")
TYPING: Final = words("typed typing untyped subtype")
JOINING: Final = words("on to after with despite under from")
COUNTING: Final = words(
    """the of oral iv po a an full course day days d week weeks wk wks hours h his her their x for
    treatment therapy high low dose dosed adequate standard intravenous i . v"""
)
FURTHEST: Final = 100
NEAR: Final = 3


def weighed(reader: Reader, loose: str) -> list[Found]:
    """Return what was read, in doubt where another part of the note stands against it."""
    found, tokens, lexicon = reader.found, reader.tokens, reader.lexicon
    doubts = dict(_doubts(reader))
    if reader.clear and not any(each.fact == LESION and _sure(each) for each in found):
        doubts.setdefault(SITE, CLEAR)
    doubts |= {PURPOSE: loose, RESPONSE: loose} if loose else {}
    newer = {each.fact for each in found if not (each.weak or each.doubt == OLDER)}
    kept = [each for each in found if not _outdone(each, newer, lexicon)]
    kept = _of_types(_of_fever(kept))
    several = PATIENTS if _patients(found) else ""
    typed = _types(kept, lexicon) | _typed_apart(tokens, lexicon)
    weighed_ = [_in_doubt(each, doubts, typed) for each in kept]
    if not several:
        return weighed_
    return [each._replace(doubt=several) if _sure(each) else each for each in weighed_]


def _of_fever(found: Sequence[Found]) -> list[Found]:
    """Return what was read without the temperatures of a fever that is said to be there."""
    said = any(each.fact == FEVER and each.value == TRUE and _sure(each) for each in found)
    return [
        each
        for each in found
        if not (said and each.fact == FEVER and each.doubt and each.value == TRUE)
    ]


def _patients(found: Iterable[Found]) -> bool:
    """Whether two ages stand each with its sex: a list of patients, or two who were seen."""
    ages = {each.value for each in found if each.fact == AGE and _sure(each) and each.person}
    return len(ages) > 1


def _in_doubt(each: Found, doubts: dict[str, str], typed: Collection[str]) -> Found:
    told = doubts.get(each.fact, "")
    if each.fact == VIRUS and each.value in typed:
        told = TYPED
    return each._replace(doubt=told) if told and _sure(each) else each


def _sure(each: Found) -> bool:
    return not (each.doubt or each.weak or each.excluded)


def _of_types(found: Sequence[Found]) -> list[Found]:
    """Return results without that of one type which another type of the virus outweighs.

    Type 1 not detected and type 2 detected is one positive result, not two that differ.
    """
    there = {(each.fact, each.of) for each in found if each.of and each.value == POSITIVE}
    facts = {fact for fact, _ in there}
    return [
        each
        for each in found
        if not (each.of and each.value == NEGATIVE and each.fact in facts)
        or (each.fact, each.of) in there
    ]


def _outdone(each: Found, newer: Collection[str], lexicon: Lexicon) -> bool:
    """Whether an entry of an earlier day says what a newer one says anew."""
    scalar = lexicon.guideline.facts[each.fact].type != "set"
    return scalar and each.doubt == OLDER and each.fact in newer


def _doubts(reader: Reader) -> Iterator[tuple[str, str]]:
    found, tokens, lexicon = reader.found, reader.tokens, reader.lexicon
    options = lexicon.guideline.facts[ANTIVIRAL].options or {}
    given = {
        lexicon.vocabulary.substance(each.drug)
        for each in reader.named
        if not (each.stance.planned or each.stance.other or each.stance.denied)
        if each.cue or each.order.dose or each.order.time or each.stance.past
    }
    if len(given & set(options)) > 1:
        yield RESPONSE, SEVERAL
    elif _untreated(found, reader.text):
        yield RESPONSE, UNTREATED
    if any(each.fact == RESPONSE and each.value == HEALED for each in found) or reader.over:
        yield SITE, OVER
        yield LESION, OVER
    if _sampled_again(tokens):
        yield from ((name, AGAIN) for name in lexicon.susceptibilities.values())
    counted = any(each.fact == GRAFT_DAYS and not each.of for each in found)
    if counted and not reader.graft:
        yield GRAFT_DAYS, NO_GRAFT
        yield HOST, NO_GRAFT
    if _mixed(reader):
        yield from ((name, MIXED) for name in lexicon.guideline.facts if name.endswith(PCR))
    if any(token.low in CALLERS for token in tokens) or _called(tokens):
        facts = lexicon.guideline.facts.values()
        yield from ((fact.name, CALLED) for fact in facts if fact.type == "truth")
    if _examined(tokens):
        yield SITE, NORMAL
    if stopping(reader):
        yield ANTIVIRAL, STOPPING
    if halted(reader):
        yield ANTIVIRAL, HALTED


def _called(tokens: Sequence[Token]) -> bool:
    """Whether a note is of a call with somebody else: ``T/c with daughter``, ``phoned by son``."""
    return any(
        token.low in CALLING
        and any(
            each.sense == "other"
            for each in triggers(tokens, at + 1, min(at + NEAR + 1, len(tokens)), frozenset())
        )
        for at, token in enumerate(tokens)
    )


def _untreated(found: Sequence[Found], text: str) -> bool:
    """Whether no antiviral is plainly taken, or a course is told before the antiviral is named.

    It may be told right before it: ``not healing after 9 days of A``.
    """
    given = [e for e in found if e.fact == ANTIVIRAL and _sure(e) and e.value != NONE]
    told = [each for each in found if each.fact == RESPONSE and _sure(each)]
    if not given:
        return True
    first = min(each.span[0] for each in given)
    return any(
        each.span[1] < first and not _linked(text[each.span[1] : first][:FURTHEST]) for each in told
    )


def _linked(text: str) -> bool:
    """Whether words alone that join a course to its medicine stand in a text."""
    tokens = tokens_of(text)
    linked = any(token.low in JOINING for token in tokens)
    return linked and all(token.is_number or token.low in JOINING | COUNTING for token in tokens)


def _sampled_again(tokens: Sequence[Token]) -> bool:
    """Whether a new sample is named: what an older one was says little of it."""
    return any(
        token.low in SAMPLES and any(each.low in NEW for each in tokens[max(at - NEAR, 0) : at])
        for at, token in enumerate(tokens)
    )


def _mixed(reader: Reader) -> bool:
    """Whether two PCR that name no virus right before them came out differently."""
    tokens, results = reader.tokens, set[str]()
    for at, token in enumerate(tokens):
        if token.low != PCR:
            continue
        before = tokens[at - 1] if at else token
        if at - 1 in reader.taken and (before.text.isupper() or before.is_number):
            continue
        for behind in tokens[at + 1 : at + NEAR]:
            found = WORDS.get(behind.low, "")
            if behind.line or behind.low in {",", ".", ";"}:
                break
            if found in {"positive", "negative"}:
                results.add(found)
    return len(results) > 1


def _examined(tokens: Sequence[Token]) -> bool:
    """Whether the whole examination was normal: what was there may be no longer."""
    for at, token in enumerate(tokens):
        if token.low not in EXAMINED:
            continue
        behind = [each.low for each in tokens[at + 1 : at + NEAR + 2]]
        if not ENDS.intersection(behind[:1]):
            told = [word for word in behind if word not in LINKS | TODAY]
            if told and told[0] in NORMALS:
                return True
    return False


def _types(found: Iterable[Found], lexicon: Lexicon) -> set[str]:
    """Return the viruses of which a type is named that is not read as certain."""
    within = lexicon.guideline.facts[VIRUS].within or {}
    told = [each for each in found if each.fact == VIRUS and not each.excluded]
    sure = {each.value for each in told if not (each.weak or each.doubt)}
    return {within[each.value] for each in told if each.value in within and each.value not in sure}


def _typed_apart(tokens: Sequence[Token], lexicon: Lexicon) -> set[str]:
    """Return the viruses that have types, where a type stands apart from its virus."""
    apart = any(
        token.low in TYPING
        or (token.low == "type" and at + 1 < len(tokens) and tokens[at + 1].low in TYPES)
        for at, token in enumerate(tokens)
    )
    within = lexicon.guideline.facts[VIRUS].within or {}
    return set(within.values()) if apart else set()
