"""This module turns any record of a guideline into JSON, field by field.

It refuses to know one kind of record from another: a new field shows itself.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.errors import Place
from whitlow.guideline import (
    Claim,
    Condition,
    Contradiction,
    Cutoff,
    Disagreement,
    Grade,
    Law,
    Level,
    OnceFor,
    Promise,
    Rule,
    Statement,
    Template,
)
from whitlow.guideline.plain import plain_record
from whitlow.language import Text, names_in, quantity_text
from whitlow.language.walk import children
from whitlow.pages.citations import Citations
from whitlow.pages.english import in_words
from whitlow.pages.words import claimed, statement_text, template_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whitlow.guideline import Guideline
    from whitlow.language import Expr
    from whitlow.pages.json_values import Json

__all__ = ["KINDS", "kinds_of", "plain_record", "record_json", "records_named", "used_by"]

KINDS: Final = {
    "fact": "facts",
    "formula": "formulas",
    "grade": "grades",
    "rule": "rules",
    "rule of another side": "dormant",
    "law": "laws",
    "promise": "promises",
    "regimen": "regimens",
    "table": "tables",
    "drug": "drugs",
    "class": "groups",
    "gene": "genes",
    "variant": "variants",
    "cutoff": "cutoffs",
    "paper": "papers",
    "variant table": "variant_tables",
    "source": "sources",
    "statement": "statements",
    "disagreement": "disagreements",
    "rate": "rates",
    "contradiction": "contradictions",
    "profile": "profiles",
}
"""The kinds of record, each with the name under which a guideline keeps them."""

OWN_NAMES: Final = ("id", "name")


def kinds_of(guideline: Guideline, kind: str) -> Mapping[str, object]:
    """Return the records of one kind by id."""
    found: Mapping[str, object] = getattr(guideline, KINDS[kind])
    return found


def records_named(guideline: Guideline, name: str) -> Iterator[tuple[str, object]]:
    """Yield each record of a name, with its kind."""
    for kind in KINDS:
        records = kinds_of(guideline, kind)
        if name in records:
            yield kind, records[name]


def record_json(guideline: Guideline, record: object) -> dict[str, Json]:
    """Return a record as JSON; fields that hold nothing are left out."""
    found = plain_record(record)
    if isinstance(record, Statement):
        found["says"] = statement_text(guideline, record.id)
        if record.plain is not None:
            found["plain"] = claimed(record, record.plain)
    if isinstance(record, Rule | Law):
        for name, template in _sentences(record):
            found[name] = template_text(guideline, template, record.cites)
    if isinstance(record, Cutoff):
        found["says"] = template_text(guideline, record.says, record.cites)
        found |= dict(_ends(guideline, record))
    if isinstance(record, Rule | Law | Promise | Contradiction) and record.when is not None:
        words = in_words(guideline, record.when)
        found = _after(found, "when", "when_in_words", words)
    if isinstance(record, Law) and record.unless is not None:
        words = in_words(guideline, record.unless)
        found = _after(found, "unless", "unless_in_words", words)
    if isinstance(record, Disagreement):
        found |= _sides(guideline, record)
    if isinstance(record, Grade):
        found["levels"] = [_level(guideline, level) for level in record.levels]
    return found


def _level(guideline: Guideline, level: Level) -> Json:
    found = plain_record(level)
    found["says"] = template_text(guideline, level.says, level.cites)
    return _after(found, "when", "when_in_words", in_words(guideline, level.when))


def _ends(guideline: Guideline, cutoff: Cutoff) -> Iterator[tuple[str, Json]]:
    """Yield the ends of a cut-off, each with the claim that it is taken from."""
    for field in fields(cutoff):
        named = getattr(cutoff, field.name)
        if named in cutoff.ends:
            claim = guideline.claim(named)
            top = None if field.name.startswith("susceptible") else claim.high
            number = claim.low if top is None else top
            yield field.name, f"{quantity_text(number, claim.unit)} ({named})"


def _after(found: dict[str, Json], name: str, new: str, value: Json) -> dict[str, Json]:
    """Return a record with a new field after another."""
    names = list(found)
    at = names.index(name) + 1
    before = {key: found[key] for key in names[:at]}
    return {**before, new: value, **{key: found[key] for key in names[at:]}}


def _sentences(record: Rule | Law) -> Iterator[tuple[str, Template]]:
    yield "says", record.says
    for name in ("headline", "plain") if isinstance(record, Rule) else ():
        template = getattr(record, name)
        if isinstance(template, Template):
            yield name, template


def _sides(guideline: Guideline, record: Disagreement) -> dict[str, Json]:
    """Return a disagreement's sentences, each side with the kind and year of its sources."""
    citations = Citations(guideline)
    every = tuple(cite for position in record.positions for cite in position.cites)
    return {
        "positions": [
            {
                "says": template_text(guideline, position.says, position.cites),
                "sources": citations.grades(position.cites),
                "cites": list(position.cites),
            }
            for position in record.positions
        ],
        "why": template_text(guideline, record.why, every),
        "do": template_text(guideline, record.do, every),
    }


def used_by(guideline: Guideline, name: str) -> tuple[tuple[str, str], ...]:
    """Return the records that speak of a record: kind and id, in the order of the kinds."""
    return tuple(use for use in _users(guideline).get(name, ()) if use[1] != name)


def _every_use(guideline: Guideline) -> dict[str, list[tuple[str, str]]]:
    """Return by each name the records that speak of it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind in KINDS:
        for identity, record in kinds_of(guideline, kind).items():
            for name in set(_spoken(record)):
                found.setdefault(name, []).append((kind, identity))
    return found


_users: Final = OnceFor(_every_use)


def _spoken(value: object) -> Iterator[str]:
    """Yield each name that a record speaks of; of a claim also the statement and its source."""
    match value:
        case str():
            yield value
            statement = value.rpartition(".")[0] if "#" in value else ""
            if statement:
                yield statement
            yield value.partition("#")[0]
        case Condition():
            yield from names_in(value.source)
            yield from _words_in(value.source)
            yield from (name.partition(".")[0] for name in names_in(value.source))
        case Template():
            yield from value.slots
        case Place() | Fraction() | Claim():
            return
        case tuple() | frozenset():
            for each in value:
                yield from _spoken(each)
        case dict():
            for each in value.values():
                yield from _spoken(each)
        case _ if is_dataclass(value):
            for field in fields(value):
                if field.name not in OWN_NAMES:
                    yield from _spoken(getattr(value, field.name))
        case _:
            return


def _words_in(expr: Expr) -> Iterator[str]:
    """Yield the literal words of an expression, classes and options."""
    if isinstance(expr, Text):
        yield expr.value
    for part in children(expr):
        yield from _words_in(part)
