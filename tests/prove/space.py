"""The patients of one obligation: what its conditions ask, and the values that they tell apart.

It shares nothing with the prover but the nodes of the language. A number that is worked out is a
variable of its own, free of the facts behind it but for whether it is known, and so is a formula or
grade that is taken whole. That is more patients than there are: where none of them breaks an
obligation no patient does.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from math import prod
from typing import TYPE_CHECKING, Final

from tests.prove.could import FALSE, TRUE, UNKNOWN, All, Constant, Is, Leaf, Node, Opposite, some
from tests.prove.flat import Flat, Split
from tests.prove.naive import Naive
from tests.prove.values import DOUBTED, SIGNS, Values, Variable, as_told, bit
from tests.prove.ways import Absent, Either, Reached, WhereKnown
from whitlow.language import (
    And,
    Compare,
    If,
    In,
    IsNull,
    Name,
    Not,
    Or,
    Overlaps,
    Set,
    Text,
    Truth,
    names_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable

    from tests.prove.could import Box
    from tests.prove.flat import Candidate, Numbers, Tree
    from whitlow.guideline import Guideline
    from whitlow.language import Expr, Value


class Space:
    """The patients whom some conditions of a guideline tell apart."""

    def __init__(self, numbers: Numbers, whole: Collection[str] = ()) -> None:
        """Take the formulas and grades that are taken for free, whatever they read."""
        self.numbers: Final = numbers
        self.guideline: Final[Guideline] = numbers.guideline
        self.whole: Final = frozenset(whole)
        self.variables: Final[list[Variable]] = []
        self._naive: Final = Naive(self.guideline, {}, frozenset())
        self._places: Final[dict[Hashable, int]] = {}
        self._leaves: Final[dict[Hashable, Leaf]] = {}
        self._nodes: Final[dict[Hashable, Node]] = {}
        self.values: Final = Values(numbers)

    # --- variables ------------------------------------------------------------------------------

    def _place(self, key: Hashable) -> int:
        """Return the number of a variable."""
        if key not in self._places:
            self._places[key] = len(self.variables)
            self.variables.append(Variable(key))
        return self._places[key]

    def leaf(self, key: Hashable, ask: Hashable, answer: Callable[..., int]) -> Leaf:
        """Return a question to a variable, the same each time."""
        if (key, ask) not in self._leaves:
            leaf = Leaf(self._place(key), answer)
            self._leaves[key, ask] = leaf
            self.variables[leaf.variable].leaves.append(leaf)
        return self._leaves[key, ask]

    def fact(self, name: str, time: int, ask: Hashable, answer: Callable[[Value], int]) -> Leaf:
        """Return a question to a fact; of one that is unknown or doubted ``answer`` knows too."""
        return self.leaf(("fact", name), (ask, time), lambda one: answer(one[time]))

    def _value(self, name: str, time: int, ask: Hashable, answer: Callable[..., bool]) -> Leaf:
        """Return a question to the value of a fact: unknown where that is."""
        return self.fact(
            name,
            time,
            ask,
            lambda one: UNKNOWN if one in {None, DOUBTED} else bit(answer(one)),
        )

    def settled(self) -> None:
        """Give every variable its values, now that all is asked."""
        for variable in self.variables:
            variable.take(self.candidates(variable.key))

    @property
    def everybody(self) -> Box:
        """The box of all patients."""
        return [(1 << len(each.classes)) - 1 for each in self.variables]

    def size(self, box: Box) -> int:
        """Return how many patients are in a box: in how many ways their values go together."""
        return prod(
            sum(len(one) for place, one in enumerate(each.classes) if left >> place & 1)
            for left, each in zip(box, self.variables, strict=True)
        )

    def candidates(self, key: Hashable) -> Iterable[Candidate]:
        """Return the values of a variable; of a fact that it is unknown or doubted among them."""
        match key:
            case ("fact", str(name)):
                every = (None, DOUBTED, *self.values.of(self.guideline.facts[name]))
                return ((one,) for one in every)
            case ("number", Flat() as flat):
                return ((one,) for one in self.values.reached(flat))
            case ("order", *_):
                return ((Fraction(sign),) for sign in (-1, 0, 1))
            case ("free", str(name)):
                return ((one,) for one in self.values.possible(name))
            case ("free", _):
                return ((None,), (True,), (False,))
            case _:
                return ((True,), (False,))

    # --- truths ---------------------------------------------------------------------------------

    def truth(self, expr: Expr, time: int = 0) -> Node:
        """Return a truth of the patient, earlier or later; the same node each time."""
        key = (self.numbers.alike(expr), time)
        if key not in self._nodes:
            self._nodes[key] = self._truth(expr, time)
        return self._nodes[key]

    def _truth(self, expr: Expr, time: int) -> Node:
        deeper = partial(self.truth, time=time)
        match expr:
            case Truth(value):
                return Constant(bit(value))
            case Name(name) if name in self.whole:
                return self.free(name, "holds", as_told)
            case Name(name) if name in self.guideline.formulas:
                return deeper(self.guideline.formulas[name].condition.compiled)
            case Name(name):
                return self._value(name, time, "holds", bool)
            case Not(part):
                return Opposite(deeper(part))
            case And(parts):
                return All(map(deeper, parts))
            case Or(parts):
                return some(map(deeper, parts))
            case If(condition, then, otherwise):
                return Either(*map(deeper, (condition, then, otherwise)), untold=UNKNOWN)
            case IsNull(part, negated):
                return self._absent(part, time, FALSE if negated else TRUE)
            case In(Text(word), Name(name)):
                return self._holds(name, time, frozenset((word,)))
            case In(item, Set(items)):
                return self._among(item, time, frozenset(one.value for one in items))
            case Overlaps(Name(name), Set(items)):
                return self._holds(name, time, frozenset(one.value for one in items))
            case Overlaps(Name(name), Text(group)):
                return self._holds(name, time, self.guideline.members[group])
            case Compare(sign, left, right) if self._naive.kind(left) == "number":
                trees = (self._tree(left), self._tree(right))
                return self._compared(sign, *trees, time=time)
            case Compare(sign, left, Text(word)):
                same = self._among(left, time, frozenset((word,)))
                return Opposite(same) if sign == "!=" else same
            case _:  # two choices, neither of them written out
                return self.free((expr, time), "holds", as_told)

    def _holds(self, name: str, time: int, words: frozenset[str]) -> Node:
        self.values.asked.setdefault(name, {})[words] = None
        return self._value(name, time, words, lambda one: not words.isdisjoint(one))

    def _among(self, item: Expr, time: int, words: frozenset[str]) -> Node:
        """Return whether a choice is one of some."""
        match item:
            case Text(word):
                return Constant(bit(word in words))
            case Name(name) if name in self.whole:
                return self._among_free(name, words)
            case If(condition, then, otherwise):
                ways = (self._among(way, time, words) for way in (then, otherwise))
                return Either(self.truth(condition, time), *ways, untold=UNKNOWN)
            case Name(name) if name in self.guideline.formulas:
                return self._among(self.guideline.formulas[name].condition.compiled, time, words)
            case Name(name) if name in self.guideline.grades:
                levels = self.guideline.grades[name].levels
                nodes = tuple(self.truth(level.when.compiled, time) for level in levels)
                return Reached(nodes, tuple(level.name in words for level in levels))
            case Name(name):
                return self._value(name, time, words, words.__contains__)
            case _:
                raise AssertionError(item)

    def _among_free(self, name: str, words: frozenset[str]) -> Node:
        """Return whether a choice or grade that is taken for free is one of some."""

        def answer(possible: frozenset[str] | None) -> int:
            if possible is None:
                return UNKNOWN
            inside = {one in words for one in possible}
            return UNKNOWN if len(inside) > 1 else bit(True in inside)

        return self.free(name, words, answer)

    def free(self, key: Hashable, ask: Hashable, answer: Callable[..., int]) -> Leaf:
        """Return a question to something that is taken for free, the same at all times."""
        return self.leaf(("free", key), ask, lambda one: answer(one[0]))

    # --- numbers --------------------------------------------------------------------------------

    def _tree(self, expr: Expr) -> Tree:
        return self.numbers.tree(expr, self.whole)

    def _compared(self, sign: str, left: Tree, right: Tree, *, time: int) -> Node:
        for one, ways in ((left, (lambda way: (way, right))), (right, (lambda way: (left, way)))):
            if isinstance(one, Split):
                then, otherwise = (
                    self._compared(sign, *ways(way), time=time) for way in (one.then, one.otherwise)
                )
                return Either(self.truth(one.condition, time), then, otherwise, untold=UNKNOWN)
        assert isinstance(left, Flat)
        assert isinstance(right, Flat)
        holds = SIGNS[sign]
        if right.sign != "literal":
            known = All((self._known(left, time), self._known(right, time)))
            key, at = ("order", left, right), Fraction(0)
            return WhereKnown(known, self.leaf(key, sign, lambda one: bit(holds(one[0], at))))
        at = right.number
        if left.sign == "fact":
            self.values.edges.setdefault(left.name, set()).add(at)
            return self._value(left.name, time, (sign, at), lambda one: holds(one, at))
        self.values.edges.setdefault(left, set()).add(at)
        leaf = self.leaf(("number", left), (sign, at), lambda one: bit(holds(one[0], at)))
        return WhereKnown(self._known(left, time), leaf)

    def _known(self, flat: Flat, time: int) -> Node:
        """Return whether a number is known: all its facts are, and no part of it lacks a value."""
        return All(
            [
                *(self._told(name, time) for name in sorted(flat.facts)),
                *(
                    self.leaf(("given", part), "given", lambda one: bit(bool(one[0])))
                    for part in flat.everything
                    if self.numbers.may_lack(part)
                ),
            ]
        )

    def _told(self, name: str, time: int) -> Node:
        return self.fact(name, time, "told", lambda one: bit(one not in {None, DOUBTED}))

    # --- what is unknown ------------------------------------------------------------------------

    def _absent(self, part: Expr, time: int, told: int) -> Node:
        facts = sorted({fact for name in names_in(part) for fact in self.numbers.reads(name)})
        doubts = [
            self.fact(name, time, "doubted", lambda one: bit(one == DOUBTED))
            for name in facts
            if name in self.guideline.facts
        ]
        return Absent(self.known(part, time), some(doubts), told)

    def known(self, part: Expr, time: int = 0) -> Node:
        """Return whether the value of anything is known."""
        kind = self._naive.kind(part)
        if isinstance(part, Name) and part.name in self.whole and kind != "number":
            return self.free(part.name, "told", lambda one: bit(one is not None))
        if kind == "truth":
            return Is(self.truth(part, time), TRUE | FALSE)
        if kind == "number":
            return self._known_tree(self._tree(part), time)
        return self.choice_known(part, time)

    def choice_known(self, part: Expr, time: int) -> Node:
        """Return whether a choice, a grade or a set is known."""
        match part:
            case If(condition, then, otherwise):
                ways = (self.known(way, time) for way in (then, otherwise))
                return Either(self.truth(condition, time), *ways, untold=FALSE)
            case Name(name) if name in self.guideline.formulas:
                return self.known(self.guideline.formulas[name].condition.compiled, time)
            case Name(name) if name in self.guideline.grades:
                levels = self.guideline.grades[name].levels
                return some(Is(self.truth(one.when.compiled, time), TRUE) for one in levels)
            case Name(name):
                return self._told(name, time)
            case _:
                return Constant(TRUE)

    def _known_tree(self, part: Tree, time: int) -> Node:
        if isinstance(part, Flat):
            return self._known(part, time)
        ways = (self._known_tree(way, time) for way in (part.then, part.otherwise))
        return Either(self.truth(part.condition, time), *ways, untold=FALSE)
