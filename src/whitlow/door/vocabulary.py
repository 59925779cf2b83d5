"""This module knows how the names of a guideline may be written.

It refuses to choose between two meanings: a spelling stands for one name or for none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from whitlow.door.limits import CLOSE, LONGEST_GUESSED, LONGEST_SHOWN, LONGEST_WORD
from whitlow.errors import InputError, Problem
from whitlow.guideline import OnceFor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whitlow.guideline import Drug, Fact, Guideline

__all__ = [
    "NONE_WORDS",
    "UNKNOWN_WORDS",
    "Vocabulary",
    "cut",
    "key",
    "listed",
    "nearest",
    "shown",
    "vocabulary_of",
]

UNKNOWN_WORDS: Final = frozenset({"", "unknown", "not_known", "null", "~", "?", "n_a", "na", "unk"})
NONE_WORDS: Final = frozenset({"none", "no", "nil", "false", "nothing"})
_GAP: Final = re.compile(r"[\s_./-]+")
_LETTERS: Final = re.compile(r"[^a-z0-9]+")


def key(text: str) -> str:
    """Return a written name in the form in which names are compared.

    >>> key(" Body-Weight ")
    'body_weight'
    """
    return _GAP.sub("_", text.strip().lower()).strip("_")


def shown(text: str) -> str:
    r"""Return a value as a message shows it: on one line, quoted and not too long.

    >>> shown("seven\n  teen")
    "'seven teen'"
    """
    plain = " ".join(text.split())
    return repr(plain if len(plain) <= LONGEST_SHOWN else f"{plain[:LONGEST_SHOWN]}…")


def cut(text: str) -> str:
    """Return a value as a problem carries it: on one line and not too long."""
    return " ".join(text.split())[:LONGEST_WORD]


def listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence.

    >>> listed(["oral", "iv", "topical"])
    'oral, iv or topical'
    """
    found = list(words)
    return " or ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


def nearest(word: str, known: Mapping[str, str] | Sequence[str]) -> str:
    """Return `` Did you mean …?`` for what the nearest known spelling means, or nothing.

    >>> nearest("wieght", {"weight": "weight", "wt": "weight", "height": "height"})
    " Did you mean 'weight'?"
    """
    if len(word) > LONGEST_GUESSED:
        return ""
    from difflib import get_close_matches  # noqa: PLC0415 - only who mistypes needs it

    meant = known if isinstance(known, Mapping) else {name: name for name in known}
    close = get_close_matches(word, meant, n=1, cutoff=CLOSE)
    return f" Did you mean {meant[close[0]]!r}?" if close else ""


class Vocabulary:
    """The names of facts, drugs and classes of one guideline, with their other spellings."""

    def __init__(self, guideline: Guideline) -> None:
        """Index every spelling once."""
        self.guideline: Final = guideline
        self._facts: Final = _fact_names(guideline.facts.values())
        self._drugs: Final = _drug_names(guideline.drugs.values())
        self._classes: Final = {_bare(group): group for group in guideline.groups} | {
            _bare(group.label): name for name, group in guideline.groups.items()
        }

    def fact(self, written: str) -> Fact:
        """Return the fact that a written name means.

        Raises ``InputError`` for a name that is not known, that is computed, or that the
        guideline takes no value for; the sentence says what to give instead.
        """
        name = key(written)
        found = self._facts.get(name)
        if found is None:
            raise InputError(self._unknown_fact(name, written))
        fact = self.guideline.facts[found]
        if fact.type == "refused":
            message = f"{shown(written)} is not accepted. {fact.says}"
            raise InputError(Problem("refused_fact", message, field=fact.name))
        return fact

    def _unknown_fact(self, name: str, written: str) -> Problem:
        guideline = self.guideline
        if name in guideline.formulas or name in guideline.grades:
            message = (
                f"{shown(written)} is computed from other facts and is not accepted. "
                "Leave it out, and give the facts."
            )
            return Problem("refused_fact", message, field=name)
        guess = nearest(name, self._facts)
        message = f"{shown(written)} is not a fact that is known here.{guess or ' Leave it out.'}"
        return Problem("unknown_fact", message, field=name[:LONGEST_SHOWN])

    def drug(self, written: str) -> Drug | None:
        """Return the drug that a written name means, or None."""
        found = self._drugs.get(_bare(written))
        return None if found is None else self.guideline.drugs[found]

    def drug_class(self, written: str) -> str:
        """Return the class that a written name means, or nothing."""
        return self._classes.get(_bare(written), "")

    def near_drug(self, written: str) -> str:
        """Return a question for the nearest drug or class, or nothing."""
        names = [name for drug in self.guideline.drugs.values() for name in (drug.id, *drug.names)]
        lowered = {name.lower(): name for name in (*names, *self.guideline.groups)}
        return nearest(written.lower(), lowered)

    def substance(self, drug: Drug) -> str:
        """Return the substance that a product is made of in the end."""
        seen = {drug.id}
        while drug.substance in self.guideline.drugs and drug.substance not in seen:
            seen.add(drug.substance)
            drug = self.guideline.drugs[drug.substance]
        return drug.id

    def products(self, drug: Drug) -> tuple[Drug, ...]:
        """Return the products that are made of a drug."""
        return tuple(made for made in self.guideline.drugs.values() if made.substance == drug.id)


vocabulary_of: Final = OnceFor(Vocabulary)


def _bare(text: str) -> str:
    return _LETTERS.sub("", text.lower())


def _fact_names(facts: Iterable[Fact]) -> dict[str, str]:
    names: dict[str, str] = {}
    for fact in facts:
        for spelling, meant in (fact.synonyms or {}).items():
            if meant == fact.name:
                names.setdefault(key(spelling), fact.name)
    return names | {fact.name: fact.name for fact in facts}


def _drug_names(drugs: Iterable[Drug]) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for drug in drugs:
        for spelling in (drug.name, *drug.names):
            names.setdefault(_bare(spelling), drug.id)
    return names | {_bare(drug.id): drug.id for drug in drugs}
