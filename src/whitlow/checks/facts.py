"""This module checks facts, formulas, grades and contradictions.

It refuses a number without a range: a doubtful value must not reach a dose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.errors import Fault
from whitlow.guideline import nearest
from whitlow.language import LanguageError, Name, Truth, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Fact, Guideline

__all__ = ["CHECKS"]

BASE_DOSE: Final = "dose"
ASKED: Final = ("number", "truth", "choice", "set")


def fact_words(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each fact that cannot be named or asked for."""
    for fact in guideline.facts.values():
        if fact.type in ASKED and not (fact.label and fact.ask):
            yield Fault(
                fact.place,
                f"Fact {fact.name} has no label or no question.",
                "A missing fact is asked for in words.",
                "Add label and ask.",
                "fact-words",
            )
        if fact.type == "answers" and not fact.ask:
            yield Fault(
                fact.place,
                f"Fact {fact.name} settles {', '.join(fact.settles) or 'nothing'} "
                "and has no question.",
                "It is asked in place of the questions that it settles.",
                "Add ask.",
                "fact-words",
            )


def fact_within(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each option that lies within one, or is one, that does not exist."""
    for fact in guideline.facts.values():
        for pair in (fact.within or {}).items():
            for option in pair:
                if option not in (fact.options or {}):
                    yield Fault(
                        fact.place,
                        f"Fact {fact.name} puts {pair[0]} within {pair[1]}; "
                        f"{option!r} is none of its options.",
                        "What lies within nothing is taken for something else.",
                        nearest(option, fact.options or {}) or "Name two of its options.",
                        "fact-within",
                    )


def fact_range(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each number without a hard range, or with a plausible one outside it."""
    for fact in guideline.facts.values():
        if fact.type != "number":
            continue
        if fact.range is None:
            yield Fault(
                fact.place,
                f"Fact {fact.name} has no range.",
                "Without a hard range any slip of the pen is accepted.",
                "Add range, the values that are possible at all.",
                "fact-range",
            )
        elif not _within(fact):
            yield Fault(
                fact.place,
                f"Fact {fact.name}: the plausible range {fact.plausible} "
                f"is not inside {fact.range}.",
                "A value would be plausible and refused at once.",
                "Narrow the plausible range.",
                "fact-range",
            )


def _within(fact: Fact) -> bool:
    inner, outer = fact.plausible, fact.range
    if inner is None or outer is None:
        return True
    below = inner.low >= outer.low
    if outer.high is None:
        return below
    return below and inner.high is not None and inner.high <= outer.high


def fact_options(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each choice without options and each set without options or members."""
    for fact in guideline.facts.values():
        empty = not fact.options
        if (fact.type == "choice" and empty) or (fact.type == "set" and empty and not fact.members):
            yield Fault(
                fact.place,
                f"Fact {fact.name} has no options.",
                "Nothing could be answered.",
                "Add options, or members for an open set.",
                "fact-options",
            )


def fact_moves(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each fact of which it is said how it moves, and which does not move so."""
    for fact in guideline.facts.values():
        marked = (("fixed", fact.fixed), ("grows", fact.grows), ("reported", fact.reported))
        words = [word for word, holds in marked if holds]
        wrong = fact.grows and fact.type != "number"
        if len(words) > 1 or wrong or (words and fact.type in {"answers", "refused"}):
            yield Fault(
                fact.place,
                f"Fact {fact.name} of type {fact.type} is marked as {' and '.join(words)}.",
                "What is fixed can neither grow nor be reported otherwise; only numbers grow, and "
                "what no condition reads changes nothing.",
                "Keep the one word that is true, or none.",
                "fact-moves",
            )


def settles_unknown(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each answer that settles what is no truth."""
    for fact in guideline.facts.values():
        for name in fact.settles:
            settled = guideline.facts.get(name)
            if settled is None or settled.type != "truth":
                yield Fault(
                    fact.place,
                    f"Fact {fact.name} settles {name!r}, which is no truth.",
                    "One answer can settle only questions of yes or no.",
                    nearest(name, guideline.facts) or "Name a truth.",
                    "settles-unknown",
                )


def two_meanings(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each name that a condition could read in two ways."""
    facts = {name: one.place for name, one in guideline.facts.items()}
    formulas = {name: one.place for name, one in guideline.formulas.items()}
    grades = {name: one.place for name, one in guideline.grades.items()}
    drugs = {name: one.place for name, one in guideline.drugs.items()}
    groups = {name: one.place for name, one in guideline.groups.items()}
    for one, first, other, second in (
        ("fact", facts, "formula", formulas),
        ("fact", facts, "grade", grades),
        ("formula", formulas, "grade", grades),
        ("drug", drugs, "class", groups),
    ):
        for name in first.keys() & second.keys():
            yield Fault(
                first[name],
                f"{name} is a {one} and a {other}.",
                "A condition could mean either.",
                "Rename one of them.",
                "two-meanings",
            )


def name_shape(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each fact, formula or grade that no condition can name."""
    for records in (guideline.facts, guideline.formulas, guideline.grades):
        for name, record in records.items():
            if name == BASE_DOSE or not _is_name(name):
                yield Fault(
                    record.place,
                    f"No condition can name {name!r}.",
                    "It is no name of the language, or means the base dose of a regimen.",
                    "Write lower-case letters, digits and underscores, a letter first.",
                    "name-shape",
                )


def _is_name(text: str) -> bool:
    try:
        return parse(text) == Name(text) and "." not in text
    except LanguageError:
        return False


def grade_lowest(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each grade whose lowest level can fail to be reached."""
    for grade in guideline.grades.values():
        lowest = grade.levels[0]
        if lowest.when.compiled != Truth(value=True):
            yield Fault(
                lowest.when.place,
                f"Level {grade.name}:{lowest.name} is the lowest and is not always reached.",
                "Of a patient below it nothing could be said, and every question of the grade "
                "would stay open.",
                "Write 'true' for the lowest level.",
                "grade-lowest",
            )


def contradiction_facts(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each contradiction that names no fact, or one that does not exist."""
    for record in guideline.contradictions.values():
        unknown = [name for name in record.facts if name not in guideline.facts]
        if unknown or not record.facts:
            yield Fault(
                record.place,
                f"Contradiction {record.id} names {', '.join(unknown) or 'no fact'}.",
                "A contradiction makes its facts unknown; it must name them.",
                "Name the facts that cannot all be true.",
                "contradiction-facts",
            )


def dead_formula(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each formula without a label."""
    for formula in guideline.formulas.values():
        if not formula.label:
            yield Fault(
                formula.place,
                f"Formula {formula.name} has no label.",
                "A derived fact is shown to readers in words.",
                "Add a label.",
                "formula-label",
            )


CHECKS: Final = (
    fact_words,
    fact_within,
    fact_range,
    fact_options,
    fact_moves,
    settles_unknown,
    two_meanings,
    name_shape,
    grade_lowest,
    contradiction_facts,
    dead_formula,
)
