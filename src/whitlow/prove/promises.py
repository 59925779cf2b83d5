"""This module owes that every promise of the guideline is kept, for whoever it is made to.

It refuses a promise kept by luck: what stands may wait for nothing where it is promised outright.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from whitlow.evaluate import Outcome
from whitlow.prove.broken import Broken, of_rule
from whitlow.prove.ground import Found, Impossible, Undecided
from whitlow.prove.logic import all_of, any_of, no
from whitlow.prove.obligation import LET_IN, Obligation, Proved, Refuted, Unsettled
from whitlow.prove.standing import lives_for_certain, stands_for_certain
from whitlow.prove.usual import usual_patient

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline, Promise, Rule
    from whitlow.prove.ground import Ground
    from whitlow.prove.obligation import Verdict

__all__ = ["promise_obligations"]

ALIVE = (Outcome.STANDS, Outcome.PROVISIONAL)


def promise_obligations(guideline: Guideline) -> Iterator[Obligation]:
    """Yield, for each promise of the guideline, that it is kept."""
    for promise in guideline.promises.values():
        stands = "stands" if promise.outright else "stands, be it provisionally"
        gives = " or ".join((*promise.gives, *promise.rules))
        yield Obligation(
            f"promise:{promise.id}",
            "promises",
            promise.says,
            f"∀ patient: when ∧ known → ∃ rule ∈ {{{gives}}}: {stands}",
            (LET_IN, "Whether a doubted fact is known is unknown too."),
            partial(_kept, promise),
        )


def keepers(guideline: Guideline, promise: Promise) -> tuple[Rule, ...]:
    """Return the rules that can keep a promise; one that goes with a drug does not by itself."""
    return tuple(
        rule
        for rule in guideline.rules.values()
        if not rule.with_drug
        and (rule.id in promise.rules if promise.rules else rule.action.kind in promise.gives)
    )


def _kept(promise: Promise, ground: Ground) -> Verdict:
    rules = keepers(ground.guideline, promise)
    holds = stands_for_certain if promise.outright else lives_for_certain
    met = [] if promise.when is None else [ground.holds(promise.when).true]
    told = [ground.encoder.named(name).known for name in promise.known]
    kept = any_of([holds(ground, rule) for rule in rules])

    def left_alone(found: Found) -> bool:
        reading = ground.reading(found)
        outcomes = (Outcome.STANDS,) if promise.outright else ALIVE
        owed = promise.when is None or reading.holds(promise.when) is True
        told = all(reading.known(name) is not None for name in promise.known)
        return owed and told and not any(reading.decide(rule).outcome in outcomes for rule in rules)

    wanted = all_of((*met, *told, no(kept)))
    match ground.settle(wanted, left_alone):
        case Impossible(linear):
            return Proved(f"{len(rules)} rules, {'linear' if linear else 'real'} arithmetic")
        case Undecided(why):
            return Unsettled(why)
        case Found() as found:
            none = f"None of {len(rules)} rules keeps" if len(rules) > 1 else "No rule keeps"
            if len(rules) == 1:
                none = f"The rule {rules[0].id} does not keep"
            story = f"{none} the promise {promise.id} to this patient."
            plain = usual_patient(ground, wanted, found, left_alone)
            one = map(of_rule, rules if len(rules) == 1 else ())
            promised = Broken("promise", promise.id, promise.place)
            return Refuted(plain, story, (*one, promised))
