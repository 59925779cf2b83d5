"""This module takes a text apart into words, numbers and signs, each with where it stands.

It refuses to change the text: a token is compared in its plain form, and its place is that of the
text as it was given. Every text is taken apart in one pass, whose time grows with its length alone.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Token", "spoken", "tokens_of", "words"]

_PIECE: Final = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|\n|[^\s]")
SHORT_LINE: Final = 60
SAME: Final = {
    "’": "'",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "`": "'",
    "\N{PRIME}": "'",
    "″": '"',
    "”": '"',
    "“": '"',
}
MINUS: Final = {"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{EM DASH}": "-", "\N{HYPHEN}": "-"}
PLAIN: Final = SAME | MINUS | {"\N{NON-BREAKING HYPHEN}": "-", "\N{RIGHTWARDS ARROW}": "→"}


def words(text: str) -> frozenset[str]:
    """Return the words of a list written with gaps between them."""
    return frozenset(text.split())


GOES_ON: Final = words(
    ", and or of with the a an to in on for at by from no not his her their is was -> → ="
)


class Token(NamedTuple):
    """A word, a number or a sign: as written, in its plain form, and where it stands.

    ``glued`` says that nothing stands between it and the token before, ``line`` that a new line
    begins with it which does not go on with the one before.
    """

    text: str
    low: str
    start: int
    end: int
    glued: bool
    line: bool
    is_word: bool
    is_number: bool


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text.

    >>> [token.low for token in tokens_of("CD4 = 40/µL")]
    ['cd', '4', '=', '40', '/', 'μl']
    """
    found: list[Token] = []
    made, new = found.append, tuple.__new__
    end, new_line, line_start = 0, True, 0
    for match in _PIECE.finditer(text):
        piece = match[0]
        start, after = match.span()
        if piece == "\n":
            if new_line or not found:
                new_line = True
            else:
                new_line = not _goes_on(text, found[-1], start - line_start, after)
            line_start = after
            continue
        low = piece.lower() if piece.isascii() else _plain(piece)
        sign = low[:1]
        word = sign.isalpha()
        glued = start == end and not new_line and bool(found)
        parts = piece, low, start, after, glued, new_line, word, not word and sign.isdecimal()
        made(new(Token, parts))
        end, new_line = after, False
    return tuple(found)


def _plain(piece: str) -> str:
    return PLAIN.get(piece) or unicodedata.normalize("NFKC", piece).casefold() or piece


def _goes_on(text: str, last: Token, length: int, after: int) -> bool:
    """Whether the line after a break goes on with the one before, as in a note that was wrapped."""
    next_letter = text[after : after + 1]
    if not next_letter or next_letter in "\r\n\t -*•":
        return False
    if last.low in GOES_ON:
        return True
    return length >= SHORT_LINE and next_letter.islower() and last.low not in {".", ";", ":"}


def spoken(tokens: Sequence[Token]) -> str:
    """Return tokens in their plain form, one gap between two that do not touch.

    >>> spoken(tokens_of("Twice  a Day, q8h"))
    'twice a day, q8h'
    """
    parts: list[str] = []
    for token in tokens:
        if parts and not token.glued:
            parts.append(" ")
        parts.append(token.low)
    return "".join(parts)
