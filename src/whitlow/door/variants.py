"""This module reads the variants of a genotype, written as a gene and its change.

It refuses to judge them: what a variant means is a record of the guideline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.door.vocabulary import cut, key, shown
from whitlow.errors import InputError, Problem
from whitlow.guideline import OF_TYPE, NotationError, read_change

if TYPE_CHECKING:
    from whitlow.door.vocabulary import Vocabulary
    from whitlow.guideline import Fact

__all__ = ["VARIANTS", "VIRUS", "read_variant"]

VARIANTS: Final = "variants"
VIRUS: Final = "virus"

COLON: Final = ":"
CODE: Final = "GENE:CHANGE"


def read_variant(fact: Fact, text: str, words: Vocabulary) -> str:
    """Return a variant in its one canonical name; raises ``InputError``.

    The gene may stand before a colon or a gap, under any of its names. A type of virus after an
    ``@``, as in the name of a record, is kept.
    """
    plain, typed, virus = text.strip().partition(OF_TYPE)
    gene, change = _parted(fact, plain, words)
    known = words.guideline.genes.get(gene)
    of_no_type = typed and (known is None or key(virus) not in known.viruses)
    if not gene or not change or of_no_type:
        raise InputError(_no_variant(fact, text))
    try:
        found = read_change(change)
    except NotationError as error:
        raise InputError(_impossible(fact, f"{gene}:{change}", str(error))) from error
    if found is None:
        raise InputError(_no_variant(fact, text))
    return f"{gene}{COLON}{found.text}{typed}{key(virus)}"


def _parted(fact: Fact, text: str, words: Vocabulary) -> tuple[str, str]:
    """Return the gene by its own name and the change as written, either empty where it lacks.

    Before a colon any word may be a gene, for a gene that is not known here leaves a variant of
    unknown meaning; before a gap only a known one.
    """
    known = {_close(name): name for name in words.guideline.genes}
    known |= {
        _close(word): meant for word, meant in (fact.synonyms or {}).items() if meant != fact.name
    }
    written, colon, change = text.partition(COLON)
    if colon:
        gene = "".join(written.split())
        return known.get(_close(gene), gene.upper() if _is_word(gene) else ""), change.strip()
    parts = text.split()
    for end in range(len(parts) - 1, 0, -1):
        found = known.get(_close(" ".join(parts[:end])))
        if found is not None:
            return found, " ".join(parts[end:])
    return "", ""


def _close(text: str) -> str:
    """Return the name of a gene as names are compared, its words drawn together."""
    return key(text).replace("_", "")


def _is_word(text: str) -> bool:
    plain = text.replace("-", "").replace("_", "")
    return plain.isascii() and plain.isalnum() and plain[0].isalpha()


def _no_variant(fact: Fact, text: str) -> Problem:
    message = (
        f"{fact.name}: {shown(text)} is not a variant. "
        "Write the gene, a colon and the change, as in 'GENE:A12T' or 'GENE:frameshift'."
    )
    return Problem("unknown_option", message, fact.name, cut(text), CODE)


def _impossible(fact: Fact, written: str, told: str) -> Problem:
    message = (
        f"{fact.name}: {shown(written)} is no variant that can be: {told}. "
        "Check it against the laboratory's report."
    )
    return Problem("unknown_option", message, fact.name, cut(written), CODE)
