"""This package is the guideline language: a strict, typed subset of CQL, as others import it.

It refuses medicine: no drug, disease or clinical number is known here.
"""

from __future__ import annotations

from whitlow.language.arithmetic import arithmetic
from whitlow.language.compiled import Run, compiled
from whitlow.language.declared import fit
from whitlow.language.doubt import doubting
from whitlow.language.explained import Told, explained
from whitlow.language.kinds import ChoiceType, NumberType, SetType, TruthType, Type, described
from whitlow.language.kleene import Kleene, kleene_and, kleene_not, kleene_or
from whitlow.language.names import names_in
from whitlow.language.nodes import (
    And,
    Arithmetic,
    ArithmeticSign,
    Compare,
    ComparisonSign,
    Expr,
    Greatest,
    If,
    In,
    IsNull,
    Least,
    Name,
    Negate,
    Not,
    Number,
    Or,
    Overlaps,
    Round,
    Set,
    Text,
    Truth,
)
from whitlow.language.parse import parse
from whitlow.language.quantity import quantity_text, range_text, read_quantity, unit_words
from whitlow.language.reasons import deciding, undecided
from whitlow.language.render import to_english, to_text
from whitlow.language.trouble import LanguageError, nearest
from whitlow.language.types import elaborate
from whitlow.language.units import (
    ONE,
    QuantityError,
    Unit,
    convert,
    difference,
    number_text,
    product,
    quotient,
    same_dimension,
    ucum_text,
)
from whitlow.language.value import Known, Members, rounded, value
from whitlow.language.values import Levels, Value
from whitlow.language.walk import children
from whitlow.language.written import written

__all__ = [
    "ONE",
    "And",
    "Arithmetic",
    "ArithmeticSign",
    "ChoiceType",
    "Compare",
    "ComparisonSign",
    "Expr",
    "Greatest",
    "If",
    "In",
    "IsNull",
    "Kleene",
    "Known",
    "LanguageError",
    "Least",
    "Levels",
    "Members",
    "Name",
    "Negate",
    "Not",
    "Number",
    "NumberType",
    "Or",
    "Overlaps",
    "QuantityError",
    "Round",
    "Run",
    "Set",
    "SetType",
    "Text",
    "Told",
    "Truth",
    "TruthType",
    "Type",
    "Unit",
    "Value",
    "arithmetic",
    "children",
    "compiled",
    "convert",
    "deciding",
    "described",
    "difference",
    "doubting",
    "elaborate",
    "explained",
    "fit",
    "kleene_and",
    "kleene_not",
    "kleene_or",
    "names_in",
    "nearest",
    "number_text",
    "parse",
    "product",
    "quantity_text",
    "quotient",
    "range_text",
    "read_quantity",
    "rounded",
    "same_dimension",
    "to_english",
    "to_text",
    "ucum_text",
    "undecided",
    "unit_words",
    "value",
    "written",
]
