"""This module finds the boxes of forms, and which words stand behind one that is ticked or empty.

It refuses to take an empty box for a no: it may not have been asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from whitlow.intake.tokens import Token

__all__ = ["boxed"]

EMPTY: Final = "an empty box"
FORM: Final = "a form with boxes"
TICKS: Final = words("x ✓ ✔ √ × ✗ ✘")
SIGNS: Final = {"☐": False, "□": False, "☑": True, "☒": True, "✅": True, "■": True}
OPENING: Final = {"[": "]", "(": ")"}
ANSWERS: Final = words(
    "yes no y n pos neg positive negative + - nil none normal abnormal present absent nad unknown"
)


class _Box(NamedTuple):
    """A box: its first token, the one behind it, and whether it is ticked."""

    first: int
    last: int
    ticked: bool


def boxed(tokens: Sequence[Token]) -> Mapping[int, str]:
    """Return the doubt of each token that belongs to a box; those of a ticked box have none."""
    found: dict[int, str] = {}
    line: list[_Box] = []
    start = at = 0
    while at < len(tokens):
        if tokens[at].line and at > start:
            found.update(_of_line(tokens, line, start, at))
            line, start = [], at
        token = tokens[at]
        box = _box_at(tokens, at) if token.low in OPENING or token.text in SIGNS else None
        if box is None:
            at += 1
            continue
        line.append(box)
        at = box.last
    found.update(_of_line(tokens, line, start, len(tokens)))
    return found


def _box_at(tokens: Sequence[Token], at: int) -> _Box | None:
    low = tokens[at].low
    if tokens[at].text in SIGNS:
        return _Box(at, at + 1, SIGNS[tokens[at].text])
    closing = OPENING.get(low)
    if closing is None or at + 1 >= len(tokens):
        return None
    if tokens[at + 1].low == closing and not tokens[at + 1].line:
        return _Box(at, at + 2, ticked=False)
    marked = at + 2 < len(tokens) and tokens[at + 1].low in TICKS and tokens[at + 2].low == closing
    return _Box(at, at + 3, ticked=True) if marked else None


def _of_line(
    tokens: Sequence[Token], boxes: Sequence[_Box], start: int, end: int
) -> Iterator[tuple[int, str]]:
    """Yield the doubts of a line: all of it, unless each box stands before what it is of."""
    if not boxes:
        return
    head = [token.low for token in tokens[start : boxes[0].first]]
    items = [
        (box, range(box.last, after.first if after is not None else end))
        for box, after in zip(boxes, [*boxes[1:], None], strict=True)
    ]
    led = not head or head[-1] in {":", "-", "*", "•"}
    plain = led and all(_is_item(tokens, item) for _, item in items)
    for at in () if plain else range(start, end):
        yield at, FORM
    for box, item in items if plain else ():
        yield from ((at, EMPTY) for at in item if not box.ticked)


def _is_item(tokens: Sequence[Token], item: range) -> bool:
    """Whether a box stands before a thing, and not before an answer to what was asked."""
    return bool(item) and tokens[item.start].low not in ANSWERS
