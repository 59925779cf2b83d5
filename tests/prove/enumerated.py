"""Obligations held against patients that are listed one by one, with no solver and no symbols.

Where all that an obligation reads can be listed, it is: every choice, unknown and doubt included,
times every number on and beside each edge. Elsewhere so many are drawn by chance, around patients
in whom the rules speak. What breaks is found by the plan's own sieve, not by the proof's formulas.
"""

from __future__ import annotations

from itertools import islice, permutations, product
from math import prod
from random import Random
from typing import TYPE_CHECKING

from tests.prove.clashes import ordered, orders
from tests.prove.listed import Listed, Tried
from tests.prove.patients import Patient
from whitlow.evaluate import Outcome, Reading, readers_of
from whitlow.guideline import row_at
from whitlow.plan.survivors import survivors
from whitlow.prove.absence import facts_asked_for
from whitlow.prove.conflicts import conflict_obligations, shows
from whitlow.prove.laws import about
from whitlow.prove.promises import keepers
from whitlow.prove.standing import speaks_for_certain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.guideline import Condition, Guideline, Law, Promise, Rule, Table
    from whitlow.language import Value

DOUBTED = "given and not believed"
UNTOLD = (None, DOUBTED)
ALIVE = (Outcome.STANDS, Outcome.PROVISIONAL)


class Lister(Listed):
    """Lists patients of one guideline for its obligations."""

    def __init__(self, guideline: Guideline, seeds: tuple[Patient, ...], bound: int) -> None:
        """Take patients in whom rules speak, and how many may be tried for one obligation."""
        super().__init__(guideline)
        self.seeds, self.bound = seeds, bound
        self.many = range(bound)
        self.readings = [Reading(guideline, one.facts, one.doubted) for one in seeds]
        self.chance = Random(13)  # noqa: S311 - as before

    def tried(self) -> Iterator[Tried]:
        """Yield all obligations that patients can break, each tried."""
        for table in self.guideline.tables.values():
            yield from self.table(table)
            yield self.band(table)
        for regimen in self.guideline.regimens.values():
            yield from self.doses(regimen)
        yield from self.units()
        for law in self.guideline.laws.values():
            if law.kind == "plan" and "order_over" not in law.never:
                yield self.law(law)
        for promise in self.guideline.promises.values():
            yield self.promise(promise)
        yield from self.answers()
        yield self.nobody()
        yield from self.lasting()

    def band(self, table: Table) -> Tried:
        """Try whether the number of a table stays in it."""
        seed, names = Patient({}), self._facts(table.over)
        found = list(self.around(seed, names))
        outside = tuple(one for one in found if self._outside(table, one))
        return Tried(f"in-a-band:{table.id}", len(found), self._all(names), outside)

    def _outside(self, table: Table, patient: Patient) -> bool:
        at = Reading(self.guideline, patient.facts, patient.doubted).number(table.over)
        return at is not None and row_at(table, at) is None

    # --- rules, around patients in whom they speak ----------------------------------------------

    def law(self, law: Law) -> Tried:
        """Try a law around patients for whom each treatment that it is about stands.

        Nothing is in doubt of them: some rules keep a law only without doubted facts, where the
        law itself takes the treatment out of the plan, and the proof names them.
        """
        read = [one for one in (law.when, law.unless) if one is not None]
        names = self._facts(*read)
        rules = list(about(self.guideline, law, self.guideline.rules.values()))
        broken, count = [], 0
        for rule in rules:
            for seed in self._standing(rule):
                for patient in self.around(seed, names, self.bound // max(1, len(rules))):
                    if patient.doubted:
                        continue
                    count += 1
                    if self._breaks(law, rule, patient):
                        broken.append(patient)
        return Tried(f"law:{law.id}", count, all=False, broken=tuple(broken))

    def _breaks(self, law: Law, rule: Rule, patient: Patient) -> bool:
        """Whether the plan's sieve has to withdraw a treatment, or to make it wait, for a law."""
        reading = Reading(self.guideline, patient.facts, patient.doubted)
        for profile in self.guideline.profiles:
            found = survivors(reading, profile, among=(rule,))
            waits = any(
                one.outcome is Outcome.PROVISIONAL and not one.hangs_on for one in found.decisions
            )
            if law.id in found.withdrawn or (waits and law.id in found.unsettled):
                return True
        return False

    def promise(self, promise: Promise) -> Tried:
        """Try a promise for whoever it is made to, whatever else is known."""
        names = () if promise.when is None else self._facts(promise.when)
        rules = keepers(self.guideline, promise)
        near = (*self.around(Patient({}), names), *self.seeds)
        met = [one for one in near if self._owed(promise, one)] or self._made(promise, names)
        more = (self.drawer.changed(self.chance, self.chance.choice(met), 20) for _ in self.many)
        tried = [one for one in (*met, *more) if self._owed(promise, one)]
        broken = tuple(one for one in tried if not self._kept(promise, rules, one))
        return Tried(f"promise:{promise.id}", len(tried), all=False, broken=broken)

    def _made(self, promise: Promise, names: Iterable[str]) -> list[Patient]:
        """Return patients to whom a promise is made that is made to nobody who was worked out."""
        facts = tuple(names)
        around = (one for seed in self.seeds for one in self.around(seed, facts))
        return [one for one in around if self._owed(promise, one)]

    def _owed(self, promise: Promise, patient: Patient) -> bool:
        reading = Reading(self.guideline, patient.facts, patient.doubted)
        known = all(reading.known(name) is not None for name in promise.known)
        return known and (promise.when is None or reading.holds(promise.when) is True)

    def _kept(self, promise: Promise, rules: Iterable[Rule], patient: Patient) -> bool:
        """Whether a rule is left by the plan's sieve, laws and all, in every profile."""
        reading = Reading(self.guideline, patient.facts, patient.doubted)
        wanted = (Outcome.STANDS,) if promise.outright else ALIVE
        if promise.withholds:
            said = (
                reading.decide(rule, speaks_for_certain(self.guideline, rule)) for rule in rules
            )
            return not any(one.outcome in ALIVE for one in said)
        found = (survivors(reading, each, among=rules) for each in self.guideline.profiles)
        return all(any(one.outcome in wanted for one in each.decisions) for each in found)

    def answers(self) -> Iterator[Tried]:
        """Try for two answers to one question and two orders of one drug, in whole plans."""
        owed = (one.name for one in conflict_obligations(self.guideline))
        broken: dict[str, list[Patient]] = {name: [] for name in sorted(owed)}
        drawn = [self._changed(2) for _ in range(self.bound)]
        for patient in drawn:
            for name in self._clashing(patient):
                broken[name].append(patient)
        for name, found in broken.items():
            yield Tried(name, len(drawn), all=False, broken=tuple(found))

    def _clashing(self, patient: Patient) -> set[str]:
        reading = Reading(self.guideline, patient.facts, patient.doubted)
        found = survivors(reading, self.guideline.about.default_profile)
        standing = [
            one.rule
            for one in found.alive("treat")
            if one.outcome is Outcome.STANDS and not one.rule.with_drug
        ]
        unseen = (pair for pair in permutations(standing, 2) if not shows(self.guideline, *pair))
        return {name for one, other in unseen for name in self._broken_by(one, other)}

    def _broken_by(self, one: Rule, other: Rule) -> Iterator[str]:
        if one.question == other.question != "" and one.action.target != other.action.target:
            yield f"one-answer:{one.question.replace(' ', '-')}"
        mine, theirs = ({*each.action.regimens} for each in (one, other))
        if mine - theirs and theirs - mine:
            for drug in ordered(self.guideline):
                if all(orders(self.guideline, each, drug) for each in (one, other)):
                    yield f"one-dose:{drug}"

    def nobody(self) -> Tried:
        """Try the one patient of whom nothing is known."""
        found = survivors(Reading(self.guideline, {}), self.guideline.about.default_profile)
        alive = any(one.outcome in ALIVE for one in found.decisions)
        return Tried("nobody", 1, all=True, broken=(Patient({}),) * alive)

    def lasting(self) -> Iterator[Tried]:
        """Try to take each rule back, telling one fact more of a patient for whom it stands."""
        for rule in self.guideline.rules.values():
            asked = facts_asked_for(self.guideline, rule)
            count, broken = 0, []
            for seed in self._standing(rule)[:1]:
                unknown = [name for name in self.drawer.values if name not in {*seed.facts, *asked}]
                for name in self.chance.sample(unknown, min(len(unknown), self.bound // 8)):
                    told = {**seed.facts, name: self.drawer.value(self.chance, name)}
                    reading = Reading(self.guideline, told, seed.doubted - {name})
                    count += 1
                    if reading.decide(rule).outcome is not Outcome.STANDS:
                        broken.append(Patient(told, seed.doubted - {name}))
            yield Tried(f"steady:{rule.id}", count, all=False, broken=tuple(broken))

    # --- patients -------------------------------------------------------------------------------

    def _changed(self, changes: int) -> Patient:
        return self.drawer.changed(self.chance, self.chance.choice(self.seeds), changes)

    def _standing(self, rule: Rule) -> list[Patient]:
        """Return two of the patients for whom a rule stands."""
        pairs = zip(self.seeds, self.readings, strict=True)
        standing = (one for one, at in pairs if at.decide(rule).outcome is Outcome.STANDS)
        return [*islice(standing, 2)]

    def _facts(self, *read: Condition | str) -> tuple[str, ...]:
        """Return the facts that conditions and names read, however indirectly."""
        readers = readers_of(self.guideline)
        behind = [
            readers.all_behind((one,)) if isinstance(one, str) else readers.behind(one)
            for one in read
        ]
        names = frozenset().union(*behind)
        return tuple(name for name in self.drawer.values if name in names)

    def _all(self, names: Iterable[str]) -> bool:
        return prod(len(self.drawer.values[name]) + len(UNTOLD) for name in names) <= self.bound

    def around(
        self, seed: Patient, names: tuple[str, ...], bound: int | None = None
    ) -> Iterator[Patient]:
        """Yield a patient with these facts every way they can be, or many ways by chance."""
        most = self.bound if bound is None else max(1, bound)
        ways: list[tuple[Value, ...]] = [(*UNTOLD, *self.drawer.values[name]) for name in names]
        if prod(len(way) for way in ways) <= most:
            chosen: Iterable[tuple[Value, ...]] = product(*ways)
        else:
            chosen = (tuple(self.chance.choice(way) for way in ways) for _ in range(most))
        kept = {name: value for name, value in seed.facts.items() if name not in names}
        for values in chosen:
            pairs = [*zip(names, values, strict=True)]
            told = {name: at for name, at in pairs if at not in UNTOLD}
            doubted = {name for name, at in pairs if at == DOUBTED}
            yield Patient({**kept, **told}, seed.doubted - {*names} | doubted)
