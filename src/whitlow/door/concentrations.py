"""This module reads the concentration at which a drug halves a virus, and converts it exactly.

It refuses a multiple of a control, a unit that measures no concentration, and to convert between
moles and grams where the form of the drug is not known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from whitlow.door.limits import LONGEST_NUMBER
from whitlow.door.vocabulary import cut, key, listed, shown
from whitlow.errors import InputError, Problem
from whitlow.guideline import measures
from whitlow.language import (
    QuantityError,
    Unit,
    convert,
    product,
    quotient,
    read_quantity,
    same_dimension,
    unit_words,
)
from whitlow.record import dataclass
from whitlow.sentence import short_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from whitlow.door.vocabulary import Vocabulary
    from whitlow.guideline import Drug

__all__ = [
    "Concentration",
    "Mass",
    "Sign",
    "concentration_text",
    "form_of",
    "in_unit",
    "molar_mass",
    "other_units",
    "read_concentration",
]

Mass = tuple["Fraction", Unit]
"""What a mole weighs, and the unit of that."""

Sign = str
"""A bound of what was measured, ``<``, ``<=``, ``>`` or ``>=``, or nothing for the value itself."""

BY_MASS: Final = "ug/mL"
BY_MOLES: Final = "umol/L"
ACCEPTED: Final = f"{BY_MASS} or {BY_MOLES}"
_PREFIX: Final = re.compile(
    r"[IE][CD][\s-]*50\s*(?:value\b)?\s*(?:is\b|of\b|[:=])?\s*", re.IGNORECASE
)
_ANOTHER: Final = re.compile(r"[IE][CD][\s-]*[0-9]", re.IGNORECASE)
_SIGN: Final = re.compile(r"(?P<sign>>=|=>|≥|<=|=<|≤|>|<)\s*")
_SIGNS: Final = {"≥": ">=", "=>": ">=", "≤": "<=", "=<": "<="}
_MULTIPLE: Final = re.compile(
    r"[\d.]+\s*(?:[x×]|-?\s*fold\b|times\b)(?!\s*10).*|[x×]\s*[\d.]+.*", re.IGNORECASE
)
_MOLAR: Final = re.compile(r"(?<![A-Za-z])([uµμnm])M(?![A-Za-z])")
_MOLAR_WORD: Final = re.compile(r"\b(micro|nano|milli)molar\b", re.IGNORECASE)
_MICRO: Final = {"µ": "u", "μ": "u"}
_LETTERS: Final = {"micro": "u", "nano": "n", "milli": "m"}


@dataclass(frozen=True, slots=True)
class Concentration:
    """A concentration as it was written: number, unit (empty when there is none) and bound."""

    number: Fraction
    unit: str
    sign: Sign
    text: str


def read_concentration(field: str, text: str) -> Concentration:
    """Return a concentration; ``field`` names the record in messages. Raises ``InputError``."""
    plain = " ".join(text.split())
    if len(plain) > LONGEST_NUMBER:
        raise InputError(_unread(field, plain, f"{shown(plain)} is too long to be a number."))
    bare = _PREFIX.sub("", plain, count=1)
    if _ANOTHER.match(bare):
        raise InputError(_another(field, plain))
    match = _SIGN.match(bare)
    sign = "" if match is None else _SIGNS.get(match["sign"], match["sign"])
    value = bare[match.end() :] if match is not None else bare
    if _MULTIPLE.fullmatch(value):
        raise InputError(_multiple(field, plain))
    try:
        number, unit = read_quantity(_respelled(value))
    except QuantityError as error:
        told = str(error).replace(repr(_respelled(value)), shown(value))
        raise InputError(_unread(field, plain, told)) from error
    if number <= 0:
        raise InputError(_unread(field, plain, f"{shown(plain)} is not above nought."))
    if unit and not measures(unit, BY_MASS, BY_MOLES):
        message = f"{field}: {shown(plain)} is no concentration. Write it in {ACCEPTED}."
        raise InputError(Problem("unit_wrong", message, field, cut(plain), ACCEPTED))
    return Concentration(number, unit, sign, plain)


def _respelled(text: str) -> str:
    """Return a concentration with its molar unit as UCUM spells it: a capital M is mol/L."""
    found = _MOLAR.sub(lambda match: f"{_MICRO.get(match[1], match[1])}mol/L", text)
    return _MOLAR_WORD.sub(lambda match: f"{_LETTERS[match[1].lower()]}mol/L", found)


def _multiple(field: str, text: str) -> Problem:
    message = (
        f"{field}: {shown(text)} compares the isolate with a control and is no concentration. "
        "Write the concentration with its unit, or leave it out and write result: S, I or R."
    )
    return Problem("fold_change", message, field, cut(text), ACCEPTED)


def _another(field: str, text: str) -> Problem:
    message = (
        f"{field}: {shown(text)} is not the concentration that halves the virus, for which "
        "cut-offs are made. Write that one, or leave it out and write result: S, I or R."
    )
    return Problem("not_a_number", message, field, cut(text), ACCEPTED)


def _unread(field: str, text: str, told: str) -> Problem:
    such = f"'20 {BY_MASS}' or '> 100 {BY_MOLES}'"
    message = f"{field}: {told} Write one concentration, as in {such}."
    return Problem("not_a_number", message, field, cut(text), ACCEPTED)


# ---------------------------------------------------------------------------------------------
# Moles and grams


def form_of(field: str, drug: Drug, text: str) -> str:
    """Return the form of a drug that a text names; raises ``InputError`` for one not kept here."""
    for name, mass in drug.molar_masses.items():
        if key(text) in {key(spelling) for spelling in (name, *mass.names)}:
            return name
    known = listed(drug.molar_masses) or "nothing: no molar mass is kept of it"
    message = f"{field}: {shown(text)} is no form of {drug.name} that is known here. Write {known}."
    raise InputError(Problem("unknown_option", message, field, cut(text), known))


def molar_mass(drug: Drug, form: str, words: Vocabulary) -> Mass | None:
    """Return what a mole of a form weighs; of the only form that is kept, if none is named."""
    named = form or (next(iter(drug.molar_masses)) if len(drug.molar_masses) == 1 else "")
    found = drug.molar_masses.get(named)
    if found is None:
        return None
    claim = words.guideline.claim(found.mass)
    return claim.low, Unit.parse(claim.unit)


def in_unit(number: Fraction, unit: str, target: str, mass: Mass | None) -> Fraction | None:
    """Return a concentration in another unit, exactly; None where that hangs on an unknown mass."""
    source, wanted = Unit.parse(unit), Unit.parse(target)
    if same_dimension(source, wanted):
        return convert(number, source, wanted)
    if mass is None:
        return None
    weight, weighed = mass
    made = product(source, weighed)
    if same_dimension(made, wanted):
        return convert(number * weight, made, wanted)
    return convert(number / weight, quotient(source, weighed), wanted)


def concentration_text(number: Fraction, unit: str, sign: Sign = "") -> str:
    """Return a concentration for reading, cut after a few decimals.

    >>> from fractions import Fraction
    >>> concentration_text(Fraction(2), "ug/mL", ">=")
    '>= 2 mcg/mL'
    """
    lead = f"{sign} " if sign else ""
    return f"{lead}{short_number(number)} {unit_words(unit, number)}"


def other_units(value: Concentration, drug: Drug, form: str, words: Vocabulary) -> Iterator[str]:
    """Yield a concentration in moles for grams and the reverse, once for each form it may be of."""
    if not value.unit:
        return
    moles = same_dimension(Unit.parse(value.unit), Unit.parse(BY_MOLES))
    target = BY_MASS if moles else BY_MOLES
    forms = (form,) if form else tuple(drug.molar_masses)
    for each in forms:
        number = in_unit(value.number, value.unit, target, molar_mass(drug, each, words))
        if number is not None:
            told = concentration_text(number, target, value.sign)
            yield told if len(drug.molar_masses) == 1 else f"{told} as {each}"
