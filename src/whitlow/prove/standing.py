"""This module says for the solver when a rule stands, in a plan that is not known yet.

It refuses to know which drugs a plan considers: an overrider that goes with a drug may have a say
or none, and whoever asks says which of the two would harm the proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.prove.logic import all_of, no

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import z3

    from whitlow.guideline import Guideline, Rule
    from whitlow.prove.ground import Ground

__all__ = [
    "could_live",
    "could_stand",
    "lives_for_certain",
    "open_to_silence",
    "own",
    "speaks_for_certain",
    "stands_for_certain",
]


def own(guideline: Guideline, rule: Rule) -> frozenset[str]:
    """Return the drugs that are considered wherever a rule is in a plan at all."""
    found = frozenset((rule.with_drug,)) if rule.with_drug else frozenset[str]()
    return found | (
        guideline.lineage(rule.action.target) if rule.action.kind == "treat" else frozenset()
    )


def speaks_for_certain(guideline: Guideline, rule: Rule) -> Callable[[Rule], bool]:
    """Return whether an overrider of a rule has a say in every plan."""
    considered = own(guideline, rule)

    def speaks(over: Rule) -> bool:
        return not over.with_drug or over.with_drug in considered

    return speaks


def _overriders(guideline: Guideline, rule: Rule) -> Iterator[Rule]:
    yield from (guideline.rules[name] for name in rule.overriders)


def _certain(guideline: Guideline, rule: Rule) -> Iterator[Rule]:
    speaks = speaks_for_certain(guideline, rule)
    yield from (over for over in _overriders(guideline, rule) if speaks(over))


def open_to_silence(guideline: Guideline, rule: Rule) -> tuple[Rule, ...]:
    """Return the overriders of a rule that have a say in some plans only."""
    speaks = speaks_for_certain(guideline, rule)
    return tuple(over for over in _overriders(guideline, rule) if not speaks(over))


def could_stand(ground: Ground, rule: Rule) -> z3.BoolRef:
    """Return that a rule stands in some plan: more than every plan in which it does."""
    over = (ground.holds(each.when).false for each in _certain(ground.guideline, rule))
    return all_of((ground.holds(rule.when).true, *over))


def could_live(ground: Ground, rule: Rule) -> z3.BoolRef:
    """Return that a rule stands in some plan, be it provisionally."""
    over = (no(ground.holds(each.when).true) for each in _certain(ground.guideline, rule))
    return all_of((ground.holds(rule.when).true, *over))


def stands_for_certain(ground: Ground, rule: Rule) -> z3.BoolRef:
    """Return that a rule stands in every plan, whichever drugs it considers."""
    over = (ground.holds(each.when).false for each in _overriders(ground.guideline, rule))
    return all_of((ground.holds(rule.when).true, *over))


def lives_for_certain(ground: Ground, rule: Rule) -> z3.BoolRef:
    """Return that a rule stands in every plan, be it provisionally."""
    over = (no(ground.holds(each.when).true) for each in _overriders(ground.guideline, rule))
    return all_of((ground.holds(rule.when).true, *over))
