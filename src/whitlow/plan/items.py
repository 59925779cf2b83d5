"""This module turns decisions, grades and orders into the items of a plan.

It refuses to write prose: each item is the reading of a rule, a level or a regimen.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from whitlow.order import order
from whitlow.plan.records import Item, Reason
from whitlow.plan.survivors import regimens_of
from whitlow.sentence import fact_text, fill, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.evaluate import Decision, Reading
    from whitlow.guideline import Condition, Grade, Law, Rule
    from whitlow.language import Levels

__all__ = ["dose_items", "grade_items", "law_item", "rule_item", "verified"]

NO_DRUG: Final = ""


def verified(reading: Reading, cites: Iterable[str]) -> bool:
    """Whether anything that was really read stands behind a sentence."""
    statements = reading.guideline.statements
    return any(statements[cite].read != "unverified" for cite in cites)


def _because(reading: Reading, condition: Condition) -> tuple[Reason, ...]:
    return tuple(Reason(name, _words(reading, name)) for name in reading.grounds(condition))


def _words(reading: Reading, name: str) -> str:
    said = reading.words.get(name)
    if said is None:
        said = reading.words[name] = fact_text(reading.guideline, name, reading.known(name))
    return said


def rule_item(reading: Reading, decision: Decision, today: date, *, plain: bool) -> Item | None:
    """Return the item of a rule, or None where it has no words for this audience."""
    rule = decision.rule
    wording = rule.plain if plain else rule.says
    if wording is None:
        return None
    says = fill(wording, reading.guideline, rule.cites, reading.known, reading.words)
    drug = rule.action.target if rule.action.kind in {"treat", "avoid"} else NO_DRUG
    return Item(
        rule=rule.id,
        says=says,
        action=rule.action.kind,
        target=rule.action.target,
        drug=drug,
        order=None,
        strength=rule.strength,
        certainty=rule.certainty,
        off_label=rule.off_label,
        provisional=decision.waits,
        barred_by=decision.barred_by,
        verified=verified(reading, rule.cites),
        call=rule.action.call,
        due=_due(rule, today),
        because=_because(reading, rule.when),
        decided=(rule.when,),
        cites=rule.cites,
    )


def _due(rule: Rule, today: date) -> tuple[date, ...]:
    left = (date.max - today).days
    return tuple(today + timedelta(days=int(days)) for days in rule.action.due if days <= left)


def law_item(reading: Reading, law: Law) -> Item:
    """Return the item that says which law took a treatment out."""
    return Item(
        rule=law.id,
        says=fill(law.says, reading.guideline, law.cites, reading.known, reading.words),
        action="avoid",
        target=law.never.get("treat", ""),
        drug=law.never.get("treat", ""),
        order=None,
        strength="strong",
        certainty="high",
        off_label=False,
        provisional=(),
        barred_by=(),
        verified=verified(reading, law.cites),
        call="",
        due=(),
        because=() if law.when is None else _because(reading, law.when),
        decided=() if law.when is None else (law.when,),
        cites=law.cites,
    )


def grade_items(reading: Reading) -> Iterator[Item]:
    """Yield, for each grade, the level reached; a grade of which all is open says nothing."""
    for grade in reading.guideline.grades.values():
        levels = reading.levels(grade)
        if levels is not None and len(levels.possible) < len(grade.levels):
            yield _grade_item(reading, grade, levels)


def _grade_item(reading: Reading, grade: Grade, levels: Levels) -> Item:
    reached = next(level for level in grade.levels if level.name == levels.possible[0])
    says = fill(reached.says, reading.guideline, reached.cites, reading.known, reading.words)
    open_facts: tuple[str, ...] = ()
    if len(levels.possible) > 1:
        higher = [level for level in grade.levels if level.name in levels.possible[1:]]
        open_facts = tuple(
            dict.fromkeys(fact for level in higher for fact in reading.open_facts(level.when))
        )
        labels = joined((level.label for level in higher), "or")
        says = f"{says} It could still be {labels}."
    return Item(
        rule=f"{grade.name}:{reached.name}",
        says=says,
        action="assess",
        target=grade.name,
        drug=NO_DRUG,
        order=None,
        strength="",
        certainty="",
        off_label=False,
        provisional=open_facts,
        barred_by=(),
        verified=not reached.cites or verified(reading, reached.cites),
        call="",
        due=(),
        because=_because(reading, reached.when),
        decided=(reached.when,),
        cites=reached.cites,
    )


def dose_items(reading: Reading, decision: Decision, profile: str) -> Iterator[Item]:
    """Yield one item for each regimen of a surviving treatment, in the chosen profile."""
    for regimen in regimens_of(reading.guideline, decision.rule, profile):
        worked = order(reading, regimen)
        yield Item(
            rule=decision.rule.id,
            says=f"{reading.guideline.label(regimen.drug)}, {regimen.indication}",
            action="dose",
            target=regimen.id,
            drug=regimen.drug,
            order=worked,
            strength=decision.rule.strength,
            certainty=decision.rule.certainty,
            off_label=regimen.off_label or decision.rule.off_label,
            provisional=decision.waits,
            barred_by=(),
            verified=verified(reading, worked.cites),
            call="",
            due=(),
            because=(),
            decided=(),
            cites=worked.cites,
        )
