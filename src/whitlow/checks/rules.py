"""This module checks rules: what they name, when they speak, what they say.

It refuses a rule that speaks for a patient of whom nothing is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.checks.reach import impossible
from whitlow.errors import Fault
from whitlow.evaluate import Outcome, Reading
from whitlow.guideline import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline

__all__ = ["CHECKS"]

STRENGTHS: Final = ("strong", "conditional", "expert opinion")
CERTAINTIES: Final = ("high", "moderate", "low", "very low")
STATUSES: Final = ("contraindicated", "not_recommended", "refused")
ABOUT_DRUGS: Final = ("treat", "avoid", "hold", "confirm", "caution")


def rule_target(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each drug of a rule, or ``with``, that does not exist."""
    known = guideline.drugs.keys() | guideline.groups.keys()
    for rule in guideline.rules.values():
        names = [rule.action.target] if rule.action.kind in ABOUT_DRUGS else []
        for name in (*names, *((rule.with_drug,) if rule.with_drug else ())):
            if name not in known:
                yield Fault(
                    rule.place,
                    f"Rule {rule.id} names the drug {name!r}, which does not exist.",
                    "No bar or law could find it.",
                    nearest(name, known) or "Add the drug.",
                    "rule-drug",
                )


def rule_regimens(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each regimen of a rule that does not exist or is of another drug."""
    for rule in guideline.rules.values():
        for name in rule.action.regimens:
            regimen = guideline.regimens.get(name)
            if regimen is None:
                yield Fault(
                    rule.place,
                    f"Rule {rule.id} names the regimen {name!r}, which does not exist.",
                    "The plan would advise a drug without its dose.",
                    nearest(name, guideline.regimens) or "Add the regimen.",
                    "rule-regimen",
                )
            elif not guideline.is_a(regimen.drug, rule.action.target):
                yield Fault(
                    rule.place,
                    f"Rule {rule.id} treats with {rule.action.target} "
                    f"but names the regimen {name} of {regimen.drug}.",
                    "The order would be of another drug than the advice.",
                    "Name a regimen of the same drug.",
                    "rule-regimen",
                )


def mixed_virus(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each rule whose regimens are for different viruses."""
    for rule in guideline.rules.values():
        known = [
            guideline.regimens[name] for name in rule.action.regimens if name in guideline.regimens
        ]
        viruses = sorted({regimen.virus for regimen in known})
        if len(viruses) > 1:
            yield Fault(
                rule.place,
                f"Rule {rule.id} names regimens for {' and '.join(viruses)}.",
                "The dose for one virus is not the dose for another.",
                "Write one rule for each virus.",
                "mixed-virus",
            )


def unreachable(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each rule or law that no patient can meet."""
    conditions = [(f"Rule {rule.id}", rule.when) for rule in guideline.rules.values()]
    conditions += [
        (f"Law {law.id}", law.when) for law in guideline.laws.values() if law.when is not None
    ]
    for what, condition in conditions:
        if impossible(condition.compiled):
            yield Fault(
                condition.place,
                f"{what} can hold for no patient: {condition.text}",
                "A rule that never speaks is missed only when it is needed.",
                "Mend the condition, or remove the rule.",
                "unreachable",
            )


def speaks_of_nobody(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each rule that stands for the patient of whom nothing is known."""
    nobody = Reading(guideline, {})
    for rule in guideline.rules.values():
        if rule.with_drug and rule.action.kind != "treat":
            continue
        if nobody.decide(rule).outcome in {Outcome.STANDS, Outcome.PROVISIONAL}:
            yield Fault(
                rule.when.place,
                f"Rule {rule.id} stands for a patient of whom nothing is known.",
                "Advice without a fact is advice for everybody.",
                "Name the facts on which it rests.",
                "speaks-of-nobody",
            )


def grade_words(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each rule without a known strength or certainty."""
    for rule in guideline.rules.values():
        for what, word, known in (
            ("strength", rule.strength, STRENGTHS),
            ("certainty", rule.certainty, CERTAINTIES),
        ):
            if word not in known:
                yield Fault(
                    rule.place,
                    f"Rule {rule.id} has the {what} {word!r}.",
                    "A reader weighs advice by these words.",
                    f"Use one of {', '.join(known)}.",
                    "grade-words",
                )


def emergency_words(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each emergency without a call, a headline or patient wording."""
    for rule in guideline.rules.values():
        if rule.action.kind == "emergency" and not (
            rule.action.call and rule.headline is not None and rule.plain is not None
        ):
            yield Fault(
                rule.place,
                f"Rule {rule.id} is an emergency without call, headline or plain.",
                "Whoever reads it must know at once whom to call, the patient too.",
                "Add the three.",
                "emergency-words",
            )


def treat_headline(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each treatment without a headline."""
    for rule in guideline.rules.values():
        if rule.action.kind == "treat" and rule.headline is None:
            yield Fault(
                rule.place,
                f"Rule {rule.id} treats and has no headline.",
                "The bottom line would be silent about it.",
                "Add headline, one short sentence.",
                "treat-headline",
            )


def rule_status(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each status of a bar that no order has, and for one without a bar."""
    for rule in guideline.rules.values():
        status, bars = rule.action.status, rule.action.kind == "avoid"
        if status and not (bars and status in STATUSES):
            yield Fault(
                rule.place,
                f"Rule {rule.id} has as: {status}.",
                "An order could not say how grave the bar is.",
                nearest(status, STATUSES)
                if bars and nearest(status, STATUSES)
                else f"Only avoid has as; use one of {', '.join(STATUSES)}.",
                "rule-status",
            )


def rule_weights(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each weight to be confirmed that is no number in kilograms."""
    for rule in guideline.rules.values():
        for name in rule.action.weights:
            if guideline.unit(name) != "kg":
                known = [*guideline.facts, *guideline.formulas]
                weights = [other for other in known if guideline.unit(other) == "kg"]
                yield Fault(
                    rule.place,
                    f"Rule {rule.id} shows the dose by {name!r}, which is no number of kg.",
                    "The other reading of the dose would be missing, or wrong.",
                    nearest(name, weights) or f"Name one of {', '.join(weights)}.",
                    "rule-weights",
                )


CHECKS: Final = (
    rule_target,
    rule_regimens,
    mixed_virus,
    unreachable,
    speaks_of_nobody,
    grade_words,
    emergency_words,
    treat_headline,
    rule_status,
    rule_weights,
)
