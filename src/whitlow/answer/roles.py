"""This module says what a word is in a question: what is asked for, what stands beside, what not.

It refuses to look further than a few words before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["DENIES", "OBJECT", "Role", "is_found_before", "role_of"]

OBJECT: Final = frozenset(
    [
        "for",
        "against",
        "treat",
        "treats",
        "treated",
        "treating",
        "cure",
        "cures",
        "curing",
        "cover",
        "covers",
        "covering",
        "clear",
        "clears",
        "vaccine",
        "prevents",
        "prevent",
        "preventing",
    ]
)
OBJECT_OF: Final = frozenset(
    ["treatment", "management", "dose", "dosing", "cure", "prophylaxis", "course"]
)
OBJECT_IN: Final = frozenset(
    [
        "use",
        "used",
        "useful",
        "role",
        "effective",
        "work",
        "works",
        "dose",
        "dosing",
        "dosed",
        "place",
        "help",
        "helps",
        "helpful",
    ]
)
ASIDE: Final = frozenset(
    [
        "with",
        "has",
        "had",
        "have",
        "having",
        "history",
        "previous",
        "previously",
        "past",
        "also",
        "despite",
        "although",
        "though",
        "known",
        "after",
        "plus",
        "alongside",
    ]
)
EXCEPT: Final = frozenset(
    ["besides", "except", "apart", "unlike", "than", "excluding", "ruled", "not", "no", "without"]
)
FAILS: Final = frozenset(
    [
        *("responding", "respond", "responded", "response", "working", "healing", "clearing"),
        *("cleared", "cured", "helped", "helping", "touching", "improving", "improved", "better"),
    ]
)
"""With such a word between, ``not`` denies what a medicine did, and no illness."""

DIAGNOSED: Final = re.compile(
    r"\b(?:doc|docs|doctor|gp|dentist|dermatologist|derm|nurse|pharmacist|consultant|specialist"
    r"|clinic|hospital|they)\b[^.?!;]{0,20}\b(?:says?|said|told|diagnosed|confirmed|calls|called)"
    r"\b[^.?!;,]{0,25}\Z|\b(?:diagnosed|told)\b[^.?!;,]{0,20}\Z",
    re.IGNORECASE,
)
"""So somebody names the illness that a doctor found."""

DOUBTED: Final = re.compile(r"\b(?:or|not|maybe|either|whether|if)\b", re.IGNORECASE)
DENIES: Final = frozenset(
    [
        "no",
        "not",
        "non",
        "without",
        "never",
        "isnt",
        "isn't",
        "neither",
        "nor",
        "exclude",
        "excluded",
    ]
)
BACK: Final = 3

Role = Literal["object", "aside", "except", "free"]


def is_found_before(text: str) -> bool:
    """Whether a text ends with a doctor's naming an illness: ``the doctor says it is``.

    >>> is_found_before("the doctor says it is "), is_found_before("the doctor says it is or ")
    (True, False)
    """
    found = DIAGNOSED.search(text)
    return found is not None and not DOUBTED.search(found.group())


def role_of(words: Sequence[tuple[str, int, int]], start: int) -> Role:
    """Return what a word is in a question, by the few words right before it."""
    before = [word for word, _, end in words if end <= start]
    for place in range(len(before) - 1, max(-1, len(before) - 1 - BACK), -1):
        word = before[place]
        if word == "of":
            return "object" if place and before[place - 1] in OBJECT_OF else "free"
        if word == "in" and place and before[place - 1] in OBJECT_IN:
            return "object"
        if word in FAILS:
            return "free"
        if word in EXCEPT:
            return "except"
        if word in OBJECT:
            return "object"
        if word in ASIDE:
            return "aside"
    return "free"
