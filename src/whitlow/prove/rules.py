"""This module owes of the rules: none is dead, none speaks for nobody, none falls silent later.

It refuses a rule that no patient could meet, and one that more knowledge would take back.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from whitlow.evaluate import Outcome
from whitlow.prove.absence import facts_asked_for
from whitlow.prove.alternatives import alternatives, first_idle
from whitlow.prove.broken import of_rule
from whitlow.prove.case import given_text
from whitlow.prove.ground import Found, Impossible, Undecided
from whitlow.prove.logic import all_of, any_of, no
from whitlow.prove.obligation import LET_IN, Obligation, Proved, Refuted, Unsettled
from whitlow.prove.standing import (
    could_live,
    could_stand,
    open_to_silence,
    speaks_for_certain,
    stands_for_certain,
)
from whitlow.prove.twice import FoundTwice, Later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import z3

    from whitlow.guideline import Guideline, Rule
    from whitlow.prove.ground import Ground
    from whitlow.prove.obligation import Verdict

__all__ = ["lasts", "lives", "nobody", "rule_obligations"]

ALIVE = (Outcome.STANDS, Outcome.PROVISIONAL)
EVEN_SO: Final = "also where it becomes known whatever the rule asks for"
AS_BEFORE: Final = "as long as it stays as it is whether {} is known"


def rule_obligations(guideline: Guideline) -> Iterator[Obligation]:
    """Yield that nothing stands for nobody, and of each rule that it lives and lasts."""
    yield Obligation(
        "nobody",
        "nobody",
        "For the patient of whom nothing is known nothing stands, not even provisionally.",
        "∀ rule: ¬stands(rule, ∅) ∧ ¬provisional(rule, ∅)",
        (),
        nobody,
    )
    for rule in guideline.rules.values():
        yield Obligation(
            f"alive:{rule.id}",
            "alive",
            f"There is a patient for whom {rule.id} stands under all that overrides it, and for "
            "each alternative in its condition one who meets that and no other.",
            "∃ patient: stands(rule); ∀ a ∨ b in it ∃ patient: a ∧ ¬b",
            (LET_IN,),
            partial(lives, rule),
        )
        asked = facts_asked_for(guideline, rule)
        but = f", but for whether {' or '.join(asked)} is known, which it asks" if asked else ""
        yield Obligation(
            f"steady:{rule.id}",
            "steady",
            f"Once {rule.id} stands, nothing more that is told of the patient takes it back{but}.",
            "∀ p ⊑ q: stands(rule, p) → stands(rule, q)",
            (
                "What is told later is told beside what was known, and contradicts none of it.",
                "The drugs that are considered, and so the bars that go with them, stay the same.",
                LET_IN,
            ),
            partial(lasts, rule, asked),
        )


def nobody(ground: Ground, among: Iterable[Rule] | None = None) -> Verdict:
    """Return whether nothing stands where nothing is known; ``among`` names what alone could."""
    every = tuple(ground.guideline.rules.values() if among is None else among)
    some = any_of([could_live(ground, rule) for rule in every])
    untold = [no(encoded.known) for encoded in ground.person.facts.values()]
    undoubted = [no(doubted) for doubted in ground.person.doubts().values()]

    def alive(rule: Rule, found: Found) -> bool:
        speaks = speaks_for_certain(ground.guideline, rule)
        return ground.reading(found).decide(rule, speaks).outcome in ALIVE

    def any_alive(found: Found) -> bool:
        return any(alive(rule, found) for rule in every)

    match ground.settle(all_of((some, *untold, *undoubted)), any_alive):
        case Impossible():
            return Proved(f"{len(every)} rules, propositional logic")
        case Undecided(why):
            return Unsettled(why)
        case Found() as found:
            first = next(rule for rule in every if alive(rule, found))
            story = f"{first.id} stands for a patient of whom nothing is known."
            return Refuted(found, story, (of_rule(first),))


def lives(rule: Rule, ground: Ground) -> Verdict:
    """Return whether a rule stands for somebody."""

    def stands(found: Found) -> bool:
        return ground.reading(found).decide(rule).outcome is Outcome.STANDS

    match ground.witness(stands_for_certain(ground, rule), stands):
        case Impossible():
            return _dead(rule, ground)
        case Undecided(why):
            return Unsettled(why)
        case Found() as found:
            return _met(rule, ground, found)


def _met(rule: Rule, ground: Ground, found: Found) -> Verdict:
    """Return whether each alternative of a rule that lives can be what its condition is met by."""
    many = alternatives(rule.when)
    beside = f", and one for each of {many} alternatives" if many else ""
    match first_idle(rule.when, ground, found):
        case None:
            return Proved(f"a patient, replayed by the ordinary evaluator{beside}")
        case text, Impossible():
            story = (
                f'The alternative "{text}" in {rule.id} never counts: whoever meets it meets '
                "another one as well, or nobody meets it. Was an 'and' meant?"
            )
            return Refuted(None, story, (of_rule(rule),))
        case text, Undecided(why):
            return Unsettled(f'The alternative "{text}": {why}')


def _dead(rule: Rule, ground: Ground) -> Refuted:
    """Return the story of a rule that never stands: by itself, or under its overriders."""
    rules = ground.guideline.rules
    own = ground.settle(ground.holds(rule.when).true)
    if not rule.overriders or isinstance(own, Impossible):
        return Refuted(None, f"No patient could ever meet {rule.id}.", (of_rule(rule),))
    over = rule.overriders
    named = " and ".join(over) if len(over) < 4 else f"its {len(over)} overriders"  # noqa: PLR2004
    story = f"Whoever meets {rule.id} may be barred from it by {named}: it never stands."
    return Refuted(None, story, (of_rule(rule), *(of_rule(rules[name]) for name in over)))


def lasts(rule: Rule, asked: tuple[str, ...], ground: Ground) -> Verdict:
    """Return whether a rule that stands is ever taken back, by all but whether some are known.

    Whoever asks whether a fact is known need not fall silent once it is, and is not excepted then.
    """
    later = Later.of(ground)
    before = could_stand(ground, rule)
    silent = open_to_silence(ground.guideline, rule)
    rising = [_rises(over, ground, later.ground) for over in silent]
    taken_back = [no(could_stand(later.ground, rule)), *rising]

    def breaks(found: FoundTwice) -> bool:
        return _breaks(rule, ground, found)

    taken = (before, any_of(taken_back))
    if asked and later.nobody(taken):
        return Proved(f"linear arithmetic, {EVEN_SO}")
    match later.settle((*taken, later.as_before(asked)), breaks):
        case Impossible(linear):
            how = "linear arithmetic" if linear else "arithmetic of real numbers"
            return Proved(f"{how}, {AS_BEFORE.format(' or '.join(asked))}" if asked else how)
        case Undecided(why):
            return Unsettled(why)
        case FoundTwice() as found:
            plain = found.plainest(breaks)
            told = given_text(ground.guideline, plain.told, plain.doubted)
            story = f"{rule.id} stands, and no longer does once {told}."
            return Refuted(plain.earlier, story, (of_rule(rule),))


def _rises(over: Rule, ground: Ground, later: Ground) -> z3.BoolRef:
    """Return that an overrider was false and is so no longer."""
    return all_of((ground.holds(over.when).false, no(later.holds(over.when).false)))


def _breaks(rule: Rule, ground: Ground, found: FoundTwice) -> bool:
    """Whether the ordinary evaluator takes a rule back, whichever bars have a say."""
    certain = speaks_for_certain(ground.guideline, rule)
    before, after = ground.reading(found.earlier), ground.reading(found.later)
    for also in (None, *open_to_silence(ground.guideline, rule)):

        def speaks(over: Rule, also: Rule | None = also) -> bool:
            return certain(over) or (also is not None and over.id == also.id)

        if (
            before.decide(rule, speaks).outcome is Outcome.STANDS
            and after.decide(rule, speaks).outcome is not Outcome.STANDS
        ):
            return True
    return False
