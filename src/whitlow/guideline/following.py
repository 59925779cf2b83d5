"""This module makes the guideline that a reader follows who takes another side than it does.

It refuses to touch a law, a table, a fact or a check: a side changes what is advised within them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from whitlow.errors import InputError, Problem
from whitlow.guideline.fields import nearest
from whitlow.guideline.once import OnceFor

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from whitlow.guideline.disagreement import Disagreement, Follow
    from whitlow.guideline.knowledge import Hydration, Infusion, Regimen, Rule
    from whitlow.guideline.model import Guideline
    from whitlow.guideline.records import Grade

__all__ = [
    "figures_of",
    "followable",
    "following",
    "numbers",
    "side",
    "standing",
    "turned",
    "unfounded",
]

NO_EVIDENCE: Final = "popular summary"
NOT_READ: Final = "unverified"
LONGEST_SHOWN: Final = 60


def side(disagreement: str, number: int) -> str:
    """Return the name of one position.

    >>> side("how-often", 2)
    'how-often#2'
    """
    return f"{disagreement}#{number}"


def standing(
    written: Mapping[str, Rule], awake: Collection[str], without: Collection[str]
) -> dict[str, Rule]:
    """Return the rules that stand while the sides ``awake`` are followed, each in its place.

    A rule or regimen of ``without`` stands in none of them.
    """
    chosen = frozenset(awake)
    kept = {
        name: rule
        for name, rule in written.items()
        if name not in without and (not rule.following or chosen.intersection(rule.following))
    }
    return {name: _within(rule, kept, without) for name, rule in kept.items()}


def _within(rule: Rule, kept: Collection[str], without: Collection[str]) -> Rule:
    """Return a rule with only those overriders and regimens that stand beside it."""
    over = tuple(name for name in rule.overriders if name in kept)
    if rule.action.kind == "treat":
        regimens = tuple(name for name in rule.action.regimens if name not in without)
        if regimens != rule.action.regimens:
            rule = replace(rule, action=replace(rule.action, regimens=regimens))
    return rule if over == rule.overriders else replace(rule, overriders=over)


def following(guideline: Guideline, choices: Mapping[str, int]) -> Guideline:
    """Return the guideline of a reader who follows these positions, by disagreement and number.

    Raises ``InputError`` with every choice that cannot be made.
    """
    guideline = guideline.ordinary or guideline
    problems = [
        problem
        for name, number in choices.items()
        if (problem := _refusal(guideline, name, number)) is not None
    ]
    if problems:
        raise InputError(*problems)
    chosen = tuple((name, choices[name]) for name in guideline.disagreements if name in choices)
    _refuse_clash(guideline, chosen)
    return _followed(guideline, chosen) if chosen else guideline


def turned(guideline: Guideline) -> Iterator[Guideline]:
    """Yield guidelines that follow other sides, so that each position is followed in one of them.

    The first follows the first position of every disagreement that can be followed, and so on.
    """
    can = {name: numbers(guideline, one) for name, one in guideline.disagreements.items()}
    for index in range(max(map(len, can.values()), default=0)):
        chosen = tuple((name, many[index]) for name, many in can.items() if index < len(many))
        yield _followed(guideline, chosen)


def _followed(guideline: Guideline, chosen: tuple[tuple[str, int], ...]) -> Guideline:
    follows = [follow for name, number in chosen for follow in _follow(guideline, name, number)]
    without = {name for follow in follows for name in follow.without}
    figures = {old: new for follow in follows for old, new in follow.figures.items()}
    return replace(
        guideline,
        rules=standing(guideline.written, [side(*each) for each in chosen], without),
        grades={name: _graded(grade, follows) for name, grade in guideline.grades.items()},
        regimens={name: _refigured(one, figures) for name, one in guideline.regimens.items()},
        choices=chosen,
        ordinary=guideline,
    )


def _follow(guideline: Guideline, name: str, number: int) -> Iterator[Follow]:
    follow = guideline.disagreements[name].positions[number - 1].follow
    if follow is not None:
        yield follow


def _graded(grade: Grade, follows: Collection[Follow]) -> Grade:
    changed = {level.name: level for one in follows for level in one.levels.get(grade.name, ())}
    levels = tuple(changed.get(level.name, level) for level in grade.levels)
    return replace(grade, levels=levels) if changed else grade


def _refigured(regimen: Regimen, figures: Mapping[str, str]) -> Regimen:
    """Return a regimen with other figures, which it cites.

    One with another dose than the one it was written with is off-label.
    """
    taken = [figures[name] for name in figures_of(regimen) if name in figures]
    if not taken:
        return regimen
    dose, fluid = figures.get(regimen.dose, regimen.dose), regimen.hydration
    return replace(
        regimen,
        dose=dose,
        off_label=regimen.off_label or dose != regimen.dose,
        course=figures.get(regimen.course, regimen.course),
        infusion=_infused(regimen.infusion, figures),
        hydration=None if fluid is None else _watered(fluid, figures),
        cites=tuple(dict.fromkeys((*regimen.cites, *(new.partition(".")[0] for new in taken)))),
    )


def figures_of(regimen: Regimen) -> tuple[str, ...]:
    """Return the claims, and the statement of the course, in whose place a side may put another.

    A highest amount, rate or concentration by line is none of them.
    """
    infusion, fluid = regimen.infusion, regimen.hydration
    every = (
        regimen.dose,
        regimen.course,
        *(() if infusion is None else (infusion.at_least, infusion.strongest)),
        *(() if fluid is None else (fluid.before_first, fluid.with_each)),
    )
    return tuple(name for name in every if name)


def _infused(infusion: Infusion | None, figures: Mapping[str, str]) -> Infusion | None:
    if infusion is None:
        return None
    return replace(
        infusion,
        at_least=figures.get(infusion.at_least, infusion.at_least),
        strongest=figures.get(infusion.strongest, infusion.strongest),
    )


def _watered(fluid: Hydration, figures: Mapping[str, str]) -> Hydration:
    """Return the fluid of a side; the doses for which a source prints its own are not another's."""
    each = figures.get(fluid.with_each, fluid.with_each)
    return replace(
        fluid,
        before_first=figures.get(fluid.before_first, fluid.before_first),
        with_each=each,
        with_each_for=fluid.with_each_for if each == fluid.with_each else None,
    )


# ---------------------------------------------------------------------------------------------
# Which positions can be followed, and why the others cannot


def numbers(guideline: Guideline, record: Disagreement) -> tuple[int, ...]:
    """Return the numbers of the positions on which something hangs in this guideline."""
    awake = _awake(guideline)
    return tuple(
        number
        for number, position in enumerate(record.positions, 1)
        if position.follow is not None or side(record.id, number) in awake
    )


def _sides_with_rules(guideline: Guideline) -> frozenset[str]:
    return frozenset(name for rule in guideline.written.values() for name in rule.following)


_awake: Final = OnceFor(_sides_with_rules)


def followable(guideline: Guideline) -> tuple[tuple[str, int], ...]:
    """Return every position that a reader can follow instead of the guideline's."""
    return tuple(
        (record.id, number)
        for record in guideline.disagreements.values()
        for number in numbers(guideline, record)
    )


def unfounded(guideline: Guideline, cites: Collection[str]) -> str:
    """Return why statements can carry no advice, nothing where they can."""
    known = [guideline.statements[cite] for cite in cites if cite in guideline.statements]
    founded = [one for one in known if guideline.sources[one.source].kind != NO_EVIDENCE]
    if not founded:
        return "rests on popular articles alone"
    read = any(one.read != NOT_READ for one in founded)
    return "" if read else "rests on nothing that was read"


def _refusal(guideline: Guideline, name: str, number: int) -> Problem | None:
    """Return why a position cannot be followed, None where it can or is followed already."""
    record = guideline.disagreements.get(name)
    if record is None:
        brief = name if len(name) <= LONGEST_SHOWN else f"{name[:LONGEST_SHOWN]}…"
        near = nearest(brief, guideline.disagreements) or "See 'whitlow disagreements'."
        message = f"There is no disagreement {brief!r}. {near}"
        return Problem("unknown_disagreement", message, "follow", brief)
    can = numbers(guideline, record)
    if number in can or record.followed == str(number):
        return None
    sides = _sides(can)
    if not 1 <= number <= len(record.positions):
        message = f"{name} has no position {number}; it has {len(record.positions)}. {sides}"
        return Problem("unknown_position", message, "follow", str(number), _listed(can))
    weak = unfounded(guideline, record.positions[number - 1].cites)
    why = (
        f"Position {number} of {name} {weak}, so no advice is made from it."
        if weak
        else f"Nothing in this guideline hangs on position {number} of {name}."
    )
    return Problem("not_followable", f"{why} {sides}", "follow", str(number), _listed(can))


def _sides(can: Collection[int]) -> str:
    if not can:
        return "None of its positions can be followed."
    what = "Position" if len(can) == 1 else "Positions"
    return f"{what} {_listed(can)} can be followed."


def _listed(can: Collection[int]) -> str:
    return ", ".join(map(str, can))


def _refuse_clash(guideline: Guideline, chosen: tuple[tuple[str, int], ...]) -> None:
    """Raise ``InputError`` where two choices want different things of one thing."""
    wanted: dict[str, tuple[str, str]] = {}
    for name, number in chosen:
        for follow in _follow(guideline, name, number):
            for what, value in _wants(follow, name):
                first, other = wanted.setdefault(what, (value, name))
                if first != value:
                    message = (
                        f"{other} and {name} both decide {what}, and differently. "
                        "Follow one of the two."
                    )
                    raise InputError(Problem("clashing_choices", message, "follow", name))


def _wants(follow: Follow, name: str) -> Iterator[tuple[str, str]]:
    if follow.profile:
        yield "the profile", follow.profile
    for fact, answer in follow.answers.items():
        yield f"the {fact} of {follow.drug}", answer
    for old, new in follow.figures.items():
        yield f"what stands for {old}", new
    for grade, levels in follow.levels.items():
        for level in levels:
            yield f"when {grade} is {level.name}", name
