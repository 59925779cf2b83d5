"""The values that tell patients apart: each choice and set, each edge and what is beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from operator import eq, ge, gt, le, lt, ne
from typing import TYPE_CHECKING, Final

from tests.prove.could import FALSE, TRUE, UNKNOWN
from tests.prove.flat import LAST_PLACE, beside
from whitlow.language import ChoiceType

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from tests.prove.could import Leaf
    from tests.prove.flat import Candidate, Flat, Numbers
    from whitlow.guideline import Fact
    from whitlow.language import Value


USUAL: Final = tuple(map(Fraction, (0, 1, 2, 5, 10, 28, 40, 70, 100, 170, 500)))
DOUBTED: Final = "given and not believed"

SIGNS: Final = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


def bit(found: bool) -> int:
    """Return a truth as a bit."""
    return TRUE if found else FALSE


def as_told(found: bool | None) -> int:
    """Return a truth, or that it is unknown, as a bit."""
    return UNKNOWN if found is None else bit(found)


@dataclass
class Variable:
    """A fact or a number worked out: its values in classes that no question tells apart."""

    key: Hashable
    leaves: list[Leaf] = field(default_factory=list)
    classes: tuple[tuple[Candidate, ...], ...] = ()

    def take(self, candidates: Iterable[Candidate]) -> None:
        """Sort values into classes by what each question comes to for them."""
        alike: dict[tuple[int, ...], list[Candidate]] = {}
        for one in candidates:
            alike.setdefault(tuple(leaf.answer(one) for leaf in self.leaves), []).append(one)
        self.classes = tuple(map(tuple, alike.values()))
        for index, leaf in enumerate(self.leaves):
            bits = [answers[index] for answers in alike]
            leaf.masks = (_mask(bits, TRUE), _mask(bits, FALSE), _mask(bits, UNKNOWN))


def _mask(bits: list[int], wanted: int) -> int:
    return sum(1 << place for place, one in enumerate(bits) if one == wanted)


class Values:
    """The values of the facts and numbers of one guideline, by what is asked of them."""

    def __init__(self, numbers: Numbers) -> None:
        """Begin with nothing asked."""
        self.numbers: Final = numbers
        self.guideline: Final = numbers.guideline
        self.edges: Final[dict[str | Flat, set[Fraction]]] = {}
        self.asked: Final[dict[str, dict[frozenset[str], None]]] = {}

    def of(self, fact: Fact) -> Iterator[Value]:
        """Yield the values of a fact that are told apart, and more."""
        match fact.type:
            case "truth":
                yield from (True, False)
            case "choice":
                yield from fact.options or ()
            case "set":
                yield from self._sets(fact.name)
            case "number":
                edges = self.edges.get(fact.name, set())
                step = Fraction(1) if fact.whole else LAST_PLACE
                if fact.range is not None:
                    edges = edges | {fact.range.low, fact.range.high or fact.range.low + 1}
                for one in {*beside(edges, step), *USUAL}:
                    inside = fact.range is None or one in fact.range
                    if inside and (not fact.whole or one.denominator == 1):
                        yield one
            case _:
                return

    def possible(self, name: str) -> Iterator[Value]:
        """Yield what a formula or grade taken for free could be; of a grade any levels together."""
        yield None
        if name in self.guideline.grades:
            levels = [level.name for level in self.guideline.grades[name].levels]
            for size in range(1, len(levels) + 1):
                yield from map(frozenset, combinations(levels, size))
            return
        match self.guideline.formulas[name].type:
            case ChoiceType(options):
                yield from (frozenset((option,)) for option in options)
            case _:
                yield from (True, False)

    def _sets(self, name: str) -> Iterator[Value]:
        """Yield a set for each way in which the questions to it can be answered together."""
        asked = tuple(self.asked.get(name, ()))
        accepted = {*self.guideline.drugs, *self.guideline.variants}
        every = sorted(
            frozenset[str]().union(*asked),
            key=lambda word: (word in accepted, "@" not in word, word),
        )
        words = {tuple(word in one for one in asked): word for word in every}
        found: dict[tuple[bool, ...], frozenset[str]] = {(False,) * len(asked): frozenset()}
        for answers, word in words.items():
            for have, held in list(found.items()):
                both = tuple(map(max, have, answers))
                found.setdefault(both, held | {word})
        yield from found.values()

    def reached(self, flat: Flat) -> Iterator[Fraction]:
        """Yield every edge of a number that is worked out, and what is beside it."""
        low, high = self.numbers.span(flat)
        for one in beside(self.edges[flat] | {end for end in (low, high) if end is not None}):
            if (low is None or one >= low) and (high is None or one <= high):
                yield one
