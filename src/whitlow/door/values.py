"""This module reads the value of one fact, whatever its type.

It refuses a shape that the fact does not have: a list for a number, a mapping for anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.door.amounts import read_amount
from whitlow.door.limits import LONGEST_GIVEN
from whitlow.door.medicines import read_allergy, read_medicine
from whitlow.door.options import members_of, option_of, read_choice, read_options, read_truth
from whitlow.door.patient import Answer, Implied
from whitlow.door.variants import read_variant
from whitlow.door.vocabulary import UNKNOWN_WORDS, key
from whitlow.errors import InputError, Problem
from whitlow.guideline import Items, Mapping, Node, Scalar
from whitlow.language import quantity_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from whitlow.door.medicines import Medicine
    from whitlow.door.vocabulary import Vocabulary
    from whitlow.guideline import Fact
    from whitlow.language import Value

__all__ = ["given", "read_answer", "read_scalar", "stops", "texts_of"]

ALLERGIES: Final = "allergies"

Found = tuple[Answer | None, tuple[Implied, ...]]


def read_answer(fact: Fact, node: Node, words: Vocabulary, today: date | None) -> Found:
    """Return a fact as it was answered, or None when it was not, and what follows from it.

    Raises ``InputError`` with every problem of this answer.
    """
    if isinstance(node, Scalar) and key(node.value) in UNKNOWN_WORDS:
        return None, ()
    if fact.type == "set":
        return _read_set(fact, texts_of(fact.name, node), words, today)
    if not isinstance(node, Scalar):
        message = f"{fact.name}: One value is wanted here, not a list or fields. Write one."
        raise InputError(Problem("wrong_type", message, fact.name))
    if fact.type == "choice":
        option, implied = _read_choice(fact, node.value, words)
        return Answer(fact.name, option, given(node)), implied
    return Answer(fact.name, read_scalar(fact, node.value), given(node)), ()


def read_scalar(fact: Fact, text: str) -> Value:
    """Return a number, truth or choice; raises ``InputError``."""
    match fact.type:
        case "number":
            return read_amount(fact, text)
        case "truth":
            return read_truth(fact, text)
        case "choice":
            return read_choice(fact, text)
        case "set" | "answers" | "refused":
            message = f"{fact.name}: This takes no single value. Write it as a fact of its own."
            raise InputError(Problem("wrong_type", message, fact.name))


def _read_choice(fact: Fact, text: str, words: Vocabulary) -> tuple[str, tuple[Implied, ...]]:
    """Return a choice; where drugs are the options, a product's name stands for its substance."""
    drug = None if option_of(fact, text) else words.drug(text)
    if drug is None:
        return read_choice(fact, text), ()
    option = option_of(fact, words.substance(drug))
    if not option:
        return read_choice(fact, text), ()
    sibling = words.guideline.facts.get(f"{fact.name}_route")
    route = "" if sibling is None or not drug.substance else option_of(sibling, drug.route)
    if sibling is None or not route:
        return option, ()
    implied = Implied(Answer(sibling.name, route, text), f"{fact.name} ({drug.name})")
    return option, (implied,)


def _read_set(fact: Fact, texts: tuple[str, ...], words: Vocabulary, today: date | None) -> Found:
    shown = ", ".join(texts)[:LONGEST_GIVEN]
    if not fact.members:
        return Answer(fact.name, read_options(fact, texts), shown), ()
    problems: list[Problem] = []
    found: set[str] = set()
    implied: list[Implied] = []
    for text in members_of(fact, texts):
        try:
            member, following = _read_member(fact, text, words, today)
        except InputError as error:
            problems.extend(error.problems)
            continue
        found.update(member)
        implied.extend(following)
    if problems:
        raise InputError(*problems)
    return Answer(fact.name, frozenset(found), shown or "none"), tuple(implied)


def _read_member(
    fact: Fact, text: str, words: Vocabulary, today: date | None
) -> tuple[tuple[str, ...], tuple[Implied, ...]]:
    if fact.members == "variants":
        return (read_variant(fact, text, words),), ()
    if fact.name == ALLERGIES:
        return (read_allergy(fact, text, words),), ()
    medicine = read_medicine(fact, text, words, today)
    if not medicine.stopped:
        return (medicine.drug,), ()
    return (), stops(medicine, f"{fact.name} ({text})", words)


def stops(medicine: Medicine, source: str, words: Vocabulary) -> tuple[Implied, ...]:
    """Return the days since a drug of certain classes that a stopped medicine tells."""
    if medicine.days is None:
        return ()
    lineage = words.guideline.lineage(medicine.drug)
    told = quantity_text(medicine.days, "d")
    return tuple(
        Implied(Answer(group.stopped_sets, medicine.days, told), source, at_most=True)
        for name, group in words.guideline.groups.items()
        if group.stopped_sets and name in lineage
    )


def texts_of(name: str, node: Node) -> tuple[str, ...]:
    """Return the texts of a list, or of one value; raises ``InputError`` for anything else."""
    return tuple(_texts(name, node))


def _texts(name: str, node: Node) -> Iterator[str]:
    match node:
        case Scalar(text):
            yield text
        case Items(items):
            for item in items:
                if not isinstance(item, Scalar):
                    break
                yield item.value
            else:
                return
            message = f"{name}: A list of plain words is wanted. Write each on its own."
            raise InputError(Problem("wrong_type", message, name))
        case Mapping():
            message = f"{name}: A value or a list of them is wanted, not fields. Write a list."
            raise InputError(Problem("wrong_type", message, name))


def given(node: Scalar) -> str:
    """Return a value as it was written, on one line."""
    return " ".join(node.value.split())[:LONGEST_GIVEN]
