"""This module checks rules and laws: what they name, when they speak, what they say.

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

    from whitlow.guideline import Guideline, Law

__all__ = ["CHECKS"]

STRENGTHS: Final = ("strong", "conditional", "expert opinion")
CERTAINTIES: Final = ("high", "moderate", "low", "very low")
ABOUT_DRUGS: Final = ("treat", "avoid", "hold", "confirm", "caution")
NEVER: Final = (
    "treat",
    "regimen",
    "virus",
    "profile",
    "order_over",
    "says",
    "audience",
    "gene",
    "class",
    "type",
)


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
        if rule.with_drug:
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


def law_shape(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each law that forbids nothing that exists."""
    for law in guideline.laws.values():
        trouble = _law_trouble(guideline, law)
        if trouble:
            yield Fault(
                law.place,
                f"Law {law.id} {trouble}",
                "A law that forbids nothing protects nobody.",
                f"Write never with one of {', '.join(NEVER)}, and name what exists.",
                "law-shape",
            )


def _law_trouble(guideline: Guideline, law: Law) -> str:
    if not law.never:
        return "forbids nothing."
    strange = [key for key in law.never if key not in NEVER]
    if strange:
        return f"forbids by {strange[0]!r}, which is not known."
    drug, regimen = law.never.get("treat"), law.never.get("regimen")
    if drug is not None and drug not in guideline.drugs and drug not in guideline.groups:
        return f"forbids the drug {drug!r}, which does not exist."
    if regimen is not None and regimen not in guideline.regimens:
        return f"forbids the regimen {regimen!r}, which does not exist."
    return ""


CHECKS: Final = (
    rule_target,
    rule_regimens,
    mixed_virus,
    unreachable,
    speaks_of_nobody,
    grade_words,
    emergency_words,
    treat_headline,
    law_shape,
)
