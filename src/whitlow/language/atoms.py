"""This module lists the units that Whitlow reads: an exact part of UCUM, in rationals.

It refuses units that only approximate another, and units whose zero lies elsewhere (temperature).
A mass below the line is the mass of a body when it is written in kg, lb or oz; that is what keeps
mg/kg apart from a percentage, while mg/kg times a weight in kg is exactly mg.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal

__all__ = ["ATOMS", "BODY", "MASS", "SPELLINGS", "SURFACE", "UCUM", "WORDS", "Atom", "Base"]

Base = Literal["g", "body", "m", "s", "mol", "eq", "iu", "cells", "copies", "surface", "none"]
Atom = tuple[Fraction, Base, int]

BODY: Final = "body"
MASS: Final = "g"
SURFACE: Final = "1.73m2"

_POUND = Fraction(45_359_237, 100_000)
_INCH = Fraction(254, 10_000)
_LITRE = Fraction(1, 1000)
_MINUTE = Fraction(60)
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_YEAR = Fraction(1461, 4) * _DAY
_MILLI = Fraction(1, 10**3)
_MICRO = Fraction(1, 10**6)
_NANO = Fraction(1, 10**9)
_ONE = Fraction(1)

# Each atom is so many of a base unit, raised to a power: a litre is 1/1000 of m to the third.
ATOMS: Final[dict[str, Atom]] = {
    "g": (_ONE, "g", 1),
    "mg": (_MILLI, "g", 1),
    "ug": (_MICRO, "g", 1),
    "ng": (_NANO, "g", 1),
    "pg": (_NANO * _MILLI, "g", 1),
    "kg": (Fraction(1000), "body", 1),
    "lb": (_POUND, "body", 1),
    "oz": (_POUND / 16, "body", 1),
    "m": (_ONE, "m", 1),
    "cm": (Fraction(1, 100), "m", 1),
    "mm": (_MILLI, "m", 1),
    "um": (_MICRO, "m", 1),
    "in": (_INCH, "m", 1),
    "ft": (12 * _INCH, "m", 1),
    "L": (_LITRE, "m", 3),
    "dL": (_LITRE / 10, "m", 3),
    "mL": (_LITRE * _MILLI, "m", 3),
    "uL": (_LITRE * _MICRO, "m", 3),
    "s": (_ONE, "s", 1),
    "ms": (_MILLI, "s", 1),
    "min": (_MINUTE, "s", 1),
    "h": (_HOUR, "s", 1),
    "d": (_DAY, "s", 1),
    "wk": (7 * _DAY, "s", 1),
    "mo": (_YEAR / 12, "s", 1),
    "a": (_YEAR, "s", 1),
    "mol": (_ONE, "mol", 1),
    "mmol": (_MILLI, "mol", 1),
    "umol": (_MICRO, "mol", 1),
    "nmol": (_NANO, "mol", 1),
    "eq": (_ONE, "eq", 1),
    "meq": (_MILLI, "eq", 1),
    "iu": (_ONE, "iu", 1),
    "cells": (_ONE, "cells", 1),
    "copies": (_ONE, "copies", 1),
    "%": (Fraction(1, 100), "none", 0),
    "10*3": (Fraction(10**3), "none", 0),
    "10*6": (Fraction(10**6), "none", 0),
    "10*9": (Fraction(10**9), "none", 0),
    "10*12": (Fraction(10**12), "none", 0),
    SURFACE: (_ONE, "surface", 1),
}

# What people write, and the atom that is meant.
SPELLINGS: Final[dict[str, str]] = {
    "gram": "g", "grams": "g", "gm": "g", "milligram": "mg", "milligrams": "mg",
    "mcg": "ug", "microgram": "ug", "micrograms": "ug", "nanograms": "ng",
    "Kg": "kg", "KG": "kg", "kgs": "kg", "kilo": "kg", "kilos": "kg",
    "kilogram": "kg", "kilograms": "kg", "kilogramme": "kg", "kilogrammes": "kg",
    "lbs": "lb", "pound": "lb", "pounds": "lb", "[lb_av]": "lb",
    "ounce": "oz", "ounces": "oz", "[oz_av]": "oz",
    "metre": "m", "metres": "m", "meter": "m", "meters": "m",
    "centimetre": "cm", "centimetres": "cm", "centimeter": "cm", "centimeters": "cm",
    "millimetre": "mm", "millimetres": "mm", "millimeter": "mm", "millimeters": "mm",
    "inch": "in", "inches": "in", "[in_i]": "in", "foot": "ft", "feet": "ft", "[ft_i]": "ft",
    "l": "L", "litre": "L", "litres": "L", "liter": "L", "liters": "L",
    "dl": "dL", "ml": "mL", "millilitre": "mL", "millilitres": "mL", "milliliter": "mL",
    "milliliters": "mL", "ul": "uL",
    "sec": "s", "second": "s", "seconds": "s", "msec": "ms",
    "mins": "min", "minute": "min", "minutes": "min",
    "hr": "h", "hrs": "h", "hour": "h", "hours": "h",
    "day": "d", "days": "d", "week": "wk", "weeks": "wk", "wks": "wk",
    "month": "mo", "months": "mo", "mos": "mo",
    "y": "a", "yr": "a", "yrs": "a", "year": "a", "years": "a", "yo": "a",
    "micromol": "umol", "micromole": "umol", "micromoles": "umol", "millimol": "mmol",
    "millimole": "mmol", "millimoles": "mmol", "nanomol": "nmol", "nanomole": "nmol",
    # As analysers print them, in capitals alone: no two units here differ by capitals only.
    "UMOL": "umol", "MMOL": "mmol", "NMOL": "nmol", "MG": "mg", "MCG": "ug", "DL": "dL",
    "ML": "mL", "MEQ": "meq",
    "mEq": "meq", "IU": "iu", "[IU]": "iu", "[iU]": "iu", "percent": "%",
    "cell": "cells", "{cells}": "cells", "{cell}": "cells",
    "copy": "copies", "{copies}": "copies", "{copy}": "copies",
    "10^3": "10*3", "10^6": "10*6", "10^9": "10*9", "10^12": "10*12",
    "{1.73_m2}": SURFACE,
}  # fmt: skip

# How UCUM itself writes the atoms that Whitlow writes otherwise.
UCUM: Final[dict[str, str]] = {
    "lb": "[lb_av]",
    "oz": "[oz_av]",
    "in": "[in_i]",
    "ft": "[ft_i]",
    "iu": "[iU]",
    "cells": "{cells}",
    "copies": "{copies}",
    SURFACE: "{1.73_m2}",
}

# Prose: one, many, and below the line.
WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "wk": ("week", "weeks", "week"),
    "d": ("day", "days", "day"),
    "min": ("minute", "minutes", "min"),
    "s": ("second", "seconds", "s"),
    "a": ("year", "years", "year"),
    "mo": ("month", "months", "month"),
    "cells": ("cell", "cells", "cell"),
    "copies": ("copy", "copies", "copy"),
    "ug": ("mcg", "mcg", "mcg"),
    "um": ("µm", "µm", "µm"),
    "uL": ("µL", "µL", "µL"),
    "umol": ("µmol", "µmol", "µmol"),
    "meq": ("mEq", "mEq", "mEq"),
    "iu": ("IU", "IU", "IU"),
    SURFACE: ("1.73 m²", "1.73 m²", "1.73 m²"),
}
