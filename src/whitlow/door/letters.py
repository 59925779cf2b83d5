"""This module turns the bytes of a case file into text.

It refuses what is too large, what is not UTF-8, and signs that cannot be seen.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from whitlow.door.limits import MOST_BYTES
from whitlow.errors import InputError, Problem

__all__ = ["hidden", "read_text", "too_large"]

MARKS: Final = {
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
SPACING: Final = "\t\n\r"
WITHOUT_SPACING: Final = dict.fromkeys(map(ord, SPACING))


def read_text(data: bytes, name: str) -> str:
    """Return the text of a file; raises ``InputError`` when it is not plain UTF-8.

    >>> read_text("weight: 70 kg".encode(), "case.yaml")
    'weight: 70 kg'
    """
    if len(data) > MOST_BYTES:
        raise too_large(name, f"{len(data)} bytes")
    text = _decoded(data, name)
    if not text.strip():
        raise _refusal(
            "empty_file",
            f"{name} is empty. Write facts and their values, as in 'weight: 70 kg'.",
            "facts and their values",
        )
    found = hidden(text)
    if found:
        line = text[: text.index(found)].count("\n") + 1
        raise _refusal(
            "control_character",
            f"{name}, line {line}, holds a sign that cannot be seen (U+{ord(found):04X}). "
            "Remove it.",
            "plain text",
        )
    return text


def too_large(name: str, size: str) -> InputError:
    """Return the refusal of a file that is larger than a case can be."""
    return _refusal(
        "too_large",
        f"{name} holds {size}; a case file holds at most {MOST_BYTES} bytes. "
        "Give the facts of one patient only.",
        f"at most {MOST_BYTES} bytes",
    )


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            raise _wrong_encoding(f"{name} is written in {encoding}.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _wrong_encoding(f"{name}, line {line}, is not UTF-8.") from error


def _wrong_encoding(what: str) -> InputError:
    return _refusal("wrong_encoding", f"{what} Save the file as UTF-8.", "UTF-8")


def _refusal(code: str, message: str, accepted: str) -> InputError:
    return InputError(Problem(code, message, accepted=accepted))


def hidden(text: str) -> str:
    r"""Return the first sign of a text that cannot be seen, or nothing.

    >>> hidden("seventy"), hidden("seven\u202ety")
    ('', '\u202e')
    """
    if text.isprintable() or text.translate(WITHOUT_SPACING).isprintable():
        return ""
    for sign in text:
        if sign not in SPACING and unicodedata.category(sign) in HIDDEN:
            return sign
    return ""
