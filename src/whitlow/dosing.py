"""This module works out the orders of one drug from a few facts: what a dose is asked by.

It refuses to choose between two routes or two schedules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from whitlow.door import read_facts
from whitlow.door.vocabulary import Vocabulary, cut, key, nearest, shown
from whitlow.errors import InputError, Problem
from whitlow.evaluate import Reading
from whitlow.order import asked_profile, left_out, order, put_into_words, refuse_contradicted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from whitlow.door import Patient
    from whitlow.guideline import Drug, Guideline, Regimen
    from whitlow.order import Order

__all__ = ["Dosed", "dosed", "drug_named", "regimens_of"]


class Dosed(NamedTuple):
    """What was asked of a drug: its orders, several where the question leaves them open."""

    drug: Drug
    orders: tuple[Order, ...]
    doubts: tuple[str, ...]
    patient: Patient


def dosed(  # noqa: PLR0913, PLR0917 - what may be said of a dose
    guideline: Guideline,
    drug: str,
    regimen: str | None,
    profile: str,
    pairs: Sequence[tuple[str, str]],
    today: date,
) -> Dosed:
    """Return the orders of a drug for the patient of these facts.

    ``profile`` is one of the guideline's, or empty for the default. Raises ``InputError`` for a
    name that is not known and for facts that cannot be read.
    """
    chosen = asked_profile(guideline, profile)
    named = drug_named(guideline, drug)
    regimens = regimens_of(guideline, named, regimen, chosen)
    patient = read_facts(pairs, guideline, today)
    doubted = frozenset(fact for doubt in patient.doubts for fact in doubt.facts)
    reading = Reading(guideline, patient.facts, doubted)
    put_into_words(reading, patient.given)
    refuse_contradicted(reading)
    orders = tuple(order(reading, each) for each in regimens)
    return Dosed(named, orders, tuple(doubt.message for doubt in patient.doubts), patient)


def drug_named(guideline: Guideline, written: str) -> Drug:
    """Return the drug that a name means, whatever its case; raises ``InputError``."""
    if written in guideline.drugs:
        return guideline.drugs[written]
    words = Vocabulary(guideline)
    drug = words.drug(written)
    if drug is not None:
        return drug
    guess = words.near_drug(written)
    message = f"{shown(written)} is not a drug that is known here.{guess}"
    known = ", ".join(dict.fromkeys(each.drug for each in guideline.regimens.values()))
    raise InputError(Problem("unknown_drug", message.strip(), "DRUG", cut(written), known))


def regimens_of(
    guideline: Guideline, drug: Drug, name: str | None, profile: str
) -> tuple[Regimen, ...]:
    """Return the regimens that are asked for, several where the question leaves them open.

    A name is looked for in every profile where none is given, and all that it leaves open is the
    product; with a profile, a regimen of another is refused. Without a name the regimens are those
    of the profile, or of the default where it has none.
    """
    every = [
        each
        for each in guideline.regimens.values()
        if drug.id in guideline.lineage(each.drug) and each.id not in left_out(guideline)
    ]
    if not every:
        message = f"There is no regimen of {drug.name} here."
        known = ", ".join(dict.fromkeys(each.drug for each in guideline.regimens.values()))
        raise InputError(Problem("no_regimen", message, "DRUG", drug.id, known))
    if name is not None:
        named = _named(every, drug, name)
        return _in_profile(guideline, named, profile) if profile else named
    default = guideline.about.default_profile
    return _of_profile(every, profile or default) or _of_profile(every, default) or tuple(every)


def _of_profile(regimens: Sequence[Regimen], profile: str) -> tuple[Regimen, ...]:
    return tuple(each for each in regimens if each.profile == profile)


def _in_profile(
    guideline: Guideline, named: Sequence[Regimen], profile: str
) -> tuple[Regimen, ...]:
    """Return the regimens of a profile; raises ``InputError`` where those named are of another."""
    found = _of_profile(named, profile)
    if found:
        return found
    regimen = named[0]
    message = (
        f"The regimen {regimen.name} is of the profile {_titled(guideline, regimen.profile)}, and "
        f"--profile asks for {_titled(guideline, profile)}. Name a regimen of that profile, or "
        "leave --profile out."
    )
    raise InputError(Problem("profile_mismatch", message, "profile", profile, regimen.profile))


def _titled(guideline: Guideline, profile: str) -> str:
    known = guideline.profiles.get(profile)
    return f"{profile} ({known.title})" if known is not None else profile


def _named(regimens: Sequence[Regimen], drug: Drug, name: str) -> tuple[Regimen, ...]:
    found = tuple(each for each in regimens if key(name) in {key(each.name), key(each.id)})
    if found:
        return found
    names = [each.name for each in regimens]
    guess = nearest(name.lower(), names)
    message = f"There is no regimen {shown(name)} of {drug.name}.{guess} Use {', '.join(names)}."
    raise InputError(Problem("unknown_regimen", message, "regimen", cut(name), ", ".join(names)))
