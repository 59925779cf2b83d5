"""This module holds an elaborated expression to the type that was declared for it.

It refuses to convert anything but a unit, and that exactly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.language.kinds import ChoiceType, NumberType, SetType, TruthType, described, mistyped
from whitlow.language.scale import in_unit
from whitlow.language.trouble import listed
from whitlow.language.units import ONE, difference, same_dimension

if TYPE_CHECKING:
    from whitlow.language.kinds import Type
    from whitlow.language.nodes import Expr

__all__ = ["fit"]


def fit(expr: Expr, found: Type, wanted: Type, *, empirical: bool = False) -> Expr:
    """Return an elaborated expression as a declared type; raise ``LanguageError`` if it is not.

    A number is brought into the declared unit; an empirical one is a magnitude in it already.
    """
    match found, wanted:
        case NumberType(unit), NumberType(declared):
            if empirical and unit == ONE:
                return expr
            if same_dimension(unit, declared):
                return in_unit(expr, unit, declared)
            what = difference(unit, declared)
        case ChoiceType(options), ChoiceType(declared_options):
            strange = [option for option in options if option not in declared_options]
            if not strange:
                return expr
            what = f"{strange[0]!r} is not among {listed(declared_options)}."
        case (TruthType(), TruthType()) | (SetType(), SetType()):
            return expr
        case _:
            what = f"This is {described(found)}."
    raise mistyped(expr, what, f"Here {described(wanted)} is wanted.")
