"""This module finds the worked cases in which a mutant can show.

It refuses to call a case safe on a guess: a case is left out only where the changed record gives
the same as before, or cannot be reached.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.door import read_entries
from whitlow.errors import InputError
from whitlow.evaluate import Reading
from whitlow.language import compiled, names_in
from whitlow.order import applies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.mutants.trial import Trial, Worked
    from whitlow.guideline import Condition, Rule

__all__ = ["suspects"]


MOST: Final = 25
"""So many cases are tried for each mutant, those that name its record first."""


def suspects(trial: Trial) -> list[Worked]:
    """Return the cases in which the mutant can show, those that name its record first."""
    if trial.suspected is None:
        finder = FINDERS.get(trial.mutant.shelf)
        found = list(trial.world.worked if finder is None else finder(trial))
        record = trial.mutant.record.partition(":")[0]
        trial.suspected = sorted(found, key=lambda one: record not in one.mentioned)
        if trial.mutant.shelf not in {"formulas", "grades"}:
            del trial.suspected[MOST:]
    return trial.suspected


def again(trial: Trial) -> Iterator[tuple[Worked, Reading]]:
    """Yield each case with its patient as the mutant reads him, of those that follow no side."""
    for one in trial.world.worked:
        if one.seen is not None and not one.case.follow:
            yield one, Reading(trial.loaded, one.seen.patient.facts)


def patients(trial: Trial) -> Iterator[Worked]:
    """Yield the cases that were let in and follow no side."""
    yield from (one for one in trial.world.worked if one.seen is not None and not one.case.follow)


def asked(trial: Trial, condition: Condition) -> Callable[[Reading], bool | None]:
    """Return what a condition comes to for a patient as the guideline reads him.

    A mutant of a rule or law reads him the same, but for this condition; nothing of it is kept.
    """
    members = trial.world.guideline.members
    run = compiled(condition.compiled, lambda group: members.get(group, frozenset()))

    def now(reading: Reading) -> bool | None:
        found = reading.holds(condition) if reading.doubted else run(reading.known)
        assert found is None or isinstance(found, bool)
        return found

    return now


def never(_: Reading) -> bool:
    """Return that what does not exist never holds."""
    return False


def always(_: Reading) -> bool:
    """Return that what asks nothing always holds."""
    return True


def of_a_rule(trial: Trial) -> Iterator[Worked]:
    """Yield the cases in which the condition of a rule differs, or in which it can speak at all.

    A rule of another side can speak in the cases that follow one.
    """
    name = trial.mutant.record
    old, new = trial.world.guideline.written[name], trial.loaded.written.get(name)
    if old.following:
        yield from (one for one in trial.world.worked if wakes(one, old))
        return
    same = new is not None and old.when.text == new.when.text
    now = never if new is None else asked(trial, new.when)
    for one in patients(trial):
        before = one.reading.holds(old.when)
        after = before if same else now(one.reading)
        if before != after or (same and before is not False):
            yield one


def wakes(one: Worked, rule: Rule) -> bool:
    """Whether a case follows a side on which a rule stands."""
    return any(f"{name}#{number}" in rule.following for name, number in one.case.follow)


def of_a_law(trial: Trial) -> Iterator[Worked]:
    """Yield the cases in which a law applies otherwise, or applies and forbids something else."""
    name = trial.mutant.record
    old, new = trial.world.guideline.laws[name], trial.loaded.laws.get(name)
    same = new is not None and old.never == new.never
    lifts = never if new is None or new.unless is None else asked(trial, new.unless)
    when = always if new is None or new.when is None else asked(trial, new.when)
    for one in patients(trial):
        before = applies(one.reading, old)
        lifted = new is None or lifts(one.reading) is True
        after = False if lifted else when(one.reading)
        if before != after or (not same and before is not False):
            yield one


def of_a_name(trial: Trial) -> Iterator[Worked]:
    """Yield the cases in which a formula or grade has another value."""
    name = trial.mutant.record.partition(":")[0]
    for one, reading in again(trial):
        if one.reading.known(name) != reading.known(name):
            yield one


def of_the_door(trial: Trial) -> Iterator[Worked]:
    """Yield the cases in which the door lets in another patient; one must name what is compared."""
    name = trial.mutant.record
    contradiction = trial.world.guideline.contradictions.get(name)
    read = {name} if contradiction is None else set(names_in(contradiction.when.compiled))
    named = read & trial.world.guideline.facts.keys()
    for one in trial.world.worked:
        if not named <= one.given:
            continue
        try:
            patient = read_entries(one.case.facts, trial.loaded, one.case.today)
        except InputError:
            patient = None
        was = None if one.seen is None else one.seen.patient
        if patient is None or was is None or patient != was:
            yield one


def of_a_statement(trial: Trial) -> Iterator[Worked]:
    """Yield the cases whose plan rests on a statement, shows it or computes with it."""
    for one in trial.world.worked:
        if trial.mutant.record in one.cited:
            yield one


def of_a_table(trial: Trial) -> Iterator[Worked]:
    """Yield the cases in which a regimen with the table is ordered, or a formula differs."""
    name = trial.mutant.record
    users = {one.id for one in trial.world.guideline.regimens.values() if one.table == name}
    read = any(name in each.condition.text for each in trial.world.guideline.formulas.values())
    for one, reading in again(trial):
        differs = read and any(
            one.reading.known(formula) != reading.known(formula)
            for formula in trial.loaded.formulas
        )
        if differs or users & one.regimens:
            yield one


def of_a_regimen(trial: Trial) -> Iterator[Worked]:
    """Yield the cases in which a regimen is ordered."""
    for one in trial.world.worked:
        if trial.mutant.record in one.regimens:
            yield one


def of_a_disagreement(trial: Trial) -> Iterator[Worked]:
    """Yield the cases that show a disagreement."""
    for one in trial.world.worked:
        shown = () if one.seen is None else one.seen.plan.disagreements
        if any(each.record.id == trial.mutant.record for each in shown):
            yield one


def of_nothing(_: Trial) -> Iterator[Worked]:
    """Yield nothing: what is changed is shown in records only, never in a plan."""
    return iter(())


FINDERS: Final[dict[str, Callable[[Trial], Iterable[Worked]]]] = {
    "rules": of_a_rule,
    "laws": of_a_law,
    "formulas": of_a_name,
    "grades": of_a_name,
    "contradictions": of_the_door,
    "facts": of_the_door,
    "sources": of_a_statement,
    "tables": of_a_table,
    "regimens": of_a_regimen,
    "disagreements": of_a_disagreement,
    "profiles": of_nothing,
    "rates": of_nothing,
    "classes": of_nothing,
    "variants": of_nothing,
    "cutoffs": of_nothing,
    "genes": of_nothing,
    "papers": of_nothing,
    "variant-tables": of_nothing,
    "variant-classes": of_nothing,
}
