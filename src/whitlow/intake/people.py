"""This module reads a patient's age and sex as the first line of a note writes them.

It refuses an age that counts something else: how long, how long ago, or how old a sore is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.findings import doubted
from whitlow.intake.records import Found
from whitlow.intake.times import UNITS, number_of, weeks_and_days
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.intake.meant import Stance
    from whitlow.intake.sentences import Sentence
    from whitlow.intake.stance import Scope
    from whitlow.intake.tokens import Token

__all__ = ["NAMED_SEX", "TENS", "people"]

AGE: Final = "age"
SEX: Final = "sex"
GESTATION: Final = "gestation"
PREGNANT: Final = "pregnant"
TERM: Final = "40"
"""34/40 is the 34th week: so notes write it, as 2/52 is two weeks."""

LETTERS: Final = {"M": "male", "F": "female", "♂": "male", "♀": "female"}
PERSONS: Final = words(
    """m f male female man woman boy girl lady gentleman infant baby neonate child patient pt person
    ♂ ♀ gent girl's boy's lady's toddler student teacher nurse farmer caucasian white black asian
    african hispanic transgender msm"""
)
SEXES: Final = {"m": "male", "f": "female", "male": "male", "female": "female"}
NAMED_SEX: Final = words("sex gender")
TITLES: Final = {"mr": "male", "mrs": "female", "ms": "female", "miss": "female"}
FURTHEST: Final = 8
LONGEST_AGE: Final = 4
YEARS: Final = words("yo y yr yrs year years yr's")
NOT_AGE: Final = words("for x over since past last within after in every ago")
TENS: Final = {
    "twenty": "2", "thirty": "3", "forty": "4", "fifty": "5", "sixty": "6", "seventy": "7",
    "eighty": "8", "ninety": "9",
}  # fmt: skip
LEADS: Final = words("( [ : - pt patient |")
BORN: Final = words("dol")
HAVING: Final = words("a an her his their the")
"""Before an age alone these name somebody else: ``breastfeeding a 4 month old``."""

MEANT: Final = words("in for is as")
"""Before these an age is that of whom the sentence is about: ``in a 34 year old``."""

EARLIEST: Final = 3
LATEST: Final = 3
WHEN: Final = words("from since at until before after by till born ex delivered lscs svd to")
UNNAMED: Final = "weeks and days that nothing names"
ASKED: Final = words("? ?? ~ approx approximately about circa around maybe possibly")
WHOLE: Final = ("an instruction", "quotation")
ROOMS: Final = words(
    "bed room ward bay cubicle rm cubicle side chair unit ext page box locker floor"
)
"""Behind such a word a number says where somebody lies."""


TELLING: Final = NAMED_SEX | TITLES.keys() | {letter.lower() for letter in LETTERS} | {"day"}


def people(tokens: Sequence[Token], sentence: Sentence, scope: Scope) -> Iterator[Found]:
    """Yield the ages and sexes that stand in a sentence, those of this patient."""
    yield from (each for each in _every(tokens, sentence, scope) if not each.stance.other)


def _every(tokens: Sequence[Token], sentence: Sentence, scope: Scope) -> Iterator[Found]:
    for at in range(sentence.first, sentence.last):
        token = tokens[at]
        if token.low in TELLING:
            yield from _told(tokens, sentence, scope, at)
        if token.low in BORN and at + 1 < sentence.last and tokens[at + 1].is_number:
            yield _found(tokens, scope, AGE, f"{tokens[at + 1].low} d", (at, at + 2))
        if token.low in TENS and not (at > sentence.first and tokens[at - 1].low in TENS):
            yield from _spelled(tokens, sentence, scope, at)
        if not token.is_number or not token.low.isdecimal():
            continue
        if at > sentence.first and token.glued and tokens[at - 1].is_word:
            continue
        if at > sentence.first and _of_something(tokens[at - 1], token):
            continue
        weeks = _gestation(tokens, at, sentence.last)
        if weeks is not None:
            value, end, told = weeks
            found = _found(tokens, scope, GESTATION, value, (at, end))
            yield found._replace(doubt=found.doubt or told)
            found = _found(tokens, scope, PREGNANT, "true", (at, end))
            yield found._replace(doubt=found.doubt or told)
        yield from _aged(tokens, sentence, scope, at)


def _told(tokens: Sequence[Token], sentence: Sentence, scope: Scope, at: int) -> Iterator[Found]:
    """Yield a sex that is told by its name or a title, and the age behind it: ``Ms K, 52,``."""
    low, end = tokens[at].low, sentence.last
    if low in NAMED_SEX and at + 2 < end and tokens[at + 1].low == ":":
        sex = SEXES.get(tokens[at + 2].low, "")
        if sex:
            yield _found(tokens, scope, SEX, sex, (at, at + 3))
    leads = at == sentence.first or tokens[at - 1].low in LEADS or tokens[at].line
    leads = leads or (at - 2 >= sentence.first and tokens[at - 2].low in ROOMS)
    behind = at + 1
    while leads and behind < end and tokens[behind].low in {"/", ","}:
        behind += 1
    leads = leads and tokens[at].text in LETTERS and low.isalpha() and behind < end
    if leads and _is_age(tokens, behind, end) and not (tokens[behind].glued and behind == at + 1):
        found = _found(tokens, scope, AGE, tokens[behind].low, (at, behind + 1))
        yield found._replace(person=True)
        yield _found(tokens, scope, SEX, LETTERS[tokens[at].text], (at, behind + 1))
    if low in TITLES:
        for here in range(at + 2, min(at + FURTHEST, end)):
            parted = tokens[here - 1].low in {",", "("} or tokens[here - 1].text[:1].isupper()
            if parted and _is_age(tokens, here, end):
                yield _found(tokens, scope, AGE, tokens[here].low, (at, here + 1))
                yield _found(tokens, scope, SEX, TITLES[low], (at, here + 1))
                return
    if low == "day" and [each.low for each in tokens[at + 2 : min(at + 4, end)]] == ["of", "life"]:
        yield _found(tokens, scope, AGE, f"{tokens[at + 1].low} d", (at, at + 4))


def _is_age(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a number stands alone, as an age does behind a name."""
    number = tokens[at]
    after = at + 1
    if after < end and tokens[after].low in YEARS and not tokens[after].line:
        after += 1
    alone = after >= end or tokens[after].low in {",", ".", ";", ")"} or tokens[after].line
    return number.is_number and number.low.isdecimal() and len(number.low) < LONGEST_AGE and alone


def _gestation(tokens: Sequence[Token], at: int, end: int) -> tuple[str, int, str] | None:
    """Return weeks of pregnancy as obstetric notes write them, ``34/40``, ``31+4/40``.

    Weeks behind a word of time are those at which something else was, and weeks with days that
    nothing names may be.
    """
    before = tokens[at - 1].low if at and not tokens[at].line else ""
    weeks = int(tokens[at].low) if len(tokens[at].low) < LONGEST_AGE else 0
    if not EARLIEST < weeks <= int(TERM) + LATEST:
        return None
    after, value = at + 1, f"{tokens[at].low} wk"
    days = weeks_and_days(tokens, at, end)
    if days is not None:
        value, after = days
    written = after + 1 < end and tokens[after].low == "/" and tokens[after].glued
    if written and tokens[after + 1].low == TERM:
        return value, after + 2, f"said with {before!r}" if before in WHEN else ""
    if days is None or before in WHEN | {"d"}:
        return None
    return value, after, "" if before in {"@", "g"} else UNNAMED


def _of_something(before: Token, token: Token) -> bool:
    """Whether a number belongs to what stands before it: ``x 5``, ``1/5``, ``day 5``."""
    return before.low in NOT_AGE | ROOMS or (
        token.glued and before.low in {"/", ".", "+", "-", "<", ">", ":"}
    )


def _aged(tokens: Sequence[Token], sentence: Sentence, scope: Scope, at: int) -> Iterator[Found]:
    number, end = tokens[at].low, sentence.last
    letter = _letter(tokens, at + 1, end)
    if letter:
        yield _found(tokens, scope, AGE, number, (at, at + 2))._replace(person=True)
        yield _found(tokens, scope, SEX, letter, (at, at + 2))
        return
    unit, after = _unit(tokens, at + 1, end)
    if not unit:
        return
    old = after < end and tokens[after].low == "old"
    after += old
    while after < end and tokens[after].low == "-":
        after += 1
    person = after < end and tokens[after].low in PERSONS and not tokens[after].line
    sex = _letter(tokens, after, end)
    written = {token.low for token in tokens[at + 1 : after]}
    named = unit == "a" and after + 1 < end and tokens[after].low == ","
    person = person or (named and tokens[after + 1].low in PERSONS)
    if not (old or person or sex or written & {"yo", "o"}):
        return
    if old and after < end and tokens[after].is_word and not person and scope.taken & {after}:
        return
    if _had(tokens, sentence, at) and not (sex or person):
        return
    value = number if unit == "a" else f"{number} {unit}"
    yield _found(tokens, scope, AGE, value, (at, after))._replace(person=bool(person or sex))
    if sex:
        yield _found(tokens, scope, SEX, sex, (at, after + 1))


def _had(tokens: Sequence[Token], sentence: Sentence, at: int) -> bool:
    """Whether an age is that of somebody whom another has: ``breastfeeding a 4 month old``."""
    if at == sentence.first or tokens[at - 1].low not in HAVING:
        return False
    return at - 1 > sentence.first and tokens[at - 2].low not in MEANT


def _spelled(tokens: Sequence[Token], sentence: Sentence, scope: Scope, at: int) -> Iterator[Found]:
    """Yield an age in words, as letters are dictated: ``sixty-two year old``."""
    after, ones = at + 1, "0"
    while after < sentence.last and tokens[after].low == "-":
        after += 1
    if after < sentence.last and len(number_of(tokens[after])) == 1:
        ones, after = number_of(tokens[after]), after + 1
    unit, end = _unit(tokens, after, sentence.last)
    if unit == "a" and end < sentence.last and tokens[end].low in {"old", *PERSONS}:
        found = _found(tokens, scope, AGE, TENS[tokens[at].low] + ones, (at, end))
        yield found._replace(person=True)


def _letter(tokens: Sequence[Token], at: int, end: int) -> str:
    """Return the sex of a letter right behind an age: ``45M``, ``45 F with``, ``45/M``."""
    if at < end and tokens[at].low in {"/", ",", "-"} and at + 1 < end and tokens[at + 1].glued:
        at += 1
    if at >= end or tokens[at].line or tokens[at].text not in LETTERS:
        return ""
    glued_on = (
        at + 1 < end and tokens[at + 1].glued and tokens[at + 1].low not in {",", ".", ";", ":"}
    )
    return "" if glued_on and tokens[at + 1].low != ")" else LETTERS[tokens[at].text]


def _unit(tokens: Sequence[Token], at: int, end: int) -> tuple[str, int]:
    """Return the unit of an age and the token after it."""
    while at < end and tokens[at].low in {"-", "/"}:
        at += 1
    if at >= end or tokens[at].line:
        return "", at
    low = tokens[at].low
    if low in YEARS:
        after = at + 1
        while after + 1 < end and tokens[after].low in {"/", ".", "-"} and tokens[after].glued:
            after += 1
        if low == "y" and after < end and tokens[after].low == "o":
            after += 1
            if after < end and tokens[after].low == "." and tokens[after].glued:
                after += 1
        return "a", after
    unit = UNITS.get(low, "")
    after = at + 1
    while after < end and tokens[after].low == "-":
        after += 1
    return (unit, after) if unit and after < end and tokens[after].low == "old" else ("", at)


def _found(
    tokens: Sequence[Token], scope: Scope, fact: str, value: str, ends: tuple[int, int]
) -> Found:
    first, last = ends
    stance = scope.of(first, last)
    span = tokens[first].start, tokens[min(last, len(tokens)) - 1].end
    return Found(
        fact, value, span, stance, doubt=_doubt(tokens, first, stance), lasting=fact in {AGE, SEX}
    )


def _doubt(tokens: Sequence[Token], first: int, stance: Stance) -> str:
    """Return why an age or a sex is doubtful: what asks for it stands right before, or quotes it.

    That a thing beside it was long ago, or is to be excluded, makes it no less so.
    """
    asked = first > 0 and tokens[first - 1].low in ASKED and not tokens[first].line
    whole = stance.doubted.startswith(WHOLE)
    return f"said with {tokens[first - 1].text!r}" if asked else (doubted(stance) if whole else "")
