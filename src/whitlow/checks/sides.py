"""This module checks what it means to follow another side of a disagreement.

It refuses a side that rests on nothing that was read, and one that takes a bar out of its way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.errors import Fault
from whitlow.guideline import figures_of, measures, nearest, side, unfounded
from whitlow.language import Unit, convert

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from fractions import Fraction

    from whitlow.errors import Place
    from whitlow.guideline import Follow, Guideline, Position, Rule

__all__ = ["CHECKS"]

GUARDS: Final = ("avoid", "hold", "confirm", "caution", "emergency")
"""What stands between a patient and harm; no side takes it away."""


def _positions(guideline: Guideline) -> Iterator[tuple[str, bool, Position, Place]]:
    """Yield each position: its name, whether the guideline follows it anyway, and its place."""
    for record in guideline.disagreements.values():
        for number, position in enumerate(record.positions, 1):
            already = record.followed == str(number)
            place = record.place if position.follow is None else position.follow.place
            yield side(record.id, number), already, position, place


def _follows(guideline: Guideline) -> Iterator[tuple[str, Follow]]:
    for name, _, position, _ in _positions(guideline):
        if position.follow is not None:
            yield name, position.follow


def followed_position(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each rule that follows no position, or one that needs no following."""
    open_ = {name for name, already, _, _ in _positions(guideline) if not already}
    for rule in guideline.written.values():
        for name in rule.following:
            if name not in open_:
                yield Fault(
                    rule.place,
                    f"Rule {rule.id} follows {name!r}, which is no position or is followed anyway.",
                    "It could never stand, or would stand only for who asks for it.",
                    nearest(name, open_) or "Name disagreement#number.",
                    "followed-position",
                )
    for name, already, position, place in _positions(guideline):
        if already and position.follow is not None:
            yield Fault(
                place,
                f"Position {name} says what following it means, and is followed anyway.",
                "What the guideline follows stands in its rules.",
                "Take follow out, or follow another position.",
                "followed-position",
            )


def unfounded_side(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each position that can be followed and rests on nothing that was read."""
    awake = {name for rule in guideline.written.values() for name in rule.following}
    for name, _, position, place in _positions(guideline):
        weak = unfounded(guideline, position.cites)
        if weak and (position.follow is not None or name in awake):
            yield Fault(
                place,
                f"Position {name} can be followed and {weak}.",
                "No dose, rule or law is made from that, whoever chooses it.",
                "Cite what was read, or let nothing follow the position.",
                "unfounded-side",
            )


def side_of_nothing(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each name in what following a position means that names nothing."""
    for name, follow in _follows(guideline):
        for word, known in _named(guideline, follow):
            if word not in known:
                yield Fault(
                    follow.place,
                    f"Following {name} means {word!r}, which names nothing there.",
                    "A reader would follow it, and nothing would change.",
                    nearest(word, known) or "Name a record of the guideline.",
                    "side-of-nothing",
                )


def _named(guideline: Guideline, follow: Follow) -> Iterator[tuple[str, Collection[str]]]:
    """Yield each name in what following means, with the names that it could be."""
    if follow.profile:
        yield follow.profile, guideline.profiles
    if follow.drug or follow.answers:
        yield follow.drug, guideline.drugs
    for fact, answer in follow.answers.items():
        choices = {one.name: one.options for one in guideline.facts.values() if one.options}
        yield fact, choices
        yield answer, choices.get(fact) or {}
    for word in follow.without:
        yield word, {**guideline.written, **guideline.regimens}
    for grade, levels in follow.levels.items():
        yield grade, guideline.grades
        known = guideline.grades.get(grade)
        for level in levels:
            yield level.name, [] if known is None else [one.name for one in known.levels]
    taken = {
        figure
        for regimen in (guideline.ordinary or guideline).regimens.values()
        for figure in figures_of(regimen)
    }
    for old, new in follow.figures.items():
        yield old, taken
        yield new, _claims_or_statements(guideline, old)


def _claims_or_statements(guideline: Guideline, old: str) -> Collection[str]:
    """Return what may stand for a figure: a claim for a claim, a statement for a statement."""
    if "." not in old:
        return guideline.statements
    return [f"{one.id}.{name}" for one in guideline.statements.values() for name in one.claims]


def guard_taken_away(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each side that takes away a bar, hold, warning or emergency."""
    written = guideline.written
    for name, follow in _follows(guideline):
        for word in follow.without:
            if word in written and written[word].action.kind in GUARDS:
                yield _of_guard(follow.place, f"Following {name}", written[word])
    for rule in written.values():
        for word in rule.instead_of if rule.following else ():
            if word in written and written[word].action.kind in GUARDS:
                yield _of_guard(rule.place, f"Rule {rule.id}, which follows a side,", written[word])


def _of_guard(place: Place, what: str, guard: Rule) -> Fault:
    return Fault(
        place,
        f"{what} takes away {guard.id}, of the kind {guard.action.kind}.",
        "A reader may take another side, and never less care.",
        "Leave it standing.",
        "guard-taken-away",
    )


def stands_like(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each treatment of a side that is not barred like an ordinary one."""
    for rule in guideline.written.values():
        kind = rule.action.kind
        alike = {
            one.id
            for one in guideline.written.values()
            if one.action.kind == kind and not one.following
        }
        needs = bool(rule.following) and kind == "treat"
        if (needs or rule.stands_like) and rule.stands_like not in alike:
            yield Fault(
                rule.place,
                f"Rule {rule.id} stands like {rule.stands_like!r}, which is no ordinary rule of "
                f"the kind {kind}.",
                "What bars a rule by its name would not reach this one.",
                nearest(rule.stands_like, alike) or "Name the rule in whose place it is.",
                "stands-like",
            )


def faster_infusion(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each side by which an infusion could run faster."""
    regimens = (guideline.ordinary or guideline).regimens.values()
    shortest = {one.infusion.at_least for one in regimens if one.infusion is not None}
    for name, follow in _follows(guideline):
        for old, new in follow.figures.items():
            was, now = _minutes(guideline, old), _minutes(guideline, new)
            if old in shortest and was is not None and now is not None and now < was:
                yield Fault(
                    follow.place,
                    f"Following {name} lets an infusion run in less time, {new} for {old}.",
                    "Speed harms; a side may only be slower.",
                    "Take the figure out.",
                    "faster-infusion",
                )


def _minutes(guideline: Guideline, reference: str) -> Fraction | None:
    statement, _, claim = reference.rpartition(".")
    found = guideline.statements.get(statement)
    if found is None or claim not in found.claims:
        return None
    told, minute = found.claims[claim], Unit.parse("min")
    unit = Unit.parse(told.unit) if measures(told.unit, "min") else None
    return None if unit is None else convert(told.low, unit, minute)


CHECKS: Final = (
    followed_position,
    unfounded_side,
    side_of_nothing,
    guard_taken_away,
    stands_like,
    faster_infusion,
)
