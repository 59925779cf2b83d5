"""This module writes values as JSON: exact decimals as text, canonical bytes, and their hash.

It refuses to let a number pass through a double on its way to a hash.
"""

from __future__ import annotations

from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING

from whitlow.guideline.plain import Json
from whitlow.language import Levels, number_text, quantity_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whitlow.guideline import Guideline, Imported
    from whitlow.language import Value

__all__ = [
    "Json",
    "about",
    "cites_json",
    "digest",
    "imported_json",
    "number_json",
    "range_json",
    "to_json",
    "value_json",
]


def to_json(document: Mapping[str, Json]) -> str:
    """Return a document as JSON for people and programs, in the order of its keys."""
    import json  # noqa: PLC0415 - a page for the terminal needs none of it

    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def digest(document: Mapping[str, Json]) -> str:
    """Return the SHA-256 of a document in canonical form: keys sorted, no spaces, UTF-8.

    >>> digest({"b": 1, "a": [True]}) == digest({"a": [True], "b": 1})
    True
    """
    import json  # noqa: PLC0415 - as above

    text = json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return sha256(text.encode(errors="backslashreplace")).hexdigest()


def number_json(number: Fraction | None) -> int | float | None:
    """Return a number as JSON: an integer where it is one, else a decimal of at most 8 places.

    >>> number_json(Fraction(30)), number_json(Fraction(175, 2)), number_json(None)
    (30, 87.5, None)
    """
    if number is None or number.denominator == 1:
        return None if number is None else number.numerator
    return float(number_text(number))


def range_json(found: tuple[Fraction, Fraction] | None) -> Json:
    """Return a range as its two ends, or as one number where they are one.

    >>> range_json((Fraction(750), Fraction(1000))), range_json((Fraction(500), Fraction(500)))
    ([750, 1000], 500)
    """
    if found is None:
        return None
    low, high = found
    return number_json(low) if low == high else [number_json(low), number_json(high)]


def value_json(guideline: Guideline, name: str, found: Value) -> Json:
    """Return a fact as a case file would write it: the number with its unit, names as ids."""
    match found:
        case None | bool() | str():
            return found
        case Fraction():
            unit = guideline.unit(name)
            return number_text(found) if unit in {"", "1"} else quantity_text(found, unit)
        case frozenset():
            return [*sorted(found)]
        case Levels(possible):
            return list(possible)


def cites_json(guideline: Guideline, cites: Iterable[str]) -> Json:
    """Return citations with what a reader needs to find the passage."""
    return [_cite(guideline, cite) for cite in cites]


def _cite(guideline: Guideline, cite: str) -> Json:
    statement = guideline.statements[cite]
    source = guideline.sources[statement.source]
    return {
        "source": source.id,
        "statement": statement.name,
        "locator": statement.locator,
        "title": source.title,
        "year": source.year,
        "kind": source.kind,
        "url": statement.url or source.url,
        "read": statement.read,
    }


def about(guideline: Guideline) -> dict[str, Json]:
    """Return which guideline this is, and which table was imported beside it."""
    found: dict[str, Json] = {
        "version": guideline.about.version,
        "date": guideline.about.date,
        "hash": guideline.hash,
    }
    if guideline.reviews is not None:
        from whitlow.pages.standing import reviews_json  # noqa: PLC0415 - few have any reviews

        found["reviews"] = reviews_json(guideline)
    imported = guideline.imported
    return found if imported is None else {**found, "imported": imported_json(imported)}


def imported_json(imported: Imported) -> dict[str, Json]:
    """Return which table was imported, for a document whose hash then covers it."""
    return {
        "table": imported.table,
        "source": imported.source,
        "licence": imported.licence,
        "hash": imported.hash,
        "variants": imported.variants,
        "known": imported.known,
        "differences": [
            {"variant": each.variant, "drug": each.drug, "own": each.own, "imported": each.imported}
            for each in imported.differences
        ],
    }
