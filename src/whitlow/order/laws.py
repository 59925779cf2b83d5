"""This module tells which laws are about a drug or a regimen, and whether they apply now.

It refuses an unknown permission: what would lift a law counts only while it is certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.evaluate import Reading
    from whitlow.guideline import Guideline, Law, Regimen

__all__ = ["applies", "forbids_drug", "forbids_regimen", "laws_about", "limits_about"]


def forbids_drug(guideline: Guideline, law: Law, drug: str) -> bool:
    """Whether a law forbids treating with a drug, its substance or its class."""
    target = law.never.get("treat")
    limited = "order_over" in law.never
    return (
        law.kind == "plan" and target is not None and not limited and guideline.is_a(drug, target)
    )


def forbids_regimen(law: Law, regimen: Regimen) -> bool:
    """Whether a law forbids a regimen, by its name or by the virus that it is for."""
    if law.kind != "plan":
        return False
    return law.never.get("regimen") == regimen.id or law.never.get("virus") == regimen.virus


def laws_about(reading: Reading, regimen: Regimen) -> Iterator[Law]:
    """Yield the laws that forbid this regimen or its drug."""
    for law in reading.guideline.laws.values():
        if forbids_drug(reading.guideline, law, regimen.drug) or forbids_regimen(law, regimen):
            yield law


def limits_about(reading: Reading, regimen: Regimen) -> Iterator[Law]:
    """Yield the laws that limit what this regimen gives in a day and are not lifted now."""
    for law in reading.guideline.laws.values():
        target = law.never.get("treat", regimen.drug)
        profile = law.never.get("profile", regimen.profile)
        if (
            law.kind == "plan"
            and "order_over" in law.never
            and reading.guideline.is_a(regimen.drug, target)
            and profile == regimen.profile
            and applies(reading, law) is not False
        ):
            yield law


def applies(reading: Reading, law: Law) -> bool | None:
    """Return whether a law forbids now: true, false, or unknown (None)."""
    if law.unless is not None and reading.holds(law.unless) is True:
        return False
    return True if law.when is None else reading.holds(law.when)
