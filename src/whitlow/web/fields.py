"""This module makes the fields of a form from the facts of the guideline, and reads them back.

It refuses to fill in an answer: a field that is left alone is unknown, and that is an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.door.amounts import accepted
from whitlow.guideline import OnceFor
from whitlow.language import unit_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from starlette.datastructures import FormData

    from whitlow.errors import Problem
    from whitlow.guideline import Fact, Guideline

__all__ = ["TRUTHS", "Field", "empty_fields", "field_of", "given_in", "groups"]

UNIT: Final = ".unit"
CONFIRMED: Final = "confirmed"
LONGEST: Final = 2000
NONE: Final = "none"
TRUTHS: Final = (("true", "yes"), ("false", "no"))
CUSTOMARY: Final[Mapping[str, tuple[str, ...]]] = {
    "kg": ("kg", "lb", "g"),
    "cm": ("cm", "m", "in"),
    "a": ("a", "mo", "wk", "d"),
    "d": ("d", "wk", "mo"),
    "wk": ("wk",),
    "h": ("h", "d"),
    "mg": ("mg", "g"),
}
"""Units in which people give what a unit measures; every conversion is the door's."""


class Field(NamedTuple):
    """One fact as a field of a form.

    ``kind`` is number, choice, set, truth or words. ``units`` are offered beside a number, the
    first one first; ``chosen`` holds the options that are chosen, ``told`` what is wrong or
    doubted with the value, ``confirm`` whether it may be confirmed as it stands.
    """

    name: str
    kind: str
    label: str
    ask: str
    group: str
    units: tuple[tuple[str, str], ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    value: str = ""
    unit: str = ""
    chosen: frozenset[str] = frozenset()
    takes: str = ""
    told: tuple[str, ...] = ()
    confirm: bool = False


def _empty(guideline: Guideline) -> dict[str, Field]:
    """Return every fact as an empty field."""
    return {name: _field(guideline, fact) for name, fact in guideline.facts.items()}


empty_fields: Final = OnceFor(_empty)


def _field(guideline: Guideline, fact: Fact) -> Field:
    kind, options = _kind(guideline, fact)
    units: tuple[tuple[str, str], ...] = ()
    if fact.type == "number" and fact.unit:
        names = dict.fromkeys((*CUSTOMARY.get(fact.unit, (fact.unit,)), *(fact.also or {})))
        units = tuple((name, unit_words(name)) for name in names)
    return Field(
        fact.name,
        kind,
        fact.label,
        fact.ask or fact.label,
        fact.group,
        units=units,
        options=options,
        takes=accepted(fact) if fact.type == "number" else "",
    )


def _kind(guideline: Guideline, fact: Fact) -> tuple[str, tuple[tuple[str, str], ...]]:
    options = tuple((fact.options or {}).items())
    match fact.type:
        case "truth":
            return "truth", TRUTHS
        case "choice":
            return "choice", options
        case "set" if options:
            return "set", (*options, (NONE, NONE))
        case "answers":
            return "set", (*((name, guideline.label(name)) for name in fact.settles), (NONE, NONE))
        case "number":
            return "number", ()
        case _:
            return "words", ()


def field_of(
    guideline: Guideline,
    fact: Fact,
    given: Mapping[str, tuple[str, str]],
    told: Mapping[str, Sequence[str]],
    confirmable: Iterable[str] = (),
) -> Field:
    """Return a fact as a field that holds what was given, and what is to be said of it."""
    value, unit = given.get(fact.name, ("", ""))
    empty = empty_fields(guideline)[fact.name]
    chosen = (
        frozenset(part.strip() for part in value.split(",")) if empty.kind == "set" else {value}
    )
    return empty._replace(
        value=value,
        unit=unit,
        chosen=frozenset(chosen),
        told=tuple(told.get(fact.name, ())),
        confirm=fact.name in set(confirmable),
    )


def given_in(guideline: Guideline, form: FormData) -> dict[str, tuple[str, str]]:
    """Return the answers of a form: each fact's text, and the unit beside it."""
    found: dict[str, tuple[str, str]] = {}
    for fact in guideline.facts.values():
        texts = [
            text.strip()[:LONGEST] for text in form.getlist(fact.name) if isinstance(text, str)
        ]
        value = ", ".join(text for text in texts if text)
        unit = form.get(f"{fact.name}{UNIT}")
        if value:
            found[fact.name] = (value, unit if isinstance(unit, str) else "")
    return found


def pairs(given: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield facts with their texts; a number that stands alone gets the unit chosen beside it."""
    for name, (value, unit) in given.items():
        bare = unit and not any(sign.isalpha() or sign in "%/" for sign in value)
        yield name, f"{value} {unit}" if bare else value


def groups(guideline: Guideline) -> dict[str, list[Fact]]:
    """Return the facts that a form may ask for, by their groups."""
    found: dict[str, list[Fact]] = {}
    for fact in guideline.facts.values():
        if fact.type != "refused":
            found.setdefault(fact.group or "other", []).append(fact)
    return found


def said_of(problems: Iterable[Problem]) -> dict[str, list[str]]:
    """Return what is wrong, by the field that it is wrong with."""
    found: dict[str, list[str]] = {}
    for problem in problems:
        found.setdefault(problem.field, []).append(problem.message)
    return found
