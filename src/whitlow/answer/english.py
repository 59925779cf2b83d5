"""This module holds the English words that carry no subject, and how a word is shortened.

It refuses every word of medicine: those are terms of the guideline. These are the words with which
any question is asked, of whatever it may be.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

__all__ = [
    "GENERAL",
    "OPENERS",
    "is_yes_no",
    "reversing",
    "stem",
    "stems_of",
    "words_of",
]

WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
SHORTEST_STEM: Final = 4
REMEMBERED: Final = 10000

_FUNCTION_WORDS: Final = """
    a an the this that these those there here it its itself he him his she her hers they them
    their theirs we us our ours you your yours i me my mine myself yourself one ones someone
    somebody anyone anybody everyone something anything nothing everything who whom whose which
    what when where why how whether if then than so as at by for from in into of off on onto out
    over to up upon with within without about above after again against all almost along already
    also although always among and any are around aren't away back be became because become been
    before being below between both but can can't cannot could couldn't did didn't do does
    doesn't doing don't down during each either else enough even ever every except few further
    had hadn't has hasn't have haven't having however i'd i'll i'm i've instead is isn't it's
    just keep keeps kept least less let let's like likely lot many may maybe might more most
    much must neither never next no none nor not now often only or other others otherwise own
    per perhaps please quite rather really same several shall should shouldn't since some soon
    still such sure that's there's though through thus till together too toward towards under
    unless until very via was wasn't we're we've well were weren't what's when's whenever
    wherever while who's will won't would wouldn't yet you're hi hello hey thanks thank ok okay
    yes yeah actually basically simply currently versus vs etc eg ie am pm im ive id dont doesnt
    isnt cant wont didnt whats thats hes shes
"""
FUNCTION: Final = frozenset(_FUNCTION_WORDS.split())
_PLAIN_WORDS: Final = """
    ask asked asking answer question questions tell told say says said mean means meant know
    known knows think thinks thought believe guess wonder wondering want wants wanted need needs
    needed needing get gets got getting give gives given giving gave take takes taken taking
    took go goes going gone went come comes came coming make makes made making put puts use used
    uses using try tried trying start starts started starting begin begins began stop stops
    stopped stopping continue continues continued continuing change changes changed changing
    switch switched switching move moved add added adding work works worked working help helps
    helped helping look looks looked looking see sees seen saw find finds found show shows shown
    happen happens happened happening seem seems seemed feel feels felt turn turned call called
    run runs running left leave set allow allowed matter matters count counts better best good
    bad worse worst big small large high higher low lower new old long longer short shorter fast
    slow quick quickly slowly early late later first second third last day days week weeks month
    months year years hour hours minute minutes time times today tomorrow yesterday ago once
    twice daily weekly morning night evening patient patients pt pts person people man woman men
    women guy lady someone's doctor doctors nurse team clinic hospital ward home case cases
    thing things way ways kind kinds sort type types part lots bit number amount level levels
    reason reasons problem problems issue issues right wrong possible possibly probably usual
    usually normal normally typical typically common commonly different difference differences
    compared compare comparison recommended recommend recommends recommendation recommendations
    suggest suggested advise advice guideline guidelines evidence data according current latest
    standard proper properly correct appropriate role place option options choice choices
    alternative alternatives plan approach step steps regarding concerning despite due cause
    caused causes effect effects affect affects require required requires involve include
    includes including result results back ready fine safe safely able unable else anymore
    really already currently exactly briefly explain describe summary summarise summarize list
    mention indicate indicated indication consider considered considering manage managed
    management treat treated treating treatment therapy drug drugs medicine medicines medication
    medications dose doses dosing dosage mg kg ml g mcg iv po bd tds qid od prn yo two three
    four five six seven eight nine ten half quarter worried worry afraid scared please kindly
    urgent urgently suddenly finally pos clinician clinicians consultant consultants registrar
    colleague gp tmrw morn thru asap pls plz btw wk wks yrs yr hrs hr mins min cos coz wanna gonna
    gotta dunno lol guys folks anyone everybody everyone somebody anybody
"""
PLAIN: Final = frozenset(_PLAIN_WORDS.split())
GENERAL: Final = FUNCTION | PLAIN
"""Words that need no explanation before a question is understood."""

_OPENERS_WORDS: Final = """
    is are was were am do does did can could may might must shall should will would has have had
    isn't aren't doesn't don't didn't can't couldn't shouldn't won't wouldn't hasn't haven't
"""
OPENERS: Final = frozenset(_OPENERS_WORDS.split())
OF_WHAT: Final = frozenset(
    [
        "what",
        "whats",
        "what's",
        "which",
        "how",
        "when",
        "why",
        "where",
        "who",
        "whom",
        "whose",
        "dose",
    ]
)
CLAUSES: Final = re.compile(r"[.?!;,:–-]\s+|\s-\s|\band\b|\bbut\b|\bso\b")
ASKS_LEAVE: Final = re.compile(
    r"\b(?:ok|okay|safe|allowed|fine|possible|enough|needed|alright|worth it|give)\s*\?",
    re.IGNORECASE,
)
"""So somebody asks for yes or no without beginning so."""

_ENDINGS: Final = """
    abilities ibilities ability ibility ations ating ation ated ately ances ancy ance ants ant
    ences ency ence ents ent ments ment nesses ness ingly edly ings ing ied ies iers ier ed ers
    er ions ion ives ive ously ous ally als al ably ible able ly es s
"""
ENDINGS: Final = tuple(sorted(set(_ENDINGS.split()), key=lambda each: (-len(each), each)))


_REVERSING_WORDS: Final = """
    contraindicated contraindication contraindications avoid avoided stop stopped stopping harm
    harmful dangerous wait waiting not never without refuse withhold hold withheld unsafe bad wrong
    rather instead before risky cannot can't shouldn't mustn't don't isn't
"""
_REVERSING: Final = frozenset(_REVERSING_WORDS.split())


def reversing(question: str) -> frozenset[str]:
    """Return the words of a question that turn what yes means.

    >>> sorted(reversing("Should it be avoided, or is it safe?"))
    ['avoided']
    """
    return frozenset(word for word, _, _ in words_of(question) if word in _REVERSING)


def words_of(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a text in lower case, each with its place.

    >>> [word for word, _, _ in words_of("Isn't it 40 mg/kg?")]
    ["isn't", 'it', '40', 'mg', 'kg']
    """
    for match in WORD.finditer(text):
        yield match.group().casefold().replace("’", "'"), match.start(), match.end()


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """Return what a word shares with its other forms.

    >>> {stem(word) for word in ("resistant", "resistance", "resist", "resisting")}
    {'resist'}
    """
    word = word.removesuffix("'s").replace("'", "")
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    short = len(word) > SHORTEST_STEM and word.endswith(("e", "y", "i"))
    return word[:-1] if short else word


def stems_of(text: str) -> Iterator[str]:
    """Yield the stems of the words of a text that carry a subject, numbers left out."""
    for word, _, _ in words_of(text):
        if word not in FUNCTION and not word.isdecimal():
            yield stem(word)


def is_yes_no(question: str) -> bool:
    """Whether a question is to be answered with yes or no.

    >>> is_yes_no("Can it be given?"), is_yes_no("How is it given?")
    (True, False)
    >>> is_yes_no("Allergic to it. Can he have it?"), is_yes_no("QTc 505. ok to give?")
    (True, True)
    """
    if _opens(question):
        return True
    parts = [part for part in CLAUSES.split(question) if part.strip()]
    if any(_opens(part, OF_WHAT) for part in parts):
        return False
    return any(_opens(part) for part in parts[1:]) or ASKS_LEAVE.search(question) is not None


def _opens(part: str, words: Collection[str] = OPENERS) -> bool:
    return next((word for word, _, _ in words_of(part)), "") in words
