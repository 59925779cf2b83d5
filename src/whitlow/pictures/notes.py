"""This module numbers the statements that the cells of a table cite, and lists them below it.

It refuses a number that leads nowhere: each is a link to its statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pictures.svg import link, safe, tag
from whitlow.sentence import statement_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whitlow.guideline import Guideline
    from whitlow.pictures.svg import Link

__all__ = ["Notes"]


class Notes:
    """The statements cited so far, in the order in which they were first cited."""

    def __init__(self, guideline: Guideline, to: Link) -> None:
        """Begin with none."""
        self.guideline: Final = guideline
        self.to: Final = to
        self.numbers: Final[dict[str, int]] = {}

    def cited(self, cites: Iterable[str]) -> str:
        """Return the numbers of statements, each a link that says which it is."""
        links = []
        for cite in dict.fromkeys(cites):
            number = self.numbers.setdefault(cite, len(self.numbers) + 1)
            links.append(link(self.to(cite), str(number), title=cite))
        return tag("span", "[", ", ".join(links), "]", class_="cites") if links else ""

    def listed(self) -> str:
        """Return all of them as an ordered list of HTML, with their sentences."""
        items = (
            tag(
                "li",
                link(self.to(cite), safe(cite)),
                ": ",
                safe(statement_text(self.guideline, cite)),
            )
            for cite in self.numbers
        )
        return tag("ol", *items, class_="matrix-notes")
