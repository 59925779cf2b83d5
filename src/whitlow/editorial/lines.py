"""This module writes a chain as JSON Lines, and reads it back.

It refuses a line that holds no event, and names it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from whitlow.editorial.canonical import canonical
from whitlow.editorial.events import event_of
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.editorial.events import Event, Payload
    from whitlow.guideline.plain import Json

__all__ = ["exported", "imported_lines", "signed_line"]


def exported(events: Iterable[Event]) -> Iterator[str]:
    """Yield a chain as JSON Lines, as a board publishes it beside the guideline."""
    for event in events:
        yield canonical(event.document()).decode() + "\n"


def imported_lines(text: str, name: str) -> Iterator[Event]:
    """Yield the events of JSON Lines; raises ``InputError`` for a line that holds none.

    Only a line feed ends a line: other signs that end one elsewhere may stand in an opinion.
    """
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else (), 1):
        place = f"{name}, line {number}"
        yield event_of(_object(line, place), place)


def signed_line(payload: Payload, key: str, signature: str) -> str:
    """Return a signed act as one line, which its signer sends to the desk."""
    document: dict[str, Json] = {**payload.document(), "key": key, "signature": signature}
    return canonical(document).decode() + "\n"


def _object(line: str, place: str) -> dict[str, object]:
    try:
        found: object = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict):
        return found
    message = f"{place} is no event of the desk. Export the chain again, and change no line."
    raise InputError(Problem("unreadable_event", message, place))
