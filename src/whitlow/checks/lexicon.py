"""This module checks the lexicon: that each term leads to what exists, and no word to two things.

It refuses a term without words: nobody could ever write it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.errors import Fault
from whitlow.guideline import nearest
from whitlow.guideline.term import ASKING, TERM_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from whitlow.guideline import Guideline, Term

__all__ = ["CHECKS"]

GAP: Final = str.maketrans("-/", "  ")


def term_links(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each term that leads to what does not exist."""
    things = (*guideline.lexicon, *guideline.drugs, *guideline.groups)
    facts = guideline.facts.values()
    numbers = [fact.name for fact in facts if fact.type == "number"]
    read = [fact.name for fact in facts if fact.type in {"number", "choice", "refused"}]
    for term in guideline.lexicon.values():
        yield from _strangers(term, "is", term.parents, things)
        yield from _strangers(term, "suggests", term.suggests, things)
        yield from _strangers(term, "reads", term.reads, read)
        yield from _strangers(term, "since", term.since, numbers)
        yield from _strangers(term, "stands beside", term.beside, TERM_KINDS)
        yield from _values(guideline, term, "sets", term.sets)
        yield from _values(guideline, term, "when denied sets", term.denied)
        yield from _values(guideline, term, "when of the past sets", term.past)


def _values(
    guideline: Guideline, term: Term, what: str, given: Mapping[str, tuple[str, ...]]
) -> Iterator[Fault]:
    """Yield a fault for each fact that a term answers and is none, and for each such value."""
    yield from _strangers(term, what, given, guideline.facts)
    for name, values in given.items():
        fact = guideline.facts.get(name)
        if fact is not None and fact.options:
            yield from _strangers(term, f"{what} {name} to", values, (*fact.options, "none"))
        elif fact is not None and fact.type == "truth":
            yield from _strangers(term, f"{what} {name} to", values, ("true", "false"))


def _strangers(
    term: Term, what: str, names: Iterable[str], known: Iterable[str]
) -> Iterator[Fault]:
    every = tuple(known)
    for name in names:
        if name not in every:
            yield Fault(
                term.place,
                f"Term {term.id} {what} {name!r}, which does not exist.",
                "A word that leads nowhere is read and lost.",
                nearest(name, every) or "Name what exists.",
                "term-name",
            )


def term_words(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each term without words, and for each word that stands for two terms.

    What is read in a note and what a question asks for are two readings, and may share a word.
    """
    first: dict[tuple[bool, str], str] = {}
    for term in guideline.lexicon.values():
        if not (term.words or term.cased or term.together):
            yield Fault(
                term.place,
                f"Term {term.id} has no words.",
                "Nobody could ever write it.",
                "Write the words that people use for it.",
                "term-words",
            )
        for word in dict.fromkeys([*(_plain(each) for each in term.words), *term.cased]):
            other = first.setdefault((term.kind in ASKING, word), term.id)
            if other != term.id:
                yield Fault(
                    term.place,
                    f"The word {word!r} stands for {other} and for {term.id}.",
                    "A word with two meanings would be read as either.",
                    "Keep it with one of the two.",
                    "term-words",
                )


def _plain(word: str) -> str:
    return " ".join(word.casefold().translate(GAP).split())


CHECKS: Final = (term_links, term_words)
