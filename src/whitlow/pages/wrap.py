"""This module breaks words with a tone into lines.

It refuses to part a number from its unit, or a citation from what it stands behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pages.blocks import Run, Tone, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    for token in _tokens(words):
        for piece in _pieces(token, width):
            size = _size(piece)
            if used and used + 1 + size > width:
                lines.append([])
                used = 0
            if used:
                lines[-1].append(Run(" ", _space(lines[-1][-1], piece[0])))
                used += 1
            lines[-1].extend(piece)
            used += size
    return [_joined(line) for line in lines]


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


def _size(token: Words) -> int:
    return sum(len(run.text) for run in token)


def _space(before: Run, after: Run) -> Tone:
    return before.tone if before.tone == after.tone else "plain"


def _tokens(words: Words) -> Iterator[Words]:
    """Yield what may not be parted, across changes of tone."""
    token: list[Run] = []
    spaced = False
    for run in words:
        for index, part in enumerate(run.text.split(" ")):
            spaced = spaced or index > 0
            if not part:
                continue
            if token and spaced and not _holds(token[-1], Run(part, run.tone)):
                yield tuple(token)
                token = []
            if token and spaced:
                token.append(Run(" ", run.tone))
            token.append(Run(part, run.tone))
            spaced = False
    if token:
        yield tuple(token)


def _holds(before: Run, after: Run) -> bool:
    """Whether two words may not be parted: a number and its unit, anything and its citation."""
    if after.tone == "cite":
        return True
    number = before.text.rstrip(MORE)[-1:].isdigit()
    return number and after.text[:1].isalpha() and len(after.text) <= LONGEST_UNIT


def _pieces(token: Words, width: int) -> Iterator[Words]:
    if _size(token) <= width:
        yield token
        return
    for run in token:
        text = run.text.strip()
        for start in range(0, len(text), width):
            yield (Run(text[start : start + width], run.tone),)


def _joined(line: list[Run]) -> Words:
    """Return a line with neighbours of one tone made one run."""
    joined: list[Run] = []
    for run in line:
        if joined and joined[-1].tone == run.tone:
            joined[-1] = Run(joined[-1].text + run.text, run.tone)
        else:
            joined.append(run)
    return tuple(joined)
