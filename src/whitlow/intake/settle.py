"""This module settles what a text says of each fact: one certain value, or a question.

It refuses to choose between two values, and takes nothing that the door would not take in a file.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from whitlow.door import read_entries
from whitlow.door.doubts import implausible
from whitlow.door.values import read_answer
from whitlow.door.variants import VIRUS
from whitlow.errors import InputError
from whitlow.guideline import Items, Scalar
from whitlow.intake.records import PLACE, Confirm, ReadFact
from whitlow.intake.results import NO_RESULT_READ
from whitlow.intake.tokens import tokens_of, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from whitlow.door.patient import Answer
    from whitlow.guideline import Fact, Node
    from whitlow.intake.lexicon import Lexicon
    from whitlow.intake.records import Found, Span

__all__ = ["settled"]

TOGETHER: Final = frozenset({"site", "lesion"})
ENDS: Final = (". ", "; ", "\n")
APART: Final = "named apart, and perhaps of different things"
JOINED: Final = words(", + & and plus with")
CHANGING: Final = words("now then later became becoming turned turning since initially first")
LESION: Final = "lesion"
RASH: Final = "rash"
GENERAL: Final = "a rash, which may be of the other kind that is named"
SEVERAL: Final = "several values"
DENIED_TOO: Final = "said and denied"
ANTIVIRAL: Final = "antiviral"
GIVEN: Final = f"{ANTIVIRAL}_"
DAYS: Final = f"days_on_{ANTIVIRAL}"
WHICH: Final = "which antiviral is taken is to be confirmed first"
WEIGHT: Final = "weight"
LOST: Final = f"{WEIGHT}_loss"
TWO_WEIGHTS: Final = "two weights are given"
NOBODY: Final = "none"
LONGEST_WHY: Final = 3
MOST: Final = 100
"""A fact that is said in more ways than these is asked for, whatever the rest says."""


Settled = tuple[tuple[ReadFact, ...], tuple[Confirm, ...]]


def settled(text: str, found: Iterable[Found], lexicon: Lexicon) -> Settled:
    """Return the facts that were read once and without doubt, and what is to be asked."""
    groups: dict[str, dict[tuple[object, ...], Found]] = {}
    for each in found:
        key = each.value, each.doubt, each.excluded, each.weak
        groups.setdefault(each.fact, {}).setdefault(key, each)
    facts: list[ReadFact] = []
    asked: list[Confirm] = []
    for name, fact in lexicon.guideline.facts.items():
        if name not in groups:
            continue
        result = _one(text, fact, tuple(groups[name].values())[:MOST], lexicon)
        if isinstance(result, ReadFact):
            facts.append(result)
        elif result is not None:
            asked.append(result)
    facts, without = _of_antiviral(facts)
    facts, changed = _of_weight(facts, asked)
    without += changed
    kept, doubted = _through_door(facts, lexicon)
    doubted += without
    order = {name: place for place, name in enumerate(lexicon.guideline.facts)}
    return tuple(kept), tuple(sorted([*asked, *doubted], key=lambda each: order[each.fact]))


def _of_antiviral(facts: Sequence[ReadFact]) -> tuple[list[ReadFact], list[Confirm]]:
    """Set aside how an antiviral is given while it is not certain which one is taken."""
    if ANTIVIRAL in {each.fact for each in facts}:
        return list(facts), []
    how = [each for each in facts if each.fact.startswith(GIVEN) or each.fact == DAYS]
    left = [each for each in facts if each not in how]
    return left, [Confirm(e.fact, (e.value,), WHICH, (e.span,), e.text) for e in how]


def _of_weight(
    facts: Sequence[ReadFact], asked: Sequence[Confirm]
) -> tuple[list[ReadFact], list[Confirm]]:
    """Set aside that no weight was lost while two weights stand in the note."""
    two = any(each.fact == WEIGHT and SEVERAL in each.why for each in asked)
    lost = [each for each in facts if each.fact == LOST and two]
    left = [each for each in facts if each not in lost]
    return left, [Confirm(e.fact, (e.value,), TWO_WEIGHTS, (e.span,), e.text) for e in lost]


def _one(
    text: str, fact: Fact, found: Sequence[Found], lexicon: Lexicon
) -> ReadFact | Confirm | None:
    if fact.type == "refused":
        return _confirm(text, fact, found, fact.says)
    if fact.type == "set":
        return _set(text, fact, found, lexicon)
    return _scalar(text, fact, found, lexicon)


def _scalar(
    text: str, fact: Fact, found: Sequence[Found], lexicon: Lexicon
) -> ReadFact | Confirm | None:
    read: dict[object, Found] = {}
    doubts: list[str] = []
    for each in found:
        if each.weak:
            continue
        answer = _answer(fact, Scalar(each.value, PLACE), lexicon)
        if isinstance(answer, str):
            doubts.append(each.doubt or answer)
            continue
        told = each.doubt or _implausible(answer, lexicon)
        if told:
            if answer.value not in read:
                doubts.append(told)
            continue
        read.setdefault(answer.value, each)
    others = [each for each in found if each.weak]
    doubts += [
        each.doubt for each in others if each.value not in {one.value for one in read.values()}
    ]
    if not read and len(others) == len(found):
        return None
    if len(read) == 1 and not doubts:
        same = [each.span for each in found if not each.doubt]
        return _fact(text, fact, next(iter(read.values())), same)
    if len(read) > 1:
        doubts.insert(0, SEVERAL)
    return _confirm(text, fact, found, _whys(doubts))


def _set(
    text: str, fact: Fact, found: Sequence[Found], lexicon: Lexicon
) -> ReadFact | Confirm | None:
    """Return the members that are said to be there; one that is doubted makes all a question."""
    out = {each.value for each in found if each.excluded}
    members = [each for each in found if not each.excluded and not each.weak]
    sure: dict[str, Found] = {}
    doubts: dict[str, str] = {}
    for each in members:
        told = each.doubt or _refused(fact, each, lexicon)
        if not told and each.value in out:
            told = f"{each.value}: {DENIED_TOO}"
        if told:
            doubts.setdefault(each.value, told)
        else:
            sure.setdefault(each.value, each)
    wider: set[str | None] = set()
    if fact.name == VIRUS:
        wider = {(fact.within or {}).get(name) for name in sure}
        sure = {name: each for name, each in sure.items() if name not in wider}
        doubts = {name: told for name, told in doubts.items() if name not in wider}
    whys = [told for name, told in doubts.items() if name not in sure]
    whys += [
        each.doubt
        for each in found
        if each.weak and each.value not in {*sure, *wider} and sure and each.doubt != NO_RESULT_READ
    ]
    if fact.name in TOGETHER and _apart(text, sure.values()):
        whys.append(APART)
    if fact.name == LESION and RASH in sure and len(sure) > 1:
        whys.append(GENERAL)
    if NOBODY in sure and len(sure) > 1:
        whys.append(SEVERAL)
    if sure and not whys:
        first = next(iter(sure.values()))
        whole = first._replace(value=", ".join(sure))
        return _fact(text, fact, whole, [each.span for each in sure.values()])
    return _confirm(text, fact, members, _whys(whys)) if whys else None


def _apart(text: str, found: Collection[Found]) -> bool:
    """Whether members of a set are not joined in one sentence: they may be of other things."""
    spans = sorted({each.span for each in found})
    return any(
        any(end in text[before[1] : after[0]] for end in ENDS)
        or not _together(token.low for token in tokens_of(text[before[1] : after[0]]))
        for before, after in pairwise(spans)
        if before[1] <= after[0]
    )


def _together(between: Iterable[str]) -> bool:
    """Whether words join two members, and do not say that one became the other."""
    said = frozenset(between)
    return not JOINED.isdisjoint(said) and CHANGING.isdisjoint(said)


def _refused(fact: Fact, each: Found, lexicon: Lexicon) -> str:
    answer = _answer(fact, Items((Scalar(each.value, PLACE),), PLACE), lexicon)
    return answer if isinstance(answer, str) else ""


def _fact(text: str, fact: Fact, found: Found, spans: Sequence[Span]) -> ReadFact:
    start, end = found.span
    return ReadFact(
        fact=fact.name,
        value=found.value,
        span=found.span,
        text=text[start:end],
        negated=found.negated,
        trigger=found.trigger,
        spans=tuple(dict.fromkeys((found.span, *spans))),
    )


def _confirm(text: str, fact: Fact, found: Sequence[Found], why: str) -> Confirm:
    spans = tuple(dict.fromkeys(each.span for each in found))
    start, end = spans[0]
    return Confirm(
        fact=fact.name,
        candidates=tuple(dict.fromkeys(each.value for each in found if each.value)),
        why=why,
        spans=spans,
        text=text[start:end],
    )


def _whys(doubts: Iterable[str]) -> str:
    return "; ".join(list(dict.fromkeys(doubts))[:LONGEST_WHY])


def _answer(fact: Fact, node: Node, lexicon: Lexicon) -> Answer | str:
    """Return what the door makes of a value, or why it does not take it."""
    try:
        answer, _ = read_answer(fact, node, lexicon.vocabulary, None)
    except InputError as error:
        return " ".join(_told(problem.message, fact) for problem in error.problems)
    return "not known" if answer is None else answer


def _told(message: str, fact: Fact) -> str:
    return message.removeprefix(f"{fact.name}: ")


def _implausible(answer: Answer, lexicon: Lexicon) -> str:
    told = implausible((answer,), lexicon.guideline, ())
    return told[0].message if told else ""


def _through_door(
    facts: Sequence[ReadFact], lexicon: Lexicon
) -> tuple[list[ReadFact], list[Confirm]]:
    """Part the facts that the door takes together from those that it doubts or refuses."""
    entries: list[tuple[str, Node]] = [(each.fact, Scalar(each.value, PLACE)) for each in facts]
    why: dict[str, str] = {}
    try:
        patient = read_entries(entries, lexicon.guideline)
    except InputError as error:
        for problem in error.problems:
            why.setdefault(problem.field, problem.message)
    else:
        for doubt in patient.doubts:
            for name in doubt.facts:
                why.setdefault(name, doubt.message)
    kept = [each for each in facts if each.fact not in why]
    return kept, list(_doubted(facts, why))


def _doubted(facts: Sequence[ReadFact], why: dict[str, str]) -> Iterator[Confirm]:
    for each in facts:
        if each.fact in why:
            yield Confirm(each.fact, (each.value,), why[each.fact], (each.span,), each.text)
