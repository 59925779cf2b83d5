"""This module reads the change of a viral protein in the notations that laboratories use.

It refuses to translate a nucleotide change, and to guess whether a letter is a base or a residue.
"""

from __future__ import annotations

import re
from typing import Final, Literal, get_args

from whitlow.record import dataclass

__all__ = ["KINDS", "OF_TYPE", "Change", "ChangeKind", "NotationError", "read_change", "split_id"]

ChangeKind = Literal["exchange", "stop", "frameshift", "deletion", "insertion"]
KINDS: Final[tuple[ChangeKind, ...]] = get_args(ChangeKind)
OF_TYPE: Final = "@"
"""Parts a variant from the type of virus to which its record belongs."""

STOP: Final = "*"
THREE: Final = {
    "ala": "A", "arg": "R", "asn": "N", "asp": "D", "cys": "C", "gln": "Q", "glu": "E",
    "gly": "G", "his": "H", "ile": "I", "leu": "L", "lys": "K", "met": "M", "phe": "F",
    "pro": "P", "ser": "S", "thr": "T", "trp": "W", "tyr": "Y", "val": "V",
}  # fmt: skip
LETTERS: Final = frozenset(THREE.values())
STOPS: Final = frozenset({"*", "x", "ter", "stop"})
"""X is how a stop was written before the star."""

_ONE: Final = rf"(?:{'|'.join(THREE)}|[a-z])"
_END: Final = r"(?:\*|ter|stop)"
_SPAN: Final = rf"({_ONE})?([0-9]{{1,5}})(?:[-_]({_ONE})?([0-9]{{1,5}}))?"
_WRAPPED: Final = r"p\.\((.*)\)|p\.(.*)|\((.*)\)"
_EXCHANGE: Final = rf"({_ONE})([0-9]{{1,5}})({_END}|{_ONE})"
_FRAMESHIFT: Final = (
    rf"(?:({_ONE})?([0-9]{{1,5}}){_ONE}?(?:fs|frame-?shift)(?:(?:{_END}|x)?[0-9]{{0,5}})"
    r"|fs|frame-?shift)"
)
_FRAMESHIFT_AT: Final = rf"(?:fs|frame-?shift)({_ONE})?([0-9]{{1,5}})"
_DELETION: Final = rf"(?:del|δ){_SPAN}|{_SPAN}(?:del|δ)"
_INSERTION: Final = rf"({_ONE})?([0-9]{{1,5}})[-_]({_ONE})?([0-9]{{1,5}})ins(?P<new>(?:{_ONE})+)"
_BASES: Final = (
    r"(?P<coding>[cgn]\.|nt)?(?P<first>[0-9]{1,5})(?:[-_](?P<last>[0-9]{1,5}))?"
    r"(?P<what>ins|del|dup)(?P<bases>[acgt]*)"
)
_CODING: Final = r"(?:[cgmnr]\.|nt[0-9]).*|[0-9_-]*[acgt]*>[0-9]*[acgt]+"
_BASE_OR_RESIDUE: Final = r"(?P<what>del|ins|dup)[acgt][0-9]{1,5}|[acgt][0-9]{1,5}(?:del|ins|dup)"
FRAME: Final = 3


class NotationError(ValueError):
    """A text that is no change, or no change of a protein; says why in words."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a protein in its one canonical writing, with the residues it says were there."""

    kind: ChangeKind
    text: str
    residues: tuple[tuple[int, str], ...] = ()


def split_id(name: str) -> tuple[str, str, str]:
    """Return gene, change and type of virus of a variant's name, empty where there is none.

    >>> split_id("GENE:A12T@one"), split_id("GENE:frameshift")
    (('GENE', 'A12T', 'one'), ('GENE', 'frameshift', ''))
    """
    written, _, virus = name.partition(OF_TYPE)
    gene, _, change = written.partition(":")
    return gene, change, virus


def read_change(text: str, *, of_protein: bool = False) -> Change | None:
    """Return a change however it is written, or None for what is no notation of one.

    ``of_protein`` says that letters can only be residues, as ``p.`` does. Raises
    ``NotationError`` for a notation that says what cannot be, or cannot be read without guessing.

    >>> [read_change(each).text for each in ("a168t", "p.Ala168Thr", "A168fs*12", "D962del")]
    ['A168T', 'A168T', 'A168fs', 'del962']
    """
    bare = "".join(text.split()).lower()
    wrapped = re.fullmatch(_WRAPPED, bare)
    sure = of_protein or bare.startswith("p.")
    if wrapped is not None:
        bare = next(part for part in wrapped.groups() if part is not None)
    if bare in {"stop", "nonsense"}:
        return Change("stop", "stop")
    for read in (_frameshift, _exchange, _deletion if sure else _surely_deletion, _insertion):
        found = read(bare)
        if found is not None:
            return found
    return None if sure else _of_bases(bare)


def _frameshift(text: str) -> Change | None:
    match = re.fullmatch(_FRAMESHIFT, text) or re.fullmatch(_FRAMESHIFT_AT, text)
    if match is None:
        return None
    before, position = match.groups()
    if position is None:
        return Change("frameshift", "frameshift")
    residues = _there((before, position))
    letter = residues[0][1] if residues else ""
    return Change("frameshift", f"{letter}{_number(position)}fs", residues)


def _exchange(text: str) -> Change | None:
    match = re.fullmatch(_EXCHANGE, text)
    if match is None:
        return None
    before, position, after = match.groups()
    stops = after in STOPS
    said = (before,) if stops else (before, after)
    wrong = [letter for letter in dict.fromkeys(said) if not _aa(letter)]
    if wrong:
        each = "is the letter of no amino acid" if len(wrong) == 1 else "are letters of none"
        raise NotationError(f"{' and '.join(letter.upper() for letter in wrong)} {each}")
    there = _there((before, position))
    if stops:
        return Change("stop", f"{_aa(before)}{_number(position)}{STOP}", there)
    if _aa(before) == _aa(after):
        raise NotationError("it exchanges nothing, and a silent change means nothing here")
    return Change("exchange", f"{_aa(before)}{_number(position)}{_aa(after)}", there)


def _surely_deletion(text: str) -> Change | None:
    if re.fullmatch(_BASE_OR_RESIDUE, text):
        raise NotationError(
            "the letter could be a base or an amino acid; write the latter with p., as in "
            "'p.Gly12del', and for a shift of the reading frame the word frameshift"
        )
    return _deletion(text)


def _deletion(text: str) -> Change | None:
    match = re.fullmatch(_DELETION, text)
    if match is None:
        return None
    groups = match.groups()
    before, first, end, last = groups[:4] if groups[1] is not None else groups[4:]
    low, high = _number(first), _number(last or first)
    if high < low:
        raise NotationError("it ends before it begins")
    span = f"{low}" if low == high else f"{low}-{high}"
    return Change("deletion", f"del{span}", _there((before, first), (end, last)))


def _insertion(text: str) -> Change | None:
    match = re.fullmatch(_INSERTION, text)
    if match is None or (match[1] is None and set(match["new"]) <= set("acgt")):
        return None
    before, first, after, last, new = match.groups()
    if _number(last) != _number(first) + 1:
        raise NotationError("it lies between two places that are not neighbours")
    letters = [_aa(one) for one in re.findall(_ONE, new)]
    if not all(letters):
        raise NotationError("what is inserted are not all letters of amino acids")
    text = f"ins{_number(first)}-{_number(last)}{''.join(letters)}"
    return Change("insertion", text, _there((before, first), (after, last)))


def _of_bases(text: str) -> Change | None:
    """Return the frameshift that inserted or lost bases make; raises for any other change."""
    match = re.fullmatch(_BASES, text)
    if match is not None and (match["coding"] or match["bases"]):
        size = len(match["bases"]) or _spanned(match)
        if size % FRAME:
            return Change("frameshift", "frameshift")
    if match is None and not re.fullmatch(_CODING, text):
        return None
    raise NotationError(
        "it is a change of bases, which is not translated here; write the change of the protein "
        "from the report, or the word frameshift where the report says so"
    )


def _spanned(match: re.Match[str]) -> int:
    if match["what"] == "ins":
        return 0
    first = int(match["first"])
    return int(match["last"] or first) - first + 1


def _there(*said: tuple[str | None, str | None]) -> tuple[tuple[int, str], ...]:
    """Return the residues that a notation says were there; raises for a letter of none."""
    found = []
    for letter, position in said:
        if position is None or letter is None:
            continue
        if not _aa(letter):
            raise NotationError(f"{letter.upper()} is the letter of no amino acid")
        found.append((_number(position), _aa(letter)))
    return tuple(found)


def _aa(text: str) -> str:
    """Return the letter of an amino acid written in one letter or three, or nothing."""
    letter = THREE.get(text, text.upper())
    return letter if letter in LETTERS else ""


def _number(text: str) -> int:
    if not int(text):
        raise NotationError("positions are counted from 1")
    return int(text)
