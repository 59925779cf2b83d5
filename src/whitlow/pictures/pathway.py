"""This module makes of the rules a way with stages: exits, judgement, questions, bars, the rest.

It refuses to draw every rule: those that decide where a patient goes are nodes, all others counted.
What becomes of a node for a patient is the plan's own decision and none of this module's.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Literal

from whitlow.evaluate import Outcome
from whitlow.guideline import OnceFor
from whitlow.language import Levels
from whitlow.plan.survivors import survivors
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from whitlow.evaluate import Decision
    from whitlow.guideline import ActionKind, Guideline, Rule
    from whitlow.plan import Plan

__all__ = ["FATES", "Fate", "Kind", "Node", "Pathway", "Stage", "Stop", "pathway", "spoken"]

Kind = Literal["exits", "ladder", "stops"]
Fate = Literal["", "stands", "waits", "barred", "asked", "silent"]
FATES: Final[dict[Outcome, Fate]] = {
    Outcome.STANDS: "stands",
    Outcome.PROVISIONAL: "waits",
    Outcome.BARRED: "barred",
    Outcome.ASK: "asked",
    Outcome.SILENT: "silent",
}
EXITS: Final = "Emergencies first"
QUESTIONS: Final = "Each question of treatment"
BARS: Final = "What bars a drug"
REFERRALS: Final = "Who is asked"
REST: Final = "What goes with it"
KINDS: Final[Mapping[ActionKind, str]] = {
    "assess": "to assess",
    "exclude": "other diagnoses",
    "test": "tests",
    "hold": "holds of a dose",
    "confirm": "confirmations of a dose",
    "caution": "cautions with a drug",
    "monitor": "monitoring",
    "follow_up": "follow-up",
    "counsel": "counselling",
    "pitfall": "pitfalls",
}
"""The kinds of rule that are counted, as they are called."""


@dataclass(frozen=True, slots=True)
class Node:
    """One record on the way: how it is called, what becomes of it, on whom that hangs.

    ``bars`` counts the rules that can bar it; ``by`` has those that do, or that it waits for, each
    with its name; ``waits`` are the unknown facts.
    """

    id: str
    label: str
    fate: Fate
    bars: int
    by: tuple[tuple[str, str], ...] = ()
    waits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """The nodes that answer one question; ``of`` is the record that it is about, or nothing.

    ``others`` counts, by kind, the rules of the same question that are no nodes.
    """

    title: str
    of: str
    nodes: tuple[Node, ...]
    others: tuple[tuple[str, int], ...] = ()

    def having(self, *fates: Fate) -> tuple[Node, ...]:
        """Return the nodes with one of these fates."""
        return tuple(node for node in self.nodes if node.fate in fates)

    @property
    def speaks(self) -> bool:
        """Whether anything here stands, waits or is barred for the patient."""
        return bool(self.others or self.having("stands", "waits", "barred"))


@dataclass(frozen=True, slots=True)
class Stage:
    """What comes next on the way: a title, its stops, and what kind of stage it is."""

    title: str
    stops: tuple[Stop, ...]
    kind: Kind = "stops"


@dataclass(frozen=True, slots=True)
class Pathway:
    """The whole way; ``personal`` where it is a patient's own."""

    stages: tuple[Stage, ...]
    personal: bool


def pathway(guideline: Guideline, plan: Plan | None) -> Pathway:
    """Return the way through the rules, with what becomes of each where a plan is given."""
    guideline = guideline if plan is None else plan.guideline
    decided = None if plan is None else _Decided(plan)
    rules = tuple(guideline.rules.values())
    alone = [rule for rule in rules if not rule.question]
    drugs = dict.fromkeys(rule.action.target for rule in alone if rule.action.kind == "avoid")
    stages = (
        Stage(EXITS, (_stop(guideline, "", "", alone, ("emergency",), decided),), "exits"),
        *_ladders(guideline, plan),
        Stage(QUESTIONS, tuple(_questions(guideline, rules, decided))),
        Stage(
            BARS,
            tuple(
                _stop(
                    guideline, guideline.label(drug), drug, _about(alone, drug), ("avoid",), decided
                )
                for drug in drugs
            ),
        ),
        Stage(REFERRALS, (_stop(guideline, "", "", alone, ("refer",), decided),)),
        Stage(REST, (_rest(alone, decided),)),
    )
    return Pathway(stages, plan is not None)


class _Decided:
    """What becomes of each rule for a patient; a rule without a decision is silent."""

    def __init__(self, plan: Plan) -> None:
        found = survivors(plan.reading, plan.profile)
        self.reading: Final = plan.reading
        self.decisions: Final = {one.rule.id: one for one in found.decisions}

    def of(self, rule: Rule) -> Decision | None:
        return self.decisions.get(rule.id)

    def waits(self, decision: Decision) -> tuple[str, ...]:
        """Return the facts on which a decision hangs, as they are called."""
        names = decision.waits
        if decision.outcome is Outcome.ASK:
            names = self.reading.open_facts(decision.rule.when)
        return tuple(dict.fromkeys(map(self.reading.guideline.label, names)))


def _about(rules: Iterable[Rule], drug: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if rule.action.target == drug)


def _ladders(guideline: Guideline, plan: Plan | None) -> Iterator[Stage]:
    """Yield a stage for each grade: its levels, and those that are possible for the patient."""
    for grade in guideline.grades.values():
        known = None if plan is None else plan.reading.known(grade.name)
        possible = known.possible if isinstance(known, Levels) else ()
        nodes = tuple(
            Node(grade.name, level.label, _reached(plan, level.name, possible), 0)
            for level in grade.levels
        )
        label = f"{grade.label[:1].upper()}{grade.label[1:]}"
        yield Stage(label, (Stop("", grade.name, nodes),), "ladder")


def _reached(plan: Plan | None, level: str, possible: tuple[str, ...]) -> Fate:
    if plan is None:
        return ""
    if level not in possible:
        return "silent"
    return "stands" if len(possible) == 1 else "waits"


def _questions(
    guideline: Guideline, rules: tuple[Rule, ...], decided: _Decided | None
) -> Iterator[Stop]:
    asked = Counter(rule.question for rule in rules if rule.question)
    for question, _ in asked.most_common():
        own = [rule for rule in rules if rule.question == question]
        yield _stop(guideline, question, "", own, ("treat", "refer", "avoid"), decided)


def _stop(  # noqa: PLR0913, PLR0917 - what a stop is made of
    guideline: Guideline,
    title: str,
    of: str,
    rules: Iterable[Rule],
    kinds: tuple[ActionKind, ...],
    decided: _Decided | None,
) -> Stop:
    """Return a stop: rules of these kinds are its nodes; where it has none, all of them are."""
    every = tuple(rules)
    nodes = tuple(rule for rule in every if rule.action.kind in kinds)
    if not nodes:
        nodes = every
    counted = Counter(
        KINDS.get(rule.action.kind, rule.action.kind)
        for rule in every
        if decided is None and rule not in nodes and title and not of
    )
    return Stop(
        title,
        of,
        tuple(_node(guideline, rule, decided) for rule in nodes),
        tuple(counted.items()),
    )


def _node(guideline: Guideline, rule: Rule, decided: _Decided | None) -> Node:
    named = rule.action.kind == "emergency" or (rule.action.kind == "refer" and not rule.question)
    label = rule.action.target if named else spoken(guideline, rule.id)
    bars = len(rule.overriders)
    if decided is None:
        return Node(rule.id, label, "", bars)
    decision = decided.of(rule)
    if decision is None:
        return Node(rule.id, label, "silent", bars)
    fate = FATES[decision.outcome]
    names = () if fate == "asked" else decision.barred_by or decision.hangs_on
    by = tuple((name, spoken(guideline, name)) for name in names)
    return Node(rule.id, label, fate, bars, by, decided.waits(decision))


def spoken(guideline: Guideline, name: str) -> str:
    """Return the name of a record as words, with capitals where the guideline writes them."""
    capitals = _capitals_of(guideline)
    return " ".join(capitals.get(word, word) for word in name.split("-"))


def _capitals(guideline: Guideline) -> dict[str, str]:
    """Return the words that the labels of the guideline's options write in capitals."""
    labels = (label for fact in guideline.facts.values() for label in (fact.options or {}).values())
    words = (word.strip(",;()") for label in labels for word in label.split())
    return {word.lower(): word for word in words if len(word) > 1 and word.isupper()}


_capitals_of: Final = OnceFor(_capitals)


def _rest(rules: Iterable[Rule], decided: _Decided | None) -> Stop:
    """Return the counts of all other rules, or of those that speak for the patient."""
    counted: Counter[str] = Counter()
    for rule in rules:
        kind = rule.action.kind
        if kind not in KINDS:
            continue
        decision = None if decided is None else decided.of(rule)
        speaks = decision is not None and decision.outcome in (Outcome.STANDS, Outcome.PROVISIONAL)
        if decided is None or speaks:
            counted[KINDS[kind]] += 1
    others = tuple((name, counted[name]) for name in KINDS.values() if counted[name])
    return Stop("", "", (), others)
