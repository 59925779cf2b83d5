"""This module says what stands near a word in its sentence: a lesion, a medicine, the next test.

It refuses to take a word for one of the disease where nothing of it stands beside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.door.variants import VIRUS
from whitlow.intake.meant import APART

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.guideline import Term
    from whitlow.intake.lexicon import Mention
    from whitlow.intake.records import Found
    from whitlow.intake.said import Said

__all__ = ["TYPES", "beside", "next_test", "of_antiviral", "response", "typed"]

TYPES: Final = {"1": "1", "i": "1", "2": "2", "ii": "2"}
LINKS: Final = frozenset({"-", "type"})
MOST_LINKS: Final = 2
SCANNED: Final = frozenset("lIZz|")
"""What a scan makes of the number of a type."""

PLACES: Final = "site"
FURTHEST: Final = 10
ENDS: Final = frozenset({".", ";", ":"})
AWAY: Final = frozenset({"but", "tender", "with", "without", "pain", "from"})
SAME: Final = frozenset({"site", "lesion", "virus", "measure"})


def response(said: Said) -> str:
    """Return what makes it doubtful that a word tells of the response to an antiviral."""
    words = (token for token in said.tokens[said.sentence.first : said.sentence.last])
    return next((token.text for token in words if token.low in {"history", "hx"}), "")


def of_antiviral(said: Said, mention: Mention) -> bool:
    """Whether the medicine nearest to a word is an antiviral whose purpose is asked for."""
    bracket = mention.first > 0 and said.tokens[mention.first - 1].low == "("
    near = sorted(
        (bracket and each.first > mention.first, abs(each.first - mention.first), each.first)
        for each in said.mentions
        if said.reader.drugs(each)[0]
    )
    if not near:
        return False
    named = next(each for each in said.mentions if each.first == near[0][-1])
    return said.is_antiviral(named)


def next_test(said: Said, mention: Mention) -> int:
    """Return where the next test or medicine begins: its result is not this one's."""
    for each in said.mentions:
        if each.first >= mention.last and any(
            meaning.term is not None and meaning.term.kind == "test" and meaning.term.reads
            for meaning in each.meanings
        ):
            return each.first
    return said.sentence.last


def beside(said: Said, mention: Mention, term: Term) -> str | None:
    """Return the doubt of what a word stands beside, None where nothing stands there.

    A part of the body is one of the disease only where it stands in the same part of the sentence,
    or in a list of places with one that does.
    """
    doubts: list[str] = []
    near = False
    for each in said.mentions:
        kinds = _kinds(each)
        if each is mention or not kinds.intersection(term.beside):
            continue
        stance = said.scope.of(each.first, each.last, drug="drug" in kinds)
        if stance.here:
            doubts.append(stance.doubted)
            near = near or _reaches(said, mention, each)
    if not doubts:
        return None
    told = next((each for each in doubts if each), "")
    return told or ("" if near or PLACES not in term.sets else APART)


def _kinds(mention: Mention) -> set[str]:
    terms = [meaning.term for meaning in mention.meanings if meaning.term is not None]
    kinds: set[str] = {term.kind for term in terms if term.sets or term.kind != VIRUS}
    return kinds | {"drug" for m in mention.meanings if m.kind == "drug"}


def _reaches(said: Said, one: Mention, other: Mention) -> bool:
    """Whether nothing but places, small words and plain adjectives stands between two words."""
    first, last = sorted((one, other), key=lambda each: each.first)
    between = range(first.last, last.first)
    if len(between) > FURTHEST or any(said.tokens[at].low in ENDS for at in between):
        return False
    inside = [e for e in said.mentions if e.first >= first.last and e.last <= last.first]
    return all(_kinds(each) <= SAME for each in inside) and not any(
        said.tokens[at].low in AWAY for at in between
    )


def typed(said: Said, mention: Mention, found: Iterable[Found]) -> Iterator[Found]:
    """Yield what a word says, its virus of the type that stands right behind the word."""
    found = list(found)
    if all(each.fact != VIRUS for each in found):
        yield from found
        return
    options = said.guideline.facts[VIRUS].options or {}
    number = _type(said, mention)
    broken = "" if number else _illegible(said, mention)
    for each in found:
        if broken and each.fact == VIRUS and not each.doubt:
            yield each._replace(doubt=f"said with {broken!r}")
            continue
        of_type = each.fact == VIRUS and f"{each.value}{number}" in options
        yield each._replace(value=f"{each.value}{number}") if number and of_type else each


def _illegible(said: Said, mention: Mention) -> str:
    """Return a letter that stands where a virus has its type, as scans leave it: ``-Z``, ``l``."""
    tokens, at, stop = said.tokens, mention.last, said.sentence.last
    dashed = at < stop and tokens[at].low == "-" and tokens[at].glued
    at += dashed
    if at >= stop or tokens[at].line or len(tokens[at].text) > MOST_LINKS:
        return ""
    whole = at + 1 >= stop or not tokens[at + 1].glued or not tokens[at + 1].is_word
    letter = tokens[at].is_word and whole and (tokens[at].glued if dashed else True)
    return tokens[at].text if letter and (dashed or set(tokens[at].text) <= SCANNED) else ""


def _type(said: Said, mention: Mention) -> str:
    """Return the number that a virus has in its name or right behind it: ``-2``, ``type 1``."""
    tokens, stop = said.tokens, said.sentence.last
    for at in range(mention.first + 1, min(mention.last + MOST_LINKS + 1, stop)):
        linked = tokens[at - 1].low in LINKS or tokens[at].glued
        whole = at + 1 >= stop or not (tokens[at + 1].glued and tokens[at + 1].is_word)
        if at > mention.last and tokens[at - 1].low not in LINKS:
            return ""
        if tokens[at].low in TYPES and linked and whole:
            return TYPES[tokens[at].low]
    return ""
