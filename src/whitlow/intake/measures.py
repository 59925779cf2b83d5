"""This module reads the numbers that stand beside the name of what was measured.

It refuses to choose: a number that came later, one in a range and one of a trend are all named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.intake.around import FLAGS, after_date, behind, dated
from whitlow.intake.findings import doubted
from whitlow.intake.numbers import Amount, amount_at, dimensions, unit_dimension
from whitlow.intake.records import Found
from whitlow.intake.tokens import spoken, words
from whitlow.language import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.guideline import Fact
    from whitlow.intake.meant import Stance
    from whitlow.intake.numbers import Dimensions
    from whitlow.intake.tokens import Token

__all__ = ["Place", "measured"]

FILLERS: Final = words(
    """of is was = : ~ at level levels today now currently current approx about count value serum
    blood a an the this ( [ up down from to stable remains still came back measured result rising
    rose risen fell falling fallen increased decreased trending trended worsening improved worse and
    then has had been gone went bumped peaked stands on admission adm ward clinic
    discharge review presentation diagnosis
    - > → . it recently latest most recent , morning over this am pm gas venous arterial"""
)
STOPS: Final = frozenset({",", "."})
ARROWS: Final = frozenset({">", "→", "to", "then", ",", "and", "/", "-", "="})
BEFORE: Final = words("was baseline baselines previously previous prev prior from usual")
AGO: Final = words("ago yesterday previously baseline prior")
CONDITIONS: Final = words(
    "if check recheck repeat until when once target monitor unless send watch"
)
LEADERS: Final = words(
    "was were from peak peaked nadir baseline prev previously previous usually usual pre"
)
GLUE: Final = frozenset({"/", "-", "+", "x", "d", "day"})
CHANGES: Final = words("down lost gained loss by")
WEIGHT: Final = "weight"
SHARE: Final = "%"
FURTHER: Final = 16
LEADING: Final = 3
MOST_FILLED: Final = 8
MOST_VALUES: Final = 16
LONGEST_WORDS: Final = 4

TIME: Final = Unit.parse("d").dimension
SEVERAL: Final = "several values"
BOUND: Final = "a bound, not a value"
ABOUT: Final = "said to be approximate"
POINT: Final = "a number without its zero"
COMMA: Final = "a comma within the number"
PER_DAY: Final = "not written per hour"
HOURLY: Final = "/h"
HOURS: Final = ("h", "hr", "hour")
DOUBTS: Final = {"bound": BOUND, "about": ABOUT, "point": POINT, "comma": COMMA}


class Place(NamedTuple):
    """Where a measure stands: the text, its tokens, and the sentence's last one."""

    text: str
    tokens: Sequence[Token]
    last: int
    taken: frozenset[int]
    barred: frozenset[int]


class _Read(NamedTuple):
    """A value with what is said of its time."""

    amount: Amount
    before: bool


def measured(place: Place, fact: Fact, first: int, last: int, stance: Stance) -> Iterator[Found]:
    """Yield what a measure that stands from ``first`` to before ``last`` is said to be."""
    if stance.planned.lower() in CONDITIONS:
        return
    worded = _worded(place, fact, last)
    if worded is not None:
        value, end = worded
        yield Found(fact.name, value, _span(place, first, end), stance, trigger=value)
        return
    values = list(_values(place, fact, last))
    if not values:
        amount = _preceding(place, fact, first)
        if amount is not None:
            yield _found(place, fact, amount, (amount.first, last), stance)
        return
    kept = [each.amount for each in values]
    kept += [each for each in _later(place, fact, kept[-1].last) if each.number != kept[-1].number]
    several = SEVERAL if len({amount.value for amount in kept}) > 1 else ""
    units = {amount.unit for amount in kept if amount.unit}
    for number, amount in enumerate(kept):
        unit = next(iter(units)) if several and len(units) == 1 and not amount.unit else amount.unit
        start = first if number == 0 else amount.first
        found = _found(place, fact, amount._replace(unit=unit), (start, amount.last), stance)
        if stance.past or values[0].before:
            found = found._replace(doubt=found.doubt or "said of an earlier time")
        yield found._replace(doubt=several) if several else found


def _later(place: Place, fact: Fact, at: int) -> Iterator[Amount]:
    """Yield further numbers of the same measure: ``, 141 today``, ``(was 60)``, ``; was 1.2``."""
    wanted = dimensions(fact)
    crossed = False
    for here in range(at, min(at + FURTHER, len(place.tokens))):
        token = place.tokens[here]
        if token.line or (token.low == "." and not token.glued):
            return
        crossed = crossed or here in place.barred
        if crossed and not (token.is_number and place.tokens[here - 1].low == ","):
            continue
        if (
            not token.is_number
            or dated(place.tokens, here, len(place.tokens))
            or place.tokens[here - 1].low in GLUE
        ):
            continue
        amount = amount_at(place.text, place.tokens, here, wanted)
        if amount is None:
            continue
        if place.tokens[here - 1].low in CHANGES and fact.name == WEIGHT:
            continue
        if amount.last < len(place.tokens) and place.tokens[amount.last].low == SHARE:
            continue
        said = {each.low for each in place.tokens[max(at, here - LEADING) : here]}
        if (amount.unit and _fits(amount, wanted)) or (not amount.unit and said & LEADERS):
            yield amount._replace(doubt="")


def _is_time(amount: Amount, wanted: Dimensions) -> bool:
    """Whether a number is how long ago something was, not the measure itself."""
    found = unit_dimension(amount.unit) if amount.unit else None
    return found == TIME and found not in wanted


def _fits(amount: Amount, wanted: Dimensions) -> bool:
    """Whether a number stands in a unit of its measure, and not of another one."""
    return unit_dimension(amount.unit) in wanted


def _found(
    place: Place, fact: Fact, amount: Amount, ends: tuple[int, int], stance: Stance
) -> Found:
    first, last = ends
    doubt = DOUBTS.get(amount.doubt, "") or _per_day(fact, amount) or doubted(stance)
    value = f"{place.tokens[amount.first].low}{amount.value}" if doubt == BOUND else amount.value
    return Found(fact.name, value, _span(place, first, last), stance, doubt)


def _per_day(fact: Fact, amount: Amount) -> str:
    """Return that a rate of hours was written as one of days, which may be of another time."""
    hourly = fact.unit.endswith(HOURLY)
    return PER_DAY if hourly and amount.unit and not amount.unit.lower().endswith(HOURS) else ""


def _span(place: Place, first: int, last: int) -> tuple[int, int]:
    return place.tokens[first].start, place.tokens[last - 1].end


def _worded(place: Place, fact: Fact, at: int) -> tuple[str, int] | None:
    """Return a word that stands for a quantity, as the fact's record knows it."""
    words = {word.replace("_", " "): word for word in fact.words or {}}
    start = at
    while start < place.last and place.tokens[start].low in {
        ":",
        "=",
        "is",
        "was",
        "of",
        "-",
        "now",
    }:
        if place.tokens[start].low == "-" and place.tokens[start].glued:
            return None
        start += 1
    for end in range(min(start + LONGEST_WORDS, place.last), start, -1):
        found = spoken(place.tokens[start:end])
        if found in words and not found.isdecimal():
            return words[found], end
    return None


def _values(place: Place, fact: Fact, at: int) -> Iterator[_Read]:
    """Yield the numbers after a measure, in order: one, or a trend."""
    wanted = dimensions(fact)
    before = False
    found = 0
    filled = 0
    while at < place.last and found < MOST_VALUES and filled <= MOST_FILLED:
        token = place.tokens[at]
        if at in place.taken and not token.is_number:
            return
        if found and token.low == ">":
            at, filled = at + 1, filled + 1
            continue
        amount = (
            None
            if dated(place.tokens, at, place.last)
            else amount_at(place.text, place.tokens, at, wanted)
        )
        if amount is not None:
            if not found and token.low in {"<", ">"} and token.glued and filled:
                amount = amount_at(place.text, place.tokens, at + 1, wanted)
            if amount is None:
                return
            if (found and not _goes_on(place, amount, fact)) or _is_time(amount, wanted):
                return
            yield from _one(place, amount, before=before)
            found, filled, before = found + 1, 0, False
            at = behind(place.tokens, amount.last, place.last)
            if not _another(place, at):
                return
            continue
        if dated(place.tokens, at, place.last):
            at = after_date(place.tokens, at, place.last)
            filled += 1
            continue
        if token.low in BEFORE and found:
            before = True
        elif (
            (token.low not in FILLERS and token.low not in BEFORE and not token.is_number)
            or token.is_number
            or (token.low in STOPS and not found and filled)
        ):
            return
        at, filled = at + 1, filled + 1


def _one(place: Place, amount: Amount, *, before: bool) -> Iterator[_Read]:
    after = [token.low for token in place.tokens[amount.last : min(amount.last + 4, place.last)]]
    was = before or (bool(after) and bool(AGO.intersection(after[:3])) and "," not in after[:2])
    yield _Read(amount, was)


def _goes_on(place: Place, amount: Amount, fact: Fact) -> bool:
    """Whether a number after another is of the same measure: its own noun makes it another's."""
    if amount.unit:
        return _fits(amount, dimensions(fact))
    after = place.tokens[amount.last] if amount.last < place.last else None
    if after is None or not after.is_word or after.low in FILLERS | BEFORE | FLAGS | {"on"}:
        return amount.last not in place.taken and bool(fact.name)
    return False


def _another(place: Place, at: int) -> bool:
    """Whether what stands after a value leads to another value of the same measure."""
    if at >= place.last:
        return False
    token = place.tokens[at]
    if token.low in ARROWS or token.low in {"(", "from", "down", "up"}:
        return True
    return token.low in BEFORE


def _preceding(place: Place, fact: Fact, first: int) -> Amount | None:
    """Return a number with its unit that stands before its measure: ``97 µmol/L creatinine``."""
    wanted = dimensions(fact)
    at = first - 1
    while at >= 0 and place.tokens[at].low in {"(", "of", "-", "for"}:
        at -= 1
    for start in range(at, max(at - MOST_FILLED, -1), -1):
        if place.tokens[start].low in STOPS or start in place.taken:
            return None
        if not place.tokens[start].is_number:
            if place.tokens[start].line:
                return None
            continue
        amount = amount_at(place.text, place.tokens, start, wanted)
        if amount is not None and amount.unit and amount.last in {at + 1, first + 1}:
            return amount
        if amount is not None and not fact.unit and start + 1 == first:
            return amount
        return None
    return None
