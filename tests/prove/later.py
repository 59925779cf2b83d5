"""Patients at two times: what is known stays, and more may be known, or doubted, later.

What reads only facts that stay as they are is one variable, the same at both times.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.prove.space import Space
from tests.prove.values import DOUBTED, as_told
from whitlow.language import Truth

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable

    from tests.prove.could import Node
    from tests.prove.flat import Candidate, Numbers
    from whitlow.language import Expr, Value

__all__ = ["Later"]


class Later(Space):
    """The patients at two times whom some conditions tell apart."""

    def __init__(self, numbers: Numbers, same: Collection[str]) -> None:
        """Take the facts that are later just as they were before."""
        super().__init__(numbers)
        self.same: Final = frozenset(same)

    def candidates(self, key: Hashable) -> Iterable[Candidate]:
        """Return what a variable may be before and later."""
        match key:
            case ("fact", str(name)):
                every: tuple[Value, ...] = (
                    None,
                    DOUBTED,
                    *self.values.of(self.guideline.facts[name]),
                )
                yield from ((one, one) for one in every)
                if name not in self.same:
                    told = ((before, later) for before in (None, DOUBTED) for later in every)
                    yield from (pair for pair in told if pair[0] != pair[1])
            case _:
                yield from super().candidates(key)

    def truth(self, expr: Expr, time: int = 0) -> Node:
        """Return a truth; one that reads only what stays is the same at both times."""
        if not isinstance(expr, Truth) and self.numbers.facts_in(expr) <= self.same:
            return self.free(expr, "holds", as_told)
        return super().truth(expr, time)
