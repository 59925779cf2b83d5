"""This module compiles the conditions and sentences of records while a guideline loads.

It refuses to guess a type: every name has one before any condition is compiled.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.guideline.knowledge import Claim
from whitlow.guideline.measure import NUMBER, is_unit
from whitlow.guideline.records import Condition, Quantity, Template
from whitlow.language import (
    LanguageError,
    Truth,
    TruthType,
    elaborate,
    fit,
    parse,
    quantity_text,
    range_text,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from whitlow.errors import Place
    from whitlow.guideline.fields import Faults
    from whitlow.guideline.strict_yaml import Scalar
    from whitlow.language import Type

__all__ = ["Compiler", "read_claim", "read_quantity_cell", "template"]

SLOT: Final = re.compile(r"\{([^{}]*)\}")
CLAIM: Final = re.compile(rf"({NUMBER})(?:\s*-\s*({NUMBER}))?\s+(\S.*)")
COUNT: Final = re.compile(r"([0-9]{1,16}) of ([0-9]{1,16}) (\S.*)")
WHY: Final = "A condition that cannot be read can neither fire nor be proved."


class Compiler:
    """Turns text into conditions, given the types of all names and the known classes."""

    def __init__(self, env: Mapping[str, Type], classes: Collection[str], faults: Faults) -> None:
        """Keep what names mean."""
        self.env: Final = env
        self.classes: Final = classes
        self.faults: Final = faults

    def truth(self, scalar: Scalar) -> Condition:
        """Return a condition that must be a truth."""
        return self.typed(scalar, TruthType())

    def typed(
        self,
        scalar: Scalar,
        wanted: Type,
        *,
        empirical: bool = False,
        local: Mapping[str, Type] | None = None,
    ) -> Condition:
        """Return a condition of a wanted type; a fault leaves a condition that is never used."""
        env = self.env if local is None else {**self.env, **local}
        try:
            source = parse(scalar.value, scalar.place, env)
            compiled, found = elaborate(source, env, self.classes, empirical=empirical)
            compiled = fit(compiled, found, wanted, empirical=empirical)
        except LanguageError as error:
            shown = error.within(scalar.value, scalar.place)
            place = scalar.place_of(error.at)
            self.faults.add(place, shown.what, WHY, shown.remedy, shown.check)
            never = Truth(value=False)
            return Condition(scalar.value, never, never, scalar.place)
        as_written = source if source == compiled else compiled  # one tree where nothing changed
        return Condition(scalar.value.strip(), source, as_written, scalar.place)


def template(scalar: Scalar) -> Template:
    """Return a sentence with its slots; line ends become spaces."""
    text = " ".join(scalar.value.split())
    return Template(text, tuple(SLOT.split(text)), scalar.place)


def read_claim(name: str, text: str, place: Place, counts: Collection[str]) -> Claim | None:
    """Return the typed number that a claim writes, or None when it has no unit.

    ``2-3 wk`` is a range, ``3 of 1644 isolates`` a count, ``40 mg/kg`` one value.
    """
    counted = COUNT.fullmatch(text)
    if counted is not None:
        low, of, noun = counted.groups()
        known = noun in counts
        if not known:
            return None
        return Claim(name, Fraction(low), None, Fraction(of), noun, text, text, place)
    match = CLAIM.fullmatch(text)
    if match is None:
        return None
    low, high, unit = match.groups()
    if unit not in counts and not is_unit(unit):
        return None
    least = Fraction(low)
    if high is None:
        words = quantity_text(least, unit)
        return Claim(name, least, None, None, unit, text, words, place)
    most = Fraction(high)
    return Claim(name, least, most, None, unit, text, range_text(least, most, unit), place)


def read_quantity_cell(text: str) -> Quantity | None:
    """Return the quantity that a table cell writes, or None."""
    match = CLAIM.fullmatch(text)
    if match is None or match.group(2) is not None:
        return None
    return Quantity(Fraction(match.group(1)), match.group(3))
