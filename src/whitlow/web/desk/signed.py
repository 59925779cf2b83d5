"""This module takes what a member signed with a key that they keep alone, and adds it.

It refuses what somebody else signed: each sends in their own.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from whitlow.editorial.events import event_of
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from whitlow.editorial.events import Event
    from whitlow.web.desk.site import DeskSite

__all__ = ["added"]


def added(site: DeskSite, actor: str, text: str) -> tuple[Event, ...]:
    """Return the events of what was signed, one act a line, each added; raises ``InputError``."""
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    if not lines:
        message = "Nothing was sent. Paste what 'whitlow review sign' printed."
        raise InputError(Problem("empty", message, "signed"))
    acts = [_act(line, f"line {number}") for number, line in enumerate(lines, 1)]
    for act in acts:
        if act.payload.actor != actor:
            message = (
                f"{act.payload.actor[:60]!r} signed this, and {actor} is signed in. Each sends in "
                "their own."
            )
            raise InputError(Problem("other_actor", message, "signed"))
    return site.at_desk(
        lambda desk: tuple(desk.add(act.payload, act.key, act.signature) for act in acts)
    )


def _act(line: str, place: str) -> Event:
    """Return a signed act as an event without its place in the chain."""
    try:
        found: object = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    document = found if isinstance(found, dict) else {}
    return event_of({**document, "number": 0, "previous": "", "hash": ""}, place)
