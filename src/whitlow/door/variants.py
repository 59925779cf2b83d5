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
_EXCHANGE: Final = re.compile(r"(?P<before>[A-Za-z])(?P<position>[0-9]{1,5})(?P<after>[A-Za-z]|\*)")
AMINO_ACIDS: Final = frozenset("ACDEFGHIKLMNPQRSTVWY")
STOPS: Final = frozenset("*X")
"""X is how a stop was written before the star."""


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
    return words.variant(written) or f"{gene}:{_change(fact, match['change'], written)}"


def _change(fact: Fact, text: str, written: str) -> str:
    """Return a change, an exchange in capitals; raises ``InputError`` for one that cannot be."""
    exchange = _EXCHANGE.fullmatch(text)
    if exchange is None:
        return text
    before, after = exchange["before"].upper(), exchange["after"].upper()
    wrong = [] if before in AMINO_ACIDS else [before]
    wrong += [] if after in AMINO_ACIDS | STOPS or after in wrong else [after]
    if wrong:
        each = "is the letter of no amino acid" if len(wrong) == 1 else "are letters of none"
        told = f"{' and '.join(wrong)} {each}"
    elif not int(exchange["position"]):
        told = "positions are counted from 1"
    else:
        return text.upper()
    message = (
        f"{fact.name}: {shown(written)} is no variant that can be: {told}. "
        "Check it against the laboratory's report."
    )
    raise InputError(Problem("unknown_option", message, fact.name, cut(written), "GENE:CHANGE"))
