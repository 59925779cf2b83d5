"""This module asks what stands between a patient and a drug: bars, holds, confirmations, laws.

It refuses to let an unknown pass in silence: what could bar the order is named as unchecked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from whitlow.order.records import Note, Status
from whitlow.sentence import fill

if TYPE_CHECKING:
    from whitlow.evaluate import Reading
    from whitlow.guideline import ActionKind, Law, Regimen, Rule

__all__ = ["Gates", "broken_laws", "gates", "law_matches"]

GATES: Final[tuple[ActionKind, ...]] = ("avoid", "hold", "confirm", "caution")
STATUS: Final[dict[str, Status]] = {
    "": "contraindicated",
    "contraindicated": "contraindicated",
    "not_recommended": "not_recommended",
    "refused": "refused",
}


@dataclass(frozen=True, slots=True)
class Gates:
    """What stands in the way: a status where one is decided, notes, and facts not checked."""

    status: Status | None
    notes: tuple[Note, ...]
    confirm: tuple[Rule, ...]
    unchecked: tuple[str, ...]


def gates(reading: Reading, regimen: Regimen) -> Gates:
    """Return what the rules and laws say of giving this regimen to this patient.

    A bar outranks a hold, a hold a confirmation. A rule that is itself overridden is silent.
    """
    rules = [rule for rule in reading.guideline.rules.values() if _about(reading, rule, regimen)]
    fired = [rule for rule in rules if _fires(reading, rule)]
    threatened = broken_laws(reading, regimen)
    laws = [law for law in threatened if is_certain(reading, law)]
    status = _status(fired, laws)
    notes = [note(reading, rule) for rule in fired]
    notes += [law_note(reading, law) for law in laws]
    open_facts: dict[str, None] = {}
    for rule in rules:
        if rule.action.kind in {"avoid", "hold"} and reading.holds(rule.when) is None:
            open_facts |= dict.fromkeys(reading.open_facts(rule.when))
    for law in threatened:
        if law.when is not None and not is_certain(reading, law):
            open_facts |= dict.fromkeys(reading.open_facts(law.when))
    confirm = tuple(rule for rule in fired if rule.action.kind == "confirm")
    return Gates(status, tuple(notes), confirm, tuple(open_facts))


def _about(reading: Reading, rule: Rule, regimen: Regimen) -> bool:
    """Whether a rule is a gate for this regimen's drug (and for the regimen, if it names any)."""
    if rule.action.kind not in GATES:
        return False
    if rule.action.regimens and regimen.id not in rule.action.regimens:
        return False
    return reading.guideline.is_a(regimen.drug, rule.action.target)


def _fires(reading: Reading, rule: Rule) -> bool:
    overridden = any(
        reading.holds(reading.guideline.rules[name].when) is True for name in rule.overriders
    )
    return reading.holds(rule.when) is True and not overridden


def _status(fired: list[Rule], laws: list[Law]) -> Status | None:
    bars = [STATUS[rule.action.status] for rule in fired if rule.action.kind == "avoid"]
    bars += ["contraindicated"] * len(laws)
    for status in ("refused", "contraindicated", "not_recommended"):
        if status in bars:
            return STATUS[status]
    if any(rule.action.kind == "hold" for rule in fired):
        return "hold"
    return None


def note(reading: Reading, rule: Rule) -> Note:
    """Return a rule as a note of an order."""
    says = fill(rule.says, reading.guideline, rule.cites, reading.known)
    return Note(rule.id, says, rule.cites, rule.action.kind == "confirm")


def law_note(reading: Reading, law: Law) -> Note:
    """Return a law as a note of an order."""
    says = fill(law.says, reading.guideline, law.cites, reading.known)
    return Note(law.id, says, law.cites, confirm=False)


def law_matches(reading: Reading, law: Law, drug: str, regimens: tuple[str, ...]) -> bool:
    """Whether what a law forbids is this drug or one of these regimens."""
    if law.kind != "plan":
        return False
    target = law.never.get("treat")
    if target is not None and reading.guideline.is_a(drug, target):
        return True
    return law.never.get("regimen") in regimens


def broken_laws(reading: Reading, regimen: Regimen) -> list[Law]:
    """Return the laws whose condition is true or unknown, and not lifted, for this regimen."""
    return [
        law
        for law in reading.guideline.laws.values()
        if law_matches(reading, law, regimen.drug, (regimen.id,))
        and (law.when is None or reading.holds(law.when) is not False)
        and (law.unless is None or reading.holds(law.unless) is not True)
    ]


def is_certain(reading: Reading, law: Law) -> bool:
    """Whether a law's condition is certainly true."""
    return law.when is None or reading.holds(law.when) is True
