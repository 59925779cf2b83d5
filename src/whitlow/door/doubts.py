"""This module sets facts aside that cannot be relied on, each with its reason.

It refuses to settle a doubt itself: a doubted fact is unknown until someone gives it again.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from whitlow.door.amounts import band_words
from whitlow.door.patient import Doubt
from whitlow.evaluate import Reading
from whitlow.language import names_in, quantity_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from whitlow.door.patient import Answer, Implied
    from whitlow.guideline import Contradiction, Fact, Guideline
    from whitlow.language import Value

__all__ = ["all_denied", "contradictions", "implausible", "merged", "one_denied"]


def merged(
    answers: Mapping[str, Answer], implied: Iterable[Implied]
) -> tuple[dict[str, Answer], tuple[Doubt, ...]]:
    """Return the answers with what follows from others, and a doubt where the two differ."""
    found = dict(answers)
    doubts: dict[str, Doubt] = {}
    for each in implied:
        name = each.answer.fact
        present = found.get(name)
        if present is None:
            found[name] = each.answer
        elif each.at_most and name not in answers:
            found[name] = min(present, each.answer, key=_size)
        elif not _agree(present.value, each):
            doubts.setdefault(name, _differing(present, each))
    return found, tuple(doubts.values())


def _size(answer: Answer) -> Fraction:
    return answer.value if isinstance(answer.value, Fraction) else Fraction(0)


def _agree(value: Value, implied: Implied) -> bool:
    other = implied.answer.value
    if implied.at_most and isinstance(value, Fraction) and isinstance(other, Fraction):
        return value <= other
    return value == other


def _differing(answer: Answer, implied: Implied) -> Doubt:
    message = (
        f"{answer.fact}: {answer.given!r} is given, but {implied.source} says "
        f"{implied.answer.given!r}. Which is right?"
    )
    return Doubt("contradictory", (answer.fact,), message)


def all_denied(fact: Fact, present: Sequence[str]) -> Doubt:
    """Return the notice that one answer denies what another says is there.

    It sets no fact aside: what may be an emergency counts as one while the two differ.
    """
    names = " and ".join(present)
    word = "is" if len(present) == 1 else "are"
    return _taken_as_true(
        f"{fact.name}: The answer none, for {names}, which {word} given as true.", names, word
    )


def one_denied(fact: Fact, denied: Sequence[str]) -> Doubt:
    """Return the notice that single answers deny what the list of flags names."""
    names = " and ".join(denied)
    word = "is" if len(denied) == 1 else "are"
    return _taken_as_true(
        f"{fact.name}: {names} {word} named, and {word} given as false elsewhere.", names, word
    )


def _taken_as_true(lead: str, names: str, word: str) -> Doubt:
    end = f"{names[:1].upper()}{names[1:]} {word} taken as true. Correct the answer that is wrong."
    return Doubt("contradictory", (), f"{lead} {end}")


def implausible(
    answers: Iterable[Answer], guideline: Guideline, confirmed: Collection[str]
) -> tuple[Doubt, ...]:
    """Return a doubt for each value outside its plausible range that nobody has confirmed."""
    doubts: list[Doubt] = []
    for answer in answers:
        fact = guideline.facts[answer.fact]
        value = answer.value
        if fact.plausible is None or not isinstance(value, Fraction) or fact.name in confirmed:
            continue
        if value not in fact.plausible:
            usual = band_words(fact.plausible, fact.unit)
            message = (
                f"{fact.name}: {quantity_text(value, fact.unit)} is possible but unusual "
                f"({usual} is usual). Check it, then add 'confirmed: [{fact.name}]'."
            )
            doubts.append(Doubt("implausible", (fact.name,), message))
    return tuple(doubts)


def contradictions(
    facts: Mapping[str, Value], guideline: Guideline, confirmed: Collection[str]
) -> tuple[Doubt, ...]:
    """Return a doubt for each contradiction that holds.

    One that doubts a single fact in the light of others is settled by confirming that fact; one
    that doubts several is settled only by changing one of them. Those that doubt a single fact
    come first, so that a height in inches does not throw doubt on the weight beside it.
    """
    single = [each for each in guideline.contradictions.values() if len(each.facts) == 1]
    several = [each for each in guideline.contradictions.values() if len(each.facts) > 1]
    first = _holding(
        [each for each in single if not _settled(each, confirmed)], Reading(guideline, facts)
    )
    aside = {name for doubt in first for name in doubt.facts}
    left = {name: value for name, value in facts.items() if name not in aside}
    return (*first, *_holding(several, Reading(guideline, left)))


def _holding(candidates: Iterable[Contradiction], reading: Reading) -> tuple[Doubt, ...]:
    return tuple(
        Doubt("contradictory", doubted, f"{each.says} Check {' and '.join(doubted)}.")
        for each in candidates
        if reading.holds(each.when) is True
        for doubted in (tuple(name for name in each.facts if name in reading.facts),)
        if doubted
    )


def _settled(contradiction: Contradiction, confirmed: Collection[str]) -> bool:
    if contradiction.facts[0] not in confirmed:
        return False
    return set(names_in(contradiction.when.source)) > set(contradiction.facts)
