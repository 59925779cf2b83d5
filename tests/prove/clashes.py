"""Two treatments that clash: whoever gets both is sought box by box.

What clashes is worked out here once more: two drugs for one question, two orders of one drug.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from tests.prove.listed import Sum
from tests.prove.made import contradicted
from tests.prove.sought import lives

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.prove.could import Node
    from tests.prove.listed import Tried
    from tests.prove.patients import Patient
    from tests.prove.sought import Sought
    from tests.prove.space import Space
    from whitlow.guideline import Guideline, Rule


class Clashes:
    """Looks for patients of one guideline who get two treatments that clash unseen."""

    def __init__(self, sought: Sought) -> None:
        """Take what looks for patients."""
        self._sought: Final = sought
        self.guideline: Final[Guideline] = sought.guideline

    def answer(self, question: str) -> Tried:
        """Look for whoever gets two answers to a question that no disagreement shows."""
        rules = [one for one in self.guideline.rules.values() if answers(one, question)]
        pairs = (
            (one, other)
            for one, other in combinations(rules, 2)
            if one.action.target != other.action.target
        )
        return self._clashing(pairs).tried(f"one-answer:{question.replace(' ', '-')}")

    def dose(self, drug: str) -> Tried:
        """Look for whoever gets a drug by two orders that no disagreement shows."""
        rules = [one for one in self.guideline.rules.values() if orders(self.guideline, one, drug)]
        pairs = (
            (one, other)
            for one, other in combinations(rules, 2)
            if {*one.action.regimens} - {*other.action.regimens}
            and {*other.action.regimens} - {*one.action.regimens}
        )
        return self._clashing(pairs).tried(f"one-dose:{drug}")

    def _clashing(self, pairs: Iterable[tuple[Rule, Rule]]) -> Sum:
        """Look for whoever gets both of a pair, until somebody does."""
        total = Sum()
        for one, other in pairs:
            if not self._shown(one, other):
                total.add(self._both(one, other))
                if total.broken:
                    break
        return total

    def _shown(self, one: Rule, other: Rule) -> bool:
        """Whether a disagreement is about both rules, or about their drugs or regimens."""
        either = [
            {rule.id, *self.guideline.lineage(rule.action.target), *rule.action.regimens}
            for rule in (one, other)
        ]
        every = self.guideline.disagreements.values()
        return any(all(mine & {*each.about} for mine in either) for each in every)

    def _both(self, one: Rule, other: Rule) -> Sum:
        overs = {each.id: [*certain(self.guideline, each)] for each in (one, other)}

        def build(space: Space) -> list[Node]:
            both = (self._sought.live(space, each, overs[each.id]) for each in (one, other))
            return list(dict.fromkeys(node for nodes in both for node in nodes))

        def confirms(patient: Patient) -> bool:
            naive = self._sought.naive(patient)
            both = (lives(naive, each, overs[each.id], outright=True) for each in (one, other))
            return all(both) and not contradicted(self.guideline, patient)

        return self._sought.seek(build, confirms)


def certain(guideline: Guideline, rule: Rule) -> Iterator[Rule]:
    """Yield the overriders of a rule that have a say in every plan that holds it."""
    treats = rule.action.kind == "treat"
    target = guideline.lineage(rule.action.target) if treats else frozenset[str]()
    for over in (guideline.rules[name] for name in rule.overriders):
        if not over.with_drug or over.with_drug in {rule.with_drug, *target}:
            yield over


def answers(rule: Rule, question: str) -> bool:
    """Whether a rule is a treatment by itself that answers a question."""
    return rule.action.kind == "treat" and not rule.with_drug and rule.question == question


def orders(guideline: Guideline, rule: Rule, drug: str) -> bool:
    """Whether a rule is a treatment by itself that orders a drug, a substance or a class."""
    given = guideline.drugs[rule.action.target] if rule.action.kind == "treat" else None
    return (
        given is not None
        and bool(rule.action.regimens)
        and not rule.with_drug
        and drug in {given.id, given.substance, *guideline.lineage(given.id)}
    )


def ordered(guideline: Guideline) -> list[str]:
    """Return what is ordered by regimens that differ: a class that acts as one drug, or a drug."""
    rules = [one for one in guideline.rules.values() if one.action.kind == "treat"]
    families = sorted(name for name, group in guideline.groups.items() if group.one_drug)
    single = {
        guideline.drugs[one.action.target].substance or one.action.target
        for one in rules
        if not guideline.lineage(one.action.target).intersection(families)
    }
    return [name for name in (*families, *sorted(single)) if _differs(guideline, rules, name)]


def _differs(guideline: Guideline, rules: list[Rule], name: str) -> bool:
    each = [{*one.action.regimens} for one in rules if orders(guideline, one, name)]
    return any(one - other and other - one for one, other in combinations(each, 2))
