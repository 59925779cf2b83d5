"""This module owes that every promise of the guideline is kept, for whoever it is made to.

It refuses a promise kept by luck: what stands may wait for nothing where it is promised outright,
and a treatment that a law takes out of the plan keeps none. What is withheld may not even stand
provisionally, and no law is counted on to take it out.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from whitlow.evaluate import Outcome
from whitlow.order import applies
from whitlow.prove.broken import Broken, of_rule
from whitlow.prove.ground import Found, Impossible, Undecided
from whitlow.prove.laws import about, forbids, may_forbid, plan_laws
from whitlow.prove.logic import all_of, any_of, no
from whitlow.prove.obligation import LET_IN, SILENT_BARS, Obligation, Proved, Refuted, Unsettled
from whitlow.prove.standing import (
    could_live,
    lives_for_certain,
    speaks_for_certain,
    stands_for_certain,
)
from whitlow.prove.usual import usual_patient
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import z3

    from whitlow.evaluate import Reading
    from whitlow.guideline import Guideline, Law, Promise, Rule
    from whitlow.prove.ground import Ground
    from whitlow.prove.obligation import Verdict

__all__ = ["keepers", "promise_kept", "promise_obligations"]

ALIVE = (Outcome.STANDS, Outcome.PROVISIONAL)
LAWFUL = "A treatment that a law forbids, in whichever profile, keeps no promise."


def promise_obligations(guideline: Guideline) -> Iterator[Obligation]:
    """Yield, for each promise of the guideline, that it is kept."""
    for promise in guideline.promises.values():
        yield Obligation(
            f"promise:{promise.id}",
            "promises",
            promise.says,
            f"∀ patient: when ∧ known → {_promised(promise)}",
            (
                SILENT_BARS if promise.withholds else LAWFUL,
                LET_IN,
                "Whether a doubted fact is known is unknown too.",
            ),
            partial(promise_kept, promise),
        )


def _promised(promise: Promise) -> str:
    if promise.withholds:
        return f"∀ rule ∈ {{{' or '.join(promise.withholds)}}}: ¬(stands ∨ provisional)"
    stands = "stands" if promise.outright else "stands, be it provisionally"
    return f"∃ rule ∈ {{{' or '.join((*promise.gives, *promise.rules))}}}: {stands}"


def keepers(guideline: Guideline, promise: Promise) -> tuple[Rule, ...]:
    """Return the rules that can keep a promise, or break one that withholds them.

    One that goes with a drug keeps none by itself; one that is not there can break none.
    """
    if promise.withholds:
        rules = guideline.rules
        return tuple(rules[name] for name in promise.withholds if name in rules)
    return tuple(
        rule
        for rule in guideline.rules.values()
        if not rule.with_drug and (rule.id in promise.rules or rule.action.kind in promise.gives)
    )


def promise_kept(promise: Promise, ground: Ground) -> Verdict:
    """Return whether a promise is kept."""
    return _withheld(promise, ground) if promise.withholds else _given(promise, ground)


def _given(promise: Promise, ground: Ground) -> Verdict:
    rules = keepers(ground.guideline, promise)
    laws = _laws_about(ground.guideline)
    kept = any_of([_keeps(ground, promise, rule, laws.get(rule.id, ())) for rule in rules])

    def left_alone(found: Found) -> bool:
        reading = ground.reading(found)
        agreed = any(_agreed(reading, promise, rule, laws) for rule in rules)
        return _is_made_to(promise, reading) and not agreed

    wanted = all_of((*_made_to(promise, ground), no(kept)))
    match ground.settle(wanted, left_alone):
        case Impossible(linear):
            return Proved(f"{len(rules)} rules, {'linear' if linear else 'real'} arithmetic")
        case Undecided(why):
            return Unsettled(why)
        case Found() as found:
            story = f"{_none(promise, rules)} the promise {promise.id} to this patient."
            plain = usual_patient(ground, wanted, found, left_alone)
            one = map(of_rule, rules if len(rules) == 1 else ())
            promised = Broken("promise", promise.id, promise.place)
            return Refuted(plain, story, (*one, promised))


def _withheld(promise: Promise, ground: Ground) -> Verdict:
    """Return whether none of the rules that a promise withholds is ever in a plan."""
    rules = keepers(ground.guideline, promise)

    def said(found: Found) -> Rule | None:
        reading = ground.reading(found)
        alive = (
            rule
            for rule in rules
            if reading.decide(rule, speaks_for_certain(ground.guideline, rule)).outcome in ALIVE
        )
        return next(alive, None) if _is_made_to(promise, reading) else None

    def confirms(found: Found) -> bool:
        return said(found) is not None

    wanted = all_of(
        (*_made_to(promise, ground), any_of([could_live(ground, rule) for rule in rules]))
    )
    match ground.settle(wanted, confirms):
        case Impossible(linear):
            return Proved(f"{len(rules)} rules, {'linear' if linear else 'real'} arithmetic")
        case Undecided(why):
            return Unsettled(why)
        case Found() as found:
            plain = usual_patient(ground, wanted, found, confirms)
            spoken = said(plain) or rules[0]
            story = f"{spoken.id} speaks to whom the promise {promise.id} spares it."
            promised = Broken("promise", promise.id, promise.place)
            return Refuted(plain, story, (of_rule(spoken), promised))


def _made_to(promise: Promise, ground: Ground) -> Iterator[z3.BoolRef]:
    """Yield what holds of whom a promise is made to: its condition, and the facts it wants told."""
    if promise.when is not None:
        yield ground.holds(promise.when).true
    yield from (ground.encoder.named(name).known for name in promise.known)


def _is_made_to(promise: Promise, reading: Reading) -> bool:
    """Whether a promise is made to this patient, by the ordinary evaluator."""
    told = all(reading.known(name) is not None for name in promise.known)
    return told and (promise.when is None or reading.holds(promise.when) is True)


def _none(promise: Promise, rules: tuple[Rule, ...]) -> str:
    if len(rules) == 1:
        return f"The rule {rules[0].id} does not keep"
    kinds = joined((*promise.gives, *promise.rules), "or")
    return f"No rule of {kinds} keeps" if rules else "No rule keeps"


def _laws_about(guideline: Guideline) -> Mapping[str, tuple[Law, ...]]:
    """Return, by treatment, the laws that could take it out of a plan."""
    found: dict[str, tuple[Law, ...]] = {}
    for law in plan_laws(guideline):
        for rule in about(guideline, law, guideline.rules.values()):
            found[rule.id] = (*found.get(rule.id, ()), law)
    return found


def _keeps(ground: Ground, promise: Promise, rule: Rule, laws: tuple[Law, ...]) -> z3.BoolRef:
    """Return that a rule keeps a promise, and that no law takes it out or makes it wait."""
    if promise.outright:
        free = (no(may_forbid(ground, law)) for law in laws)
        return all_of((stands_for_certain(ground, rule), *free))
    free = (no(forbids(ground, law)) for law in laws)
    return all_of((lives_for_certain(ground, rule), *free))


def _agreed(
    reading: Reading, promise: Promise, rule: Rule, laws: Mapping[str, tuple[Law, ...]]
) -> bool:
    """Whether the ordinary evaluator agrees that a rule keeps a promise to a patient."""
    forbidden = [applies(reading, law) for law in laws.get(rule.id, ())]
    outcome = reading.decide(rule).outcome
    if promise.outright:
        return outcome is Outcome.STANDS and not any(each is not False for each in forbidden)
    return outcome in ALIVE and True not in forbidden
