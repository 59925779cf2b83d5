"""All patients of a space, box by box: none is left out, and many are looked at together.

A box in which nobody can break the obligation, whatever its patients still could be, is cleared;
one in which somebody could is cut along a question that is open. The pieces make up the box.
Where a piece is cleared for reasons other than that question, so are the pieces beside it.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Final

from tests.prove.could import FALSE, SINGLE, TRUE, could

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.prove.could import All, Box, Leaf, Memo, Node
    from tests.prove.space import Space

STOPPED: Final = None


class Search:
    """A search for patients of whom something is so, in no more boxes than so many.

    ``patients`` counts the ways in which the values of all variables go together, ``cleared`` those
    of them in whom it cannot be, ``met`` those in whom it is. Together they are all, at the end.
    """

    def __init__(self, space: Space, wanted: All, most: int, done: Callable[[Box], bool]) -> None:
        """Search; ``done`` is given each box of such patients, and says whether to stop."""
        self._weights: Final = [[len(one) for one in each.classes] for each in space.variables]
        self._full: Final = space.everybody
        self._wanted, self._most, self._done = wanted, most, done
        self._blame: Final[dict[Node, int]] = dict.fromkeys(wanted.parts, 1)
        self.boxes = self.cleared = self.met = 0
        self.patients: Final = self._size(self._full)
        self._looked(self._full, {})

    @property
    def complete(self) -> bool:
        """Whether each patient is in a box that was looked at to the end."""
        return self.cleared + self.met == self.patients

    def _looked(self, box: Box, memo: Memo) -> int | None:
        """Clear a box; return the variables that clear it, as bits, or nothing when stopped."""
        self.boxes += 1
        if self.boxes > self._most:
            return STOPPED
        bits = could(self._wanted, box, memo)
        if bits == FALSE:
            self.cleared += self._size(box)
            return self._reason(box, memo)
        if bits == TRUE:
            self.met += self._size(box)
            return STOPPED if self._done(box) else -1
        return self._cut(box, memo, self._next(box, memo))

    def _reason(self, box: Box, memo: Memo) -> int:
        part = next(one for one in self._wanted.parts if could(one, box, memo) == FALSE)
        self._blame[part] += 1
        return part.why(TRUE, box, memo)

    def _cut(self, box: Box, memo: Memo, leaf: Leaf) -> int | None:
        """Look at a box in pieces, by the answers to a question; what is settled is kept."""
        bit, left = 1 << leaf.variable, box[leaf.variable]
        kept = {node: bits for node, bits in memo.items() if bits in SINGLE or not node.reads & bit}
        reasons = 0 if left == self._full[leaf.variable] else bit
        for mask in leaf.masks:
            if not left & mask:
                continue
            piece = box.copy()
            piece[leaf.variable] = left & mask
            reason = self._looked(piece, dict(kept))
            left &= ~mask
            if reason is STOPPED:
                return STOPPED
            if not reason & bit:
                beside = box.copy()
                beside[leaf.variable] = left
                self.cleared += self._size(beside)
                return reason
            reasons |= reason & ~bit
        return reasons

    def _next(self, box: Box, memo: Memo) -> Leaf:
        """Return a question of the part with few variables open that has cleared many boxes."""
        best: list[Leaf] = []
        least = 0.0
        for part in self._wanted.parts:
            if could(part, box, memo) not in SINGLE:
                leaves = part.open(box, memo)
                count = len({leaf.variable for leaf in leaves}) / self._blame[part]
                if not best or count < least:
                    best, least = leaves, count
        return best[0]

    def _size(self, box: Box) -> int:
        return prod(
            sum(size for place, size in enumerate(sizes) if left >> place & 1)
            for left, sizes in zip(box, self._weights, strict=True)
        )
