"""This module reads the variants of a genotype, written as a gene and its change.

It refuses to judge them: what a variant means is a record of the guideline.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from whitlow.door.vocabulary import cut, key, shown
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from whitlow.door.vocabulary import Vocabulary
    from whitlow.guideline import Fact

__all__ = ["read_variant"]

_VARIANT: Final = re.compile(
    r"(?P<gene>[A-Za-z][A-Za-z0-9 _-]{0,30})\s*:\s*(?:p\.)?(?P<change>[A-Za-z0-9_*-]{1,40})"
)
_EXCHANGE: Final = re.compile(r"[A-Za-z][0-9]{1,5}(?:[A-Za-z]|\*)")


def read_variant(fact: Fact, text: str, words: Vocabulary) -> str:
    """Return a variant as the guideline writes it; raises ``InputError``."""
    match = _VARIANT.fullmatch(text.strip())
    if match is None:
        message = (
            f"{fact.name}: {shown(text)} is not a variant. "
            "Write the gene, a colon and the change, as in 'GENE:A12T' or 'GENE:frameshift'."
        )
        raise InputError(Problem("unknown_option", message, fact.name, cut(text), "GENE:CHANGE"))
    aliases = {key(word): meant for word, meant in (fact.synonyms or {}).items()}
    gene = aliases.get(key(match["gene"]), match["gene"].strip().upper())
    written = f"{gene}:{match['change']}"
    return words.variant(written) or f"{gene}:{_change(match['change'])}"


def _change(text: str) -> str:
    return text.upper() if _EXCHANGE.fullmatch(text) else text
