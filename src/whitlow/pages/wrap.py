"""This module breaks words with a tone into lines.

It refuses to part a number from its unit, or a citation from what it stands behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pages.blocks import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.pages.blocks import Tone, Words

__all__ = ["cut", "wrapped"]

LONGEST_UNIT: Final = 16
MORE: Final = "…"


def wrapped(words: Words, width: int) -> list[Words]:
    """Return words in lines of at most ``width`` signs; a longer word is cut.

    >>> from whitlow.pages.blocks import plain, said
    >>> [plain(line) for line in wrapped(said("give no more than 10 mg"), 16)]
    ['give no more', 'than 10 mg']
    """
    lines: list[list[Run]] = [[]]
    used = 0
    for token, size in _fitting(words, width):
        if used and used + 1 + size > width:
            lines.append([])
            used = 0
        if used:
            before, after = lines[-1][-1].tone, token[0].tone
            _add(lines[-1], " ", before if before == after else "plain")
            used += 1
        for run in token:
            _add(lines[-1], run.text, run.tone)
        used += size
    return [tuple(line) for line in lines]


def _add(line: list[Run], text: str, tone: Tone) -> None:
    """Add a text to a line; neighbours of one tone are one run."""
    if line and line[-1].tone == tone:
        line[-1] = Run(line[-1].text + text, tone)
    else:
        line.append(Run(text, tone))


def cut(words: Words, width: int) -> Words:
    """Return words on one line; where they are too long, the first run is cut.

    >>> from whitlow.pages.blocks import plain
    >>> plain(cut((Run("a long title"), Run(", 1999")), 14))
    'a long…, 1999'
    """
    over = _size(words) - width
    if over <= 0 or not words:
        return words
    first, *rest = words
    kept = first.text[: max(len(first.text) - over - 1, 0)].rstrip()
    return (Run(f"{kept}{MORE}", first.tone), *rest)


def _size(token: Sequence[Run]) -> int:
    return sum([len(run.text) for run in token])


def _fitting(words: Words, width: int) -> Iterator[tuple[Sequence[Run], int]]:
    """Yield what may not be parted with its size; what no line could hold is parted after all."""
    for token in _tokens(words):
        size = len(token[0].text) if len(token) == 1 else _size(token)
        if size <= width:
            yield token, size
            continue
        for run in token:
            text = run.text.strip()
            for start in range(0, len(text), width):
                piece = text[start : start + width]
                yield (Run(piece, run.tone),), len(piece)


def _tokens(words: Words) -> Iterator[list[Run]]:
    """Yield what may not be parted, across changes of tone."""
    token: list[Run] = []
    spaced = False
    for run in words:
        for index, part in enumerate(run.text.split(" ")):
            spaced = spaced or index > 0
            if not part:
                continue
            here = Run(part, run.tone)
            if token and spaced:
                if _holds(token[-1], here):
                    token.append(Run(" ", run.tone))
                else:
                    yield token
                    token = []
            token.append(here)
            spaced = False
    if token:
        yield token


def _holds(before: Run, after: Run) -> bool:
    """Whether two words may not be parted: a number and its unit, anything and its citation."""
    if after.tone == "cite":
        return True
    last = before.text[-1]
    number = last.isdigit() or (last == MORE and before.text[-2:-1].isdigit())
    return number and after.text[0].isalpha() and len(after.text) <= LONGEST_UNIT
