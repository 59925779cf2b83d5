"""This module holds a term of the lexicon, what people call a thing, and reads it.

It refuses to understand a sentence: what is made of a term in its place is for who reads the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

from whitlow.guideline.fields import nearest
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.errors import Place
    from whitlow.guideline.fields import Fields

__all__ = ["ASKING", "TERM_KINDS", "Term", "TermKind", "read_term"]

TermKind = Literal[
    "drug",
    "host",
    "site",
    "virus",
    "lesion",
    "finding",
    "state",
    "test",
    "measure",
    "topic",
    "question",
    "outside",
    "refused",
    "help",
]
TERM_KINDS: Final[tuple[TermKind, ...]] = get_args(TermKind)
ASKING: Final[tuple[TermKind, ...]] = ("topic", "question", "outside", "refused", "help")
"""The kinds of words with which people ask; a note is read without them."""


@dataclass(frozen=True, slots=True)
class Term:
    """A thing that people have many words for, and what reading one of them means.

    ``words`` are read in any case, ``cased`` only as they stand. A term ``is`` others (what holds
    for them is sought for it too) and ``suggests`` others (what it may be a sign of). ``sets``
    gives the facts that the word, said of a patient, answers; ``reads`` names the fact whose
    number, or the result of whose test, stands beside it (``sets`` then holds only when the
    result is positive). ``denied`` is what the word answers when it is denied, ``past`` when it
    is said of the past; what is ``lasting`` still holds then. ``since`` names the fact that is
    answered by how long it has been so. A word that is read only ``beside`` another of certain
    kinds in its sentence, as that of a part of the body, says nothing by itself. ``asks`` is the
    section of an answer that a kind of question wants, ``says`` what is told to who asks for what
    is outside or refused. ``together`` holds signs that are told in words apart: each is a line of
    groups joined by ``+``, of which every group has a word near the others, in any order; a word
    that ends in ``*`` may go on, and ``_`` joins words that stand side by side; ``<`` or ``>`` and
    a figure behind a word stand for any figure beyond it. A word that begins with ``*`` is how
    words end, and counts only where nothing else explains them.
    """

    id: str
    kind: TermKind
    label: str
    words: tuple[str, ...]
    cased: tuple[str, ...]
    parents: tuple[str, ...]
    suggests: tuple[str, ...]
    sets: Mapping[str, tuple[str, ...]]
    reads: tuple[str, ...]
    denied: Mapping[str, tuple[str, ...]]
    past: Mapping[str, tuple[str, ...]]
    lasting: bool
    since: tuple[str, ...]
    beside: tuple[str, ...]
    asks: tuple[str, ...]
    says: str
    together: tuple[str, ...]
    place: Place


def read_term(name: str, fields: Fields) -> Term:
    """Return one term."""
    kind = fields.required("kind")
    if kind.value and kind.value not in TERM_KINDS:
        fields.faults.add(
            kind.place,
            f"{fields.what} is of the kind {kind.value!r}.",
            "The kind says what is made of a term where it is read.",
            nearest(kind.value, TERM_KINDS) or f"Use one of {', '.join(TERM_KINDS)}.",
            "term-kind",
        )
    term = Term(
        id=name,
        kind=next((each for each in TERM_KINDS if each == kind.value), "topic"),
        label=fields.text("label"),
        words=fields.texts("words"),
        cased=fields.texts("cased"),
        parents=fields.texts("is"),
        suggests=fields.texts("suggests"),
        sets=_sets(fields.group("sets")),
        reads=fields.texts("reads"),
        denied=_sets(fields.group("denied")),
        past=_sets(fields.group("past")),
        lasting=fields.flag("lasting"),
        since=fields.texts("since"),
        beside=fields.texts("beside"),
        asks=fields.texts("asks"),
        says=fields.text("says"),
        together=fields.texts("together"),
        place=fields.place,
    )
    fields.done()
    return term


def _sets(fields: Fields | None) -> dict[str, tuple[str, ...]]:
    """Return the values that are read, by fact; what is no text is a fault."""
    if fields is None:
        return {}
    return {name: fields.texts(name) for name in fields.names()}
