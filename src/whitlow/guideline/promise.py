"""This module holds what every patient is owed, and reads it: a promise that is proved, never run.

It refuses to act: no plan reads a promise, only the proof does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.record import dataclass

if TYPE_CHECKING:
    from whitlow.errors import Place
    from whitlow.guideline.compile import Compiler
    from whitlow.guideline.fields import Fields
    from whitlow.guideline.records import Condition

__all__ = ["Promise", "read_promise"]


@dataclass(frozen=True, slots=True)
class Promise:
    """What every patient is owed who meets ``when`` and of whom ``known`` is known.

    A rule of one of the kinds ``gives`` stands, be it provisionally; where ``outright``, it stands
    whatever else is unknown. ``rules`` names the rules where not any one of the kind will do.
    A promise that ``withholds`` says the reverse: none of these stands, not even provisionally.
    """

    id: str
    says: str
    when: Condition | None
    known: tuple[str, ...]
    gives: tuple[str, ...]
    outright: bool
    rules: tuple[str, ...]
    withholds: tuple[str, ...]
    place: Place


def read_promise(name: str, fields: Fields, compiler: Compiler) -> Promise:
    """Return one promise."""
    when = fields.scalar("when")
    promise = Promise(
        name,
        fields.required("says").value,
        None if when is None else compiler.truth(when),
        fields.texts("known"),
        fields.texts("gives"),
        fields.flag("outright"),
        fields.texts("rules"),
        fields.texts("withholds"),
        fields.place,
    )
    fields.done()
    return promise
