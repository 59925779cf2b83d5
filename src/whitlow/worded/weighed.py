"""This module holds the English words that a rewording may neither add, leave out nor move.

It refuses every word of medicine: those are terms of the guideline. These turn a sentence round,
make it stronger or weaker, or say when it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.worded.records import RefusalKind

__all__ = ["PERSONS", "UNITS", "WEIGHED", "weight_of"]

_NOT: Final = "not no nor neither cannot none nobody nothing"
_TURNING: Final = """
    never without avoid contraindicate contraindicated contraindication stop withhold withheld hold
    refuse bar barred refrain forbid forbidden fail lack absent against unlikely instead rather only
    solely alone except excluding unless yet by from
"""
_STRENGTH: Final = (
    ("must", "must always require required mandatory essential necessary need needed imperative"),
    ("should", "should ought recommend recommended advise advised"),
    ("may", "may might can could possibly perhaps possible optional"),
)
_OWN_STRENGTH: Final = """
    consider considered option usually often sometimes generally mostly rarely seldom likely
    probably certain certainly definitely surely proven prove guarantee guaranteed suspected
    established unproven clearly strongly best first-line preferred alternative
"""
_TIME: Final = """
    before prior after until till during while since then now today tonight tomorrow yesterday
    immediately urgent urgently soon later early earlier late next first last third second once
    twice thrice daily weekly monthly yearly hourly nightly day-to-day fortnight fortnightly
    continuous continuously
"""
_CONDITION: Final = "if when whenever where provided or either both"
_MEASURE: Final = """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand million one half quarter double triple dozen single several pair per percent times
    fourth fifth sixth seventh eighth ninth tenth twofold threefold fourfold fivefold tenfold
"""
_AMOUNT: Final = """
    least most more less fewer longer shorter older younger higher lower greater smaller larger
    above over below under exceed within minimum maximum between than all any every each some many
    few about approximately roughly almost nearly up beyond enough half-life
"""
_OPPOSITE: Final = """
    safe unsafe dangerous harmless positive negative increase decrease reduce raise halve mild
    severe weak strong normal abnormal same different known unknown high low yes alive dead die cure
    start begin continue resume worse better good bad right wrong easy full partial long short
    slow fast rapid large small
"""


def _table() -> dict[str, tuple[RefusalKind, str]]:
    found: dict[str, tuple[RefusalKind, str]] = {}
    kinds: tuple[tuple[RefusalKind, str], ...] = (
        ("negation", _TURNING),
        ("strength", _OWN_STRENGTH),
        ("meaning", _TIME),
        ("meaning", _CONDITION),
        ("number", _MEASURE),
        ("meaning", _AMOUNT),
        ("meaning", _OPPOSITE),
    )
    for kind, words in kinds:
        found |= {word: (kind, word) for word in words.split()}
    found |= dict.fromkeys(_NOT.split(), ("negation", "not"))
    for name, words in _STRENGTH:
        found |= dict.fromkeys(words.split(), ("strength", name))
    return found


WEIGHED: Final[Mapping[str, tuple[RefusalKind, str]]] = _table()
"""Each word with the kind of its refusal, and the word for all that mean as much."""

_PERSONS: Final = """
    he him his she her hers i me my mine myself you your yours yourself we us our ours husband wife
    partner mother father mum mom dad son daughter baby brother sister friend girlfriend boyfriend
    neighbour gentleman lady mr mrs ms miss aged himself herself
"""
PERSONS: Final = frozenset(_PERSONS.split())
"""Words for somebody; an answer that has none of them is about nobody in particular."""

UNITS: Final[Mapping[str, str]] = {
    "hour": "h",
    "hours": "h",
    "hrs": "h",
    "hr": "h",
    "minute": "min",
    "minutes": "min",
    "mins": "min",
    "milligrams": "mg",
    "milligram": "mg",
    "millilitres": "mL",
    "millilitre": "mL",
    "millilitre/minute": "mL/min",
    "grams": "g",
    "gram": "g",
}
"""Units that are written in full, and their signs."""

_ENDINGS: Final = ("s", "es", "d", "ed", "ped", "ing", "ping", "ly")
_WITH_E: Final = ("es", "ed", "ing")
_PREFIXES: Final = ("un", "non")
_SUFFIXES: Final = ("less", "free")


def weight_of(word: str) -> tuple[RefusalKind, str] | None:
    """Return what a word in lower case weighs, in whatever form it stands; None for no weight.

    >>> weight_of("don't"), weight_of("avoiding"), weight_of("untested"), weight_of("table")
    (('negation', 'not'), ('negation', 'avoid'), ('negation', 'untested'), None)
    """
    forms = [word]
    forms += [word.removesuffix(each) for each in _ENDINGS if word.endswith(each)]
    forms += [f"{word.removesuffix(each)}e" for each in _WITH_E if word.endswith(each)]
    for form in forms:
        if form in WEIGHED:
            return WEIGHED[form]
    if word.endswith("n't"):
        return ("negation", "not")
    if word.startswith(_PREFIXES) or word.endswith(_SUFFIXES):
        return ("negation", word)
    return None
