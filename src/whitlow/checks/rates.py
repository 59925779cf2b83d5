"""This module checks rates: each is the share that a claim prints.

It refuses a rate that is drawn from something else: an amount, a number of days, nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Claim, Guideline

__all__ = ["CHECKS"]

PER_CENT: Final = "%"
YEARS: Final = "CE"


def rate_claim(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each rate of which the claim is no share, or the years are none."""
    for rate in guideline.rates.values():
        named = [("claim", rate.claim, "so many of so many, or per cent")]
        named += [("years", rate.years, "years, in CE")] if rate.years else []
        for field, name, wanted in named:
            claim = _claim(guideline, name)
            if claim is None or not _fits(field, claim):
                told = "no claim" if claim is None else repr(claim.text)
                yield Fault(
                    rate.place,
                    f"Rate {rate.id} takes its {field} from {name!r}, which is {told}.",
                    "It would be drawn as a share of patients.",
                    f"Name source#statement.claim, {wanted}.",
                    "rate-claim",
                )


def _fits(field: str, claim: Claim) -> bool:
    if field == "years":
        return claim.unit == YEARS
    return claim.of is not None or claim.unit == PER_CENT


def _claim(guideline: Guideline, reference: str) -> Claim | None:
    name, _, claim = reference.rpartition(".")
    statement = guideline.statements.get(name)
    return None if statement is None else statement.claims.get(claim)


CHECKS: Final = (rate_claim,)
