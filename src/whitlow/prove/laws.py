"""This module owes that no rule breaks a law, in any patient, whatever is known of them.

It refuses to lean on the sieve that takes an unlawful treatment out of a plan: the rules alone must
keep every law, and the sieve stands behind them. Only where a fact is in doubt may a rule need it,
since no condition can ask whether a fact is doubted; which rules those are is said.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from whitlow.evaluate import Outcome
from whitlow.order import applies, forbids_regimen
from whitlow.plan.survivors import regimens_of
from whitlow.prove.broken import Broken, of_rule
from whitlow.prove.ground import Found, Impossible, Undecided
from whitlow.prove.logic import FALSE, TRUE, Truth3, all_of, any_of, no
from whitlow.prove.obligation import LET_IN, SILENT_BARS, Obligation, Proved, Refuted, Unsettled
from whitlow.prove.standing import could_live, could_stand, speaks_for_certain
from whitlow.prove.usual import usual_patient
from whitlow.sentence import fill, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import z3

    from whitlow.guideline import Guideline, Law, Rule
    from whitlow.prove.ground import Ground
    from whitlow.prove.obligation import Verdict

__all__ = ["about", "forbids", "law_kept", "law_obligations", "may_forbid", "plan_laws"]

ALWAYS = Truth3(TRUE, FALSE)
NEVER = Truth3(FALSE, TRUE)
IN_DOUBT = (
    "Rules that the verdict names keep it by themselves while no fact is in doubt; with one in "
    "doubt the plan takes them out by the law itself."
)


def law_obligations(guideline: Guideline) -> Iterator[Obligation]:
    """Yield, for each law about plans, that the rules alone keep it."""
    for law in plan_laws(guideline):
        yield Obligation(
            f"law:{law.id}",
            "laws",
            fill(law.says, guideline, law.cites, lambda _: None),
            "∀ patient, rule about it: ¬(when ∧ ¬unless ∧ (stands ∨ provisional)) "
            "∧ ¬(when unknown ∧ ¬unless ∧ stands)",
            (
                SILENT_BARS,
                "Where only some regimens of a treatment are forbidden, their orders are withheld.",
                IN_DOUBT,
                LET_IN,
            ),
            partial(law_kept, law),
        )


def plan_laws(guideline: Guideline) -> Iterator[Law]:
    """Yield the laws about what a plan holds; that on amounts is about orders."""
    for law in guideline.laws.values():
        if law.kind == "plan" and "order_over" not in law.never:
            yield law


def about(guideline: Guideline, law: Law, among: Iterable[Rule]) -> Iterator[Rule]:
    """Yield the treatments that a law forbids in some profile, by drug or by all their regimens."""
    target = law.never.get("treat")
    profiles = guideline.profiles or (guideline.about.default_profile,)
    for rule in among:
        if rule.action.kind != "treat":
            continue
        by_drug = target is not None and guideline.is_a(rule.action.target, target)
        if by_drug or any(_all_forbidden(guideline, law, rule, each) for each in profiles):
            yield rule


def _all_forbidden(guideline: Guideline, law: Law, rule: Rule, profile: str) -> bool:
    shown = regimens_of(guideline, rule, profile)
    return bool(shown) and all(forbids_regimen(law, regimen) for regimen in shown)


def law_kept(law: Law, ground: Ground, among: Iterable[Rule] | None = None) -> Verdict:
    """Return whether the rules keep a law; ``among`` names those that alone could break it."""
    linear = True
    sifted: list[str] = []
    every = ground.guideline.rules.values() if among is None else among
    rules = tuple(about(ground.guideline, law, every))
    for rule in rules:

        def breaks(found: Found, rule: Rule = rule) -> bool:
            return _breaks(ground, law, rule, found)

        wanted = broken(ground, law, rule)
        found = ground.settle(wanted, breaks)
        if isinstance(found, Found):
            undoubted = (no(doubted) for doubted in ground.person.doubts().values())
            wanted = all_of((wanted, *undoubted))
            found = ground.settle(wanted, breaks)
            sifted += [rule.id] if isinstance(found, Impossible) else []
        match found:
            case Impossible():
                linear = linear and found.linear
            case Undecided(why):
                return Unsettled(f"{rule.id}: {why}")
            case Found():
                plain = _plainest(ground, law, wanted, found, breaks)
                return _refuted(ground, law, rule, plain)
    how = "linear arithmetic" if linear else "arithmetic of real numbers"
    with_doubt = f"; with a fact in doubt by the law itself: {joined(sifted)}" if sifted else ""
    return Proved(f"{len(rules)} rules, {how}{with_doubt}")


def forbids(ground: Ground, law: Law) -> z3.BoolRef:
    """Return that a law forbids for certain."""
    when = ALWAYS if law.when is None else ground.holds(law.when)
    lifted = NEVER if law.unless is None else ground.holds(law.unless)
    return all_of((no(lifted.true), when.true))


def may_forbid(ground: Ground, law: Law) -> z3.BoolRef:
    """Return that a law forbids, or that nobody knows whether it does."""
    when = ALWAYS if law.when is None else ground.holds(law.when)
    lifted = NEVER if law.unless is None else ground.holds(law.unless)
    return all_of((no(lifted.true), no(when.false)))


def broken(ground: Ground, law: Law, rule: Rule) -> z3.BoolRef:
    """Return that a law is broken by a treatment."""
    certain = all_of((forbids(ground, law), could_live(ground, rule)))
    open_ = all_of((may_forbid(ground, law), no(forbids(ground, law)), could_stand(ground, rule)))
    return any_of((certain, open_))


def _plainest(
    ground: Ground, law: Law, wanted: z3.BoolRef, found: Found, breaks: Callable[[Found], bool]
) -> Found:
    """Return the plainest patient in whom a law is broken: one whom it forbids it, if there is one.

    That it may forbid it, and nobody asks, is as bad, and harder to see.
    """
    when = TRUE if law.when is None else ground.holds(law.when).true

    def forbidden(patient: Found) -> bool:
        return applies(ground.reading(patient), law) is True and breaks(patient)

    certain = all_of((wanted, when))
    surely = ground.settle(certain, forbidden)
    if isinstance(surely, Found):
        return usual_patient(ground, certain, surely, forbidden)
    return usual_patient(ground, wanted, found, breaks)


def _outcome(ground: Ground, rule: Rule, found: Found) -> Outcome:
    speaks = speaks_for_certain(ground.guideline, rule)
    return ground.reading(found).decide(rule, speaks).outcome


def _breaks(ground: Ground, law: Law, rule: Rule, found: Found) -> bool:
    """Whether the ordinary evaluator agrees that the law is broken in a patient."""
    outcome = _outcome(ground, rule, found)
    forbidden = applies(ground.reading(found), law)
    if forbidden is True:
        return outcome in {Outcome.STANDS, Outcome.PROVISIONAL}
    return forbidden is None and outcome is Outcome.STANDS


def _refuted(ground: Ground, law: Law, rule: Rule, found: Found) -> Refuted:
    stands = _outcome(ground, rule, found) is Outcome.STANDS
    word = "stands" if stands else "stands provisionally"
    why = "forbids it" if applies(ground.reading(found), law) else "may forbid it, and nobody asks"
    story = f"{rule.id} {word} while the law {law.id} {why}."
    return Refuted(found, story, (of_rule(rule), Broken("law", law.id, law.place)))
