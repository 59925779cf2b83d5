"""This module says what is wrong with an expression, and exactly where.

It refuses to be raised without a remedy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.errors import Place, WhitlowError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LanguageError", "listed", "nearest", "unknown_name"]

NOWHERE: Final = "expression"


class LanguageError(WhitlowError):
    """An expression that cannot be used: where, what, and what to do.

    ``line`` and ``column`` count from one within the expression; ``place`` is where that is in its
    file, given the place at which the expression's first character stands there.
    """

    def __init__(
        self,
        what: str,
        remedy: str,
        at: int,
        *,
        check: str = "expression",
        origin: tuple[str, Place | None] = ("", None),
    ) -> None:
        """Find the line and column of an offset, in a source that starts at a place."""
        source, start = origin
        before = source[:at]
        self.sentence: Final = what
        self.remedy: Final = remedy
        self.at: Final = at
        self.check: Final = check
        self.line: Final = before.count("\n") + 1
        self.column: Final = at - (before.rfind("\n") + 1) + 1
        self.excerpt: Final = _excerpt(source, self.line, self.column)
        self.what: Final = f"{what}\n{self.excerpt}" if self.excerpt else what
        self.place: Final = _placed(start, self.line, self.column)
        super().__init__("\n  ".join([str(self.place), *self.what.splitlines(), remedy]))

    def within(self, source: str, start: Place | None) -> LanguageError:
        """Return the same error, placed in the text that it came from."""
        origin = (source, start)
        return LanguageError(self.sentence, self.remedy, self.at, check=self.check, origin=origin)


def _placed(start: Place | None, line: int, column: int) -> Place:
    if start is None:
        return Place(NOWHERE, line, column)
    return Place(
        start.file,
        start.line + line - 1 if start.line else 0,
        start.column + column - 1 if start.column else 0,
    )


def _excerpt(source: str, line: int, column: int) -> str:
    """Return the line of source, cut around the column, above a caret."""
    if not source.strip():
        return ""
    text = source.split("\n")[line - 1].replace("\t", " ")
    first = max(0, column - 61)
    last = first + 80
    shown = ("…" if first else "") + text[first:last] + ("…" if len(text) > last else "")
    caret = column - 1 - first + (1 if first else 0)
    return f"  {shown}\n  {' ' * caret}^"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the question that offers the nearest known word, or nothing.

    >>> nearest("wieght", ["weight", "height"])
    "Did you mean 'weight'?"
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only who mistypes needs it

    close = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"Did you mean {close[0]!r}?" if close else ""


def listed(options: Iterable[str]) -> str:
    """Return options for a sentence, the first twelve when there are many.

    >>> listed(["left", "right"])
    "'left', 'right'"
    """
    every = [repr(option) for option in options]
    most = 12
    return ", ".join(every) if len(every) <= most else f"{', '.join(every[:most])}, …"


def unknown_name(name: str, known: Iterable[str], at: int) -> LanguageError:
    """Return the error for a name that nothing defines."""
    remedy = nearest(name, known) or "Define it, or use a name that is defined."
    if "-" in name:
        remedy += " A minus sign has a space on each side."
    return LanguageError(f"Nothing is called {name!r}.", remedy, at, check="name")
