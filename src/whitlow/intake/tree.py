"""This module puts the words of a guideline into a tree of tokens that is soon read back.

It refuses to hold a record: a word leads to the kind and the id of what it means.
"""

from __future__ import annotations

import marshal
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.guideline.term import ASKING
from whitlow.intake.tokens import tokens_of
from whitlow.kept import DIGEST, key_of, recalled, remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Fact, Guideline

__all__ = ["GAPS", "LONG", "End", "Node", "Tree", "shortened", "tree_of"]

End = tuple[str, str, tuple[str, ...]]
"""What a word means: the kind and id of a record, and how it is written where case counts."""

Node = tuple[dict[str, "Node"], list[End]]
"""A place in the tree: what may follow, and what ends there."""

GAPS: Final = frozenset("-/")
SHORTEST: Final = 3
"""A shorter synonym of a fact is a field of a form; in a sentence it means other things."""

LONG: Final = 8
"""A shorter word with a letter wrong may be another word."""

OTHER: Final = "other"
"""What stands for every other medicine is no word for one."""

SUFFIX: Final = ".words"
MOST_KEPT: Final = 8
SHAPED_BY: Final = (Path(__file__).resolve().parent,)


class Tree(NamedTuple):
    """Every word, from the root; and long names of drugs by what is left when a letter is gone."""

    root: Node
    near: dict[str, list[str]]


def tree_of(guideline: Guideline, *, asking: bool) -> Tree:
    """Return the words of a guideline, from the cache or built; raises nothing for a broken one."""
    kind = "asked" if asking else "read"
    name = f"{key_of(f'{guideline.hash} {kind} {marshal.version}', SHAPED_BY)}{SUFFIX}"
    data = recalled(name)
    if data is not None:
        try:
            root, near = marshal.loads(memoryview(data)[DIGEST:])  # noqa: S302 - our own bytes
            return Tree(root, near)
        except (ValueError, TypeError, EOFError):
            pass
    tree = Tree(({}, []), {})
    for word, end in _asked(guideline) if asking else _read(guideline):
        _add(tree.root, word, end)
    if not asking:
        _near(guideline, tree.near)
    remembered(name, marshal.dumps(tuple(tree)), most=MOST_KEPT)
    return tree


def _asked(guideline: Guideline) -> Iterator[tuple[str, End]]:
    """Yield the words with which people ask."""
    yield from _of_terms(guideline, asking=True)


def _read(guideline: Guideline) -> Iterator[tuple[str, End]]:
    """Yield the words that are read in a note; those of a term win over the names of a fact."""
    yield from _of_terms(guideline, asking=False)
    for name, drug in guideline.drugs.items():
        for word in () if name == OTHER else (drug.name, *drug.names, name):
            yield word, ("drug", name, ())
    for name, group in guideline.groups.items():
        for word in (name, group.label):
            yield word, ("class", name, ())
    for fact in guideline.facts.values():
        for word in _names(fact):
            yield word, ("fact", fact.name, ())


def _of_terms(guideline: Guideline, *, asking: bool) -> Iterator[tuple[str, End]]:
    for term in guideline.lexicon.values():
        if (term.kind in ASKING) is not asking:
            continue
        for word in term.words:
            yield word, ("term", term.id, ())
        for word in term.cased:
            yield word, ("term", term.id, tuple(piece for piece, _ in _pieces(word)))


def _names(fact: Fact) -> Iterator[str]:
    yield fact.name
    yield fact.label
    for word, meant in (fact.synonyms or {}).items():
        if meant == fact.name and len(word) >= SHORTEST:
            yield word


def _add(root: Node, word: str, end: End) -> None:
    node = root
    for _, low in _pieces(word):
        after = node[0].get(low)
        if after is None:
            after = node[0][low] = ({}, [])
        node = after
    known = [each[:2] for each in node[1]]
    if end[:2] not in known and not (end[0] == "fact" and known):
        node[1].append(end)


def _near(guideline: Guideline, near: dict[str, list[str]]) -> None:
    """Index the long names of drugs by what is left when one letter is gone."""
    for drug in guideline.drugs.values():
        for word in (drug.name, *drug.names):
            low = word.casefold()
            if low.isalpha() and len(low) >= LONG:
                for form in shortened(low):
                    drugs = near.setdefault(form, [])
                    if drug.id not in drugs:
                        drugs.append(drug.id)


def shortened(word: str) -> Iterator[str]:
    """Yield a word, and it without each of its letters."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _pieces(word: str) -> list[tuple[str, str]]:
    """Return the tokens of a word of the lexicon, each as written and in its plain form.

    Most are plain words with gaps between them, for which nothing needs to be taken apart.
    """
    text = word.replace("_", " ")
    if text.isascii() and text.replace(" ", "").isalpha():
        return [(piece, piece.lower()) for piece in text.split()]
    return [(each.text, each.low) for each in tokens_of(text) if each.low not in GAPS]
