"""This module lays out the whole condition of a rule, with the value of each of its nodes.

It refuses to decide anything: it asks the reading, which has decided already.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from whitlow.language import And, Levels, Not, Or, names_in, to_text, value
from whitlow.order import arithmetic_of
from whitlow.record import dataclass
from whitlow.sentence import fact_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.evaluate import Reading
    from whitlow.guideline import Condition
    from whitlow.language import Expr, Value

__all__ = ["Node", "condition_of", "tree"]

NodeValue = Literal["true", "false", "unknown", "value"]


@dataclass(frozen=True, slots=True)
class Node:
    """One line of a tree: how deep, the expression, what it came to, and from which values."""

    depth: int
    text: str
    value: NodeValue
    detail: str = ""


def tree(reading: Reading, rule: str) -> tuple[Node, ...]:
    """Return the tree of the condition behind an item of a plan, none where it has none.

    A formula or grade is followed where it first occurs.
    """
    condition = condition_of(reading, rule)
    if condition is None:
        return ()
    return tuple(_Tree(reading).lines(condition, 0))


def condition_of(reading: Reading, rule: str) -> Condition | None:
    """Return the condition of a rule, a law, or a level of a grade (``grade:level``)."""
    guideline = reading.guideline
    if rule in guideline.rules:
        return guideline.rules[rule].when
    if rule in guideline.laws:
        return guideline.laws[rule].when
    grade, _, wanted = rule.partition(":")
    levels = guideline.grades[grade].levels if grade in guideline.grades else ()
    return next((level.when for level in levels if level.name == wanted), None)


class _Tree:
    """The names followed so far, while one tree is laid out."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.followed: set[str] = set()

    def lines(self, condition: Condition, depth: int) -> Iterator[Node]:
        read = self.reading.expression(condition)
        yield from self.expression(condition.source, read, depth)

    def expression(self, written: Expr, compiled: Expr, depth: int) -> Iterator[Node]:
        """Yield an expression as it is written, with the value of what was compiled from it."""
        found = value(compiled, self.reading.known, self.reading.members)
        match written, compiled:
            case (And(parts), And(inner)) | (Or(parts), Or(inner)) if len(parts) == len(inner):
                word = "all of" if isinstance(written, And) else "any of"
                yield Node(depth, word, _kind(found))
                for part, same in zip(parts, inner, strict=True):
                    yield from self.expression(part, same, depth + 1)
            case Not(And() | Or() | Not() as part), Not(inner):
                yield Node(depth, "not", _kind(found))
                yield from self.expression(part, inner, depth + 1)
            case _:
                yield Node(depth, to_text(written), _kind(found), self.detail(written))
                for name in names_in(written):
                    yield from self.followed_name(name, depth + 1)

    def detail(self, written: Expr) -> str:
        """Return the values that an expression reads, each in words."""
        known = self.reading.known
        guideline = self.reading.guideline
        return ", ".join(
            f"{guideline.label(name)}: {fact_text(guideline, name, known(name))}"
            for name in names_in(written)
        )

    def followed_name(self, name: str, depth: int) -> Iterator[Node]:
        """Yield what stands behind a formula or grade, the first time it occurs."""
        guideline = self.reading.guideline
        if name in self.followed:
            return
        self.followed.add(name)
        if name in guideline.formulas:
            condition = guideline.formulas[name].condition
            if isinstance(self.reading.known(name), Fraction):
                sum_ = arithmetic_of(self.reading, name)
                yield Node(depth, f"{name} = {sum_}", "value")
                return
            yield Node(depth, f"{name}: {guideline.label(name)}", _kind(self.reading.known(name)))
            yield from self.lines(condition, depth + 1)
        elif name in guideline.grades:
            for level in reversed(guideline.grades[name].levels):
                holds = self.reading.holds(level.when)
                yield Node(depth, f"{name}, level {level.label}", _kind(holds))
                yield from self.lines(level.when, depth + 1)
                if holds is True:
                    return


def _kind(found: Value) -> NodeValue:
    match found:
        case True:
            return "true"
        case False:
            return "false"
        case None:
            return "unknown"
        case Levels(possible) if len(possible) > 1:
            return "unknown"
        case _:
            return "value"
