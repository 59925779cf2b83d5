"""This module reads from a rule's own words what shows that its request was met.

It refuses a word that names no fact: what cannot be written down stays unrecorded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from whitlow.course.situation import REPLIES
from whitlow.door.vocabulary import key

if TYPE_CHECKING:
    from whitlow.guideline import Fact, Guideline, Rule

__all__ = ["Wanted", "wanted_by"]

LOOKED_AT: Final = ("review", "healing", "lesion", "lesions")
LESION: Final = "lesion"
NAMED_LAST: Final = re.compile(r",\s*|\s+and\s+")
DONE: Final = "_done"
WORD: Final = re.compile(r"[a-z0-9]+")

Wanted = tuple[tuple[str, ...], ...]


def wanted_by(guideline: Guideline, rule: Rule) -> Wanted:
    """Return the facts that show a request was met, any one of each group.

    What is measured stands in a rule's words after the colon, or is all of them; a look at the
    lesions is shown by what was seen.
    """
    words = rule.action.target.lower()
    if rule.action.kind == "follow_up":
        seen = tuple(name for name in (*REPLIES, LESION) if name in guideline.facts)
        return (seen,) if seen and set(WORD.findall(words)) & set(LOOKED_AT) else ()
    parts = NAMED_LAST.split(words.rpartition(":")[2].strip())
    groups = (_named(guideline, part, rule) for part in parts)
    return tuple(dict.fromkeys(group for group in groups if group))


def _named(guideline: Guideline, part: str, rule: Rule) -> tuple[str, ...]:
    """Return the facts that a part of a rule's words begins with, the longest name first."""
    words = WORD.findall(part)
    for length in range(len(words), 0, -1):
        name = "_".join(words[:length])
        for fact in guideline.facts.values():
            if name in _spellings(fact):
                return _alike(guideline, fact, rule)
    return ()


def _spellings(fact: Fact) -> set[str]:
    synonyms = {key(word) for word, meant in (fact.synonyms or {}).items() if meant == fact.name}
    return {fact.name, key(fact.label), *synonyms}


def _alike(guideline: Guideline, fact: Fact, rule: Rule) -> tuple[str, ...]:
    """Return the facts that will do: of a name too wide to be taken, each narrower one.

    What is asked about at a bedside leaves no dated value, and so is not missed here.
    """
    match fact.type:
        case "refused":
            return tuple(name for name in guideline.facts if name.startswith(f"{fact.name}_"))
        case "truth" if fact.name.endswith(DONE):
            said = set(WORD.findall(" ".join(rule.says.prose).lower()))
            others = (one.name for one in guideline.facts.values() if one.type == "number")
            return (fact.name, *(name for name in others if name in said))
        case "number":
            return (fact.name,)
        case _:
            return ()
