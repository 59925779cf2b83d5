"""This module cuts a long list into pages of which each has an address.

It refuses a page that there is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar
from urllib.parse import urlencode

from whitlow.door.vocabulary import cut, shown
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

__all__ = ["MOST", "Paged", "paged"]

MOST: Final = 100
LONGEST: Final = 4
Entry = TypeVar("Entry")


class Paged(NamedTuple, Generic[Entry]):
    """One page of a list: its entries, how many there are in all, and where the others are."""

    entries: Sequence[Entry]
    total: int
    first: int
    number: int
    pages: int
    before: str
    after: str


def paged(
    request: Request, entries: Sequence[Entry], query: Mapping[str, str], most: int = MOST
) -> Paged[Entry]:
    """Return the page that is asked for; raises ``InputError`` where there is none such."""
    pages = max(1, -(-len(entries) // most))
    text = request.query_params.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else 0
    if not 1 <= number <= pages:
        message = f"page: there is no page {shown(text)}. Use 1 to {pages}."
        raise InputError(Problem("no_page", message, "page", cut(text), f"1 to {pages}"))
    start = (number - 1) * most

    def at(other: int) -> str:
        return "?" + urlencode({**query, "page": other}) if 1 <= other <= pages else ""

    shown_here = entries[start : start + most]
    before, after = at(number - 1), at(number + 1)
    return Paged(shown_here, len(entries), start + 1, number, pages, before, after)
