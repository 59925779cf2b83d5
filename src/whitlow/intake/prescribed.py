"""This module reads the medicines of a sentence: each as taken, as not tolerated, or as tested.

It refuses a dose that stands apart from every medicine: it makes a question of how one is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.allergies import allergies
from whitlow.intake.findings import doubted
from whitlow.intake.intervals import begins_interval, interval_at, interval_words
from whitlow.intake.medicines import INTERVAL, medicines
from whitlow.intake.orders import daily
from whitlow.intake.records import Found
from whitlow.intake.results import susceptibility
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.intake.lexicon import Mention
    from whitlow.intake.medicines import Named
    from whitlow.intake.said import Said

__all__ = ["prescribed"]

NEXT_TO: Final = 2
OTHERS: Final = frozenset({"measure", "finding", "lesion", "test"})
LONGEST: Final = 8
OF_A_DOSE: Final = words(
    "mg g mcg microgram micrograms kg m sq units unit iu ml / x . , iv po oral orally ( ) of"
)
CHANGED: Final = words(
    """to from now then treatment dose increased reduced decreased switched changed was at on with -
    → > ( : and iv po up down raised lowered halved doubled started again since
    takes take taking took given gets uses is are only just about he she actually still"""
)


def prescribed(said: Said) -> None:
    """Read the medicines, each as one that is taken, or as one that is not tolerated."""
    reader, mentions = said.reader, said.mentions
    places = [
        (drug, each.first, each.last, unclear)
        for each in mentions
        for named, unclear in [reader.drugs(each)]
        for drug in named
    ]
    bad = [each for each in places if _not_tolerated(said, each[1], each[2])]
    if said.allergy is not None:
        grave = frozenset(
            at for each in mentions if _grave(said, each) for at in range(each.first, each.last)
        )
        names = [(said.substance(each[0]), each[1], each[2]) for each in bad]
        names += [
            (meaning.id, each.first, each.last)
            for each in mentions
            if (meaning := each.meaning("class")) and not reader.drugs(each)[0]
        ]
        names.sort(key=lambda each: each[1])
        reader.found.extend(
            allergies(said.tokens, said.sentence, said.scope, names, grave, said.allergy)
        )
    good = [each for each in places if each not in bad]
    others = _others(mentions) if good else set[int]()
    named = medicines(reader.text, said.scope, reader.lexicon, good, others)
    for number, each in enumerate(named):
        end = named[number + 1].first if number + 1 < len(named) else said.sentence.last
        place = each.first, each.last, end
        drug = said.substance(each.drug)
        read = list(susceptibility(said.scope, reader.lexicon, drug, place, each.stance))
        reader.found.extend(read)
        if not read or each.cue:
            reader.named.append(each)
        _daily(said, each)
    fact = said.guideline.facts.get(INTERVAL)
    told = said.numbered and not said.low.isdisjoint(interval_words(fact))
    if not reader.loose and told and _loose(said, named):
        reader.loose = True


def _others(mentions: Sequence[Mention]) -> set[int]:
    """Return where words begin before which the order of a medicine ends."""
    return {
        each.first
        for each in mentions
        for meaning in each.meanings
        if meaning.term is not None and meaning.term.kind in OTHERS
    }


def _daily(said: Said, each: Named) -> None:
    """Read the daily dose of a medicine whose term says which fact it answers."""
    if not each.stance.here:
        return
    terms = [
        meaning.term
        for mention in said.mentions
        if mention.first == each.first
        for meaning in mention.meanings
        if meaning.term is not None and meaning.term.kind == "drug"
    ]
    tokens = said.tokens
    span = tokens[each.first].start, tokens[max(each.last, each.order.last) - 1].end
    told = daily(each.order)
    if told is None:
        return
    for name in (name for term in terms for name in term.reads):
        value, doubt = told
        doubt = doubt or doubted(each.stance)
        said.reader.found.append(Found(name, value, span, each.stance, doubt=doubt))


def _not_tolerated(said: Said, first: int, last: int) -> bool:
    """Whether a medicine stands behind the word for an allergy, or right before it."""
    if said.allergy is None:
        return False
    return first >= said.allergy or 0 <= said.allergy - last <= NEXT_TO


def _grave(said: Said, mention: Mention) -> bool:
    flags = {name for fact in said.guideline.facts.values() for name in fact.settles}
    return any(
        meaning.term is not None
        and flags.intersection(meaning.term.sets)
        and meaning.term.kind == "finding"
        for meaning in mention.meanings
    )


def _loose(said: Said, named: Sequence[Named]) -> bool:
    """Whether a dose with its interval stands in a sentence and belongs to no medicine there."""
    fact = said.guideline.facts.get(INTERVAL)
    owned = {at for each in named for at in range(each.first, max(each.last, each.order.last))}
    sentence = said.sentence
    at = sentence.first
    while at < sentence.last:
        token = said.tokens[at]
        starts = at not in owned and (token.is_number or begins_interval(token.low, fact))
        told = interval_at(said.tokens, at, sentence.last, fact) if starts else None
        if told is None:
            at += 1
            continue
        if _of_nothing(said, at) and not said.scope.of(at, told[1]).planned:
            return True
        at = told[1]
    return False


def _of_nothing(said: Said, at: int) -> bool:
    """Whether what stands before an interval is a number, and before that no name at all."""
    tokens, numbers = said.tokens, 0
    here = at - 1
    while here >= max(said.sentence.first, at - LONGEST):
        token = tokens[here]
        if here in said.reader.taken and not token.is_number and token.low not in OF_A_DOSE:
            return False
        if token.is_number:
            numbers += 1
        elif token.low not in OF_A_DOSE:
            return numbers > 0 and token.low in CHANGED
        here -= 1
    return numbers > 0 and here < said.sentence.first
