"""This module holds the logic of three values, true, false and unknown (``None``).

It refuses cleverness: every row of every table is written out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["AND", "NOT", "OR", "Kleene", "kleene_and", "kleene_not", "kleene_or"]

Kleene = bool | None

AND: Final[dict[tuple[Kleene, Kleene], Kleene]] = {
    (True, True): True,
    (True, False): False,
    (True, None): None,
    (False, True): False,
    (False, False): False,
    (False, None): False,
    (None, True): None,
    (None, False): False,
    (None, None): None,
}

OR: Final[dict[tuple[Kleene, Kleene], Kleene]] = {
    (True, True): True,
    (True, False): True,
    (True, None): True,
    (False, True): True,
    (False, False): False,
    (False, None): None,
    (None, True): True,
    (None, False): None,
    (None, None): None,
}

NOT: Final[dict[Kleene, Kleene]] = {
    True: False,
    False: True,
    None: None,
}


def kleene_and(parts: Iterable[Kleene]) -> Kleene:
    """Return the conjunction of parts; nothing at all is true.

    >>> kleene_and([None, False])
    False
    """
    result: Kleene = True
    for part in parts:
        result = AND[result, part]
        if result is False:  # no further row of the table changes it
            return False
    return result


def kleene_or(parts: Iterable[Kleene]) -> Kleene:
    """Return the disjunction of parts; nothing at all is false.

    >>> kleene_or([None, True])
    True
    """
    result: Kleene = False
    for part in parts:
        result = OR[result, part]
        if result is True:  # no further row of the table changes it
            return True
    return result


def kleene_not(part: Kleene) -> Kleene:
    """Return the negation of a part."""
    return NOT[part]
