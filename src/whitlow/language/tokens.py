"""This module cuts an expression into words, numbers, texts and signs, and moves along them.

It refuses, each with its own sentence, what other languages write and this one does not.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from whitlow.language.trouble import LanguageError
from whitlow.record import dataclass

__all__ = ["FOREIGN", "KEYWORDS", "Cursor", "Kind", "Token", "shown", "tokens"]

LONGEST: Final = 4000

Kind = Literal["number", "text", "name", "word", "sign", "end"]

KEYWORDS: Final = frozenset(
    {"if", "then", "else", "and", "or", "not", "in", "is", "null", "true", "false"}
    | {"overlaps", "Round", "Min", "Max"}
)

_TOKEN: Final = re.compile(
    r"""(?P<space>\s+|//[^\n]*)
      | (?P<number>[0-9]+(?:\.[0-9]+)?(?![.0-9A-Za-z_]))
      | (?P<text>'[^'"\\\n]*')
      | (?P<name>[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*\.[a-z][a-z0-9_]*(?![.\w])
               | [a-z][a-z0-9_]*(?!\w))
      | (?P<call>Round|Min|Max)(?!\w)
      | (?P<sign><=|>=|!=(?!=)|<(?!>)|>(?!=)|=(?![=<>~])|[-+*/](?![*/])|[(){},])
    """,
    re.VERBOSE,
)

# Words of CQL and of other languages, and what is written here instead.
FOREIGN: Final[dict[str, str]] = {
    "case": "Write 'if … then … else …'.",
    "when": "Write 'if … then … else …'.",
    "end": "Write 'if … then … else …'.",
    "xor": "Write it out with 'and', 'or' and 'not'.",
    "implies": "Write it out with 'or' and 'not'.",
    "between": "Write two comparisons joined by 'and'.",
    "exists": "Write 'x is not null'.",
    "mod": "Only '+', '-', '*' and '/' are used.",
    "div": "Only '+', '-', '*' and '/' are used.",
}

# Each row: what is written elsewhere, what is wrong with it here, and what to write.
_FOREIGN: Final = (
    (r"==", "'==' is not used here.", "Write '='."),
    (r"<>", "'<>' is not used here.", "Write '!='."),
    (r"&&?", "'&' is not used here.", "Write 'and'."),
    (r"\|\|?", "'|' is not used here.", "Write 'or'."),
    (r"=<", "'=<' is not used here.", "Write '<='."),
    (r"=>", "'=>' is not used here.", "Write '>='."),
    (r"≤", "'≤' is not used here.", "Write '<='."),
    (r"≥", "'≥' is not used here.", "Write '>='."),
    (r"≠", "'≠' is not used here.", "Write '!='."),
    (r"[×·]", "This sign is not used here.", "Write '*'."),
    (r"÷", "'÷' is not used here.", "Write '/'."),
    (r"!~|~|=~", "Equivalence is not used here.", "Write '=' or '!='."),
    (r"!(?!=)", "'!' is not used here.", "Write 'not'."),
    (r"!==", "'!==' is not used here.", "Write '!='."),
    (r"/\*", "'/*' is not used here.", "Write a comment as '// …'."),
    (r"\*\*|\^", "Powers are not used here.", "Multiply."),
    (r'"', "Double quotes are not used here.", "Write 'single quotes'."),
    (r"'[^'\n]*\\", "A text has no backslash.", "Write the text without it."),
    (r"'[^'\n]*\"", "A text has no double quote.", "Write the text without it."),
    (r"'", "This quote is not closed on its line.", "Close it with '."),
    (r"[\u2018\u2019\u201c\u201d`]", "This quote is not used here.", "Write 'straight' ones."),
    (r"[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]", "An exponent is not used here.", "Write it out."),
    (r"\.[0-9]", "A number does not start with a point.", "Write the zero before it."),
    (r"[0-9]+\.(?![0-9])", "A number does not end with a point.", "Write a zero after it."),
    (r"[0-9]+(\.[0-9]+){2,}", "This number has two points.", "Write one."),
    (r"[0-9]+(\.[0-9]+)?[A-Za-z]", "A unit is quoted.", "Write it as in: 5 'mg'."),
    (r"[A-Za-z_]\w*", "Names are lower case.", "Write a lower-case name."),
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of an expression, and its offset; ``word`` is a keyword."""

    kind: Kind
    text: str
    at: int


def tokens(source: str) -> tuple[Token, ...]:
    """Return the pieces of an expression, the last of kind ``end``."""
    if len(source) > LONGEST:
        what = f"This expression is longer than {LONGEST} characters."
        raise LanguageError(what, "Give its parts names of their own.", 0)
    found: list[Token] = []
    at = 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None:
            raise _foreign(source, at)
        text = match.group()
        if match.lastgroup != "space":
            found.append(Token(_kind(match.lastgroup, text), text.strip("'"), at))
        at = match.end()
    found.append(Token("end", "the end", len(source.rstrip())))
    return tuple(found)


def _kind(group: str | None, text: str) -> Kind:
    if text in KEYWORDS:
        return "word"
    match group:
        case "number" | "text" | "name":
            return group
        case _:
            return "sign"


def _foreign(source: str, at: int) -> LanguageError:
    for pattern, what, remedy in _FOREIGN:
        if re.compile(pattern).match(source, at) is not None:
            return LanguageError(what, remedy, at)
    return LanguageError(f"{source[at]!r} is not used here.", "Take it out.", at)


def shown(token: Token) -> str:
    """Return a piece as a sentence shows it."""
    return token.text if token.kind == "end" else repr(token.text)


class Cursor:
    """A place among the pieces, that only moves forward."""

    def __init__(self, pieces: tuple[Token, ...]) -> None:
        """Stand before the first piece."""
        self.pieces: Final = pieces
        self.next = 0

    @property
    def token(self) -> Token:
        """The piece that comes next."""
        return self.pieces[self.next]

    def take(self) -> Token:
        """Return the next piece and move past it; the end stays."""
        token = self.pieces[self.next]
        self.next += token.kind != "end"
        return token

    def at(self, *texts: str) -> bool:
        """Return whether the next piece is one of these words or signs."""
        return self.token.kind in {"word", "sign"} and self.token.text in texts

    def expect(self, text: str, remedy: str) -> Token:
        """Return the next piece, which must be this one."""
        if not self.at(text):
            raise self.refused(f"Here {text!r} is wanted, not {shown(self.token)}.", remedy)
        return self.take()

    def ended(self) -> bool:
        """Return whether no piece is left."""
        return self.token.kind == "end"

    def refused(self, what: str, remedy: str, at: Token | None = None) -> LanguageError:
        """Return an error at the next piece, or at another."""
        return LanguageError(what, remedy, (at or self.token).at)

    def close(self, start: Token) -> None:
        """Move past the parenthesis that closes the one at ``start``."""
        if self.ended():
            raise self.refused("This parenthesis is not closed.", "Close it with ')'.", start)
        if not self.at(")"):
            raise self.stray()
        self.take()

    def stray(self) -> LanguageError:
        """Return the error for a piece that cannot follow what was just read."""
        token = self.token
        if token.kind == "name" and token.text in FOREIGN:
            return self.refused(f"{token.text!r} is not used here.", FOREIGN[token.text])
        if token.kind == "name" and self.next and self.pieces[self.next - 1].kind == "number":
            return self.refused("A unit is quoted.", f"Write it as in: 5 {token.text!r}.")
        if self.at("not"):
            remedy = "Write 'not (x in …)' or 'x is not null'."
            return self.refused("'not' does not stand here.", remedy)
        if self.at("else", "then"):
            remedy = "Write 'if … then … else …'."
            return self.refused(f"This {token.text!r} has no 'if'.", remedy)
        remedy = "Join the parts, or take one out."
        return self.refused(f"{shown(token)} does not stand here.", remedy)
