"""This module writes a document in the one form in which it is hashed and signed.

It refuses what has no one form: a number that is no whole one, and anything that JSON lacks.
"""

from __future__ import annotations

import json
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.guideline.plain import Json

__all__ = ["canonical", "digest", "has_one_form"]


def canonical(document: Mapping[str, Json]) -> bytes:
    r"""Return a document as JSON with sorted keys, without spaces, in composed UTF-8.

    >>> canonical({"b": [1, None], "a": "e\u0301"}).decode()
    '{"a":"é","b":[1,null]}'
    """
    return json.dumps(
        _one_form(dict(document)),
        allow_nan=False,
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    ).encode()


def digest(document: Mapping[str, Json]) -> str:
    """Return the SHA-256 of a document, in hexadecimal."""
    return sha256(canonical(document)).hexdigest()


def has_one_form(value: object) -> bool:
    r"""Whether a value can be written in one form: no number that is not whole, no half a sign.

    >>> has_one_form({"a": [1, "é"]}), has_one_form({"a": 1.5}), has_one_form("\ud800")
    (True, False, False)
    """
    match value:
        case str():
            return value.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in value)
        case None | bool() | int():
            return True
        case list():
            return all(map(has_one_form, value))
        case dict():
            return all(map(has_one_form, value)) and all(map(has_one_form, value.values()))
        case _:
            return False


def _one_form(value: Json) -> Json:
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case None | bool() | int():
            return value
        case list():
            return [_one_form(each) for each in value]
        case dict():
            return {
                unicodedata.normalize("NFC", key): _one_form(each) for key, each in value.items()
            }
        case _:
            message = f"{type(value).__name__} has no one form in which it could be signed."
            raise TypeError(message)
