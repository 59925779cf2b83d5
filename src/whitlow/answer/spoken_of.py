"""This module finds of whom a question speaks: of who asks, of a relative, of people in general.

It refuses to change a place in the text: a word that stands for the patient is written over by
another of the same length.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from whitlow.answer.english import OPENERS, words_of

__all__ = ["as_of_the_patient", "audience_of", "is_of_somebody", "is_personal"]

RELATIVE: Final = re.compile(
    r"\b(?:my |our |the )?(husband|wife|partner|mother|father|mum|mom|mam|dad|daddy|mummy|son|"
    r"daughter|baby|child|kid|toddler|brother|sister|gran|nan|grandad|granddad|grandma|grandmother|"
    r"grandfather|aunt|uncle|niece|nephew|cousin|friend|mate|flatmate|girlfriend|boyfriend|fiance|"
    r"fiancee|neighbour|boy|girl|twin)\b",
    re.IGNORECASE,
)
OF_ONESELF: Final = re.compile(
    r"\b(?:i have|i've got|i have got|i had|i've had|i've|i'm|im|i am|i get|i got|i take|i feel|"
    r"my (?:skin|eye|eyes|mouth|lip|lips|sore|sores|face|genitals|tablets|medicine))\b",
    re.IGNORECASE,
)
TOLD: Final = frozenset(["has", "have", "had"])
GENERALLY: Final = frozenset(
    each for each in OPENERS - TOLD if not each.endswith("n't")
) | frozenset(
    ["what", "whats", "what's", "how", "which", "when", "why", "who", "where", "explain", "define"]
)
"""With such a word begins a question about people in general."""

ANYBODY: Final = re.compile(
    r"\b(?:if|when|whenever|once|for|in) (?:a|any|an adult|the) "
    r"(?:patient|pt|person|man|woman|client)\b",
    re.IGNORECASE,
)
"""Somebody who is nobody in particular."""

ACUTE: Final = re.compile(
    r"\bwhat (?:do|should|can|shall) (?:i|we|you|they) (?:do|give|check)\b"
    r"|\bwhat (?:now|first|next)\b|\b(?:do|done|give|happens?) (?:first|now)\b"
    r"|\bright now\b|\burgent|\bjust now\b",
    re.IGNORECASE,
)
"""So asks who has to act."""

OWN: Final = re.compile(
    r"\bmy (?!patients?\b|pts?\b|ward\b|team\b|consultant\b|registrar\b|reg\b|colleague"
    r"|boss\b|trust\b|hospital\b|unit\b|clinic\b|practice\b|lab\b|list\b|boards?\b)"
    r"|\b(?:mum|mom|dad|daddy|mummy|gran|nan|grandma|grandad)s?\b(?! had)"
    r"|^(?:wife|husband|partner|son|daughter|boyfriend|girlfriend|brother|sister|baby)s?\b"
    r"|\b(?:i have|i've|ive|i got|i get|i had|i take|i took|i feel|i was put on|am i|i'm|im|i am)"
    r" (?!an? (?:\w+ )?(?:patient|pt|resident|nurse|pharmacist|doctor|gp|registrar|trainee|man\b"
    r"|woman|lady|chap|\d)|the (?:\w+ )?(?:resident|nurse|pharmacist|doctor|gp|registrar)|\d+ ?[mf]"
    r"|asked|been asked|seen|reviewing|covering|looking after|seeing|treating)",
    re.IGNORECASE,
)
"""So somebody asks for themselves, or for one of theirs."""

AT_WORK: Final = re.compile(
    r"\b(?:pts?|patients?|mg/kg|prescrib(?:e|ed|ing)|\d{1,3} ?(?:yo|y/o) ?[mf]?|\d{1,3}[MF]"
    r"|\d\d/40|crcl|egfr|scr|hsct|sct|icu|bx|ddx|hx|rx|tx)\b"
)
"""So write those who treat others."""

LONG: Final = "patient"
SHORT: Final = "pt"
PERSONAL: Final = frozenset(
    [
        *("i", "i'm", "im", "i've", "ive", "my", "mine", "me", "he", "he's", "hes", "his", "him"),
        *("she", "she's", "shes", "her", "hers", "they", "pt", "pts", "patient", "someone's"),
        *("lady", "chap", "guy", "gentleman", "bloke", "client", "man", "woman", "newborn"),
        *("now", "today", "tonight", "yesterday", "since", "started", "suddenly", "help"),
    ]
)


def audience_of(text: str) -> Literal["clinician", "patient"]:
    """Return for whom a question is asked: by who treats, or for oneself or one of one's own.

    >>> audience_of("my mum gets a drip, what is it?"), audience_of("my pt gets a drip")
    ('patient', 'clinician')
    """
    plain = text.replace("’", "'")
    own = OWN.search(plain) is not None and AT_WORK.search(plain) is None
    return "patient" if own else "clinician"


def as_of_the_patient(text: str) -> str:
    """Return a text in which the relative who is asked for is the patient, letter for letter.

    Where somebody speaks of themselves, a relative stays one.

    >>> as_of_the_patient("my husband cannot swallow")
    'my patient cannot swallow'
    >>> as_of_the_patient("i have it, my mum had it")
    'i have it, my mum had it'
    """
    if OF_ONESELF.search(text.replace("’", "'")):
        return text
    return RELATIVE.sub(_patient, text)


def _patient(found: re.Match[str]) -> str:
    word = found[1]
    name = LONG if len(word) >= len(LONG) else SHORT
    return found[0].removesuffix(word) + name.ljust(len(word))


def is_of_somebody(text: str) -> bool:
    """Whether somebody may be spoken of: all but a question about people in general.

    >>> is_of_somebody("hands in spasm, drip running"), is_of_somebody("What causes spasm?")
    (True, False)
    """
    first = next((word for word, _, _ in words_of(text)), "")
    return is_personal(text) or first not in GENERALLY or ACUTE.search(text) is not None


def is_personal(text: str) -> bool:
    """Whether somebody is spoken of, rather than people in general.

    >>> is_personal("his lips tingle"), is_personal("Does it make lips tingle?")
    (True, False)
    """
    said = ANYBODY.sub(" ", text)
    words = {word for word, _, _ in words_of(said)}
    return bool(words & PERSONAL) or RELATIVE.search(text) is not None
