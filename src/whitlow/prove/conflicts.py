"""This module owes that two treatments never answer one question differently in silence.

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
    from collections.abc import Iterator

    from whitlow.guideline import Guideline, Rule
    from whitlow.prove.ground import Ground
    from whitlow.prove.obligation import Verdict

__all__ = ["answered", "conflict_obligations", "one_answer"]


def conflict_obligations(guideline: Guideline) -> Iterator[Obligation]:
    """Yield, for each question that treatments answer, that no two answers clash unseen."""
    for question, rules in answered(guideline).items():
        pairs = [
            (one, other)
            for one, other in combinations(rules, 2)
            if one.action.target != other.action.target
        ]
        if pairs:
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
                partial(one_answer, tuple(pairs)),
            )


def answered(guideline: Guideline) -> dict[str, list[Rule]]:
    """Return the treatments that answer each question."""
    found: dict[str, list[Rule]] = {}
    for rule in guideline.rules.values():
        if rule.action.kind == "treat" and not rule.with_drug and rule.question:
            found.setdefault(rule.question, []).append(rule)
    return found


def one_answer(pairs: tuple[tuple[Rule, Rule], ...], ground: Ground) -> Verdict:
    """Return whether no two treatments of some pairs both stand unseen."""
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
                story = (
                    f"{one.id} and {other.id} both stand; one advises {one.action.target}, "
                    f"the other {other.action.target}, and no disagreement shows it."
                )
                plain = usual_patient(ground, wanted, found, both)
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
