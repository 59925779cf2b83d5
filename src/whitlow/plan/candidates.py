"""This module says which other values a fact of this patient could take, one step away.

It refuses what cannot be: a value out of range, one that would be doubted at once, a contradiction
of the guideline, and another value of a fact that is fixed.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.evaluate import readers_of
from whitlow.guideline import OnceFor
from whitlow.language import Compare, In, Name, NumberType, Overlaps, Set, Text
from whitlow.plan.parts import all_parts
from whitlow.record import dataclass
from whitlow.sentence import fact_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.evaluate import Reading
    from whitlow.guideline import Contradiction, Fact, Guideline
    from whitlow.language import Value

__all__ = ["Candidate", "changeable", "numbers", "possible", "steps"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another value of a fact, in words: ``to`` alone, ``says`` with the name of the fact.

    ``unless`` is a value that, where it can be, makes this one needless. ``group`` names the class
    for which one member speaks.
    """

    fact: str
    found: Value
    to: str
    says: str
    unless: Value = None
    group: str = ""


# --- which facts may change ---------------------------------------------------------------------


def changeable(reading: Reading) -> tuple[str, ...]:
    """Return the facts that may be otherwise: all but those that are fixed and known."""
    return tuple(
        fact.name
        for fact in reading.guideline.facts.values()
        if fact.type in {"number", "truth", "choice", "set"}
        and not (fact.fixed and reading.known(fact.name) is not None)
    )


def numbers(reading: Reading) -> tuple[str, ...]:
    """Return the derived numbers that may be otherwise: those not made of fixed facts alone."""
    guideline = reading.guideline
    reads = readers_of(guideline).reads
    return tuple(
        name
        for name, formula in guideline.formulas.items()
        if isinstance(formula.type, NumberType)
        and any(
            one in guideline.facts and not guideline.facts[one].fixed
            for one in reads.get(name, frozenset[str]())
        )
    )


def possible(before: Reading, after: Reading, name: str) -> bool:
    """Whether a changed patient could be: the value in range and believed, nothing contradicted.

    A contradiction that held before, and was confirmed, stands in the way of nothing.
    """
    fact = before.guideline.facts.get(name)
    found = after.known(name)
    if isinstance(found, Fraction) and not _in_range(fact, found):
        return False
    return not any(
        after.holds(each.when) is True and before.holds(each.when) is not True
        for each in _contradictions(before.guideline).get(name, ())
    )


def _in_range(fact: Fact | None, found: Fraction) -> bool:
    if fact is None:
        return found >= 0
    return all(band is None or found in band for band in (fact.range, fact.plausible))


def _by_name(guideline: Guideline) -> dict[str, tuple[Contradiction, ...]]:
    readers = readers_of(guideline)
    found: dict[str, list[Contradiction]] = {}
    for each in guideline.contradictions.values():
        for name in readers.behind(each.when):
            found.setdefault(name, []).append(each)
    return {name: tuple(each) for name, each in found.items()}


_contradictions: Final = OnceFor(_by_name)

# --- one step away ------------------------------------------------------------------------------


def steps(reading: Reading, name: str) -> Iterator[Candidate]:
    """Yield every other value of a truth, choice or set that is one step away."""
    fact = reading.guideline.facts[name]
    now = reading.known(name)
    label = reading.guideline.label(name)
    match fact.type:
        case "truth":
            for truth in (True, False):
                if truth is not now:
                    word = fact_text(reading.guideline, name, truth)
                    yield Candidate(name, truth, word, f"{label}: {word}")
        case "choice":
            for option in _telling(reading.guideline, fact):
                if option != now:
                    word = fact_text(reading.guideline, name, option)
                    yield Candidate(name, option, word, f"{label}: {word}")
        case "set":
            yield from _sets(reading, fact, now if isinstance(now, frozenset) else None)
        case "number" | "answers" | "refused":
            return


def _telling(guideline: Guideline, fact: Fact) -> tuple[str, ...]:
    """Return the options that conditions name; of the others the first speaks for all."""
    options = tuple(fact.options or ())
    named = _named(guideline).get(fact.name, {})
    told = [option for option in options if option in named]
    others = [option for option in options if option not in named]
    return tuple(option for option in options if option in told or option in others[:1])


def _sets(reading: Reading, fact: Fact, now: frozenset[str] | None) -> Iterator[Candidate]:
    """Yield the set with one member more, one less, or where one stands alone another instead."""
    guideline, label = reading.guideline, reading.guideline.label(fact.name)
    held = frozenset[str]() if now is None else now
    for member, group in _members(guideline).get(fact.name, {}).items():
        if member in held:
            continue
        word = guideline.option_label(fact.name, member)
        word += f" ({group})" if group else ""
        more = "" if now is None else "also "
        both = held | {member}
        says = f"{label}: {more}{word}"
        yield Candidate(fact.name, both, f"{more}{word}", says, group=group)
        if len(held) == 1:
            one = frozenset((member,))
            yield Candidate(fact.name, one, word, f"{label}: {word}", both, group)
    for member in sorted(held):
        word = f"without {guideline.option_label(fact.name, member)}"
        yield Candidate(fact.name, held - {member}, word, f"{label} {word}")
    if now is None:
        yield Candidate(fact.name, held, "none", f"{label}: none")


# --- what conditions name -----------------------------------------------------------------------


def _words(guideline: Guideline) -> dict[str, dict[str, None]]:
    """Return, by fact, the options, members and classes that rules, laws and names ask for."""
    found: dict[str, dict[str, None]] = {}
    for part in all_parts(guideline):
        match part:
            case Compare(_, Name(name), Text(word)) | Compare(_, Text(word), Name(name)):
                found.setdefault(name, {})[word] = None
            case In(Text(word), Name(name)):
                found.setdefault(name, {})[word] = None
            case In(Name(name), Set(items)) | Overlaps(Name(name), Set(items)):
                found.setdefault(name, {}).update((item.value, None) for item in items)
            case Overlaps(Name(name), Text(word)):
                found.setdefault(name, {})[word] = None
            case _:
                continue
    return found


_named: Final = OnceFor(_words)


def _worth_adding(guideline: Guideline) -> dict[str, dict[str, str]]:
    """Return, by set, each member that is named, and for each class the plainest of its members.

    The plainest is a substance, in the fewest of the other classes that are asked for, so that it
    speaks for its class; the words of the class stand beside it.
    """
    found: dict[str, dict[str, str]] = {}
    for fact in guideline.facts.values():
        if fact.type != "set":
            continue
        named = _named(guideline).get(fact.name, {})
        every = tuple(fact.options or {**guideline.drugs, **guideline.variants})
        chosen = {word: "" for word in named if word in every}
        for word in named:
            if word in guideline.groups:
                member = _plainest(guideline, word, named, every)
                if member:
                    chosen.setdefault(member, guideline.label(word))
        found[fact.name] = chosen
    return found


def _plainest(
    guideline: Guideline, group: str, named: Iterable[str], every: tuple[str, ...]
) -> str:
    within = guideline.members.get(group, frozenset[str]())
    others = [guideline.members.get(word, frozenset((word,))) for word in named if word != group]
    drugs = guideline.drugs
    counted = [
        (
            member in drugs and drugs[member].substance != "",
            sum(member in other for other in others),
            index,
            member,
        )
        for index, member in enumerate(every)
        if member in within
    ]
    return min(counted)[-1] if counted else ""


_members: Final = OnceFor(_worth_adding)
