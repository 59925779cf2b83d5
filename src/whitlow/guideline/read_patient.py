"""This module reads the records about the patient: facts, formulas, grades, drugs, classes.

It refuses to judge whether they are wise; that is for ``checks``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from whitlow.guideline.band import Band
from whitlow.guideline.compile import template
from whitlow.guideline.fields import Faults, Fields, nearest
from whitlow.guideline.measure import read_number
from whitlow.guideline.read_laboratory import read_molar_masses
from whitlow.guideline.read_time import read_stale_after
from whitlow.guideline.records import (
    Contradiction,
    Drug,
    Fact,
    FactType,
    Formula,
    Grade,
    Group,
    Level,
)
from whitlow.guideline.strict_yaml import Scalar
from whitlow.language import ChoiceType, NumberType, QuantityError, SetType, TruthType, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from whitlow.errors import Place
    from whitlow.guideline.compile import Compiler
    from whitlow.guideline.strict_yaml import Node
    from whitlow.language import Type

__all__ = [
    "declared_type",
    "fact_type",
    "read_band",
    "read_contradiction",
    "read_drug",
    "read_fact",
    "read_formula",
    "read_grade",
    "read_group",
    "read_level",
    "read_unit",
]

FACT_TYPES: Final[dict[str, FactType]] = {name: name for name in get_args(FactType)}
FORMULA_TYPES: Final = ("number", "truth", "choice")


def read_band(text: str, place: Place, faults: Faults) -> Band | None:
    """Return the band that a field writes, or None when it is absent or faulty."""
    if not text:
        return None
    try:
        return Band.parse(text)
    except ValueError as error:
        why = "A bound that cannot be read decides nothing."
        faults.add(place, str(error), why, "Mend the band.", "band")
        return None


def read_unit(text: str, place: Place, faults: Faults) -> Unit:
    """Return a unit; a fault leaves a bare number."""
    try:
        return Unit.parse(text or "1")
    except QuantityError as error:
        why = "A number without a known unit cannot be compared or converted."
        faults.add(place, str(error), why, "Write a UCUM unit.", "unit")
        return Unit.parse("1")


def read_fact(name: str, fields: Fields) -> Fact:
    """Return one fact."""
    kind = fields.required("type")
    if kind.value and kind.value not in FACT_TYPES:
        fields.faults.add(
            kind.place,
            f"{fields.what} has the type {kind.value!r}.",
            "The type decides which answers are taken.",
            nearest(kind.value, FACT_TYPES) or f"Use one of {', '.join(FACT_TYPES)}.",
            "fact-type",
        )
    unit = fields.text("unit")
    if kind.value == "number":
        unit = read_unit(unit, fields.place, fields.faults).text
    fact = Fact(
        name,
        FACT_TYPES.get(kind.value, "truth"),
        fields.place,
        unit=unit,
        also=dict(_conversions(fields, unit)),
        bare=fields.flag("bare"),
        whole=fields.flag("whole"),
        range=read_band(fields.text("range"), fields.place, fields.faults),
        plausible=read_band(fields.text("plausible"), fields.place, fields.faults),
        options=fields.pairs("options"),
        within=fields.pairs("within"),
        members=fields.text("members"),
        synonyms=fields.pairs("synonyms"),
        words=fields.pairs("words"),
        settles=fields.texts("settles"),
        label=fields.text("label"),
        ask=fields.text("ask"),
        plain=fields.text("plain"),
        says=fields.text("says"),
        loinc=fields.texts("loinc"),
        group=fields.text("group"),
        stale_after=read_stale_after(fields),
        fixed=fields.flag("fixed"),
        grows=fields.flag("grows"),
        reported=fields.flag("reported"),
    )
    fields.done()
    return fact


def _conversions(fields: Fields, unit: str) -> Iterator[tuple[str, Fraction]]:
    """Yield, for each other unit, how much of it one of the fact's own unit is."""
    for key, node in fields.entries("also"):
        factor = read_number(node.value) if isinstance(node, Scalar) else None
        read_unit(key.value, key.place, fields.faults)
        if factor:
            yield key.value, factor
        else:
            fields.faults.add(
                node.place,
                f"{fields.what}: the factor for {key.value} is no plain number above nought.",
                "Every value written in that unit would be read as another.",
                f"Write how many {key.value} one {unit or 'of it'} is, as a plain number.",
                "conversion",
            )


def fact_type(fact: Fact) -> Type | None:
    """Return the type that an expression sees, or None for a fact that none may read."""
    match fact.type:
        case "number":
            return NumberType(Unit.parse(fact.unit or "1"))
        case "truth":
            return TruthType()
        case "choice":
            return ChoiceType(tuple(fact.options or ()))
        case "set":
            return SetType(tuple(fact.options) if fact.options else None)
        case "answers" | "refused":
            return None


def declared_type(fields: Fields) -> tuple[Type, str]:
    """Return the type and unit that a formula declares."""
    kind = fields.text("type")
    unit = fields.text("unit")
    options = fields.texts("options")
    match kind:
        case "truth":
            return TruthType(), ""
        case "choice":
            return ChoiceType(options), ""
        case "" | "number":
            found = read_unit(unit, fields.place, fields.faults)
            return NumberType(found), found.text or "1"
        case _:
            fields.faults.add(
                fields.place,
                f"{fields.what} has the type {kind!r}.",
                "The type decides what may be asked of it.",
                nearest(kind, FORMULA_TYPES) or f"Use one of {', '.join(FORMULA_TYPES)}.",
                "formula-type",
            )
            return TruthType(), ""


def read_formula(
    name: str, fields: Fields, declared: tuple[Type, str], compiler: Compiler
) -> Formula:
    """Return one formula, compiled to its declared type and unit."""
    empirical = fields.flag("empirical")
    kind, unit = declared
    condition = compiler.typed(fields.required("is"), kind, empirical=empirical)
    formula = Formula(
        name,
        kind,
        unit,
        condition,
        fields.text("label"),
        fields.texts("cites"),
        empirical,
        fields.flag("grows"),
        fields.place,
    )
    for read in ("type", "unit", "options", "plain"):
        fields.node(read)
    fields.done()
    return formula


def read_grade(name: str, fields: Fields, compiler: Compiler) -> Grade:
    """Return one grade with its levels, lowest first."""
    label = fields.required("label").value
    entries = fields.entries("levels")
    if not entries:
        fields.faults.add(
            fields.place,
            f"{fields.what} has no levels.",
            "A grade is its ordered levels.",
            "Add levels, the lowest first.",
            "missing-field",
        )
    levels = [read_level(key.value, node, fields.faults, compiler) for key, node in entries]
    fields.done()
    return Grade(name, label, tuple(levels), fields.place)


def read_level(name: str, node: Node, faults: Faults, compiler: Compiler) -> Level:
    """Return one level of a grade."""
    fields = Fields(node, f"Level {name}", faults)
    level = Level(
        name,
        fields.required("label").value,
        compiler.truth(fields.required("when")),
        template(fields.required("says")),
        fields.texts("cites"),
        fields.place,
    )
    fields.done()
    return level


def grade_type(node: object) -> Type:
    """Return the type of a grade from its record, before its conditions are compiled."""
    for key, value in getattr(node, "entries", ()):
        if key.value == "levels":
            return ChoiceType(tuple(level.value for level, _ in getattr(value, "entries", ())))
    return ChoiceType(())


def read_drug(name: str, fields: Fields) -> Drug:
    """Return one drug."""
    drug = Drug(
        name,
        fields.required("name").value,
        fields.texts("names"),
        fields.text("substance"),
        fields.texts("classes"),
        fields.text("route"),
        dict(read_molar_masses(fields)),
        fields.place,
    )
    for read in ("rxnorm", "atc"):
        fields.node(read)
    fields.done()
    return drug


def read_group(name: str, fields: Fields) -> Group:
    """Return one class of drugs or variants."""
    group = Group(
        name,
        fields.required("label").value,
        fields.texts("cites"),
        fields.text("stopped_sets"),
        fields.flag("one_drug"),
        fields.pairs("calls"),
        fields.place,
    )
    fields.done()
    return group


def read_contradiction(name: str, fields: Fields, compiler: Compiler) -> Contradiction:
    """Return one contradiction between facts."""
    contradiction = Contradiction(
        name,
        compiler.truth(fields.required("when")),
        fields.texts("facts"),
        fields.required("says").value,
        fields.place,
    )
    fields.done()
    return contradiction
