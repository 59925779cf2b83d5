"""This module finds the rules that survive for one patient, and holds them to the laws.

It refuses to let a treatment stand while a law about it is unknown: it becomes provisional.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whitlow.evaluate import Decision, Outcome
from whitlow.order import law_matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whitlow.evaluate import Reading
    from whitlow.guideline import Law, Rule

__all__ = ["Survivors", "survivors"]

ALIVE = (Outcome.STANDS, Outcome.PROVISIONAL)


@dataclass(frozen=True, slots=True)
class Survivors:
    """Every decision that bears on this patient, and what the laws did.

    ``withdrawn`` maps a law to the rules that it took out; ``unsettled`` maps a law to the
    facts that it waits for.
    """

    decisions: tuple[Decision, ...]
    withdrawn: Mapping[str, tuple[str, ...]]
    unsettled: Mapping[str, tuple[str, ...]]

    def alive(self, *kinds: str) -> tuple[Decision, ...]:
        """Return the decisions of these kinds that stand or stand provisionally."""
        return tuple(
            decision
            for decision in self.decisions
            if decision.outcome in ALIVE and decision.rule.action.kind in kinds
        )


def survivors(reading: Reading) -> Survivors:
    """Return what survives: treatments first, under the laws, then what goes with them."""
    rules = reading.guideline.rules.values()
    treatments = [reading.decide(rule) for rule in rules if rule.action.kind == "treat"]
    withdrawn: dict[str, list[str]] = {}
    unsettled: dict[str, tuple[str, ...]] = {}
    lawful = [_lawful(reading, decision, withdrawn, unsettled) for decision in treatments]
    given = _drugs(reading, lawful, ALIVE)
    considered = given | _drugs(reading, lawful, (Outcome.BARRED,))
    others = [
        reading.decide(rule)
        for rule in rules
        if rule.action.kind != "treat" and _goes_with(rule, given, considered)
    ]
    kept = [decision for decision in (*lawful, *others) if decision.outcome is not Outcome.SILENT]
    order = {name: index for index, name in enumerate(reading.guideline.rules)}
    kept.sort(key=lambda decision: order[decision.rule.id])
    return Survivors(
        tuple(kept), {law: tuple(taken) for law, taken in withdrawn.items()}, unsettled
    )


def _drugs(
    reading: Reading, decisions: Iterable[Decision], outcomes: tuple[Outcome, ...]
) -> frozenset[str]:
    """Return the drugs, with all that they are, of the treatments with these outcomes."""
    return frozenset(
        name
        for decision in decisions
        if decision.outcome in outcomes
        for name in reading.guideline.lineage(decision.rule.action.target)
    )


def _goes_with(rule: Rule, given: frozenset[str], considered: frozenset[str]) -> bool:
    """Whether a rule that goes with a drug has that drug to go with.

    A bar or hold also speaks where the drug was considered and barred, so that the reason shows.
    """
    if not rule.with_drug:
        return True
    return rule.with_drug in (considered if rule.action.kind in {"avoid", "hold"} else given)


def _lawful(
    reading: Reading,
    decision: Decision,
    withdrawn: dict[str, list[str]],
    unsettled: dict[str, tuple[str, ...]],
) -> Decision:
    """Return the decision as the laws leave it."""
    if decision.outcome not in ALIVE:
        return decision
    action = decision.rule.action
    for law in reading.guideline.laws.values():
        if not law_matches(reading, law, action.target, action.regimens):
            continue
        match _applies(reading, law):
            case True:
                withdrawn.setdefault(law.id, []).append(decision.rule.id)
                return replace(decision, outcome=Outcome.BARRED, barred_by=(law.id,))
            case None:
                if decision.outcome is Outcome.STANDS:
                    unsettled[law.id] = _waits_for(reading, law)
                    decision = replace(decision, outcome=Outcome.PROVISIONAL)
            case False:
                pass
    return decision


def _applies(reading: Reading, law: Law) -> bool | None:
    """Return whether a law forbids now; an exception counts only while it is certain."""
    if law.unless is not None and reading.holds(law.unless) is True:
        return False
    return True if law.when is None else reading.holds(law.when)


def _waits_for(reading: Reading, law: Law) -> tuple[str, ...]:
    return () if law.when is None else reading.open_facts(law.when)
