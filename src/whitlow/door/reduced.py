"""This module reduces each list of dated records of a case: results, isolates and antivirals.

It refuses to be imported for a case without such a list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.door.dated import read_records
from whitlow.door.histories import LABS, reduce_labs
from whitlow.door.isolates import ISOLATES
from whitlow.door.phenotypes import reduce_isolates
from whitlow.door.treatments import ANTIVIRALS, reduce_antivirals
from whitlow.door.vocabulary import UNKNOWN_WORDS, key
from whitlow.guideline import Scalar

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from fractions import Fraction

    from whitlow.door.histories import Reduced
    from whitlow.door.isolates import Setting
    from whitlow.door.patient import Isolate
    from whitlow.door.vocabulary import Vocabulary
    from whitlow.guideline import Node

__all__ = ["reduced"]

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "antivirals": ANTIVIRALS,
    "isolates": ISOLATES,
    "labs": LABS,
}


def reduced(  # noqa: PLR0913 - what the rest of the case says of its records
    name: str,
    node: Node,
    words: Vocabulary,
    today: date | None,
    *,
    confirmed: Collection[str],
    onset: Fraction | None,
    setting: Setting,
) -> tuple[Reduced, tuple[Isolate, ...]]:
    """Return what a list of records says, and the isolates in it; raises ``InputError``.

    A list that is left blank, or said to be unknown, says nothing: only an empty one says none.
    """
    if isinstance(node, Scalar) and key(node.value) in UNKNOWN_WORDS:
        return ((), (), ()), ()
    records, problems = read_records(name, node, FIELDS[name])
    if problems:
        return ((), (), problems), ()
    match name:
        case "labs":
            return reduce_labs(records, words, today, confirmed), ()
        case "isolates":
            return reduce_isolates(records, words, today, onset, setting)
        case _:
            return reduce_antivirals(records, words, today), ()
