"""This module owes that two treatments never clash in silence: two drugs, or two doses of one.

It refuses a quiet choice: where both could stand, a disagreement must name both or their drugs.
"""

from __future__ import annotations

from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

from whitlow.evaluate import Outcome
from whitlow.prove.broken import of_rule
from whitlow.prove.ground import Found, Impossible, Undecided
from whitlow.prove.logic import all_of
from whitlow.prove.obligation import LET_IN, SILENT_BARS, Obligation, Proved, Refuted, Unsettled
from whitlow.prove.standing import could_stand, speaks_for_certain
from whitlow.prove.usual import usual_patient

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from whitlow.guideline import Guideline, Rule
    from whitlow.prove.ground import Ground
    from whitlow.prove.obligation import Verdict

    Pair = tuple[Rule, Rule]

__all__ = [
    "answered",
    "conflict_obligations",
    "dosed",
    "one_answer",
    "one_dose",
    "two_answers",
    "two_doses",
]


def conflict_obligations(guideline: Guideline) -> Iterator[Obligation]:
    """Yield that no two answers to a question clash unseen, and no two orders of one drug."""
    for question, rules in answered(guideline).items():
        if pairs := tuple(two_answers(rules)):
            yield Obligation(
                f"one-answer:{question.replace(' ', '-')}",
                "conflicts",
                f"Two treatments that answer '{question}' with different drugs never both stand, "
                "unless a disagreement shows it.",
                "∀ patient, rules a ≠ b of one question, drug(a) ≠ drug(b): "
                "¬(stands(a) ∧ stands(b)) ∨ shown(a, b)",
                (
                    "A treatment that goes beside another is part of it, not another answer.",
                    SILENT_BARS,
                    LET_IN,
                ),
                partial(one_answer, pairs),
            )
    for drug, rules in dosed(guideline).items():
        if pairs := tuple(two_doses(rules)):
            yield Obligation(
                f"one-dose:{drug}",
                "conflicts",
                f"Two treatments that order {drug} by different regimens never both stand, "
                "unless a disagreement shows it.",
                "∀ patient, rules a ≠ b, drug(a) = drug(b), regimens(a) ⊄ regimens(b) ⊄ "
                "regimens(a): ¬(stands(a) ∧ stands(b)) ∨ shown(a, b)",
                (
                    "A drug and its prodrug are one drug, by mouth or by vein.",
                    "Two regimens of one rule are a choice that the rule offers.",
                    SILENT_BARS,
                    LET_IN,
                ),
                partial(one_dose, pairs),
            )


def two_answers(rules: Iterable[Rule]) -> Iterator[Pair]:
    """Yield the pairs of treatments that advise different drugs."""
    for one, other in combinations(rules, 2):
        if one.action.target != other.action.target:
            yield one, other


def two_doses(rules: Iterable[Rule]) -> Iterator[Pair]:
    """Yield the pairs of treatments of which neither orders all that the other does."""
    for one, other in combinations(rules, 2):
        mine, theirs = set(one.action.regimens), set(other.action.regimens)
        if not mine <= theirs and not theirs <= mine:
            yield one, other


def dosed(guideline: Guideline) -> dict[str, list[Rule]]:
    """Return the treatments that come with an order, by what they give.

    A drug and its prodrug are one.
    """
    found: dict[str, list[Rule]] = {}
    for rule in guideline.rules.values():
        if rule.action.kind == "treat" and not rule.with_drug and rule.action.regimens:
            found.setdefault(_given(guideline, rule.action.target), []).append(rule)
    return found


def _given(guideline: Guideline, target: str) -> str:
    """Return the class whose members act as one drug, the substance of a product, or the drug."""
    for name in sorted(guideline.lineage(target)):
        if name in guideline.groups and guideline.groups[name].one_drug:
            return name
    return guideline.drugs[target].substance or target


def answered(guideline: Guideline) -> dict[str, list[Rule]]:
    """Return the treatments that answer each question."""
    found: dict[str, list[Rule]] = {}
    for rule in guideline.rules.values():
        if rule.action.kind == "treat" and not rule.with_drug and rule.question:
            found.setdefault(rule.question, []).append(rule)
    return found


def one_answer(pairs: tuple[Pair, ...], ground: Ground) -> Verdict:
    """Return whether no two treatments of some pairs both stand unseen."""
    return _none_both(pairs, ground, "advises", lambda rule: rule.action.target)


def one_dose(pairs: tuple[Pair, ...], ground: Ground) -> Verdict:
    """Return whether no two treatments of some pairs both order their doses unseen."""
    return _none_both(pairs, ground, "orders", lambda rule: " or ".join(rule.action.regimens))


def _none_both(
    pairs: tuple[Pair, ...], ground: Ground, does: str, what: Callable[[Rule], str]
) -> Verdict:
    shown = 0
    for one, other in pairs:

        def both(found: Found, one: Rule = one, other: Rule = other) -> bool:
            return all(_stands(ground, each, found) for each in (one, other))

        wanted = all_of(could_stand(ground, each) for each in (one, other))
        match ground.settle(wanted, both):
            case Impossible():
                continue
            case Undecided(why):
                return Unsettled(f"{one.id} and {other.id}: {why}")
            case Found() as found:
                if shows(ground.guideline, one, other):
                    shown += 1
                    continue
                plain = usual_patient(ground, wanted, found, both)
                story = (
                    f"{one.id} and {other.id} both stand; one {does} {what(one)}, "
                    f"the other {what(other)}, and no disagreement shows it."
                )
                return Refuted(plain, story, (of_rule(one), of_rule(other)))
    seen = f", {shown} of them shown by a disagreement" if shown else ""
    return Proved(f"{len(pairs)} pairs{seen}")


def _stands(ground: Ground, rule: Rule, found: Found) -> bool:
    decision = ground.reading(found).decide(rule, speaks_for_certain(ground.guideline, rule))
    return decision.outcome is Outcome.STANDS


def shows(guideline: Guideline, one: Rule, other: Rule) -> bool:
    """Whether a disagreement is about both rules, by their name or their drug."""
    names = [
        {rule.id, *guideline.lineage(rule.action.target), *rule.action.regimens}
        for rule in (one, other)
    ]
    return any(
        all(mine.intersection(each.about) for mine in names)
        for each in guideline.disagreements.values()
    )
