"""This module asks what stands between a patient and a drug: bars, holds, confirmations, laws.

It refuses to let an unknown pass in silence: what could bar the order is named as unchecked, and
where that is a fact given but doubted, the order waits for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.guideline import OnceFor
from whitlow.guideline.labelled import targets_of
from whitlow.order.laws import applies, laws_about
from whitlow.order.records import Note, Status
from whitlow.record import dataclass
from whitlow.sentence import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.evaluate import Reading
    from whitlow.guideline import ActionKind, Guideline, Law, Regimen, Rule

__all__ = ["Gates", "gates"]

GATES: Final[tuple[ActionKind, ...]] = ("avoid", "hold", "confirm", "caution")
WORTH_CHECKING: Final = ("avoid", "hold", "confirm")
STATUS: Final[dict[str, Status]] = {
    "": "contraindicated",
    "contraindicated": "contraindicated",
    "not_recommended": "not_recommended",
    "refused": "refused",
}
GRAVEST_FIRST: Final = ("refused", "contraindicated", "not_recommended")


@dataclass(frozen=True, slots=True)
class Gates:
    """What stands in the way: a status where one is decided, notes, and facts not checked.

    ``doubted`` holds the facts, given but not believed, that could bar or hold the order.
    """

    status: Status | None
    notes: tuple[Note, ...]
    confirm: tuple[Rule, ...]
    unchecked: tuple[str, ...]
    doubted: tuple[str, ...]


def gates(reading: Reading, regimen: Regimen) -> Gates:
    """Return what the rules and laws say of giving this regimen to this patient.

    A bar outranks a hold, a hold a confirmation. A rule that is itself overridden is silent.
    """
    rules = [rule for rule in _rules_about(reading, regimen) if not _overridden(reading, rule)]
    fired = [rule for rule in rules if reading.holds(rule.when) is True]
    threatening = [
        law for law in laws_about(reading, regimen) if applies(reading, law) is not False
    ]
    broken = [law for law in threatening if applies(reading, law) is True]
    notes = [_rule_note(reading, rule) for rule in fired]
    notes += [_law_note(reading, law) for law in broken]
    grave = dict.fromkeys(_open_facts(reading, rules, threatening, "avoid", "hold"))
    unchecked = dict.fromkeys(_open_facts(reading, rules, threatening, *WORTH_CHECKING))
    return Gates(
        _status(fired, broken),
        tuple(notes),
        tuple(rule for rule in fired if rule.action.kind == "confirm"),
        tuple(unchecked),
        tuple(fact for fact in grave if fact in reading.doubted),
    )


def _rules_about(reading: Reading, regimen: Regimen) -> Iterator[Rule]:
    """Yield the gates for this regimen's drug, and for the regimen where they name any."""
    for rule in _gate_rules(reading.guideline, regimen.drug):
        named = rule.action.regimens
        if not named or regimen.id in named:
            yield rule


def _gate_rules(guideline: Guideline, drug: str) -> tuple[Rule, ...]:
    """Return the gates for a drug, in the order of the rules; no other rule is read for it."""
    found = _found_gates(guideline)
    if drug not in found:
        lineage = guideline.lineage(drug)
        about = (name for name, target in targets_of(guideline).items() if target in lineage)
        rules = (guideline.rules[name] for name in about)
        found[drug] = tuple(rule for rule in rules if rule.action.kind in GATES)
    return found[drug]


def _no_gates(_: Guideline) -> dict[str, tuple[Rule, ...]]:
    return {}


_found_gates: Final = OnceFor(_no_gates)
"""The gates of a guideline, by each drug that was asked for."""


def _overridden(reading: Reading, rule: Rule) -> bool:
    rules = reading.guideline.rules
    return any(reading.holds(rules[name].when) is True for name in rule.overriders)


def _open_facts(
    reading: Reading, rules: Iterable[Rule], laws: Iterable[Law], *kinds: str
) -> Iterator[str]:
    """Yield the unknown facts of gates of these kinds, and of laws that may hold or be lifted."""
    for rule in rules:
        if rule.action.kind in kinds and reading.holds(rule.when) is None:
            yield from reading.open_facts(rule.when)
    for law in laws:
        for condition in (law.when, law.unless):
            if condition is not None:
                yield from reading.open_facts(condition)


def _status(fired: list[Rule], broken: list[Law]) -> Status | None:
    """Return the gravest status; a law stands behind the rules, which say how grave a bar is."""
    bars = {STATUS[rule.action.status] for rule in fired if rule.action.kind == "avoid"}
    if broken and not bars:
        return "contraindicated"
    for status in GRAVEST_FIRST:
        if status in bars:
            return STATUS[status]
    return "hold" if any(rule.action.kind == "hold" for rule in fired) else None


def _rule_note(reading: Reading, rule: Rule) -> Note:
    says = fill(rule.says, reading.guideline, rule.cites, reading.known, reading.words)
    return Note(rule.id, says, rule.cites, rule.action.kind == "confirm")


def _law_note(reading: Reading, law: Law) -> Note:
    says = fill(law.says, reading.guideline, law.cites, reading.known, reading.words)
    return Note(law.id, says, law.cites, confirm=False)
