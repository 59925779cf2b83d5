"""This module says of what a word is said that tells a course: of the disease, or of another thing.

It refuses to guess: where neither the disease nor its treatment stands beside, that is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from whitlow.intake.moments import part
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from whitlow.intake.lexicon import Mention
    from whitlow.intake.said import Said

__all__ = ["Head", "head_of"]

Head = Literal["disease", "other", "open"]
VIRUS: Final = "virus"
DISEASE: Final = frozenset({"lesion", "virus", "site"})
OTHERS: Final = frozenset({"measure", "test", "host", "finding"})
PLAIN: Final = words(
    """is are was were be been being has have had now still yet again not no much very quite rather
    more less getting got get gets becoming looks look looking looked appears appear seems seem
    remains remain remained continues continue continued continuing clinically overall currently
    today since with without on in at of to the a an and or but all both any this these those that
    his her their its it he she they which who despite after for by as from under while so far
    only well good some slight slightly clear definite significant significantly slowly gradually
    steadily clearly markedly completely fully day days d week weeks wk wks hour hours h x every
    per dose doses tablets tablet course therapy treatment drug iv po oral bd tds qds od bid tid
    daily twice once thrice three two four five times mg g kg mcg mild moderate severe large small
    big deep painful tender left right upper lower new old multiple several confluent extensive
    noted seen found same size area region around over within about cm mm reports says feels
    states pt patient response responding lesion lesions ulcer ulcers"""
)
LONG: Final = 24
ADVERB: Final = "ly"


def head_of(said: Said, mention: Mention) -> Head:
    """Return of what a word is said, by what stands in its part of the sentence.

    A noun that nobody here knows takes the word to itself where it stands right behind it,
    ``chronic cough``, or alone with it, ``cough worse``.
    """
    first, last = part(said.scope, mention.first, mention.last)
    if mention.last < last and _is_strange(said, mention.last):
        return "other"
    behind = next((each for each in said.mentions if each.first == mention.last), None)
    if behind is not None and behind.first < last and _kind(said, behind) != "disease":
        return "other"
    near = _near(said, mention, first, last)
    if near is not None:
        return near
    return "other" if _strange(said, mention, first, last) else _before(said, first)


def _near(said: Said, mention: Mention, first: int, last: int) -> Head | None:
    """Return what stands nearest in the same part: open where a strange word stands between."""
    best: tuple[int, Head] | None = None
    for each in said.mentions:
        if each is mention or each.first < first or each.last > last:
            continue
        kind = _kind(said, each)
        if kind == "open":
            continue
        between = range(each.last, mention.first)
        if each.first >= mention.last:
            between = range(mention.last, each.first)
        if any(_is_strange(said, at) for at in between):
            kind = "open"
        if best is None or len(between) < best[0]:
            best = len(between), kind
    return None if best is None else best[1]


def _before(said: Said, first: int) -> Head:
    """Return what the part before speaks of, for a word that stands alone: ``…, no better``."""
    before = [each for each in said.mentions if each.last <= first]
    if not before or first - before[-1].last > LONG:
        return "open"
    return _kind(said, before[-1])


def _kind(said: Said, mention: Mention) -> Head:
    terms = [each.term for each in mention.meanings if each.term is not None]
    kinds = {term.kind for term in terms if term.sets or term.kind != VIRUS}
    if kinds & DISEASE:
        return "disease"
    if said.reader.drugs(mention)[0]:
        return "disease" if said.is_antiviral(mention) else "open"
    return "other" if kinds & OTHERS else "open"


def _strange(said: Said, mention: Mention, first: int, last: int) -> bool:
    """Whether a word that nobody here knows stands in a part, and may be what it is said of."""
    here = [at for at in range(first, last) if not mention.first <= at < mention.last]
    return any(_is_strange(said, at) for at in here)


def _is_strange(said: Said, at: int) -> bool:
    token = said.tokens[at]
    known = at in said.reader.taken or token.low in PLAIN or token.low.endswith(ADVERB)
    return token.is_word and not known
