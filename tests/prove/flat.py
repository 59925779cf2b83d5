"""Numbers worked out, with every ``if`` brought to the outside: sums and quotients of plain facts.

What such a number can be at most and at least is worked out from the ranges of its facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tests.prove.naive import Naive
from tests.prove.spans import clear_of_nought, span
from whitlow.language import (
    Arithmetic,
    Greatest,
    If,
    Least,
    Name,
    Negate,
    Number,
    Round,
    names_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.prove.spans import Span
    from whitlow.guideline import Guideline
    from whitlow.language import Expr, Value

Candidate = tuple["Value", ...]
"""A value of a variable; of a patient at two times the earlier and the later one."""
LAST_PLACE: Final = Fraction(1, 10**8)


@dataclass(frozen=True, eq=False)
class Flat:
    """A number without any ``if``: a literal, a fact, the column of a table, or of several.

    Two that are alike are one object.
    """

    sign: str
    parts: tuple[Flat, ...] = ()
    name: str = ""
    number: Fraction = Fraction(0)

    @cached_property
    def facts(self) -> frozenset[str]:
        """The facts that it is worked out from."""
        own = {self.name} if self.sign == "fact" else set[str]()
        return frozenset(own.union(*(part.facts for part in self.parts)))

    @property
    def everything(self) -> Iterator[Flat]:
        """It and all its parts."""
        yield self
        for part in self.parts:
            yield from part.everything


@dataclass(frozen=True, eq=False)
class Split:
    """One number or another, by a condition."""

    condition: Expr
    then: Tree
    otherwise: Tree


Tree = Flat | Split
Decided = tuple[tuple["Expr", bool], ...]


class Numbers:
    """The numbers of one guideline; each is brought into shape once."""

    def __init__(self, guideline: Guideline) -> None:
        """Begin with none."""
        self.guideline: Final = guideline
        self._reads: Final[dict[str, set[str]]] = {}
        self._flats: Final[dict[tuple[object, ...], Flat]] = {}
        self._ids: Final[dict[int, tuple[Expr, int]]] = {}
        self._alike: Final[dict[Expr, int]] = {}
        self._trees: Final[dict[tuple[int, frozenset[str]], Tree]] = {}
        self._spans: Final[dict[Flat, Span]] = {}
        self._lacks: Final[dict[Flat, bool]] = {}

    def reads(self, name: str) -> set[str]:
        """Return all that a name reads, however indirectly; each is followed once."""
        if name not in self._reads:
            self._reads[name] = Naive(self.guideline, {}, frozenset()).reads(name)
        return self._reads[name]

    def facts_in(self, expr: Expr) -> frozenset[str]:
        """Return the facts that an expression reads, however indirectly."""
        read = {one for name in names_in(expr) for one in self.reads(name)}
        return frozenset(read & self.guideline.facts.keys())

    def alike(self, expr: Expr) -> int:
        """Return a number that is the same for all expressions that are alike; hashing is slow."""
        kept = self._ids.get(id(expr))
        if kept is None:
            kept = (expr, self._alike.setdefault(expr, len(self._alike)))
            self._ids[id(expr)] = kept
        return kept[1]

    def flat(
        self,
        sign: str,
        parts: tuple[Flat, ...] = (),
        name: str = "",
        number: Fraction = Fraction(0),
    ) -> Flat:
        """Return a number, the same object each time."""
        key = (sign, parts, name, number)
        if key not in self._flats:
            self._flats[key] = Flat(sign, parts, name, number)
        return self._flats[key]

    def tree(self, expr: Expr, whole: frozenset[str] = frozenset()) -> Tree:
        """Return a number with every ``if`` outside; some formulas are numbers of their own."""
        key = (self.alike(expr), whole)
        if key not in self._trees:
            self._trees[key] = self._tree(expr, whole)
        return self._trees[key]

    def _tree(self, expr: Expr, whole: frozenset[str]) -> Tree:
        deeper, flat = partial(self.tree, whole=whole), self.flat
        formulas, tables = self.guideline.formulas, self.guideline.tables
        match expr:
            case Number(value):
                return flat("literal", number=value)
            case Name(name) if name in whole:
                return flat("formula", name=name)
            case Name(name) if name in formulas:
                return deeper(formulas[name].condition.compiled)
            case Name(name) if "." in name:
                over = tables[name.split(".", maxsplit=1)[0]].over
                return _of((deeper(Name(over)),), lambda at: flat("column", at, name))
            case Name(name):
                return flat("fact", name=name)
            case If(condition, then, otherwise):
                return Split(condition, deeper(then), deeper(otherwise))
            case Arithmetic(sign, left, right):
                return _of((deeper(left), deeper(right)), partial(flat, sign))
            case Negate(part):
                return _of((deeper(part),), partial(flat, "minus"))
            case Round(part, places):
                shift = Fraction(places)
                return _of((deeper(part),), lambda at: flat("round", at, number=shift))
            case Least(parts):
                return _of(tuple(map(deeper, parts)), partial(flat, "least"))
            case Greatest(parts):
                return _of(tuple(map(deeper, parts)), partial(flat, "greatest"))
            case _:
                raise AssertionError(expr)

    def span(self, flat: Flat) -> Span:
        """Return how far a number reaches, with each fact in its accepted range."""
        if flat not in self._spans:
            self._spans[flat] = span(self.guideline, flat, {})
        return self._spans[flat]

    def may_lack(self, flat: Flat) -> bool:
        """Whether a number may be unknown though its facts are known."""
        if flat not in self._lacks:
            self._lacks[flat] = self._may_lack(flat)
        return self._lacks[flat]

    def _may_lack(self, flat: Flat) -> bool:
        match flat.sign:
            case "formula":
                return True
            case "/":
                return not clear_of_nought(self.span(flat.parts[1]))
            case "column":
                return any(self._lacks_at(flat.name, at) for at in self._met(flat))
            case _:
                return False

    def _met(self, column: Flat) -> Iterator[Fraction]:
        """Yield every edge of a table that its number can reach, and what is beside it."""
        low, high = self.span(column.parts[0])
        rows = self.guideline.tables[column.name.split(".", maxsplit=1)[0]].rows
        ends = {end for row in rows for end in (row.band.low, row.band.high)} | {low, high}
        for at in beside(end for end in ends if end is not None):
            if (low is None or at >= low) and (high is None or at <= high):
                yield at

    def _lacks_at(self, name: str, at: Fraction) -> bool:
        table, column = name.split(".")
        rows = self.guideline.tables[table].rows
        return not any(column in row.cells and at in row.band for row in rows)


def _of(
    parts: tuple[Tree, ...], made: Callable[[tuple[Flat, ...]], Flat], decided: Decided = ()
) -> Tree:
    """Return a number of several, with the ``if`` of each brought outside; none is asked twice."""
    plain = tuple(_chosen(part, decided) for part in parts)
    for part in plain:
        if isinstance(part, Split):
            return Split(
                part.condition,
                _of(plain, made, (*decided, (part.condition, True))),
                _of(plain, made, (*decided, (part.condition, False))),
            )
    return made(tuple(part for part in plain if isinstance(part, Flat)))


def _chosen(part: Tree, decided: Decided) -> Tree:
    while isinstance(part, Split):
        condition = part.condition
        ways = [way for asked, way in decided if asked == condition]
        if not ways:
            break
        part = part.then if ways[0] else part.otherwise
    return part


def leaves(part: Tree) -> Iterator[Flat]:
    """Yield each number that a tree could be."""
    if isinstance(part, Flat):
        yield part
    else:
        yield from leaves(part.then)
        yield from leaves(part.otherwise)


def beside(edges: Iterable[Fraction], step: Fraction = LAST_PLACE) -> Iterator[Fraction]:
    """Yield each edge, what is next to it on both sides, and what is in the middle of two."""
    ordered = sorted(set(edges))
    found = {at for edge in ordered for at in (edge - step, edge, edge + step)}
    found |= {(one + other) / 2 for one, other in pairwise(ordered)}
    yield from sorted(found)
