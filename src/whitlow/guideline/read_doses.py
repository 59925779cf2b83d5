"""This module reads regimens, their amounts compiled to milligrams.

It refuses to judge whether a dose is wise; that is for ``checks``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.guideline.compile import read_quantity_cell
from whitlow.guideline.fields import Fields, nearest
from whitlow.guideline.knowledge import Hydration, Infusion, Regimen, Statement, Table
from whitlow.guideline.measure import is_unit
from whitlow.guideline.read_patient import read_band
from whitlow.guideline.read_tables import COUNTED
from whitlow.language import NumberType, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.guideline.compile import Compiler
    from whitlow.guideline.fields import Faults
    from whitlow.guideline.records import Quantity
    from whitlow.language import Type

__all__ = ["read_regimen"]


def read_regimen(
    name: str,
    fields: Fields,
    tables: Mapping[str, Table],
    statements: Mapping[str, Statement],
    compiler: Compiler,
) -> Regimen:
    """Return one regimen, its amount compiled to milligrams."""
    table = fields.text("table")
    known = table == "" or table in tables
    if not known:
        fields.faults.add(
            fields.place,
            f"{fields.what} uses the table {table!r}, which does not exist.",
            "Without its table a regimen has no dose.",
            nearest(table, tables) or "Add the table.",
            "unknown-table",
        )
    columns = tables[table].columns if table in tables else {}
    local: dict[str, Type] = {
        f"row.{column}": NumberType(Unit.parse(unit))
        for column, unit in columns.items()
        if column != COUNTED
    }
    dose = fields.text("dose")
    base = _base_dose(dose, statements, fields)
    if base is not None:
        local["dose"] = NumberType(base)
    amount = fields.scalar("amount")
    milligrams = NumberType(Unit.parse("mg"))
    regimen = Regimen(
        name,
        fields.required("drug").value,
        fields.required("name").value,
        fields.required("route").value,
        fields.required("virus").value,
        fields.required("indication").value,
        fields.required("profile").value,
        fields.flag("off_label"),
        table,
        dose,
        fields.text("every"),
        fields.text("times"),
        fields.text("number"),
        fields.text("weight"),
        None if amount is None or not known else compiler.typed(amount, milligrams, local=local),
        _step(fields),
        fields.text("at_most_daily"),
        _infusion(fields.group("infusion")),
        _hydration(fields.group("hydration"), fields.faults),
        fields.texts("diluent"),
        fields.texts("incompatible"),
        fields.texts("monitoring"),
        fields.texts("stop"),
        fields.texts("notes"),
        fields.texts("must_know"),
        fields.text("course"),
        fields.texts("cites"),
        fields.place,
    )
    fields.done()
    return regimen


def _base_dose(reference: str, statements: Mapping[str, Statement], fields: Fields) -> Unit | None:
    """Return the unit of the claim from which a regimen takes its dose, or None."""
    statement, _, name = reference.rpartition(".")
    claim = statements[statement].claims.get(name) if statement in statements else None
    if claim is None:
        return None
    if not is_unit(claim.unit):
        fields.faults.add(
            fields.place,
            f"{fields.what} takes dose from {reference}, which is {claim.text}.",
            "What is computed from the wrong kind of number is a wrong dose, or none.",
            "Name a claim in mg or mg/kg.",
            "figure-unit",
        )
        return Unit.parse("mg")
    return Unit.parse(claim.unit)


def _step(fields: Fields) -> Quantity | None:
    scalar = fields.scalar("step")
    if scalar is None:
        return None
    quantity = read_quantity_cell(scalar.value)
    if quantity is None or quantity.unit != "mg" or not quantity.value:
        fields.faults.add(
            scalar.place,
            f"{fields.what}: the step {scalar.value!r} is no number of mg above nought.",
            "A dose is rounded down to its step.",
            "Write the step in mg.",
            "step",
        )
        return None
    return quantity


def _infusion(fields: Fields | None) -> Infusion | None:
    if fields is None:
        return None
    infusion = Infusion(
        fields.pairs("concentration"),
        fields.text("at_least"),
        fields.text("at_most"),
        fields.text("supplied"),
        fields.text("sodium"),
        fields.text("container"),
        fields.text("container_name"),
        fields.text("strongest"),
    )
    fields.done()
    return infusion


def _hydration(fields: Fields | None, faults: Faults) -> Hydration | None:
    if fields is None:
        return None
    hydration = Hydration(
        fields.text("before_first"),
        fields.text("with_each"),
        read_band(fields.text("with_each_for"), fields.place, faults),
    )
    fields.done()
    return hydration
