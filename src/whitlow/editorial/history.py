"""This module tells what became of a record: every act, and its texts as a diff by words.

It refuses to invent a text that nobody kept: where only a hash is known it says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.editorial.wording import field_texts, word_changes
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whitlow.editorial.ledger import Ledger
    from whitlow.editorial.wording import Part
    from whitlow.guideline.plain import Json

__all__ = ["Act", "Changed", "Objection", "Version", "acts_of", "objections_of", "versions_of"]

SAID: Final[Mapping[str, str]] = {
    "assign": "assigned it",
    "declare": "declared their interests",
    "authored": "says who wrote it",
    "approve": "approved it",
    "object": "objected",
    "withdraw": "withdrew an objection",
    "settle": "settled an objection",
    "request-changes": "asked for changes",
    "comment": "commented",
    "retire": "retired it",
    "reopen": "opened it again",
    "propose": "proposed a change",
    "accept": "accepted a proposal",
    "decline": "declined a proposal",
    "report": "passed on what a reader reported",
    "answer": "answered a report",
}


@dataclass(frozen=True, slots=True)
class Act:
    """Something that was done with a record: by whom, when, what they said, and on which text."""

    number: int
    on: str
    by: str
    did: str
    says: str
    kind: str
    nonce: str
    this_text: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that differs, word by word."""

    field: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A text that somebody acted on and that is no longer the text: from when, and what differs.

    ``changes`` is None where the words of that text were not kept.
    """

    text: str
    on: str
    changes: tuple[Changed, ...] | None


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection that is open: whose it is, by which it is settled, and why it was raised."""

    nonce: str
    actor: str
    by: str
    says: str


def acts_of(ledger: Ledger, name: str) -> tuple[Act, ...]:
    """Return what was done with a record, the latest first."""
    now = ledger.texts[name].text
    return tuple(
        Act(
            done.number,
            done.payload.at,
            title(ledger, done.payload.actor),
            _did(ledger, done.payload.kind, done.payload.body),
            str(done.payload.body.get("says", "")),
            done.payload.kind,
            done.payload.nonce,
            done.payload.text in {"", now},
        )
        for done in reversed(ledger.done(name))
    )


def _did(ledger: Ledger, kind: str, body: Mapping[str, Json]) -> str:
    """Return what was done, with what makes one such act another."""
    if kind == "assign" and body.get("to"):
        return f"assigned it to {title(ledger, str(body['to']))}"
    if kind == "declare":
        none = body.get("conflict") is False
        return "declared no interests in it" if none else "declared an interest in it"
    return SAID.get(kind, kind)


def versions_of(ledger: Ledger, name: str, now: Mapping[str, Json]) -> tuple[Version, ...]:
    """Return the earlier texts of a record, the latest first, each against the text that is now."""
    own = ledger.texts[name].text
    first: dict[str, str] = {}
    for done in ledger.done(name):
        if done.payload.text and done.payload.text != own:
            first.setdefault(done.payload.text, done.payload.at)
    return tuple(
        Version(text, on, _against(ledger.wordings.get(text), now))
        for text, on in reversed(first.items())
    )


def _against(was: Mapping[str, Json] | None, now: Mapping[str, Json]) -> tuple[Changed, ...] | None:
    return None if was is None else tuple(_changes(field_texts(was), field_texts(now)))


def _changes(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Changed]:
    for field in dict.fromkeys((*now, *was)):
        before, after = was.get(field, ""), now.get(field, "")
        if before != after:
            yield Changed(field, word_changes(before, after))


def objections_of(ledger: Ledger, name: str) -> tuple[Objection, ...]:
    """Return the objections to a record that neither were withdrawn nor settled."""
    found: dict[str, Objection] = {}
    for done in ledger.done(name):
        one, of = done.payload, str(done.payload.body.get("of", ""))
        if one.kind == "object":
            says = str(one.body.get("says", ""))
            found[one.nonce] = Objection(one.nonce, one.actor, title(ledger, one.actor), says)
        elif one.kind == "settle" or (
            one.kind == "withdraw" and of in found and found[of].actor == one.actor
        ):
            found.pop(of, None)
    return tuple(found.values())


def title(ledger: Ledger, person: str) -> str:
    """Return the name of a person in full."""
    known = ledger.people.known.get(person)
    return person if known is None else known.title
