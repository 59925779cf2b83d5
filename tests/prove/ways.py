"""Nodes in which the way goes one way or another: an ``if``, a number, a grade, an absence."""

from __future__ import annotations

from tests.prove.could import (
    FALSE,
    NOT,
    SINGLE,
    TRUE,
    UNKNOWN,
    Box,
    Leaf,
    Memo,
    Node,
    could,
    excluded,
    left_open,
    reads_of,
)


class Either(Node):
    """One of two, by a condition; where that is unknown, so much as is told."""

    __slots__ = ("condition", "otherwise", "then", "untold")

    def __init__(self, condition: Node, then: Node, otherwise: Node, *, untold: int) -> None:
        """Take the condition, both ways, and what an unknown condition gives."""
        self.condition, self.then, self.otherwise = condition, then, otherwise
        self.untold = untold
        self.reads = reads_of((condition, then, otherwise))

    def found(self, box: Box, memo: Memo) -> int:
        """Return what each way that could be gone gives."""
        way = could(self.condition, box, memo)
        bits = self.untold if way & UNKNOWN else 0
        if way & TRUE:
            bits |= could(self.then, box, memo)
        if way & FALSE:
            bits |= could(self.otherwise, box, memo)
        return bits

    def open(self, box: Box, memo: Memo) -> list[Leaf]:
        """Return an open leaf of the condition, or of the way that is gone."""
        way = could(self.condition, box, memo)
        if way not in SINGLE:
            return self.condition.open(box, memo)
        return (self.then if way == TRUE else self.otherwise).open(box, memo)

    def why(self, never: int, box: Box, memo: Memo) -> int:
        """Return, for each way, what keeps it from being gone or from leading there."""
        way, reasons = could(self.condition, box, memo), 0
        if self.untold & never:
            reasons |= self.condition.why(UNKNOWN, box, memo)
        for bit, part in ((TRUE, self.then), (FALSE, self.otherwise)):
            if not way & bit:
                reasons |= self.condition.why(bit, box, memo)
            else:
                reasons |= part.why(never, box, memo)
        return reasons


class WhereKnown(Node):
    """A question about a number that is worked out: unknown where the number is."""

    __slots__ = ("known", "leaf")

    def __init__(self, known: Node, leaf: Leaf) -> None:
        """Take whether the number is known, and the question."""
        self.known, self.leaf = known, leaf
        self.reads = reads_of((known, leaf))

    def found(self, box: Box, memo: Memo) -> int:
        """Return what the question could come to."""
        known = could(self.known, box, memo)
        return (UNKNOWN if known & FALSE else 0) | (
            could(self.leaf, box, memo) if known & TRUE else 0
        )

    def open(self, box: Box, memo: Memo) -> list[Leaf]:
        """Return first what leaves open whether the number is known."""
        return left_open((self.known, self.leaf), box, memo)

    def why(self, never: int, box: Box, memo: Memo) -> int:
        """Return what keeps the number known or unknown, and what the question then comes to."""
        reasons = self.known.why(FALSE, box, memo) if never & UNKNOWN else 0
        if never & (TRUE | FALSE):
            untold = not could(self.known, box, memo) & TRUE
            reasons |= self.known.why(TRUE, box, memo) if untold else self.leaf.reads
        return reasons


class Reached(Node):
    """Whether the highest level of a grade is one of some: by what each level could be."""

    __slots__ = ("inside", "levels")

    def __init__(self, levels: tuple[Node, ...], inside: tuple[bool, ...]) -> None:
        """Take the conditions of the levels, the lowest first, and which are asked for."""
        self.levels, self.inside = levels, inside
        self.reads = reads_of(levels)

    def found(self, box: Box, memo: Memo) -> int:
        """Go down from the highest level, with every way in which those above could be open."""
        bits, ways = 0, {0}
        for level, inside in zip(reversed(self.levels), reversed(self.inside), strict=True):
            mark, here = (TRUE if inside else FALSE), could(level, box, memo)
            if here & TRUE:
                for way in ways:
                    seen = way | mark
                    bits |= UNKNOWN if seen == TRUE | FALSE else seen
            ways = {
                *(ways if here & FALSE else ()),
                *({way | mark for way in ways} if here & UNKNOWN else ()),
            }
        return bits | (UNKNOWN if ways else 0)

    def open(self, box: Box, memo: Memo) -> list[Leaf]:
        """Return an open leaf of the highest level that is open."""
        return left_open(reversed(self.levels), box, memo)

    def why(self, never: int, box: Box, memo: Memo) -> int:
        """Return what keeps each level from what it cannot come to."""
        return excluded(self.levels, box, memo) if never else 0


class Absent(Node):
    """Whether something is unknown; where a fact behind it is doubted nobody knows."""

    __slots__ = ("doubted", "known", "told")

    def __init__(self, known: Node, doubted: Node, told: int) -> None:
        """Take whether it is known, whether a doubt is behind, and what absence comes to."""
        self.known, self.doubted, self.told = known, doubted, told
        self.reads = reads_of((known, doubted))

    def found(self, box: Box, memo: Memo) -> int:
        """Return unknown for a doubt, and otherwise whether it is known."""
        doubted, known = could(self.doubted, box, memo), could(self.known, box, memo)
        bits = UNKNOWN if doubted & TRUE else 0
        if doubted & FALSE:
            bits |= NOT[self.told] if known & TRUE else 0
            bits |= self.told if known & FALSE else 0
        return bits

    def open(self, box: Box, memo: Memo) -> list[Leaf]:
        """Return an open leaf of either."""
        return left_open((self.doubted, self.known), box, memo)

    def why(self, never: int, box: Box, memo: Memo) -> int:
        """Return what keeps the parts from what they cannot come to."""
        return excluded((self.known, self.doubted), box, memo) if never else 0
