"""This module checks that a rule tells the patient the numbers that it tells the clinician.

It refuses one that is left out without a reason, and one that only the patient is told. A dose is
never told: what counts as one, ``_is_dose`` says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from whitlow.checks.citing import claim_references
from whitlow.errors import Fault
from whitlow.guideline import OnceFor, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline, Rule, Statement

__all__ = ["CHECKS"]

AMOUNT: Final = re.compile(r"[munµ]?g(?:/kg)?(?:/(?:h|d|wk|mL))?|m?L(?:/kg)?")
"""Mass, mass for body weight, either in a time, strength, and volume; no level in the blood."""
TIMING: Final = ("min", "h", "d", "wk", "mo", "a", "times", "doses")
"""How often and how long: part of a dose where the same statement prints an amount."""


def claim_untold(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each number that the clinical wording has and the patient's has not."""
    for rule in _for_patients(guideline):
        for slot in _clinical(guideline, rule):
            told = slot in _told(rule) or slot in rule.plain_omits
            if not told and not _is_dose(guideline, rule, slot):
                yield Fault(
                    rule.place,
                    f"Rule {rule.id}: the patient is not told {{{slot}}}.",
                    "Clinician and patient would not learn the same.",
                    f"Write {{{slot}}} in plain, or name it in plain_omits with a reason.",
                    "claim-untold",
                )


def claim_only_in_plain(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each number of the patient wording that the clinical wording lacks."""
    for rule in _for_patients(guideline):
        known = _clinical(guideline, rule)
        for slot in dict.fromkeys(_told(rule)):
            if "." in slot and slot not in known:
                yield Fault(
                    rule.place,
                    f"Rule {rule.id}: only the patient is told {{{slot}}}.",
                    "The plain wording is a reading of the clinical one and adds nothing to it.",
                    nearest(slot, known) or f"Write {{{slot}}} in says too, or leave it out.",
                    "claim-only-in-plain",
                )


def needless_omission(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each omission of what is told, is a dose, or was never there to tell."""
    for rule in guideline.rules.values():
        known = () if rule.plain is None else _clinical(guideline, rule)
        for slot in rule.plain_omits:
            if slot not in known or slot in _told(rule) or _is_dose(guideline, rule, slot):
                yield Fault(
                    rule.place,
                    f"Rule {rule.id} omits {{{slot}}} needlessly.",
                    "An exception that excuses nothing hides the next one that would.",
                    f"Take {slot} out of plain_omits.",
                    "needless-omission",
                )


def omission_without_reason(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each omission whose reason ``guideline.yaml`` does not list."""
    reasons = guideline.about.omissions
    for rule in guideline.rules.values():
        for slot, reason in rule.plain_omits.items():
            if reason not in reasons:
                yield Fault(
                    rule.place,
                    f"Rule {rule.id} omits {{{slot}}} for the reason {reason!r}.",
                    "What a patient is not told needs a reason that can be read and disputed.",
                    nearest(reason, reasons) or f"Use one of {', '.join(reasons)}.",
                    "omission-reason",
                )


def _for_patients(guideline: Guideline) -> Iterator[Rule]:
    return (rule for rule in guideline.rules.values() if rule.plain is not None)


def _told(rule: Rule) -> tuple[str, ...]:
    return () if rule.plain is None else rule.plain.slots


def _clinical(guideline: Guideline, rule: Rule) -> tuple[str, ...]:
    """Return the claims of the clinical wording, headline included; a patient's own values not."""
    slots = rule.says.slots + (() if rule.headline is None else rule.headline.slots)
    return tuple(
        slot for slot in dict.fromkeys(slots) if _stated(guideline, rule, slot) is not None
    )


def _stated(guideline: Guideline, rule: Rule, slot: str) -> Statement | None:
    """Return the cited statement whose claim fills a slot, or None where a fact does."""
    name, _, claim = slot.partition(".")
    for cite in rule.cites:
        statement = guideline.statements.get(cite)
        if statement is not None and statement.name == name and claim in statement.claims:
            return statement
    return None


def _is_dose(guideline: Guideline, rule: Rule, slot: str) -> bool:
    """Whether a claim is a dose: an amount, what belongs to one, or a figure of a regimen."""
    statement = _stated(guideline, rule, slot)
    if statement is None:
        return False
    claim = statement.claims[slot.partition(".")[2]]
    if AMOUNT.fullmatch(claim.unit) or f"{statement.id}.{claim.name}" in _ordered(guideline):
        return True
    timed = claim.unit in TIMING and claim.of is None
    return timed and any(AMOUNT.fullmatch(other.unit) for other in statement.claims.values())


def _figures(guideline: Guideline) -> frozenset[str]:
    """Return the claims from which some regimen takes a figure."""
    return frozenset(
        name for regimen in guideline.regimens.values() for name in claim_references(regimen)
    )


_ordered: Final = OnceFor(_figures)

CHECKS: Final = (claim_untold, claim_only_in_plain, needless_omission, omission_without_reason)
