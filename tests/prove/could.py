"""What a condition could come to for many patients at once: true, false, unknown, or some of these.

A box is a set of patients: for each variable the classes of values that it may still have, as bits.
A node says what it could come to for the patients of a box. It may say too much, since it takes its
parts for independent; it never says too little. Of a box with one class each it says just one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.prove.flat import Candidate

TRUE, FALSE, UNKNOWN = 1, 2, 4
ANY: Final = TRUE | FALSE | UNKNOWN
SINGLE: Final = frozenset({TRUE, FALSE, UNKNOWN})
NOT: Final = {bits: bits & 4 | (bits & 1) << 1 | (bits & 2) >> 1 for bits in range(8)}

Box = list[int]
Memo = dict["Node", int]


class Node:
    """A condition; ``reads`` holds a bit for each variable on which it hangs."""

    __slots__ = ("reads",)
    reads: int

    def found(self, box: Box, memo: Memo) -> int:
        """Return what it could come to."""
        raise NotImplementedError

    def open(self, box: Box, memo: Memo) -> list[Leaf]:
        """Return the leaves that leave it open."""
        raise NotImplementedError

    def why(self, never: int, box: Box, memo: Memo) -> int:
        """Return variables, as bits, that by themselves keep it from coming to any of these."""
        raise NotImplementedError


def could(node: Node, box: Box, memo: Memo) -> int:
    """Return what a node could come to; each is worked out once for a box."""
    bits = memo.get(node)
    if bits is None:
        bits = node.found(box, memo)
        memo[node] = bits
    return bits


def left_open(nodes: Iterable[Node], box: Box, memo: Memo) -> list[Leaf]:
    """Return the leaves that leave some nodes open."""
    return [
        leaf
        for node in nodes
        if could(node, box, memo) not in SINGLE
        for leaf in node.open(box, memo)
    ]


def excluded(nodes: Iterable[Node], box: Box, memo: Memo) -> int:
    """Return the variables that keep some nodes from what they cannot come to."""
    every = 0
    for node in nodes:
        every |= node.why(ANY & ~could(node, box, memo), box, memo)
    return every


def reads_of(nodes: Iterable[Node]) -> int:
    every = 0
    for node in nodes:
        every |= node.reads
    return every


class Constant(Node):
    """The same for everybody."""

    __slots__ = ("bits",)

    def __init__(self, bits: int) -> None:
        """Take what it comes to."""
        self.reads, self.bits = 0, bits

    def found(self, box: Box, memo: Memo) -> int:  # noqa: ARG002 - as all nodes
        """Return it."""
        return self.bits

    def open(self, box: Box, memo: Memo) -> list[Leaf]:  # noqa: ARG002 - as all nodes
        """Return nothing: it is settled."""
        return []

    def why(self, never: int, box: Box, memo: Memo) -> int:  # noqa: ARG002 - as all nodes
        """Return no variable."""
        return 0


class Leaf(Node):
    """A question to one variable; ``masks`` holds the classes for which it is true, false, open.

    ``answer`` gives, for a value of the variable, what the question comes to.
    """

    __slots__ = ("answer", "masks", "variable")

    def __init__(self, variable: int, answer: Callable[[Candidate], int]) -> None:
        """Take the number of the variable, and the question."""
        self.reads, self.variable, self.answer = 1 << variable, variable, answer
        self.masks: tuple[int, int, int] = (0, 0, 0)

    def found(self, box: Box, memo: Memo) -> int:  # noqa: ARG002 - as all nodes
        """Return what it comes to for one class or another."""
        left, (true, false, unknown) = box[self.variable], self.masks
        return (
            (TRUE if left & true else 0)
            | (FALSE if left & false else 0)
            | (UNKNOWN if left & unknown else 0)
        )

    def open(self, box: Box, memo: Memo) -> list[Leaf]:  # noqa: ARG002 - as all nodes
        """Return itself."""
        return [self]

    def why(self, never: int, box: Box, memo: Memo) -> int:  # noqa: ARG002 - as all nodes
        """Return its variable."""
        return self.reads if never else 0


class All(Node):
    """All parts: false where one is false, else unknown where one is unknown."""

    __slots__ = ("parts",)

    def __init__(self, parts: Iterable[Node]) -> None:
        """Take the parts; the plainest is asked first."""
        self.parts = tuple(sorted(parts, key=lambda one: one.reads.bit_count()))
        self.reads = reads_of(self.parts)

    def found(self, box: Box, memo: Memo) -> int:
        """Return it from what each part could be."""
        bits = TRUE
        for part in self.parts:
            one = could(part, box, memo)
            if one == FALSE:
                return FALSE
            bits = BOTH[bits][one]
        return bits

    def open(self, box: Box, memo: Memo) -> list[Leaf]:
        """Return an open leaf of the first open part."""
        return left_open(self.parts, box, memo)

    def why(self, never: int, box: Box, memo: Memo) -> int:
        """Return what keeps one part from being true, or all parts from being otherwise."""
        reasons = 0
        if never & TRUE:
            part = next(one for one in self.parts if not could(one, box, memo) & TRUE)
            reasons |= part.why(TRUE, box, memo)
        false = next((one for one in self.parts if could(one, box, memo) == FALSE), None)
        if never & UNKNOWN and false is not None:
            reasons |= false.why(TRUE | UNKNOWN, box, memo)
            never &= ~UNKNOWN
        for part in self.parts if never & ~TRUE else ():
            reasons |= part.why(never & ~TRUE & ~could(part, box, memo), box, memo)
        return reasons


def _both(one: int, other: int) -> int:
    """Return what two together could be."""
    true = one & other & TRUE
    false = (one | other) & FALSE
    weak = (one | other) & UNKNOWN and one & (TRUE | UNKNOWN) and other & (TRUE | UNKNOWN)
    return true | false | (UNKNOWN if weak else 0)


BOTH: Final = [[_both(one, other) for other in range(8)] for one in range(8)]


class Opposite(Node):
    """Not the part."""

    __slots__ = ("part",)

    def __init__(self, part: Node) -> None:
        """Take the part."""
        self.reads, self.part = part.reads, part

    def found(self, box: Box, memo: Memo) -> int:
        """Return true for false and false for true."""
        return NOT[could(self.part, box, memo)]

    def open(self, box: Box, memo: Memo) -> list[Leaf]:
        """Return an open leaf of the part."""
        return self.part.open(box, memo)

    def why(self, never: int, box: Box, memo: Memo) -> int:
        """Return what keeps the part from the opposite."""
        return self.part.why(NOT[never], box, memo)


def some(parts: Iterable[Node]) -> Node:
    """Return that one of some parts is so."""
    return Opposite(All(Opposite(part) for part in parts))


class Is(Node):
    """Whether a part is one of these: true or false, and never unknown."""

    __slots__ = ("part", "wanted")

    def __init__(self, part: Node, wanted: int) -> None:
        """Take the part, and what it is asked to be."""
        self.reads, self.part, self.wanted = part.reads, part, wanted

    def found(self, box: Box, memo: Memo) -> int:
        """Return whether the part could be, and could be otherwise."""
        bits = could(self.part, box, memo)
        return (TRUE if bits & self.wanted else 0) | (FALSE if bits & ~self.wanted else 0)

    def open(self, box: Box, memo: Memo) -> list[Leaf]:
        """Return an open leaf of the part."""
        return self.part.open(box, memo)

    def why(self, never: int, box: Box, memo: Memo) -> int:
        """Return what keeps the part from what is asked, or from all else."""
        kept = (self.wanted if never & TRUE else 0) | (ANY & ~self.wanted if never & FALSE else 0)
        return self.part.why(kept, box, memo)


def demands(part: Node, wanted: int) -> list[Node]:
    """Return what must be so for a part to be one of these, in as many pieces as can be."""
    if isinstance(part, Opposite):
        return demands(part.part, NOT[wanted])
    if isinstance(part, All) and wanted == TRUE:
        return [each for one in part.parts for each in demands(one, TRUE)]
    return [Is(part, wanted)]
