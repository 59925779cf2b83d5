"""Laws and promises: whoever breaks one is sought box by box.

Which rules one is about is worked out here once more.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from tests.prove.clashes import certain
from tests.prove.could import FALSE, TRUE, UNKNOWN, All, Is, Opposite
from tests.prove.listed import Sum
from tests.prove.made import contradicted
from tests.prove.naive import NO, YES
from tests.prove.sought import FEW, Only, Undoubted, lives, so
from whitlow.language import Name, names_in
from whitlow.order import forbids_regimen
from whitlow.plan.survivors import regimens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.prove.could import Node
    from tests.prove.listed import Tried
    from tests.prove.naive import Naive
    from tests.prove.patients import Patient
    from tests.prove.sought import Build, Confirms, Sought
    from tests.prove.space import Space
    from whitlow.guideline import Guideline, Law, Promise, Rule


class Owed:
    """Looks for patients of one guideline in whom what is owed to all is broken."""

    def __init__(self, sought: Sought) -> None:
        """Take what looks for patients."""
        self._sought: Final = sought
        self.guideline: Final[Guideline] = sought.guideline

    # --- laws -----------------------------------------------------------------------------------

    def law(self, law: Law) -> Tried:
        """Look for whoever breaks a law: each treatment that it is about by itself."""
        total = Sum()
        for rule in self._about(law):
            for outright in (False, True) if law.when is not None else (False,):
                total.add(self._breaking(law, rule, outright=outright))
                if total.broken:
                    return total.tried(f"law:{law.id}")
        return total.tried(f"law:{law.id}")

    def _about(self, law: Law) -> Iterator[Rule]:
        guideline = self.guideline
        profiles = guideline.profiles or (guideline.about.default_profile,)
        for rule in guideline.rules.values():
            if rule.action.kind == "treat":
                drug = law.never.get("treat")
                shown = [regimens_of(guideline, rule, profile) for profile in profiles]
                if (drug is not None and drug in guideline.lineage(rule.action.target)) or any(
                    one and all(forbids_regimen(law, regimen) for regimen in one) for one in shown
                ):
                    yield rule

    def _laws_about(self, rule: Rule) -> Iterator[Law]:
        for law in self.guideline.laws.values():
            if plan_law(law) and rule in self._about(law):
                yield law

    def _breaking(self, law: Law, rule: Rule, *, outright: bool) -> Sum:
        """Look for whom a law forbids what lives, or may forbid what stands outright.

        Where only a doubt breaks it the plan leans on the law itself, as the proof says.
        """
        over = [*certain(self.guideline, rule)]

        def build(space: Space) -> list[Node]:
            open_ = FALSE if outright else FALSE | UNKNOWN
            return [
                *so(space, law.when, UNKNOWN if outright else TRUE),
                *so(space, law.unless, FALSE | UNKNOWN),
                *self._sought.live(space, rule, over, open_),
            ]

        def confirms(patient: Patient) -> bool:
            naive = self._sought.naive(patient)
            when = YES if law.when is None else naive.truth(law.when.compiled)
            lifted = NO if law.unless is None else naive.truth(law.unless.compiled)
            forbids = len(when) > 1 if outright else when == YES
            return (
                lives(naive, rule, over, outright=outright)
                and forbids
                and lifted != YES
                and not self._barred(patient)
            )

        found = self._sought.seek(build, None)
        if found.all:
            return found
        undoubted = self._sought.seek(build, confirms, Undoubted)
        undoubted.patients, undoubted.boxes = found.patients, found.boxes + undoubted.boxes
        return undoubted

    def _barred(self, patient: Patient) -> bool:
        return bool(contradicted(self.guideline, patient))

    # --- promises -------------------------------------------------------------------------------

    def promise(self, promise: Promise) -> Tried:
        """Look for whoever is owed a promise that no rule keeps, or none that the laws leave."""
        plain = self.plainly(promise)
        total = plain if plain.broken else self._in_all(promise)
        return total.tried(f"promise:{promise.id}")

    def _in_all(self, promise: Promise) -> Sum:
        """Look at all patients, for each rule that is withheld by itself."""
        total = Sum()
        for parts in self._broken_by(promise):
            total.add(self._sought.seek(*parts))
            if total.broken:
                break
        return total

    def plainly(self, promise: Promise) -> Sum:
        """Look only at patients of whom nothing is told but what a promise is about."""
        only = partial(Only, told=self._told(promise))
        total = Sum()
        for parts in self._broken_by(promise):
            total.add(self._sought.seek(*parts, only, [frozenset()]))
        return total

    def _broken_by(self, promise: Promise) -> Iterator[tuple[Build, Confirms]]:
        """Yield what breaks a promise: each rule that it withholds, or that none keeps it."""
        if not promise.withholds:
            yield self._unkept(promise)
        for name in promise.withholds:
            yield self._told_all_the_same(promise, self.guideline.rules[name])

    def _told_all_the_same(self, promise: Promise, rule: Rule) -> tuple[Build, Confirms]:
        """Return what a rule is that is said to whom a promise spares it."""
        over = [*certain(self.guideline, rule)]

        def build(space: Space) -> list[Node]:
            return [
                *so(space, promise.when, TRUE),
                *(space.known(Name(name)) for name in promise.known),
                *self._sought.live(space, rule, over, FALSE | UNKNOWN),
            ]

        def confirms(patient: Patient) -> bool:
            naive = self._sought.naive(patient)
            owed = promise.when is None or naive.truth(promise.when.compiled) == YES
            told = not any(naive.unknown(Name(name)) for name in promise.known)
            alive = lives(naive, rule, over, outright=False)
            return owed and told and alive and not self._barred(patient)

        return build, confirms

    def _unkept(self, promise: Promise) -> tuple[Build, Confirms]:
        outright = promise.outright
        rules = [one for one in self.guideline.rules.values() if _keeps(promise, one)]
        open_ = FALSE if outright else FALSE | UNKNOWN
        overs = {one.id: [self.guideline.rules[name] for name in one.overriders] for one in rules}
        laws = {one.id: [*self._laws_about(one)] for one in rules}

        def keeps(space: Space, rule: Rule) -> Iterator[Node]:
            yield from self._sought.live(space, rule, overs[rule.id], open_)
            yield from (_spares(space, law, outright=outright) for law in laws[rule.id])

        def build(space: Space) -> list[Node]:
            return [
                *so(space, promise.when, TRUE),
                *(space.known(Name(name)) for name in promise.known),
                *(Is(All(keeps(space, one)), FALSE | UNKNOWN) for one in rules),
            ]

        def confirms(patient: Patient) -> bool:
            naive = self._sought.naive(patient)

            def kept(rule: Rule) -> bool:
                free = not any(_forbids(naive, law, outright=outright) for law in laws[rule.id])
                return free and lives(naive, rule, overs[rule.id], outright=outright)

            owed = promise.when is None or naive.truth(promise.when.compiled) == YES
            told = not any(naive.unknown(Name(name)) for name in promise.known)
            return owed and told and not any(map(kept, rules)) and not self._barred(patient)

        return build, confirms

    def _told(self, promise: Promise) -> frozenset[str]:
        """Return the facts that a promise is about, but for those of what reads very many."""
        names = [*promise.known, *(names_in(promise.when.compiled) if promise.when else ())]
        every = (self._sought.numbers.facts_in(Name(name)) for name in names)
        return frozenset[str]().union(*(facts for facts in every if len(facts) <= max(FEW)))


def _keeps(promise: Promise, rule: Rule) -> bool:
    named = rule.id in promise.rules or rule.action.kind in promise.gives
    return named and not rule.with_drug


def plan_law(law: Law) -> bool:
    """Whether a law is about what a plan holds, and not about an amount or an exit."""
    return law.kind == "plan" and "order_over" not in law.never


def _spares(space: Space, law: Law, *, outright: bool) -> Node:
    """Return that a law does not forbid, or for a promise kept outright that it surely does not."""
    when = so(space, law.when, TRUE | UNKNOWN if outright else TRUE)
    return Opposite(All([*when, *so(space, law.unless, FALSE | UNKNOWN)]))


def _forbids(naive: Naive, law: Law, *, outright: bool) -> bool:
    when = YES if law.when is None else naive.truth(law.when.compiled)
    lifted = NO if law.unless is None else naive.truth(law.unless.compiled)
    return (when != NO if outright else when == YES) and lifted != YES
