"""This module is the judge that proves: it asks what a mutant owes every possible patient again.

It refuses to prove what the mutant cannot touch: an obligation is asked again where it names or
reads a record that differs, and the rest stands proved as before. One that is left out by mistake
could only make the proofs look worse than they are. That a rule lasts is not asked again: it
follows from the logic of the language, whatever a guideline says.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from whitlow.language import Arithmetic, children
from whitlow.prove import Proved, Refuted, Unsettled, case_lines
from whitlow.prove.alternatives import share
from whitlow.prove.conflicts import answered, dosed, one_answer, one_dose, two_answers, two_doses
from whitlow.prove.doses import dose_obligations
from whitlow.prove.ground import Ground, Impossible
from whitlow.prove.laws import about, broken, law_kept
from whitlow.prove.logic import any_of
from whitlow.prove.promises import keepers, promise_kept
from whitlow.prove.ranges import range_obligations
from whitlow.prove.rules import lives, nobody
from whitlow.prove.tables import table_obligations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.mutants.revised import Base, Revised
    from whitlow.guideline import Guideline, Law, Rule
    from whitlow.language import Expr
    from whitlow.prove import Verdict

    Asked = tuple[str, Callable[[Ground], Verdict]]

__all__ = ["refuted"]


def refuted(base: Base, mutant: Guideline) -> str:
    """Return which obligation no longer holds for a mutant, with its patient, or nothing."""
    made = base.revised(mutant)
    if not (made.changes.names or made.changes.contradictions):
        share(made.old, made.new)
    for name, show in Again(made).obligations():
        kind, _, rule = name.partition(":")
        if kind == "alive" and rule in made.old.guideline.rules:
            known = base.witness(made.old.guideline.rules[rule])
            vars(made.new)["_witnesses"] += [] if known is None else [known]
        verdict = show(made.new)
        if isinstance(verdict, Unsettled):  # it may have been settled of the whole guideline
            verdict = show(Ground(mutant))
        if not isinstance(verdict, Proved) and base.proves(name):
            return told(mutant, name, verdict)
    return ""


def told(mutant: Guideline, name: str, verdict: Refuted | Unsettled) -> str:
    """Return what a proof that fails says."""
    if isinstance(verdict, Unsettled):
        return f"{name}: nobody knows any more. {verdict.why}"
    who = verdict.patient
    patient = [] if who is None else case_lines(mutant, who)
    return f"{name}: {verdict.story}" + (f" In: {', '.join(patient)}" if patient else "")


# --- what is asked again ------------------------------------------------------------------------


@dataclass(frozen=True)
class Again:
    """What is to be asked again of a mutant."""

    made: Revised

    @cached_property
    def touched(self) -> dict[str, Rule]:
        """The rules that differ and those that one of them overrides, as the mutant has them."""
        old, new = self.made.old.guideline.rules, self.made.new.guideline.rules
        changed = self.made.changes.rules
        return {
            name: rule
            for name, rule in new.items()
            if name in changed
            or changed.intersection(rule.overriders)
            or (name in old and changed.intersection(old[name].overriders))
        }

    def obligations(self) -> Iterator[Asked]:
        """Yield the obligations that the mutant can break, the quickest first."""
        guideline = self.made.new.guideline
        names = frozenset(self.of_tables())
        for one in (*table_obligations(guideline), *dose_obligations(guideline)) if names else ():
            if one.name in names:
                yield one.name, one.show
        touched = tuple(self.touched.values())
        if touched:
            yield "nobody", partial(nobody, among=touched)
        yield from self.of_laws(touched)
        for promise in guideline.promises.values():
            mine = self.touched.keys() & {rule.id for rule in keepers(guideline, promise)}
            if mine or promise.id in self.made.changes.promises or self.gone:
                yield f"promise:{promise.id}", partial(promise_kept, promise)
        yield from self.of_questions()
        for one in range_obligations(guideline):
            if one.name in names or (one.name == "no-division-by-nought" and self.divides()):
                yield one.name, one.show
        for rule in touched:
            yield f"alive:{rule.id}", partial(lives, rule)

    @cached_property
    def gone(self) -> bool:
        """Whether a rule is no longer there, or does something else."""
        old, new = self.made.old.guideline.rules, self.made.new.guideline.rules
        return any(
            name in old and (name not in new or new[name].action != old[name].action)
            for name in self.made.changes.rules
        )

    def of_tables(self) -> Iterator[str]:
        """Yield what is owed of the tables that differ, or whose number is worked out otherwise."""
        guideline, changes = self.made.new.guideline, self.made.changes
        for name in changes.names & guideline.tables.keys():
            yield f"in-a-band:{name}"
        for name in changes.tables:
            yield from (f"table-{kind}:{name}" for kind in ("covers", "once", "falls"))
        for regimen in guideline.regimens.values():
            if regimen.table in changes.tables:
                yield from (f"printed-dose:{regimen.id}", f"within-limit:{regimen.id}")
            laws = guideline.laws if regimen.table in changes.tables else changes.laws
            yield from (f"within-limit:{regimen.id}:{law}" for law in laws)

    def of_laws(self, touched: tuple[Rule, ...]) -> Iterator[Asked]:
        """Yield that the laws are kept: by all rules where a law differs, else by the touched."""
        guideline = self.made.new.guideline
        for law in guideline.laws.values():
            if law.kind == "plan" and "order_over" not in law.never:
                differs = law.id in self.made.changes.laws
                among = tuple(guideline.rules.values()) if differs else touched
                rules = tuple(about(guideline, law, among))
                if rules:
                    yield f"law:{law.id}", partial(kept, law, rules)

    def of_questions(self) -> Iterator[Asked]:
        """Yield that no touched treatment clashes with another, in its drug or in its order."""
        guideline = self.made.new.guideline
        for question, rules in answered(guideline).items():
            if pairs := self._touched(two_answers(rules)):
                yield f"one-answer:{question.replace(' ', '-')}", partial(one_answer, pairs)
        for drug, rules in dosed(guideline).items():
            if pairs := self._touched(two_doses(rules)):
                yield f"one-dose:{drug}", partial(one_dose, pairs)

    def _touched(self, pairs: Iterable[tuple[Rule, Rule]]) -> tuple[tuple[Rule, Rule], ...]:
        """Return the pairs of which one is touched, where they are not too many."""
        found = tuple(each for each in pairs if any(one.id in self.touched for one in each))
        return found if len(found) < MOST_PAIRS else ()

    def divides(self) -> bool:
        """Whether a condition that differs has a quotient, or reads one that does."""
        new, changes = self.made.new.guideline, self.made.changes
        conditions = [new.written[name].when for name in changes.rules if name in new.written]
        return bool(changes.names & new.formulas.keys()) or any(
            _quotient(condition.compiled) for condition in conditions
        )


MOST_PAIRS: Final = 2000


def kept(law: Law, rules: tuple[Rule, ...], ground: Ground) -> Verdict:
    """Return whether some rules keep a law: all in one question, and one by one where that fails.

    Of one rule alone it may be known from before.
    """
    if len(rules) > AT_ONCE:
        every = any_of([broken(ground, law, rule) for rule in rules])
        if isinstance(ground.settle(every), Impossible):
            return Proved("all in one question")
    return law_kept(law, ground, rules)


AT_ONCE: Final = 8


def _quotient(expr: Expr) -> bool:
    own = isinstance(expr, Arithmetic) and expr.sign == "/"
    return own or any(_quotient(part) for part in children(expr))
