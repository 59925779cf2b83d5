"""This module checks molar masses and cut-offs: what turns a value into a reading.

It refuses a mass that nothing prints, and a cut-off that could read a value of something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.errors import Fault
from whitlow.guideline import measures, nearest
from whitlow.language import QuantityError, Unit, convert

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from whitlow.guideline import Claim, Cutoff, Guideline

__all__ = ["CHECKS"]

MOLAR: Final = "g/mol"
CONCENTRATIONS: Final = ("ug/mL", "umol/L")
VIRUS: Final = "virus"


def molar_mass(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each molar mass without a claim that is one number of grams per mole."""
    for drug in guideline.drugs.values():
        for mass in drug.molar_masses.values():
            claim = _claim(guideline, mass.mass)
            if claim is None or claim.high is not None or not measures(claim.unit, MOLAR):
                told = "no claim" if claim is None else repr(claim.text)
                yield Fault(
                    mass.place,
                    f"Drug {drug.id}: the molar mass of {mass.form} is taken from {mass.mass!r}, "
                    f"which is {told}.",
                    "A wrong mass turns a susceptible isolate into a resistant one.",
                    "Name source#statement.claim, one number in g/mol.",
                    "molar-mass",
                )


def cutoff_names(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each drug, form or virus of a cut-off that does not exist."""
    viruses = guideline.facts[VIRUS].options if VIRUS in guideline.facts else None
    for cutoff in guideline.cutoffs.values():
        drug = guideline.drugs.get(cutoff.drug)
        forms = () if drug is None else tuple(drug.molar_masses)
        named = [(cutoff.drug, "drug", tuple(guideline.drugs))]
        named += [(cutoff.form, "form", forms)] if cutoff.form and drug is not None else []
        named += [(virus, VIRUS, tuple(viruses or ())) for virus in cutoff.virus]
        for name, what, known in named:
            if name not in known:
                yield _fault(
                    cutoff,
                    f"names the {what} {name!r}, which does not exist",
                    nearest(name, known) or f"Name a {what} that exists.",
                )


def cutoff_owner(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each cut-off of a laboratory without its name or its assay."""
    for cutoff in guideline.cutoffs.values():
        own = cutoff.of == "laboratory"
        if own and not (cutoff.laboratory and cutoff.assays):
            yield _fault(
                cutoff,
                "does not say of which laboratory and assay it is",
                "Add laboratory and assays: a cut-off belongs to both.",
            )
        if not own and cutoff.laboratory:
            yield _fault(
                cutoff,
                f"is a convention and names the laboratory {cutoff.laboratory!r}",
                "Make it one of a laboratory, or take the laboratory out.",
            )


def cutoff_ends(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each cut-off without ends, or with ends that measure no concentration."""
    for cutoff in guideline.cutoffs.values():
        twice = cutoff.susceptible_below and cutoff.susceptible_up_to
        twice = twice or (cutoff.resistant_from and cutoff.resistant_above)
        if not cutoff.ends or twice:
            yield _fault(
                cutoff,
                "has one end twice" if twice else "has no end",
                "Give susceptible_below or susceptible_up_to, resistant_from or resistant_above.",
            )
        for end in cutoff.ends:
            claim = _claim(guideline, end)
            if claim is None:
                what = f"takes an end from {end!r}, which is no claim"
                yield _fault(cutoff, what, "Name source#statement.claim.")
            elif _other(claim):
                what = f"takes an end from {claim.text!r}, which is no concentration"
                yield _fault(cutoff, what, "Name a claim in ug/mL or umol/L.")
        if _falls(guideline, cutoff):
            what = "counts as resistant what it counts as susceptible"
            yield _fault(cutoff, what, "Give the smaller concentration as the susceptible end.")


def _other(claim: Claim) -> bool:
    """Whether a claim is in a unit that measures no concentration; a noun is no unit at all."""
    try:
        Unit.parse(claim.unit)
    except QuantityError:
        return False
    return not measures(claim.unit, *CONCENTRATIONS)


def _falls(guideline: Guideline, cutoff: Cutoff) -> bool:
    low = _claim(guideline, cutoff.susceptible_below or cutoff.susceptible_up_to)
    high = _claim(guideline, cutoff.resistant_from or cutoff.resistant_above)
    if low is None or high is None or not measures(high.unit, low.unit):
        return False
    top = high.low if high.high is None else high.high
    least = _in(top, high.unit, low.unit)
    both = bool(cutoff.susceptible_up_to and cutoff.resistant_from)
    return low.low > least or (both and low.low == least)


def _in(value: Fraction, unit: str, target: str) -> Fraction:
    return convert(value, Unit.parse(unit), Unit.parse(target))


def _claim(guideline: Guideline, reference: str) -> Claim | None:
    statement, _, name = reference.rpartition(".")
    found = guideline.statements.get(statement)
    return None if found is None else found.claims.get(name)


def _fault(cutoff: Cutoff, what: str, remedy: str) -> Fault:
    why = "A value would be read against what it was never meant for."
    return Fault(cutoff.place, f"Cut-off {cutoff.id} {what}.", why, remedy, "cutoff")


CHECKS: Final = (molar_mass, cutoff_names, cutoff_owner, cutoff_ends)
