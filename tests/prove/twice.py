"""What a condition could come to before and later together, for all patients of a box.

To read it once before and once later says less: it forgets that what is known stays.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from tests.prove.could import FALSE, SINGLE, TRUE, UNKNOWN, All, Is, Leaf, Opposite, could
from tests.prove.ways import Absent, Either, Reached, WhereKnown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.prove.could import Box, Node

Pairs = frozenset[tuple[int, int]]
"""What a condition comes to before and later, each way in which that could be."""
Kept = dict[tuple["Node", "Node"], Pairs]

BITS: Final = (TRUE, FALSE, UNKNOWN)


def together(before: Node, later: Node, box: Box, kept: Kept) -> Pairs:
    """Return what two readings of one condition could come to, of the same patients.

    As all readers of boxes it may say too much, and never too little.
    """
    found = kept.get((before, later))
    if found is None:
        found = _together(before, later, box, kept)
        kept[before, later] = found
    return found


def _together(before: Node, later: Node, box: Box, kept: Kept) -> Pairs:
    if before is later:
        return frozenset((one, one) for one in _bits(before, box))
    if isinstance(before, Leaf) and isinstance(later, Leaf) and before.variable == later.variable:
        left = box[before.variable]
        return frozenset(
            (one, other)
            for one, mask in zip(BITS, before.masks, strict=True)
            for other, after in zip(BITS, later.masks, strict=True)
            if left & mask & after
        )
    ours, theirs = parts(before), parts(later)
    if isinstance(before, Leaf) or type(before) is not type(later) or len(ours) != len(theirs):
        return frozenset(product(_bits(before, box), _bits(later, box)))
    pairs = [together(*each, box, kept) for each in zip(ours, theirs, strict=True)]
    if isinstance(before, All):
        return _all(pairs)
    return frozenset(
        (_of(before, [one for one, _ in way]), _of(later, [other for _, other in way]))
        for way in product(*pairs)
    )


def _bits(node: Node, box: Box) -> list[int]:
    bits = could(node, box, {})
    return [one for one in BITS if bits & one]


def _all(pairs: Iterable[Pairs]) -> Pairs:
    """Return what all parts come to, one after the other, so that there are never many ways."""
    ways = {(TRUE, TRUE)}
    for part in pairs:
        ways = {
            (_least(before, one), _least(later, other))
            for (before, later), (one, other) in product(ways, part)
        }
    return frozenset(ways)


def _least(one: int, other: int) -> int:
    return next(bit for bit in (FALSE, UNKNOWN, TRUE) if bit in {one, other})


def _of(node: Node, bits: list[int]) -> int:
    """Return what a condition comes to when each of its parts comes to one thing."""
    found = node.found([], dict(zip(parts(node), bits, strict=True)))
    assert found in SINGLE
    return found


def parts(node: Node) -> tuple[Node, ...]:
    """Return what a condition is made of."""
    match node:
        case All():
            return node.parts
        case Opposite() | Is():
            return (node.part,)
        case Either():
            return node.condition, node.then, node.otherwise
        case WhereKnown():
            return node.known, node.leaf
        case Reached():
            return node.levels
        case Absent():
            return node.known, node.doubted
        case _:
            return ()
