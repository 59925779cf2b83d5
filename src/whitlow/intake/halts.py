"""This module finds that a treatment is said to be stopped, held, refused, or to be so.

It refuses to say which: the antiviral is then asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.taken import ANTIVIRAL
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.intake.reader import Reader
    from whitlow.intake.tokens import Token

__all__ = ["halted", "stopping"]

LINKS: Final = words("was is has been now both all then therefore")
NEAR: Final = 3

TREATMENTS: Final = words("infusion drip treatment therapy it antiviral antivirals tablets drug")
STOPS: Final = words("stop discontinue cease hold withhold d/c")
HALTS: Final = words("stopped held paused discontinued ceased withheld suspended omitted refused")
REFUSING: Final = words("refusing refuses refused declining declined declines spitting omitting")
NOT: Final = words("no not never nor denies without")
MEDICINES: Final = words(
    "meds medication medications medicines tablets pills drugs everything treatment antivirals"
)
ALL: Final = TREATMENTS | words("both all everything offending culprit suspect")
SHORT: Final = ("d", "/", "c", "'", "d")
BY: Final = 16


def stopping(reader: Reader) -> bool:
    """Whether it is said that an antiviral is to be stopped or changed: ``stop the tablets``."""
    options = reader.lexicon.guideline.facts[ANTIVIRAL].options or {}
    for each in reader.named:
        before = {token.low for token in reader.tokens[max(each.first - 2, 0) : each.first]}
        antiviral = reader.lexicon.vocabulary.substance(each.drug) in options
        if antiviral and before & (STOPS | HALTS) and not each.stance.other:
            return True
    return False


def _halted(tokens: Sequence[Token]) -> bool:
    """Whether a treatment without a name is said to be stopped: ``Infusion stopped``."""
    for at, token in enumerate(tokens):
        if token.low in HALTS and at:
            back = at - 1
            while back > 0 and tokens[back].low in LINKS and not tokens[back].line:
                back -= 1
            if tokens[back].low in TREATMENTS:
                return True
    return False


def _to_halt(tokens: Sequence[Token]) -> bool:
    """Whether all that is given is to be stopped: ``stop both``, ``hold all nephrotoxins``."""
    for at, token in enumerate(tokens):
        behind = {each.low for each in tokens[at + 1 : at + NEAR]}
        if token.low in STOPS and behind and tokens[at + 1].low in ALL:
            return True
        before = {each.low for each in tokens[max(at - 2, 0) : at]}
        if token.low in REFUSING and behind & MEDICINES and not before & NOT:
            return True
    return False


def _left_off(reader: Reader) -> bool:
    """Whether a word that ends a treatment stands nearer to an antiviral than to another medicine.

    Where no medicine stands near it, it ends whatever is given: ``self-d/c'd in August``.
    """
    options = reader.lexicon.guideline.facts[ANTIVIRAL].options or {}
    places = [
        (each.first, reader.lexicon.vocabulary.substance(each.drug) in options)
        for each in reader.named
    ]
    for at in _ends(reader.tokens):
        near = [(abs(first - at), own) for first, own in places if abs(first - at) <= BY]
        if not near or min(near)[1]:
            return True
    return False


def _ends(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield where a treatment is said to have been ended, in the short way: ``d/c'd``."""
    for at, token in enumerate(tokens):
        if token.low == "c" and tuple(each.low for each in tokens[at - 2 : at + 3]) == SHORT:
            yield at


def halted(reader: Reader) -> bool:
    """Whether a treatment is said to be stopped, refused or to be stopped, by whatever words."""
    return _halted(reader.tokens) or _to_halt(reader.tokens) or _left_off(reader)
