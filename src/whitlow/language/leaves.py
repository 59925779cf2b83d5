"""This module reads the smallest pieces of an expression: a number, a text, a name, a set.

It refuses a name that nothing defines, when it is told which names there are.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.language.nodes import Name, Number, Set, Text
from whitlow.language.tokens import FOREIGN, Cursor, Token, shown
from whitlow.language.trouble import nearest, unknown_name
from whitlow.language.units import QuantityError, Unit

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["FUNCTIONS", "Leaves"]

LONGEST_NUMBER: Final = 24
FUNCTIONS: Final = ("overlaps", "Round", "Min", "Max")


class Leaves(Cursor):
    """A cursor that reads what has no parts."""

    def __init__(self, pieces: tuple[Token, ...], names: Collection[str]) -> None:
        """Stand before the first piece; no names at all means that any may stand."""
        super().__init__(pieces)
        self.names: Final = names

    def number(self) -> Number:
        """Read a number, and its unit when a text follows it."""
        token = self.take()
        if len(token.text) > LONGEST_NUMBER:
            raise self.refused("This number is too long.", "Write fewer digits.", token)
        if self.token.kind != "text":
            return Number(Fraction(token.text), "", token.at)
        unit = self.take()
        try:
            return Number(Fraction(token.text), Unit.parse(unit.text).text, token.at)
        except QuantityError as error:
            raise self.refused(str(error), "Write a UCUM unit.", unit) from None

    def text(self) -> Text:
        """Read a text."""
        token = self.take()
        if token.kind != "text":
            what = f"Here a text is wanted, not {shown(token)}."
            raise self.refused(what, "Quote it: 'text'.", token)
        if not token.text or token.text != token.text.strip():
            what = "A text is not empty and has no space at its ends."
            raise self.refused(what, "Write the word alone.", token)
        return Text(token.text, token.at)

    def name(self) -> Name:
        """Read a name."""
        token = self.take()
        if token.kind != "name":
            what = f"Here a name is wanted, not {shown(token)}."
            raise self.refused(what, "Write a name.", token)
        if token.text in FOREIGN:
            raise self.refused(f"{token.text!r} is not used here.", FOREIGN[token.text], token)
        if self.at("("):
            remedy = nearest(token.text, FUNCTIONS) or f"Only {', '.join(FUNCTIONS)} are."
            raise self.refused(f"{token.text!r} is not a function.", remedy, token)
        if self.names and token.text not in self.names:
            raise unknown_name(token.text, self.names, token.at)
        return Name(token.text, token.at)

    def set(self) -> Set:
        """Read a set of texts."""
        start = self.expect("{", "Write a set: {'one', 'other'}.")
        if self.at("}"):
            raise self.refused("A set has at least one item.", "Write {'one', 'other'}.")
        items = [self.text()]
        while self.at(","):
            self.take()
            items.append(self.text())
        self.expect("}", "Separate items with ',' and close the set with '}'.")
        return Set(tuple(items), start.at)
