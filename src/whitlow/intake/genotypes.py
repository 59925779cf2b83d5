"""This module reads the variants of a virus that a note names: a gene, and its change.

It refuses a change without its gene.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from whitlow.guideline import NotationError, read_change
from whitlow.intake.findings import doubted
from whitlow.intake.records import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.intake.lexicon import Lexicon
    from whitlow.intake.stance import Scope

__all__ = ["genotypes"]

WORD: Final = re.compile(r"[A-Za-z0-9*]+")
REACH: Final = 4
LONGEST: Final = 24


def genotypes(text: str, scope: Scope, lexicon: Lexicon) -> Iterator[Found]:
    """Yield the variants that a sentence names, each with its gene before it."""
    tokens, sentence = scope.tokens, scope.sentence
    start, end = tokens[sentence.first].start, tokens[sentence.last - 1].end
    names = lexicon.genes
    low = text[start:end].lower()
    if not any(name in low for name in names):
        return
    gene, since = "", 0
    for match in WORD.finditer(text, start, end):
        word = match.group()
        known = names.get(word.lower(), "")
        if known:
            gene, since = known, 0
            continue
        since += 1
        if not gene or since > REACH or len(word) > LONGEST or not _is_change(word):
            continue
        first = next(
            at for at in range(sentence.first, sentence.last) if tokens[at].end > match.start()
        )
        stance = scope.of(first, first + 1)
        if stance.other or stance.planned or stance.denied or stance.past:
            continue
        for name in lexicon.variants:
            yield Found(name, f"{gene}:{word}", match.span(), stance, doubt=doubted(stance))
        since = 0


def _is_change(word: str) -> bool:
    try:
        return read_change(word) is not None
    except NotationError:
        return False
