"""This module reads units, and converts between units exactly.

It refuses floating point: every factor is a rational, so a value survives any way there and back.
"""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from typing import Final

from whitlow.errors import WhitlowError
from whitlow.language.atoms import ATOMS, BODY, MASS, SPELLINGS, UCUM
from whitlow.record import dataclass

__all__ = [
    "ONE",
    "QuantityError",
    "Unit",
    "convert",
    "difference",
    "number_text",
    "product",
    "quotient",
    "same_dimension",
    "ucum_text",
]

LONGEST_UNIT: Final = 40
MOST_PARSED: Final = 1024
SCALE: Final = 10**8

Terms = tuple[tuple[str, int], ...]

_SURFACE: Final = re.compile(r"(?<!\{)1\.73\s?(?:m2|m\^2)(?!\w)")
_POWER: Final = re.compile(r"(.*[A-Za-z}\]])([+-]?[1-9][0-9]?)")
_PIECE: Final = re.compile(r"[./](?:[^./{]|\{[^{}]*\})+")
_WHOLE: Final = re.compile(rf"(?:{_PIECE.pattern})+")
_SIGNS: Final = str.maketrans({"µ": "u", "μ": "u", "²": "2", "³": "3", "·": ".", "×": "*"})


class QuantityError(WhitlowError):
    """A unit or a quantity that is not read; its message is a sentence for the person who wrote it.

    ``trouble`` is one stable word for what was wrong.
    """

    def __init__(self, trouble: str, message: str) -> None:
        """Keep the word beside the sentence."""
        self.trouble: Final = trouble
        super().__init__(message)


class _UnknownUnitError(QuantityError):
    """A unit that nobody knows; the nearest known one is sought when the sentence is read."""

    def __init__(self, piece: str, text: str) -> None:
        """Keep what was not read: most who ask whether a text is a unit read no sentence."""
        super().__init__("unit", piece)
        self._asked: Final = piece, text

    def __str__(self) -> str:
        """Return the sentence."""
        return _unknown_unit(*self._asked)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its text, how many base units it is, and the powers of those base units.

    >>> Unit.parse("mcg/mL").text
    'ug/mL'
    """

    text: str
    factor: Fraction
    dimension: tuple[tuple[str, int], ...]

    @staticmethod
    def parse(text: str) -> Unit:
        """Read a unit; a bare number has the unit ``""``, also written ``1``."""
        if text not in _PARSED:
            if len(text) > LONGEST_UNIT:
                raise QuantityError("length", f"No unit is longer than {LONGEST_UNIT} characters.")
            if len(_PARSED) >= MOST_PARSED:
                _PARSED.clear()
            _PARSED[text] = _unit(_terms(text))
        return _PARSED[text]

    @property
    def named(self) -> str:
        """The unit as a sentence names it."""
        return repr(self.text) if self.text else "a bare number"


def _terms(text: str) -> Terms:
    plain = _SURFACE.sub(
        "{1.73_m2}", re.sub(r"\s*([./])\s*", r"\1", text.strip().translate(_SIGNS))
    )
    if plain in {"", "1"}:
        return ()
    if plain.startswith("1/"):
        plain = plain[1:]
    signed = plain if plain.startswith("/") else f".{plain}"
    if _WHOLE.fullmatch(signed) is None:
        raise _UnknownUnitError(text.strip(), text)
    return tuple(_term(piece[1:], piece[0], text) for piece in _pieces(signed))


def _pieces(signed: str) -> list[str]:
    return [match.group() for match in _PIECE.finditer(signed)]


def _term(piece: str, sign: str, text: str) -> tuple[str, int]:
    power = 1
    atom = SPELLINGS.get(piece, piece)
    powered = _POWER.fullmatch(piece)
    if atom not in ATOMS and powered is not None:
        atom = SPELLINGS.get(powered[1], powered[1])
        power = int(powered[2])
    if atom not in ATOMS:
        raise _UnknownUnitError(piece, text)
    return atom, power if sign == "." else -power


def _unknown_unit(piece: str, text: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only who mistypes needs it

    close = get_close_matches(piece, [*ATOMS, *SPELLINGS], n=1, cutoff=0.5)
    hint = f" Did you mean {SPELLINGS.get(close[0], close[0])!r}?" if close else ""
    whole = "" if piece == text.strip() else f" in {text.strip()!r}"
    return f"{piece!r}{whole} is not a unit that is read here.{hint}"


def _unit(terms: Terms) -> Unit:
    merged: Counter[str] = Counter()
    for atom, power in terms:
        merged[atom] += power
    factor = Fraction(1)
    bases: Counter[str] = Counter()
    for atom, power in merged.items():
        scale, base, exponent = ATOMS[atom]
        factor *= scale**power
        bases[base] += exponent * power
    if bases[BODY] > 0:  # only below the line is a mass the mass of a body
        bases[MASS] += bases.pop(BODY)
    dimension = tuple(sorted((base, power) for base, power in bases.items() if power))
    return Unit(_text(merged), factor, dimension)


def _text(merged: Counter[str]) -> str:
    above = [text for atom, power in merged.items() for text in _powered(atom, power)]
    below = [text for atom, power in merged.items() for text in _powered(atom, -power)]
    if not above and not below:
        return ""
    return "/".join([".".join(above) or "1", *below])


def _powered(atom: str, power: int) -> list[str]:
    """Return an atom with its power; one that does not end in a letter is repeated instead."""
    if power > 1 and atom.isalpha():
        return [f"{atom}{power}"]
    return [atom] * power


_PARSED: Final[dict[str, Unit]] = {}
ONE: Final = Unit.parse("")


def same_dimension(left: Unit, right: Unit) -> bool:
    """Return whether two units measure the same kind of thing."""
    return left.dimension == right.dimension


def convert(value: Fraction, source: Unit, target: Unit) -> Fraction:
    """Return a value in another unit of its dimension, exactly.

    >>> convert(Fraction(154), Unit.parse("lb"), Unit.parse("kg"))
    Fraction(3492661249, 50000000)
    """
    if source.dimension != target.dimension:
        raise QuantityError("dimension", difference(source, target))
    return value if source.factor == target.factor else value * source.factor / target.factor


def difference(left: Unit, right: Unit) -> str:
    """Return the sentence that says why two units are never compared or converted."""
    told = f"{left.named} and {right.named} measure different things"
    powers = Counter(dict(left.dimension))
    powers.subtract(dict(right.dimension))
    unlike = {base for base, power in powers.items() if power}
    if unlike == {BODY}:
        return f"{told}: only one of them is for each kg of body weight."
    if unlike == {"surface"}:
        return f"{told}: only one of them is for 1.73 m² of body surface."
    return f"{told}."


def product(left: Unit, right: Unit) -> Unit:
    """Return the unit of a product; ``mg/kg`` times ``kg`` is ``mg``."""
    return _unit(_terms(left.text) + _terms(right.text))


def quotient(left: Unit, right: Unit) -> Unit:
    """Return the unit of a quotient; ``mg`` by ``mg/mL`` is ``mL``."""
    below = tuple((atom, -power) for atom, power in _terms(right.text))
    return _unit(_terms(left.text) + below)


def ucum_text(unit: Unit) -> str:
    """Return a unit as UCUM writes it, ``[lb_av]`` for a pound."""
    parts = re.split(r"(?<!1)([./])", unit.text)
    return "".join(UCUM.get(part, part) for part in parts) or "1"


def number_text(value: Fraction) -> str:
    """Return a plain decimal: exact within 8 decimals, else rounded half up to 8.

    >>> number_text(Fraction(2, 3))
    '0.66666667'
    """
    if value.denominator == 1:
        return str(value.numerator)
    sign = "-" if value.numerator < 0 else ""
    scaled = (2 * abs(value.numerator) * SCALE + value.denominator) // (2 * value.denominator)
    whole, rest = divmod(scaled, SCALE)
    decimals = f"{rest:08d}".rstrip("0")
    if not scaled:
        return "0"
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"
