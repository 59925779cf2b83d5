"""This module finds signs that are told in words apart: hands here, cramped there, in any order.

It refuses to reach over the end of a sentence, and to take for a sign what is denied.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.answer.endings import ENDS_SO
from whitlow.answer.english import GENERAL, stem
from whitlow.answer.spelling import meant
from whitlow.guideline import OnceFor
from whitlow.intake import Concept

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from whitlow.guideline import Guideline, Term

__all__ = ["signs_of"]

WORD: Final = re.compile(r"\d+(?:\.\d+)?|[^\W_]+(?:['’`][^\W_]+)*|[.?!;\n]")
APOSTROPHES: Final = str.maketrans(dict.fromkeys("'’`"))
OWNED: Final = re.compile(r"['’`]s$")
ENDS: Final = frozenset(".?!;\n")
NEAR: Final = 8
"""So many words apart two groups of a sign may stand."""

FARTHER: Final = 3
"""So many more words are allowed for each further group."""

ABOVE: Final = ">"
BELOW: Final = "<"
FIGURES: Final = frozenset((ABOVE, BELOW))
"""With these signs begins what any figure beyond a number is, right behind a word."""

FIGURE: Final = re.compile(r"\d+(?:\.\d+)?")
SMALL: Final = frozenset(
    ["is", "are", "was", "of", "at", "now", "only", "down", "to", "up", "just", "been"]
)

BEFORE: Final = 3
SHORTEST: Final = 2
DENIES: Final = frozenset(
    [
        *("no", "not", "without", "denies", "denied", "denying", "never", "nor", "neither"),
        *("isnt", "hasnt", "havent", "doesnt", "didnt", "wasnt", "arent", "nil", "kein", "keine"),
        *(
            "prevent",
            "prevents",
            "previous",
            "previously",
            "avoid",
            "risk",
            "cause",
            "causes",
            "history",
            "unlike",
        ),
    ]
)


WELL: Final = ("fine", "ok", "okay", "normal", "clear", "good", "unaffected", "spared")
LONG_AGO: Final = frozenset((("years", "ago"), ("in", "childhood")))
AS_ONE: Final = ["as", "a"]
YOUNG: Final = tuple([each] for each in ("child", "baby", "kid", "boy", "girl", "toddler"))
UNTIL: Final = frozenset(["until", "till", "yesterday", "before", "earlier"])


class _Word(NamedTuple):
    """A word of a text: as it is compared, and where it stands."""

    low: str
    start: int
    end: int
    sentence: int


class _Pattern(NamedTuple):
    """A sign: its term, and how many groups it has."""

    term: Term
    groups: int


class _Signs(NamedTuple):
    """Every sign of a guideline, by the first word of each alternative.

    The value is the pattern, the group, and the words that follow.
    """

    patterns: tuple[_Pattern, ...]
    whole: Mapping[str, Sequence[tuple[int, int, tuple[str, ...]]]]
    begun: Mapping[str, Sequence[tuple[int, int, tuple[str, ...]]]]


def _indexed(guideline: Guideline) -> _Signs:
    patterns: list[_Pattern] = []
    whole: dict[str, list[tuple[int, int, tuple[str, ...]]]] = defaultdict(list)
    begun: dict[str, list[tuple[int, int, tuple[str, ...]]]] = defaultdict(list)
    for term in guideline.lexicon.values():
        for line in term.together:
            groups = line.translate(APOSTROPHES).replace("-", "_").casefold().split("+")
            for group, words in enumerate(groups):
                for word in words.split():
                    if word.startswith(ENDS_SO):
                        continue
                    first, *rest = word.split("_")
                    entry = (len(patterns), group, tuple(rest))
                    kept = begun if first.endswith("*") else whole
                    kept[first.removesuffix("*")].append(entry)
            patterns.append(_Pattern(term, len(groups)))
    return _Signs(tuple(patterns), dict(whole), dict(begun))


_signs: Final = OnceFor(_indexed)


def signs_of(guideline: Guideline, text: str, known: Collection[str] = ()) -> tuple[Concept, ...]:
    """Return the terms whose signs a text tells of, each once.

    ``known`` are the stems of words that stand in records: any other may be a sign misspelt.
    """
    kept = _signs(guideline)
    words = [_meant(guideline, kept, each, known) for each in _words(text)]
    hits: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for place in range(len(words)):
        for pattern, group, length in _begins(kept, words, place):
            hits[pattern].append((place, group, length))
    found: dict[str, Concept] = {}
    for pattern in sorted(hits):
        term, groups = kept.patterns[pattern]
        span = _span(words, hits[pattern], groups)
        if span is not None and term.id not in found:
            said = text[span[0] : span[1]]
            found[term.id] = Concept("term", term.id, term, said, span)
    return tuple(found.values())


def _words(text: str) -> Iterator[_Word]:
    sentence = 0
    for match in WORD.finditer(text):
        if match.group() in ENDS:
            sentence += 1
            continue
        low = OWNED.sub("", match.group().casefold()).translate(APOSTROPHES)
        yield _Word(low, match.start(), match.end(), sentence)


def _meant(guideline: Guideline, kept: _Signs, word: _Word, known: Collection[str]) -> _Word:
    low = word.low
    if not known or low in GENERAL or low in kept.whole or stem(low) in known:
        return word
    if any(low[:size] in kept.begun for size in range(SHORTEST, len(low) + 1)):
        return word
    return word._replace(low=meant(guideline, low))


def _begins(kept: _Signs, words: Sequence[_Word], place: int) -> Iterator[tuple[int, int, int]]:
    """Yield each pattern and group of which an alternative begins here, and its length."""
    low = words[place].low
    for pattern, group, rest in kept.whole.get(low, ()):
        if _follow(words, place, rest):
            yield pattern, group, 1 + len(rest)
    for size in range(SHORTEST, len(low) + 1):
        for pattern, group, rest in kept.begun.get(low[:size], ()):
            if _follow(words, place, rest):
                yield pattern, group, 1 + len(rest)


def _follow(words: Sequence[_Word], place: int, rest: Sequence[str]) -> bool:
    """Whether what is written behind a word follows it; before a figure a small word may stand."""
    at = place
    for word in rest:
        at += 1
        while word[0] in FIGURES and at < len(words) and words[at].low in SMALL:
            at += 1
        if at >= len(words) or not _is(words[at].low, word):
            return False
    return True


def _is(low: str, word: str) -> bool:
    """Whether a word of a text is one of a sign: itself, begun by it, or a figure beyond it."""
    if word[0] in FIGURES:
        figure = float(low) if FIGURE.fullmatch(low) else None
        bound = float(word[1:])
        return figure is not None and (figure > bound if word[0] == ABOVE else figure < bound)
    return low.startswith(word[:-1]) if word.endswith("*") else low == word


def _span(
    words: Sequence[_Word], hits: Sequence[tuple[int, int, int]], groups: int
) -> tuple[int, int] | None:
    """Return where all groups of a sign stand near each other and are not denied."""
    reach = NEAR + FARTHER * max(0, groups - 2)
    for first, _, _ in hits:
        near = [each for each in hits if first <= each[0] <= first + reach]
        near = [each for each in near if words[each[0]].sentence == words[first].sentence]
        chosen = {group: (place, length) for place, group, length in reversed(near)}
        if len(chosen) == groups and not _denied(words, chosen.values()):
            last = max(place + length for place, length in chosen.values()) - 1
            return words[first].start, words[last].end
    return None


def _denied(words: Sequence[_Word], chosen: Collection[tuple[int, int]]) -> bool:
    """Whether a word that denies stands before a sign or within it, and is none of its own."""
    own = {place + offset for place, length in chosen for offset in range(length)}
    first, last = min(own), max(own)
    around = range(max(0, first - BEFORE), last)
    sentence = words[first].sentence
    denied = any(
        words[each].low in DENIES and each not in own and words[each].sentence == sentence
        for each in around
    )
    return denied or any(_is_well(words, place + length) for place, length in chosen)


def _is_well(words: Sequence[_Word], after: int) -> bool:
    """Whether what was named is said to be well, or long past, right behind it: ``is fine``."""
    behind = [each.low for each in words[after : after + 2]]
    later = [each.low for each in words[after + 2 : after + 4]]
    if tuple(behind) in LONG_AGO or (behind == AS_ONE and later[:1] in YOUNG):
        return True
    is_so = behind[:1] in ([each] for each in ("is", "are")) and behind[1:2] in (
        [each] for each in WELL
    )
    return is_so and not UNTIL.intersection(later)
