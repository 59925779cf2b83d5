"""This module fills the sentences of a guideline with claims and with this patient's values.

It refuses to write a number of its own: each comes from a claim or from the patient.
"""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from whitlow.guideline import OnceFor
from whitlow.language import Levels, number_text, quantity_text, to_english

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from whitlow.guideline import Claim, Guideline, Statement, Template
    from whitlow.language import Expr, Value

__all__ = [
    "claim_text",
    "claimed",
    "expression_text",
    "fact_text",
    "fill",
    "joined",
    "short_number",
    "statement_text",
    "template_text",
]

UNKNOWN: Final = "not known"
DECIMALS_SHOWN: Final = 4
NO_WORDS: Final[Mapping[str, str]] = MappingProxyType({})


def claim_text(claim: Claim) -> str:
    """Return the words for a typed number, ``2–3 weeks`` or ``3 of 1644 isolates``."""
    return claim.words


def short_number(number: Fraction) -> str:
    """Return a number for reading: cut, never rounded, after four decimals, and marked as cut.

    >>> short_number(Fraction(2, 3)), short_number(Fraction(2, 5))
    ('0.6666…', '0.4')
    """
    return _cut(number_text(number))


def _cut(text: str) -> str:
    whole, _, decimals = text.partition(".")
    if len(decimals) <= DECIMALS_SHOWN:
        return text
    return f"{whole}.{decimals[:DECIMALS_SHOWN]}…"


def fact_text(guideline: Guideline, name: str, found: Value) -> str:
    """Return the words for the value of a fact, formula or grade."""
    match found:
        case None:
            return UNKNOWN
        case bool():
            return "yes" if found else "no"
        case Fraction():
            unit = guideline.unit(name)
            text = number_text(found)
            words = quantity_text(found, unit) if unit not in {"", "1"} else text
            return words.replace(text, _cut(text), 1)
        case str():
            return guideline.option_label(name, found)
        case frozenset():
            labels = [guideline.option_label(name, option) for option in sorted(found)]
            return joined(labels) if labels else "none"
        case Levels(possible):
            labels = [guideline.option_label(name, level) for level in possible]
            return labels[0] if len(labels) == 1 else f"{labels[0]} to {labels[-1]}"


def joined(words: Iterable[str], last: str = "and") -> str:
    """Return words as a list in a sentence.

    >>> joined(["age", "weight", "sex"])
    'age, weight and sex'
    """
    parts = list(words)
    if len(parts) < 2:  # noqa: PLR2004 - one word needs no joint
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def fill(
    template: Template,
    guideline: Guideline,
    cites: Iterable[str],
    known: Callable[[str], Value],
    words: Mapping[str, str] = NO_WORDS,
) -> str:
    """Return the sentence with its slots filled from cited claims and known values.

    ``words`` holds values already put into words, such as one that was written in another unit.
    """
    named = {cite.partition("#")[2]: cite for cite in cites}
    parts = list(template.parts)
    for index in range(1, len(parts), 2):
        parts[index] = _slot(parts[index], guideline, named, known, words)
    return "".join(parts)


def _slot(
    slot: str,
    guideline: Guideline,
    named: dict[str, str],
    known: Callable[[str], Value],
    words: Mapping[str, str],
) -> str:
    statement, _, claim = slot.partition(".")
    if claim and statement in named:
        return guideline.statements[named[statement]].claims[claim].words
    return words[slot] if slot in words else fact_text(guideline, slot, known(slot))


def statement_text(guideline: Guideline, name: str) -> str:
    """Return a statement in words, its claims filled in."""
    statement = guideline.statements[name]
    return claimed(statement, statement.says)


def claimed(statement: Statement, template: Template) -> str:
    """Return a sentence of a statement, in either wording, its claims filled in."""
    parts = list(template.parts)
    parts[1::2] = [claim_text(statement.claims[slot]) for slot in template.slots]
    return "".join(parts)


def template_text(guideline: Guideline, template: Template, cites: Iterable[str]) -> str:
    """Return a sentence about no patient: its claims filled in, a patient's values by their names.

    A slot without a cited statement names a fact, formula or grade.
    """
    named = {cite.partition("#")[2]: cite for cite in cites}
    parts = list(template.parts)
    for index in range(1, len(parts), 2):
        statement, _, claim = parts[index].partition(".")
        if claim and statement in named:
            found = guideline.statements[named[statement]].claims[claim]
            parts[index] = claim_text(found)
        else:
            parts[index] = f"({guideline.label(parts[index])})"
    return "".join(parts)


def expression_text(guideline: Guideline, expr: Expr) -> str:
    """Return a condition, or a part of one, in the words of the guideline's labels."""
    return to_english(expr, _labels_of(guideline))


def _labels(guideline: Guideline) -> Iterator[tuple[str, str]]:
    """Yield the words of every name and option; of two with one name the later one counts."""
    for name in (*guideline.groups, *guideline.drugs, *guideline.formulas, *guideline.grades):
        yield name, guideline.label(name)
    for grade in guideline.grades.values():
        for level in grade.levels:
            yield f"{grade.name}={level.name}", level.label
    for fact in guideline.facts.values():
        yield fact.name, guideline.label(fact.name)
        for option, label in (fact.options or {}).items():
            yield f"{fact.name}={option}", label
        if fact.members:
            for name in (*guideline.groups, *guideline.drugs):
                if name in guideline.facts:
                    yield f"{fact.name}={name}", _label_of_drug(guideline, name)


def _label_of_drug(guideline: Guideline, name: str) -> str:
    """Return the words of a drug or class whose name a fact has too."""
    drug = guideline.drugs.get(name)
    return guideline.groups[name].label if drug is None else drug.name


def _by_name(guideline: Guideline) -> dict[str, str]:
    return dict(_labels(guideline))


_labels_of: Final = OnceFor(_by_name)
