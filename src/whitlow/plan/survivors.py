"""This module finds the rules that survive for one patient, and holds them to the laws.

It refuses to let a treatment stand while a law about it is unknown: it becomes provisional.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from whitlow.evaluate import Decision, Outcome
from whitlow.guideline import OnceFor
from whitlow.order import applies, forbids_drug, forbids_regimen
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from whitlow.evaluate import Reading
    from whitlow.guideline import Condition, Guideline, Law, Regimen, Rule

__all__ = ["Survivors", "regimens_of", "survivors"]

ALIVE: Final = (Outcome.STANDS, Outcome.PROVISIONAL)
WITHIN_ORDERS: Final = ("hold", "confirm", "caution")
STOPS: Final = ("avoid", "hold")


@dataclass(frozen=True, slots=True)
class Survivors:
    """Every decision that bears on this patient, and what the laws did.

    ``withdrawn`` maps a law to the rules that it took out, ``unsettled`` a law to the unknown
    facts on which it hangs whether a treatment stands.
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


def regimens_of(guideline: Guideline, rule: Rule, profile: str) -> tuple[Regimen, ...]:
    """Return a rule's regimens of this profile, or of the default where it has none."""
    every = [guideline.regimens[name] for name in rule.action.regimens]
    chosen = tuple(regimen for regimen in every if regimen.profile == profile)
    default = guideline.about.default_profile
    return chosen or tuple(regimen for regimen in every if regimen.profile == default)


def _numbered(guideline: Guideline) -> dict[str, int]:
    return {name: index for index, name in enumerate(guideline.rules)}


_order_of: Final = OnceFor(_numbered)


def _no_laws(_: Guideline) -> dict[tuple[str, str], tuple[Law, ...]]:
    return {}


_found_laws: Final = OnceFor(_no_laws)
"""The laws about the treatments of a guideline, by each rule and profile that was asked for."""


def _laws_about(guideline: Guideline, rule: Rule, profile: str) -> tuple[Law, ...]:
    """Return the laws that forbid a treatment's drug, or every regimen that it would show."""
    found = _found_laws(guideline)
    key = (rule.id, profile)
    if key not in found:
        shown = regimens_of(guideline, rule, profile)
        found[key] = tuple(
            law
            for law in guideline.laws.values()
            if forbids_drug(guideline, law, rule.action.target)
            or (bool(shown) and all(forbids_regimen(law, regimen) for regimen in shown))
        )
    return found[key]


def survivors(reading: Reading, profile: str, among: Iterable[Rule] | None = None) -> Survivors:
    """Return what survives: treatments first, under the laws, then what goes with them.

    ``among`` leaves out rules of which the caller knows that their own condition is false, or
    whose fate it does not ask for: neither bears on that of any other.
    """
    rules = reading.guideline.rules.values() if among is None else among
    return _Sieve(reading, profile).sieved(tuple(rules))


class _Sieve:
    """One sieving of all rules for one patient."""

    def __init__(self, reading: Reading, profile: str) -> None:
        self.reading: Final = reading
        self.profile: Final = profile
        self.withdrawn: Final[dict[str, list[str]]] = {}
        self.unsettled: Final[dict[str, dict[str, None]]] = {}

    def sieved(self, rules: tuple[Rule, ...]) -> Survivors:
        """Return what is left of these rules."""
        treating = [rule for rule in rules if rule.action.kind == "treat"]
        first = self._treatments([rule for rule in treating if not rule.with_drug], frozenset())
        given = self._drugs(first, ALIVE)
        beside = [rule for rule in treating if rule.with_drug and rule.with_drug in given]
        lawful = [*first, *self._treatments(beside, given)]
        given = self._drugs(lawful, ALIVE)
        considered = given | self._drugs(lawful, (Outcome.BARRED,))
        speaks, holds, decide = _speaks_of(considered), self.reading.holds, self.reading.decide
        others = [
            self._settled(decide(rule, speaks))
            for rule in rules
            if holds(rule.when) is not False
            and rule.action.kind != "treat"
            and self._has_its_drug(rule, given, considered)
        ]
        kept = [
            one
            for one in (*lawful, *others)
            if one.outcome is not Outcome.SILENT and not _asks_in_vain(one, given)
        ]
        order = _order_of(self.reading.guideline)
        kept.sort(key=lambda decision: order[decision.rule.id])
        return Survivors(
            tuple(kept),
            {law: tuple(taken) for law, taken in self.withdrawn.items()},
            {law: tuple(facts) for law, facts in self.unsettled.items()},
        )

    def _treatments(self, rules: Iterable[Rule], given: frozenset[str]) -> list[Decision]:
        """Return treatments under the laws; a bar that goes with a drug speaks of that drug."""
        found = []
        for rule in rules:
            speaks = _speaks_of(given | self.reading.guideline.lineage(rule.action.target))
            decision = self.reading.decide(rule, speaks)
            if decision.outcome in ALIVE:
                decision = self._lawful(decision)
            found.append(self._settled(decision))
        return found

    def _settled(self, decision: Decision) -> Decision:
        """Return a provisional decision with the facts for which its overriders wait."""
        if decision.outcome is not Outcome.PROVISIONAL or not decision.hangs_on:
            return decision
        rules = self.reading.guideline.rules
        facts = [
            fact for name in decision.hangs_on for fact in self.reading.open_facts(rules[name].when)
        ]
        return replace(decision, waits=tuple(dict.fromkeys((*facts, *decision.waits))))

    def _drugs(
        self, decisions: Iterable[Decision], outcomes: tuple[Outcome, ...]
    ) -> frozenset[str]:
        """Return the drugs, with all that they are, of the treatments with these outcomes."""
        return frozenset(
            name
            for decision in decisions
            if decision.outcome in outcomes
            for name in self.reading.guideline.lineage(decision.rule.action.target)
        )

    def _has_its_drug(self, rule: Rule, given: frozenset[str], considered: frozenset[str]) -> bool:
        """Whether a rule that goes with a drug, or speaks within its order, has that drug.

        A bar or hold also speaks where the drug was considered and barred, so that the reason
        shows.
        """
        kind = rule.action.kind
        drugs = considered if kind in STOPS else given
        if kind in WITHIN_ORDERS and rule.action.target not in drugs:
            return False
        return not rule.with_drug or rule.with_drug in drugs

    # --- laws -------------------------------------------------------------------------------

    def _lawful(self, decision: Decision) -> Decision:
        """Return the decision as the laws leave it; one that certainly forbids ends the matter."""
        laws = _laws_about(self.reading.guideline, decision.rule, self.profile)
        for law in laws:
            if applies(self.reading, law) is True:
                self.withdrawn.setdefault(law.id, []).append(decision.rule.id)
                self._note(law, self._open(law.unless))
                return replace(decision, outcome=Outcome.BARRED, barred_by=(law.id,))
        waits: dict[str, None] = {}
        for law in laws:
            if applies(self.reading, law) is None:
                facts = (*self._open(law.when), *self._open(law.unless))
                self._note(law, facts)
                waits |= dict.fromkeys(facts)
        if not any(applies(self.reading, law) is None for law in laws):
            return decision
        return replace(decision, outcome=Outcome.PROVISIONAL, waits=tuple(waits))

    def _open(self, condition: Condition | None) -> tuple[str, ...]:
        return () if condition is None else self.reading.open_facts(condition)

    def _note(self, law: Law, facts: Iterable[str]) -> None:
        for fact in facts:
            self.unsettled.setdefault(law.id, {})[fact] = None


def _asks_in_vain(decision: Decision, given: frozenset[str]) -> bool:
    """Whether a further bar is open about a drug that is barred already: no answer matters."""
    rule = decision.rule
    return (
        decision.outcome is Outcome.ASK
        and rule.action.kind in STOPS
        and bool(rule.with_drug)
        and rule.with_drug not in given
    )


def _speaks_of(drugs: frozenset[str]) -> Callable[[Rule], bool]:
    """Return whether an overrider has a say: one that goes with a drug needs that drug."""

    def speaks(rule: Rule) -> bool:
        return not rule.with_drug or rule.with_drug in drugs

    return speaks
