"""This module owes of the rules: none is dead, none speaks for nobody, none falls silent later.

It refuses a rule that no patient could meet, and one that more knowledge would take back.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from whitlow.evaluate import Outcome, Reading
from whitlow.language import IsNull, children, names_in
from whitlow.prove.ground import Found, Impossible, Undecided
from whitlow.prove.logic import all_of, any_of, no
from whitlow.prove.obligation import Obligation, Proved, Refuted, Unsettled
from whitlow.prove.twice import Later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Condition, Guideline, Rule
    from whitlow.language import Expr
    from whitlow.prove.ground import Ground
    from whitlow.prove.obligation import Verdict

__all__ = ["facts_asked_for", "rule_obligations"]


def rule_obligations(guideline: Guideline) -> Iterator[Obligation]:
    """Yield that nothing stands for nobody, and of each rule that it lives and lasts."""
    yield Obligation(
        "nobody",
        "nobody",
        "For the patient of whom nothing is known nothing stands.",
        "∀ rule: ¬stands(rule, ∅)",
        (),
        _nobody,
    )
    for rule in guideline.rules.values():
        yield Obligation(
            f"alive:{rule.id}",
            "alive",
            f"There is a patient for whom {rule.id} stands under all that overrides it.",
            "∃ patient: stands(rule)",
            ("The patient is checked again by the ordinary evaluator.",),
            partial(_lives, rule),
        )
        asked = facts_asked_for(guideline, rule)
        yield Obligation(
            f"steady:{rule.id}",
            "steady",
            f"Once {rule.id} stands, nothing more that is told of the patient takes it back"
            + (
                f", but for whether {' or '.join(asked)} is known, which it asks." if asked else "."
            ),
            "∀ p ⊑ q: stands(rule, p) → stands(rule, q)",
            ("What is told later is told beside what was known, and contradicts none of it.",),
            partial(_lasts, rule, asked),
        )


# --- whose absence is asked for --------------------------------------------------------------


def facts_asked_for(guideline: Guideline, rule: Rule) -> tuple[str, ...]:
    """Return the facts of which a rule, an overrider or what they read asks whether they are known.

    A rule that asks for none is the rule of which the promise holds without exception.
    """
    conditions = [rule.when, *(guideline.rules[name].when for name in rule.overriders)]
    seen: set[str] = set()
    found: dict[str, None] = {}
    for condition in conditions:
        _absences(guideline, condition, seen, found)
    return tuple(found)


def _absences(
    guideline: Guideline, condition: Condition, seen: set[str], found: dict[str, None]
) -> None:
    for part in _nulls(condition.compiled):
        for name in names_in(part):
            found |= dict.fromkeys(_behind(guideline, name))
    for name in names_in(condition.compiled):
        if name not in seen:
            seen.add(name)
            for inner in _conditions_of(guideline, name):
                _absences(guideline, inner, seen, found)


def _behind(guideline: Guideline, name: str) -> Iterator[str]:
    """Yield the facts that a name could read, however indirectly."""
    if name in guideline.facts:
        yield name
    for condition in _conditions_of(guideline, name):
        for inner in names_in(condition.compiled):
            yield from _behind(guideline, inner)


def _conditions_of(guideline: Guideline, name: str) -> Iterator[Condition]:
    table = guideline.tables.get(name.partition(".")[0])
    own = name if table is None else table.over
    if own in guideline.formulas:
        yield guideline.formulas[own].condition
    if own in guideline.grades:
        yield from (level.when for level in guideline.grades[own].levels)


def _nulls(expr: Expr) -> Iterator[Expr]:
    if isinstance(expr, IsNull):
        yield expr.part
    for part in children(expr):
        yield from _nulls(part)


# --- verdicts --------------------------------------------------------------------------------


def _nobody(ground: Ground) -> Verdict:
    person = ground.person
    every = tuple(ground.guideline.rules.values())
    stands = any_of([ground.stands(rule) for rule in every])
    untold = [no(encoded.known) for encoded in person.facts.values()]
    undoubted = [no(doubted) for doubted in person.doubts().values()]
    reading = Reading(ground.guideline, {})
    standing = [rule for rule in every if reading.decide(rule).outcome is Outcome.STANDS]
    match ground.settle(all_of((stands, *untold, *undoubted)), lambda _: bool(standing)):
        case Impossible():
            return Proved(f"{len(every)} rules, propositional logic")
        case Undecided(why):
            return Unsettled(why)
        case Found() as found:
            story = f"{standing[0].id} stands for a patient of whom nothing is known."
            return Refuted(found, story, (standing[0].place,))


def _lives(rule: Rule, ground: Ground) -> Verdict:
    def stands(found: Found) -> bool:
        return ground.reading(found).decide(rule).outcome is Outcome.STANDS

    match ground.settle(ground.stands(rule), stands):
        case Impossible():
            over = " and ".join(rule.overriders)
            places = tuple(ground.guideline.rules[name].place for name in rule.overriders)
            story = f"No patient could ever meet {rule.id}" + (
                f" while {over} do not bar it." if over else "."
            )
            return Refuted(None, story, (rule.place, *places))
        case Undecided(why):
            return Unsettled(why)
        case Found():
            return Proved("a patient, replayed by the ordinary evaluator")


def _lasts(rule: Rule, asked: tuple[str, ...], ground: Ground) -> Verdict:
    later = Later.of(ground)
    wanted = (ground.stands(rule), no(later.ground.stands(rule)), later.as_before(asked))
    match later.settle(*wanted):
        case Impossible(linear):
            return Proved("linear arithmetic" if linear else "arithmetic of real numbers")
        case Undecided(why):
            return Unsettled(why)
        case Found() as found:
            story = f"{rule.id} stands, and would not once more is known."
            return Refuted(found, story, (rule.place,))
