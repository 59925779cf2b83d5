"""This module lists the words that say how far a phrase of grammar reaches in a sentence.

It refuses every word of medicine, like the phrases themselves.
"""

from __future__ import annotations

from typing import Final

from whitlow.intake.tokens import words

__all__ = [
    "ALONE",
    "BREAKS",
    "CENTURIES",
    "COURSES",
    "DATED",
    "DENYING",
    "DOUBT_REACH",
    "HARD",
    "HERS",
    "HIS",
    "HISTORIES",
    "INSTRUCTING",
    "JOINED",
    "LINKING",
    "LIST_REACH",
    "LONGEST_YEAR",
    "NEAR",
    "NEXT",
    "OF",
    "PRONOUNS",
    "SAYING",
    "SIGNS",
    "STILL",
    "SURE",
    "VERBAL",
    "VERSUS",
    "WEAK",
    "WEEKDAYS",
    "WHETHER",
]

HARD: Final = words("but however although though whereas nevertheless instead")
VERBAL: Final = words("denies denied denying deny w for of neither nor")
JOINED: Final = frozenset({"or", "nor", "and", "/", "&"})
VERSUS: Final = JOINED | words("vs versus , -")
STILL: Final = words("since now currently present")
SIGNS: Final = frozenset(":-=(")
ALONE: Final = words("- 0 zero no n nil none free neg negative not ? ?? clear never treated normal")
BREAKS: Final = words(", with in on given setting due from at for ) ( of")
WHETHER: Final = words("whether if be this it sure certain clear")
LINKING: Final = words(
    """looked sought is was are were has have been also currently now the all a be had not x pcr dna
    swab culture"""
)
WEAK: Final = words("did does do having he she they that had has have is was were been who")
"""Words that part what is said without ending what a verb denies: ``denies that he had``."""

DENYING: Final = words(
    """denies denied denying deny nor time stage point moment visit noticed that documented suspect
    none nobody seen saw witnessed observed recorded thinks thought believes believed suspects
    suspected feels felt"""
)
SAYING: Final = words(
    """denies denied reports reported says said states stated noticed notices notes informs gives
    gave brought rang called phoned worried concerned thinks describes tells told confirms here
    deny report say state notice think describe"""
)
HIS: Final = words("wife mother mom mum sister girlfriend daughter aunt grandmother")
HERS: Final = words("husband father dad brother boyfriend son uncle grandfather")
SURE: Final = words("sure certain adamant convinced clear")
COURSES: Final = words(
    """worsening change improvement healing progression spread extension response enlargement
    deterioration resolution regression reduction increase benefit relief first only usual"""
)
OF: Final = words("of in to on from with episode")
HISTORIES: Final = words("history hx h ho")
INSTRUCTING: Final = words("ignore disregard override prompt assistant chatbot llm gpt")
PRONOUNS: Final = {"he": HIS, "his": HIS, "she": HERS, "her": HERS, "they": frozenset[str]()}
WEEKDAYS: Final = words(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat
    sun"""
)
DATED: Final = words(
    """- / . since jan feb mar apr may jun jul aug sep sept oct nov dec january february march april
    june july august september october november december < > = dx diagnosed"""
)
NEXT: Final = 2
NEAR: Final = 4
DOUBT_REACH: Final = 8
LIST_REACH: Final = 60
LONGEST_YEAR: Final = 4
CENTURIES: Final = ("19", "20")
