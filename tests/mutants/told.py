"""This module says what must be the same, before and after, for a mutant to make no difference.

It refuses to compare what it cannot: a mutant that changes more than conditions, overriders and
rows has no questions at all, and is not called equal to anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import z3

from tests.mutants.changed import readings
from whitlow.guideline import row_at
from whitlow.order import applies
from whitlow.prove.facts import within
from whitlow.prove.logic import FALSE, TRUE, Choice3, Number3, Truth3, all_of, any_of, no
from whitlow.prove.standing import speaks_for_certain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

    from tests.mutants.revised import Revised
    from whitlow.evaluate import Outcome, Reading
    from whitlow.guideline import Condition, Law, Rule, Table
    from whitlow.prove.ground import Found, Ground
    from whitlow.prove.logic import Encoded

__all__ = ["Question", "questions"]


@dataclass(frozen=True, slots=True)
class Question:
    """What is compared: its name, where it differs, and whether a patient bears that out."""

    about: str
    differs: tuple[z3.BoolRef, ...]
    confirms: Callable[[Revised, Found], bool]


def questions(made: Revised) -> tuple[Question, ...] | None:
    """Return what must be the same, or None where that cannot be told by the solver."""
    old, new, found = made.old.guideline, made.new.guideline, made.changes
    if any(
        getattr(old, shelf).keys() != getattr(new, shelf).keys()
        for shelf in ("rules", "laws", "formulas", "grades", "tables", "promises")
    ):
        return None
    if not all(alike(old.rules[name], new.rules[name]) for name in found.rules & old.rules.keys()):
        return None
    if not all(same_law(old.laws[name], new.laws[name]) for name in found.laws):
        return None
    if found.own and any(
        old.written[name].when.text != new.written[name].when.text for name in found.rules
    ):
        return None
    if found.own:
        return tuple(of_names(made))
    return (*of_rules(made), *of_laws(made), *of_promises(made))


def alike(old: Rule, new: Rule) -> bool:
    """Whether two rules differ in nothing but their condition and their overriders."""
    return (old.action, old.with_drug, old.question, old.stands_like, old.following, old.cites) == (
        new.action,
        new.with_drug,
        new.question,
        new.stands_like,
        new.following,
        new.cites,
    )


def same_law(old: Law, new: Law) -> bool:
    """Whether two laws differ in nothing but their conditions."""
    return (old.kind, old.never, old.stop) == (new.kind, new.never, new.stop)


# --- formulas, grades and tables ----------------------------------------------------------------


def of_names(made: Revised) -> Iterator[Question]:
    """Yield, of each formula and grade that differs, that its value is the same, and so all else.

    Of a table that gives doses the row is; one that only formulas read is compared in them. Where
    these are the same for everybody, so is whatever reads them.
    """
    old, new = made.old.guideline, made.new.guideline
    dosing = {regimen.table for regimen in new.regimens.values()}
    for name in sorted(made.changes.own | readers(made)):
        if name in new.tables and name in made.changes.tables:
            if name in dosing:
                yield Question(f"table {name}", of_table(made, name), other_row(name))
        elif name in new.formulas or name in new.grades:
            if name in new.formulas and old.formulas[name].unit != new.formulas[name].unit:
                yield Question(f"unit of {name}", (TRUE,), lambda _made, _found: True)
            one, two = made.old.encoder.named(name), made.new.encoder.named(name)
            yield Question(name, tuple(unlike(one, two)), other_value(name))


def readers(made: Revised) -> frozenset[str]:
    """Return the formulas and grades that read a table that differs."""
    new, tables = made.new.guideline, made.changes.tables
    conditions = {
        **{name: (one.condition,) for name, one in new.formulas.items()},
        **{name: tuple(each.when for each in one.levels) for name, one in new.grades.items()},
    }
    return frozenset(
        name for name, every in conditions.items() if any(tables & readings(one) for one in every)
    )


def of_table(made: Revised, name: str) -> tuple[z3.BoolRef, ...]:
    """Return where two tables give another row."""
    old, new = made.old.guideline.tables[name], made.new.guideline.tables[name]
    one, two = (ground.encoder.named(old.over) for ground in (made.old, made.new))
    assert isinstance(one, Number3)
    assert isinstance(two, Number3)
    if old.over != new.over:
        return (TRUE,)
    apart = [
        all_of((one.known, within(one.value, mine.band), within(two.value, other.band)))
        for mine in old.rows
        for other in new.rows
        if (mine.cells, mine.refusal, mine.once) != (other.cells, other.refusal, other.once)
    ]
    return (*apart, all_of((one.known, nowhere(two, new), no(nowhere(one, old)))))


def nowhere(over: Number3, table: Table) -> z3.BoolRef:
    """Return that a number lies in no row."""
    return no(any_of([within(over.value, row.band) for row in table.rows]))


def other_row(name: str) -> Callable[[Revised, Found], bool]:
    """Return whether a patient has another row."""

    def confirms(made: Revised, found: Found) -> bool:
        rows = []
        for ground in (made.old, made.new):
            table = ground.guideline.tables[name]
            at = ground.reading(found).number(table.over)
            row = None if at is None else row_at(table, at)
            rows.append(None if row is None else (row.cells, row.refusal, row.once))
        return rows[0] != rows[1]

    return confirms


def other_value(name: str) -> Callable[[Revised, Found], bool]:
    """Return whether a patient has another value."""

    def confirms(made: Revised, found: Found) -> bool:
        return made.old.reading(found).known(name) != made.new.reading(found).known(name)

    return confirms


def unlike(one: Encoded, two: Encoded) -> Iterator[z3.BoolRef]:
    """Yield where two values differ."""
    match one, two:
        case Truth3(), Truth3():
            yield one.true != two.true
            yield one.false != two.false
        case Number3(), Number3():
            yield one.known != two.known
            yield all_of((one.known, two.known, one.value != two.value))
        case Choice3(), Choice3():
            yield one.known != two.known
            for option in {**one.possible, **two.possible}:
                yield one.possible.get(option, FALSE) != two.possible.get(option, FALSE)
        case _:
            yield TRUE


# --- rules, laws and promises -------------------------------------------------------------------


def of_rules(made: Revised) -> Iterator[Question]:
    """Yield, of each rule that differs and each that it overrides, that it comes out the same."""
    old, new = made.old.guideline.rules, made.new.guideline.rules
    for name, rule in new.items():
        over = {*rule.overriders, *old[name].overriders}
        if name in made.changes.rules or over & made.changes.rules:
            one, two = outcomes(made.old, old[name]), outcomes(made.new, rule)
            different = tuple(a != b for a, b in zip(one, two, strict=True))
            yield Question(f"rule {name}", different, other_outcome(name))


def outcomes(ground: Ground, rule: Rule) -> tuple[z3.BoolRef, ...]:
    """Return when a rule is barred, provisional, stands and is asked for; else it is silent.

    Whether an overrider that goes with a drug has a say is left open, the same before and after.
    """
    speaks = speaks_for_certain(ground.guideline, rule)
    barred, waiting = [], []
    for name in rule.overriders:
        over = ground.guideline.rules[name]
        held = ground.holds(over.when)
        said = TRUE if speaks(over) else z3.Bool(f"{name} has a say")
        barred.append(all_of((said, held.true)))
        waiting.append(all_of((said, no(held.true), no(held.false))))
    own, bars, waits = ground.holds(rule.when), any_of(barred), any_of(waiting)
    free = all_of((own.true, no(bars)))
    unknown = all_of((no(own.true), no(own.false), no(bars)))
    return all_of((own.true, bars)), all_of((free, waits)), all_of((free, no(waits))), unknown


def other_outcome(name: str) -> Callable[[Revised, Found], bool]:
    """Return whether a rule comes out otherwise for a patient, whichever bars have a say."""

    def confirms(made: Revised, found: Found) -> bool:
        old, new = (ground.guideline.rules[name] for ground in (made.old, made.new))
        open_ = [one for one in {*old.overriders, *new.overriders} if not certain(made, name, one)]
        return any(
            outcome(made.old, old, found, silent) is not outcome(made.new, new, found, silent)
            for silent in (frozenset(open_), frozenset(), *({one} for one in open_))
        )

    return confirms


def certain(made: Revised, name: str, over: str) -> bool:
    """Whether an overrider has a say in every plan."""
    guideline = made.new.guideline
    return speaks_for_certain(guideline, guideline.rules[name])(guideline.rules[over])


def outcome(ground: Ground, rule: Rule, found: Found, silent: AbstractSet[str]) -> Outcome:
    """Return what becomes of a rule while some overriders have no say."""
    return ground.reading(found).decide(rule, lambda over: over.id not in silent).outcome


def of_laws(made: Revised) -> Iterator[Question]:
    """Yield, of each law that differs, that it forbids the same patients the same."""
    for name in sorted(made.changes.laws):
        one, two = (forbids(ground, ground.guideline.laws[name]) for ground in (made.old, made.new))

        def confirms(made: Revised, found: Found, name: str = name) -> bool:
            return law_on(made.old, name, found) is not law_on(made.new, name, found)

        yield Question(f"law {name}", tuple(unlike(one, two)), confirms)


def law_on(ground: Ground, name: str, found: Found) -> bool | None:
    """Return whether a law forbids, to the ordinary evaluator."""
    return applies(ground.reading(found), ground.guideline.laws[name])


def forbids(ground: Ground, law: Law) -> Truth3:
    """Return whether a law forbids."""
    when = condition(ground, law.when, Truth3(TRUE, FALSE))
    lifted = condition(ground, law.unless, Truth3(FALSE, TRUE)).true
    return Truth3(all_of((no(lifted), when.true)), any_of((lifted, when.false)))


def condition(ground: Ground, one: Condition | None, without: Truth3) -> Truth3:
    """Return a condition, or what it is where there is none."""
    return without if one is None else ground.holds(one)


def of_promises(made: Revised) -> Iterator[Question]:
    """Yield, of each promise that differs, that it is made to the same patients."""
    for name in sorted(made.changes.promises):
        one, two = (
            condition(ground, ground.guideline.promises[name].when, Truth3(TRUE, FALSE))
            for ground in (made.old, made.new)
        )

        def confirms(made: Revised, found: Found, name: str = name) -> bool:
            return met(made.old, name, found) is not met(made.new, name, found)

        yield Question(f"promise {name}", tuple(unlike(one, two)), confirms)


def met(ground: Ground, name: str, found: Found) -> bool | None:
    """Return whether a promise is made to a patient."""
    when = ground.guideline.promises[name].when
    reading: Reading = ground.reading(found)
    return True if when is None else reading.holds(when)
