"""This package holds the editorial checks: one small function for each thing that can be wrong.

It refuses to mend anything: each fault says where, what, why it matters and what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.checks import (
    citations,
    covered,
    drugs,
    expiry,
    facts,
    figures,
    laboratory,
    laws,
    lexicon,
    limits,
    overrides,
    plain,
    promises,
    rates,
    regimens,
    rules,
    sentences,
    sides,
    sources,
    variants,
)
from whitlow.checks import tables as tables_checks
from whitlow.guideline import turned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from whitlow.errors import Fault
    from whitlow.guideline import Guideline

    Check = Callable[[Guideline], Iterator[Fault]]

__all__ = ["CHECKS", "check"]

CHECKS: Final[tuple[Check, ...]] = (
    *citations.CHECKS,
    *sentences.CHECKS,
    *plain.CHECKS,
    *sources.CHECKS,
    *expiry.CHECKS,
    *facts.CHECKS,
    *drugs.CHECKS,
    *laboratory.CHECKS,
    *variants.CHECKS,
    *tables_checks.CHECKS,
    *regimens.CHECKS,
    *figures.CHECKS,
    *limits.CHECKS,
    *rules.CHECKS,
    *overrides.CHECKS,
    *promises.CHECKS,
    *laws.CHECKS,
    *sides.CHECKS,
    *rates.CHECKS,
    *lexicon.CHECKS,
    *covered.CHECKS,
)


def check(guideline: Guideline) -> tuple[Fault, ...]:
    """Return all faults of a loaded guideline, in file order, each once.

    What a reader makes of it by following other sides is held to the same checks.
    """
    every = (guideline, *turned(guideline))
    found = {fault for each in every for one in CHECKS for fault in one(each)}
    return tuple(sorted(found))
