"""This module reads the results of tests that are words, and what a virus withstands.

It refuses a result that stands apart from its test, and takes nothing that is awaited for a result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.door.options import option_of
from whitlow.door.variants import VIRUS
from whitlow.intake.findings import doubted
from whitlow.intake.records import Found
from whitlow.intake.tokens import spoken, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.guideline import Fact, Guideline, Term
    from whitlow.intake.lexicon import Lexicon
    from whitlow.intake.meant import Stance
    from whitlow.intake.sentences import Sentence
    from whitlow.intake.stance import Scope
    from whitlow.intake.tokens import Token

__all__ = [
    "NO_RESULT_READ",
    "PCR",
    "POSITIVE",
    "WORDS",
    "result_behind",
    "susceptibility",
    "tested",
]

REACH: Final = 8
LONGEST: Final = 3
POSITIVE: Final = "positive"
PENDING: Final = "pending"
RESISTANT: Final = "resistant"
BEFORE: Final = f"previous_{RESISTANT}"
WORDS: Final = {
    "+": "positive", "+ve": "positive", "(+)": "positive", "pos": "positive", "++": "positive",
    "positive": "positive", "detected": "positive", "reactive": "positive", "isolated": "positive",
    "-ve": "negative", "(-)": "negative", "neg": "negative", "negative": "negative",
    "not detected": "negative", "undetected": "negative", "undetectable": "negative",
    "no growth": "negative",
    "nr": "negative", "nad": "negative", "nil": "negative", "non reactive": "negative",
    "pending": "pending", "sent": "pending", "awaited": "pending", "awaiting": "pending",
    "outstanding": "pending", "to follow": "pending", "in progress": "pending",
    "p": "pending", "in lab": "pending", "not back": "pending", "not yet back": "pending",
    "result awaited": "pending", "requested": "pending", "not done": "not_done",
    "not sent": "not_done", "not taken": "not_done", "not performed": "not_done",
    "chase": "pending",
    "still pending": "pending", "submitted": "pending",
}  # fmt: skip
"""How results are written; a fact's own words for its options come first."""

ENDS: Final = words(". ; but")
ASKS: Final = words("which what how dose doses dosing start give use switch try then so next can")
"""Behind such a word a medicine is asked for, and is none of those that were withstood."""

GIVEN_FOR: Final = words("for against treat treats treating when if whether")
"""Behind such a word stands what a medicine is given for, and not what it met with."""

NEVER: Final = words("not never no")
NOT_DONE: Final = ("not_done", "not_tested")
NO_RESULT: Final = words("no not none other taken")
AGAIN: Final = words("repeat repeated rpt")
READINGS: Final = {
    "resistant": "resistant", "resistance": "resistant", "r": "resistant",
    "susceptible": "susceptible", "sensitive": "susceptible", "s": "susceptible",
    "sens": "susceptible", "suscept": "susceptible", "intermediate": "intermediate",
    "i": "intermediate",
    "pending": "pending", "awaited": "pending",
}  # fmt: skip
TIMES: Final = words("x times then now later and but once twice")
DIFFERS: Final = "two results that differ"
OPPOSITE: Final = {"positive": "negative", "negative": "positive"}
LETTERS: Final = words("r s i")
PURPOSES: Final = words("for on now so not with given start started switch switched plan use using")
EARLIER: Final = "another isolate is of an earlier time"
NO_RESULT_READ: Final = "a test with no result that is read"
TESTED: Final = words("tested done performed")
NOT_TESTED: Final = "not_tested"
FOUND: Final = words("confirmed detected proven found demonstrated documented shown isolated known")
PCR: Final = "pcr"
ASKED_FOR: Final = words("chase awaiting await send repeat recheck rpt check")
SIGNS: Final = words(": = - ( > < ≥ ≤ – |")


def tested(  # noqa: PLR0913, PLR0917 - a test, its place and how it is meant
    tokens: Sequence[Token],
    sentence: Sentence,
    guideline: Guideline,
    term: Term,
    place: tuple[int, int, int],
    stance: Stance,
) -> Iterator[Found]:
    """Yield the result of a test, and the facts that a positive one answers."""
    first, last, end = place
    if stance.other or (stance.planned and stance.planned.lower() not in ASKED_FOR):
        return
    for name in term.reads:
        fact = guideline.facts[name]
        if fact.type != "choice":
            continue
        result = (
            result_behind(tokens, fact, last, end)
            or _result_before(tokens, fact, sentence.first, first)
            or _counted(tokens, last, end)
        )
        if result is None:
            yield from _without_result(term, tokens, first, last)
            continue
        value, start, stop = result
        span = tokens[min(first, start)].start, tokens[max(last, stop) - 1].end
        again = any(token.low in AGAIN for token in tokens[sentence.first : sentence.last])
        doubt = "of an earlier time" if stance.past else ("repeated" if again else "")
        doubt = doubt or _differs(tokens, value, stop, end)
        negated = value == "negative"
        of = next(iter(term.sets.get(VIRUS, ())), "")
        found = Found(name, value, span, stance, doubt=doubt, negated=negated, trigger=value)
        yield found._replace(of=of)
        if value not in {POSITIVE, "negative"}:
            yield from _without_result(term, tokens, first, last)
        if value == POSITIVE and not doubt:
            for other, values in term.sets.items():
                for each in values:
                    yield Found(other, each, span, stance)


def _differs(tokens: Sequence[Token], value: str, at: int, end: int) -> str:
    """Return that another result stands right behind one: ``pos x1, neg x1``."""
    other = OPPOSITE.get(value, "")
    for here in range(at, min(at + LONGEST + 1, end)):
        if other and WORDS.get(tokens[here].low) == other and tokens[here].is_word:
            return DIFFERS
        if tokens[here].is_word and tokens[here].low not in AGAIN | TIMES:
            break
    return ""


def _counted(tokens: Sequence[Token], at: int, end: int) -> tuple[str, int, int] | None:
    """Return that a test is positive where it counts: ``PCR 10^7 copies/mL``, ``Ct 22``."""
    for here in range(at, min(at + REACH, end)):
        low = tokens[here].low
        if low in ENDS or low == "," or tokens[here].line:
            return None
        counts = low == "ct" and here + 1 < end and tokens[here + 1].is_number
        if counts or (low == "copies" and any(t.is_number for t in tokens[at:here])):
            return POSITIVE, at, here + 1
    return None


def _without_result(term: Term, tokens: Sequence[Token], first: int, last: int) -> Iterator[Found]:
    """Yield the virus that a test without a result is for: its type may be the one meant."""
    span = tokens[first].start, tokens[last - 1].end
    for value in term.sets.get(VIRUS, ()):
        yield Found(VIRUS, value, span, doubt=NO_RESULT_READ, weak=True)


def result_behind(
    tokens: Sequence[Token], fact: Fact, at: int, end: int
) -> tuple[str, int, int] | None:
    """Return the first result behind a test, with its place."""
    for start in range(at, min(at + REACH, end)):
        if tokens[start].low in ENDS or tokens[start].line:
            return None
        found = _word(tokens, fact, start, end)
        if found is not None:
            return found
    return None


def _result_before(
    tokens: Sequence[Token], fact: Fact, first: int, at: int
) -> tuple[str, int, int] | None:
    """Return a result right before a test: ``positive PCR``, ``awaiting PCR``."""
    for start in range(max(at - LONGEST, first), at):
        found = _word(tokens, fact, start, at)
        if found is not None and found[2] == at and tokens[start].is_word:
            return found
    return None


def _word(tokens: Sequence[Token], fact: Fact, at: int, end: int) -> tuple[str, int, int] | None:
    for last in range(min(at + LONGEST, end), at, -1):
        said = spoken(tokens[at:last])
        if said in NO_RESULT or _joins(tokens, at, last) or _only_letter(tokens, at, last):
            continue
        value = WORDS.get(said.replace("-", " ") if " " in said else said) or option_of(fact, said)
        if value == PENDING and tokens[at - 1].low in NEVER:
            value = next((each for each in NOT_DONE if each in (fact.options or {})), "")
        if value and value in (fact.options or {}):
            return value, at, last
    return None


def _only_letter(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a letter that may be a reading stands among words, as the I of ``since I think``."""
    if last - at > 1 or tokens[at].low not in LETTERS:
        return False
    ended = last >= len(tokens) or tokens[last].line or not tokens[last].is_word
    return not (tokens[at].text.isupper() and tokens[at - 1].low in SIGNS and ended)


def _joins(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a plus joins two words, as in ``PCR + serology``, and is no result."""
    if tokens[at].low != "+" or last - at > 1 or tokens[at].glued:
        return False
    return last < len(tokens) and not tokens[last].line and tokens[last].is_word


def susceptibility(
    scope: Scope,
    lexicon: Lexicon,
    drug: str,
    place: tuple[int, int, int],
    stance: Stance,
) -> Iterator[Found]:
    """Yield what an isolate is to a medicine: resistant, susceptible, awaited."""
    first, last, end = place
    tokens, sentence = scope.tokens, scope.sentence
    fact = lexicon.susceptibilities.get(drug)
    if fact is None:
        return
    found = _reading(scope, last, end) or _reading_before(tokens, sentence.first, first)
    if found is None or stance.other or stance.planned:
        return
    value, start, stop, told = found
    span = tokens[min(first, start)].start, tokens[max(last, stop) - 1].end
    if stance.past:
        for name in lexicon.guideline.facts if value == RESISTANT else ():
            if name.startswith(BEFORE):
                yield Found(name, "true", span, stance, trigger=stance.past)
        yield Found(fact, value, span, stance, doubt=EARLIER, weak=True)
        return
    denied = stance.denied and value != NOT_TESTED
    doubt = doubted(stance) or told or ("denied" if denied else "")
    yield Found(fact, value, span, stance, doubt=doubt)


Reading = tuple[str, int, int, str]


def _reading(scope: Scope, at: int, end: int) -> Reading | None:
    tokens = scope.tokens
    for here in range(at, min(at + REACH + 1, end)):
        token = tokens[here]
        value = READINGS.get(token.low)
        if token.low == "not" and here + 1 < end and tokens[here + 1].low in TESTED:
            return NOT_TESTED, here, here + 2, ""
        if token.low in ENDS or token.line or (here in scope.taken and value is None):
            return None
        if token.low in GIVEN_FOR:
            return None
        if value is None:
            continue
        if token.low in LETTERS:
            row = at - 1 == scope.sentence.first and tokens[at - 1].line
            row = row and (here + 1 >= len(tokens) or tokens[here + 1].line)
            marked = here == at or tokens[here - 1].low in SIGNS or row
            marked = marked and token.text.isupper()
            close = (
                here + 1 >= len(tokens)
                or not tokens[here + 1].glued
                or tokens[here + 1].low in ",;.)"
            )
            if not (marked and close):
                continue
        told = ""
        if token.low == "resistance" and not (here + 1 < end and tokens[here + 1].low in FOUND):
            told = "resistance is named, not said to be found"
        return value, here, here + 1, told
    return None


def _reading_before(tokens: Sequence[Token], first: int, at: int) -> Reading | None:
    """Return a reading before a medicine: ``resistant to``, ``sensitive to X and``.

    What stands between is other medicines, joined: a word of purpose ends it.
    """
    for here in range(at - 1, max(at - REACH, first) - 1, -1):
        low = tokens[here].low
        if low in ENDS or low in ASKS or low in PURPOSES:
            return None
        if (
            low in READINGS
            and low not in LETTERS
            and here + 1 < at
            and tokens[here + 1].low == "to"
        ):
            told = "resistance is named, not said to be found" if low == "resistance" else ""
            return READINGS[low], here, here + 1, told
    return None
