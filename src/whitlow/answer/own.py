"""This module finds the medicines that are this guideline's own: what it gives or bars.

It refuses those that it only knows as other medicines of a patient.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from whitlow.guideline import Guideline

__all__ = ["drugs_of"]

GIVEN_OR_BARRED: Final = ("treat", "avoid")


def drugs_of(guideline: Guideline) -> frozenset[str]:
    """Return the drugs that the guideline gives or bars, and of what they are products."""
    given = {each.drug for each in guideline.regimens.values()}
    given |= {
        rule.action.target
        for rule in guideline.rules.values()
        if rule.action.kind in GIVEN_OR_BARRED and rule.action.target in guideline.drugs
    }
    products = {guideline.drugs[name].substance for name in given if name in guideline.drugs}
    usual = _usual_classes(guideline)
    alike = {name for name in guideline.drugs if usual & guideline.lineage(name)}
    return frozenset(given | products | alike)


def _usual_classes(guideline: Guideline) -> frozenset[str]:
    """Return the classes in which most of the drugs lie that are given here."""
    drugs = {each.drug for each in guideline.regimens.values()}
    counts = Counter(name for drug in drugs for name in guideline.lineage(drug))
    return frozenset(name for name in guideline.groups if counts[name] * 2 > len(drugs))
