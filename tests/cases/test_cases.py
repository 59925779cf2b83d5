"""Worked cases: each goes through the door, and its plan is held against what is expected of it.

What is expected is what a careful reader of the sources would, both what must be there and what
must not. A case holds ``says``, ``facts`` as a case file holds them, ``expect``, and where they
matter ``profile``, ``today``, ``audience`` and ``follow``, the sides that its reader takes.
*Expectations*, below, has what it may expect.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final, get_args

import pytest

from whitlow.door import read_entries
from whitlow.errors import GuidelineError, InputError, Place
from whitlow.evaluate import Outcome
from whitlow.guideline import (
    ActionKind,
    Case,
    Guideline,
    Items,
    Mapping,
    Node,
    Scalar,
    following,
    load_cases,
    load_guideline,
    read_cases,
)
from whitlow.language import Levels, number_text, read_quantity
from whitlow.order import order
from whitlow.plan import SECTIONS, Audience, would_change
from whitlow.plan.ask import SECTION_OF
from whitlow.plan.survivors import ALIVE, survivors
from whitlow.plan.worked import plan_of
from whitlow.sentence import fact_text
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.door import Patient
    from whitlow.evaluate import Decision
    from whitlow.order import Order
    from whitlow.plan import Item, Plan
    from whitlow.plan.survivors import Survivors

AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)
TODAY: Final = date(2026, 11, 20)
MUST_NOT: Final = {"never", "silent", "never_says", "refused", "nothing"}
"""The expectations that say what must not be; every case has at least one of them."""

GIVES: Final = {"dose", "confirm", "needs"}
"""The states of an order in which a dose is given or offered."""


# ---------------------------------------------------------------------------------------------
# Reading


def pairs(node: Node | None) -> tuple[tuple[str, Node], ...]:
    """Return the keys of a mapping with their values."""
    if not isinstance(node, Mapping):
        raise TypeError(f"This is no mapping: {node}")
    return tuple((key.value, value) for key, value in node.entries)


def texts(node: Node | None) -> tuple[str, ...]:
    """Return the texts of a list or of one value; the word none is the empty list."""
    match node:
        case Scalar(value):
            return () if value in {"", "none"} else (value,)
        case Items(items):
            return tuple(text for item in items for text in texts(item))
        case _:
            raise ValueError(f"This is no list of texts: {node}")


def text_of(node: Node | None, default: str = "") -> str:
    """Return one text."""
    return default if node is None else " ".join(texts(node))


def shipped_cases() -> list[Case]:
    """Return all cases of the shipped guideline, in the order of the files."""
    return [*load_cases(shipped_guideline(), TODAY).values()]


# ---------------------------------------------------------------------------------------------
# Seeing


@dataclass(frozen=True, slots=True)
class Seen:
    """One case with the patient that the door let in, what survived, and the plan."""

    case: Case
    guideline: Guideline
    patient: Patient
    found: Survivors
    plan: Plan

    def alive(self, *kinds: str) -> list[Decision]:
        """Return the rules of these kinds that stand, or stand provisionally."""
        return list(self.found.alive(*kinds))

    def outcome(self, rule: str) -> Outcome:
        """Return what became of a rule."""
        for decision in self.found.decisions:
            if decision.rule.id == rule:
                return decision.outcome
        return Outcome.SILENT

    def items(self) -> Iterator[Item]:
        """Yield every item of the plan."""
        for section in self.plan.sections:
            yield from section.items

    def orders(self) -> dict[str, Order]:
        """Return the orders of the plan by regimen."""
        return {item.target: item.order for item in self.items() if item.order is not None}

    def words(self) -> str:
        """Return the words of a plan; not those of what is barred, nor disagreements."""
        asked = [question.question for question in self.plan.ask]
        return " ".join([self.advice(), *self.plan.doubts, *asked]).lower()

    def advice(self) -> str:
        """Return what the plan advises, and the notes of its orders."""
        said = [self.plan.bottom_line.says]
        for item in (item for item in self.items() if not item.barred_by):
            said += [item.says, item.call]
            if item.order is not None:
                said += [note.says for note in item.order.warnings]
        return " ".join(said)

    def all_words(self) -> str:
        """Return all the words of the plan, positions of disagreements and near changes too."""
        said = [self.words(), *(then for each in would_change(self.plan) for then in each.then)]
        for shown in self.plan.disagreements:
            said += [shown.record.question, shown.why, *(says for says, _ in shown.positions)]
        return " ".join(said).lower()

    def cites(self) -> set[str]:
        """Return the statements that the plan cites."""
        found = {cite for item in self.items() for cite in item.cites}
        return found | set(self.plan.bottom_line.cites)


@cache
def shipped() -> Guideline:
    """Return the shipped guideline, read once."""
    return load_guideline(shipped_guideline())


@cache
def sided(choices: tuple[tuple[str, int], ...]) -> Guideline:
    """Return the shipped guideline as it is when a reader follows these positions."""
    return following(shipped(), dict(choices))


def see(case: Case, guideline: Guideline) -> Seen:
    """Return a case as it is seen; raises ``InputError`` when the door refuses it.

    A guideline that follows sides already is taken as it is.
    """
    guideline = sided(case.follow) if case.follow and not guideline.choices else guideline
    patient, plan = plan_of(case, guideline)
    return Seen(case, guideline, patient, survivors(plan.reading, plan.profile), plan)


# ---------------------------------------------------------------------------------------------
# Expectations: each returns, as sentences, what is otherwise than expected.

Troubles = Iterator[str]


def of_kind(kind: ActionKind) -> Callable[[Seen, Node], Troubles]:
    """Return the expectation that rules of a kind survive: rule ids, or words of their targets.

    A treatment is met by a product of the drug, a bar by a class to which the drug belongs.
    """

    def check(seen: Seen, node: Node) -> Troubles:
        known = {decision.rule.id: decision.rule.action.target for decision in seen.alive(kind)}
        known |= {item.rule: item.target for item in seen.items() if is_law(seen, kind, item)}
        for word in texts(node):
            met = any(is_met(seen.guideline, kind, word, target) for target in known.values())
            if word not in known and not met:
                yield f"{kind}: expected {word}; there is {listed(known) or 'nothing'}"

    return check


def is_met(guideline: Guideline, kind: ActionKind, word: str, target: str) -> bool:
    """Whether what a rule aims at is what is expected."""
    match kind:
        case "treat":
            return guideline.is_a(target, word)
        case "avoid" | "hold" | "confirm" | "caution":
            return guideline.is_a(word, target)
        case _:
            return word.lower() in target.lower()


def is_law(seen: Seen, kind: str, item: Item) -> bool:
    """Whether an item of a kind is the reading of a law."""
    return item.action == kind and item.rule in seen.guideline.laws


def listed(known: dict[str, str]) -> str:
    """Return rules with their targets."""
    return ", ".join(f"{rule} ({target})" for rule, target in known.items())


def outcome(*wanted: Outcome) -> Callable[[Seen, Node], Troubles]:
    """Return the expectation that each rule named has one of these outcomes."""

    def check(seen: Seen, node: Node) -> Troubles:
        for rule in texts(node):
            if rule not in seen.guideline.written:
                yield f"{rule} is no rule"
            elif seen.outcome(rule) not in wanted:
                yield f"{rule}: expected {wanted[0].value}; it is {seen.outcome(rule).value}"

    return check


def never(seen: Seen, node: Node) -> Troubles:
    """Expect no treatment with a drug, no order of a regimen that gives, no rule that stands."""
    guideline = seen.guideline
    for word in texts(node):
        if not any(
            word in names
            for names in (guideline.written, guideline.regimens, guideline.drugs, guideline.groups)
        ):
            yield f"never: {word} names nothing in the guideline"
        for decision in seen.alive(*get_args(ActionKind)):
            action = decision.rule.action
            treats = action.kind == "treat" and guideline.is_a(action.target, word)
            if treats or decision.rule.id == word:
                yield f"never {word}: {decision.rule.id} {decision.outcome.value}"
        for regimen, found in seen.orders().items():
            if found.status in GIVES and word in {regimen, found.regimen.drug}:
                yield f"never {word}: the plan orders {regimen} ({found.status})"


def nothing(seen: Seen, node: Node) -> Troubles:
    """Expect sections without anything that stands."""
    for name in texts(node):
        if name not in SECTIONS:
            yield f"nothing: {name} is no section"
        kinds = [kind for kind, section in SECTION_OF.items() if section == name]
        for decision in seen.alive(*kinds):
            if kinds and name != "dose":
                yield f"nothing under {name}: {decision.rule.id} {decision.outcome.value}"
        for regimen, found in seen.orders().items():
            if name == "dose" and found.status in GIVES:
                yield f"nothing under dose: {regimen} ({found.status})"


def level(seen: Seen, node: Node) -> Troubles:
    """Expect a level of each grade; ``lower..higher`` while it is open."""
    for grade, wanted in pairs(node):
        found = seen.plan.reading.known(grade)
        possible = found.possible if isinstance(found, Levels) else ("nothing",)
        told = possible[0] if len(possible) == 1 else f"{possible[0]}..{possible[-1]}"
        if text_of(wanted) != told:
            yield f"level of {grade}: expected {text_of(wanted)}; it is {told}"


def ask(seen: Seen, node: Node) -> Troubles:
    """Expect questions."""
    asked = {question.fact for question in seen.plan.ask}
    asked |= {name for fact in asked for name in seen.guideline.facts[fact].settles}
    for fact in texts(node):
        if fact not in asked:
            yield f"ask: expected {fact}; asked are {', '.join(sorted(asked)) or 'none'}"


def orders(seen: Seen, node: Node) -> Troubles:
    """Expect regimens under the plan's doses, whatever their state."""
    found = seen.orders()
    for regimen in texts(node):
        if regimen not in found:
            yield f"orders: expected {regimen}; there are {', '.join(found) or 'none'}"


def off_label(seen: Seen, node: Node) -> Troubles:
    """Expect every treatment with a drug to be marked as outside its label."""
    for drug in texts(node):
        marks = [
            (item.rule, item.off_label)
            for item in seen.items()
            if item.action == "treat" and item.barred_by == ()
            if seen.guideline.is_a(item.target, drug)
        ]
        if not marks or not all(marked for _, marked in marks):
            yield f"off_label: expected {drug}; there is {marks or 'no such treatment'}"


def cites(seen: Seen, node: Node) -> Troubles:
    """Expect cited statements."""
    for statement in texts(node):
        if statement not in seen.guideline.statements:
            yield f"cites: {statement} is no statement"
        elif statement not in seen.cites():
            yield f"cites: expected {statement}"


def disagreements(seen: Seen, node: Node) -> Troubles:
    """Expect disagreements to be shown."""
    shown = {each.record.id for each in seen.plan.disagreements}
    for name in texts(node):
        if name not in shown:
            yield f"disagreements: expected {name}; shown are {', '.join(sorted(shown)) or 'none'}"


def expired(seen: Seen, node: Node) -> Troubles:
    """Expect that the plan rests on exactly these statements that are to be checked again."""
    if set(texts(node)) != set(seen.plan.expired()):
        yield f"expired: expected {texts(node)}; there are {seen.plan.expired() or 'none'}"


def says(seen: Seen, node: Node) -> Troubles:
    """Expect words somewhere in the plan."""
    for text in texts(node):
        if text.lower() not in seen.all_words():
            yield f"says: expected {text!r}"


def never_says(seen: Seen, node: Node) -> Troubles:
    """Expect words nowhere in the advice."""
    words = seen.words()
    for text in texts(node):
        at = words.find(text.lower())
        if at >= 0:
            yield f"never_says {text!r}: …{words[max(0, at - 60) : at + 60]}…"


def bottom_line(seen: Seen, node: Node) -> Troubles:
    """Expect words in the bottom line."""
    line = seen.plan.bottom_line.says
    for text in texts(node):
        if text.lower() not in line.lower():
            yield f"bottom_line: expected {text!r} in {line!r}"


def doubts(seen: Seen, node: Node) -> Troubles:
    """Expect exactly these facts to be doubted, each with the kind of its doubt."""
    wanted = set() if isinstance(node, Scalar) else {(k, text_of(v)) for k, v in pairs(node)}
    found = {(fact, doubt.kind) for doubt in seen.patient.doubts for fact in doubt.facts}
    if wanted != found:
        yield f"doubts: expected {sorted(wanted)}; there are {sorted(found)}"


def facts(seen: Seen, node: Node) -> Troubles:
    """Expect facts to be known, each with its value in words: what records reduce to."""
    for name, wanted in pairs(node):
        found = fact_text(seen.guideline, name, seen.patient.facts.get(name))
        if text_of(wanted) != found:
            yield f"{name}: expected {text_of(wanted)}; it is {found}"


# ---------------------------------------------------------------------------------------------
# Expectations of one dose, worked out for any regimen, whether or not the plan advises it.


def dose(seen: Seen, node: Node) -> Troubles:
    """Expect figures of the orders of regimens."""
    for regimen, wanted in pairs(node):
        if regimen not in seen.guideline.regimens:
            yield f"dose: {regimen} is no regimen"
            continue
        worked = order(seen.plan.reading, seen.guideline.regimens[regimen])
        for name, value in pairs(wanted):
            if name not in FIGURES:
                yield f"{regimen}: {name} is no figure of a dose"
                continue
            meant, found = normal(name, value), FIGURES[name](worked)
            if meant != found:
                yield f"{regimen}: {name} expected {meant}; it is {found}"


def normal(name: str, node: Node) -> str:
    """Return an expected figure in the form in which the found one is written."""
    found = texts(node)
    if name in SETS:
        return ", ".join(sorted(found))
    if not found:
        return "none"
    if name in WORDS:
        return found[0]
    return "-".join(number_text(read_quantity(part)[0]) for part in found[0].split("-"))


def number(value: Fraction | int | None) -> str:
    """Return a number exactly, or none."""
    return "none" if value is None else number_text(Fraction(value))


def span(value: tuple[Fraction, Fraction] | None) -> str:
    """Return a range, one number where both ends are the same."""
    return "none" if value is None else "-".join(number(end) for end in dict.fromkeys(value))


def doses_in_all(worked: Order) -> str:
    """Return the number of doses that the row counts."""
    row = worked.row
    return "none" if row is None or "number" not in row.cells else number(row.cells["number"].value)


def infused(figure: str) -> Callable[[Order], str]:
    """Return the reader of one figure of the infusion."""

    def read(worked: Order) -> str:
        if worked.administration is None:
            return "none"
        found = getattr(worked.administration, figure)
        return span(found) if isinstance(found, tuple) else number(found)

    return read


FIGURES: Final[dict[str, Callable[[Order], str]]] = {
    "status": lambda worked: worked.status,
    "band": lambda worked: "none" if worked.row is None else str(worked.row.band),
    "mg": lambda worked: number(worked.dose_mg),
    "mg_per_kg": lambda worked: number(worked.per_kg),
    "every": lambda worked: number(worked.interval_h),
    "times": lambda worked: number(worked.times_a_day),
    "doses": doses_in_all,
    "daily_mg": lambda worked: number(worked.daily_mg),
    "daily_mg_per_kg": lambda worked: number(worked.daily_per_kg),
    "weight": lambda worked: number(worked.weight_kg),
    "over": lambda worked: ", ".join(number(value) for _, value in worked.over) or "none",
    "concentration": infused("concentration_mg_per_ml"),
    "ml": infused("volume_ml"),
    "minutes": infused("minutes"),
    "ml_per_h": infused("ml_per_h"),
    "containers": infused("containers"),
    "sodium": infused("daily_sodium_mg"),
    "before_first": infused("before_first_ml"),
    "with_each": infused("with_each_ml"),
    "also_mg": lambda worked: ", ".join(sorted(number(a.dose_mg) for a in worked.alternatives)),
    "needs": lambda worked: ", ".join(sorted(worked.needs)),
    "unchecked": lambda worked: ", ".join(sorted(worked.unchecked)),
    "because": lambda worked: ", ".join(sorted(note.rule for note in worked.warnings)),
}
WORDS: Final = {"status", "band"}
SETS: Final = {"also_mg", "needs", "unchecked", "because"}

EXPECTATIONS: Final[dict[str, Callable[[Seen, Node], Troubles]]] = {
    **{kind: of_kind(kind) for kind in get_args(ActionKind)},
    "rules": outcome(Outcome.STANDS),
    "alive": outcome(*ALIVE),
    "provisional": outcome(Outcome.PROVISIONAL),
    "barred": outcome(Outcome.BARRED),
    "open": outcome(Outcome.ASK),
    "silent": outcome(Outcome.SILENT),
    "never": never,
    "nothing": nothing,
    "level": level,
    "ask": ask,
    "orders": orders,
    "off_label": off_label,
    "dose": dose,
    "cites": cites,
    "disagreements": disagreements,
    "expired": expired,
    "says": says,
    "never_says": never_says,
    "bottom_line": bottom_line,
    "doubts": doubts,
    "facts": facts,
}


def refusal(case: Case, guideline: Guideline) -> list[str]:
    """Return what is otherwise than expected where the door is to refuse: exactly these fields."""
    wanted = {(key, text_of(code)) for key, code in pairs(dict(case.expect)["refused"])}
    try:
        read_entries(case.facts, guideline, case.today)
    except InputError as error:
        found = {(problem.field, problem.code) for problem in error.problems}
        return [] if found == wanted else [f"refused: expected {wanted}; it is {found}"]
    return [f"refused: expected {wanted}; it was let in"]


def troubles(case: Case, guideline: Guideline) -> list[str]:
    """Return all that is otherwise than a case expects, and then what the plan holds."""
    unknown = [key for key, _ in case.expect if key not in {*EXPECTATIONS, "refused"}]
    if unknown:
        return [f"no such expectation: {', '.join(unknown)}"]
    if "refused" in dict(case.expect):
        return refusal(case, guideline)
    try:
        seen = see(case, guideline)
    except InputError as error:
        return [f"the door refused it: {error}"]
    found = [trouble for key, node in case.expect for trouble in EXPECTATIONS[key](seen, node)]
    return [*found, "", *summary(seen)] if found else []


def summary(seen: Seen) -> Iterable[str]:
    """Yield what a plan holds, in short."""
    yield f"bottom line: {seen.plan.bottom_line.says}"
    for decision in seen.found.decisions:
        rule, action = decision.rule.id, decision.rule.action
        hangs = " ".join((*decision.barred_by, *decision.hangs_on))
        yield f"{decision.outcome.value:12} {action.kind:10} {rule} ({action.target}) {hangs}"
    for regimen, worked in seen.orders().items():
        yield f"order        {regimen}: {worked.status} {FIGURES['mg'](worked)} mg"
    for law, rules in seen.found.withdrawn.items():
        yield f"law          {law} took out {', '.join(rules)}"
    yield f"doubts: {' '.join(doubt.message for doubt in seen.patient.doubts)}"
    yield f"asked: {', '.join(question.fact for question in seen.plan.ask)}"


# ---------------------------------------------------------------------------------------------
# Tests

CASES: Final = shipped_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_worked_case_gets_the_plan_it_should(case: Case) -> None:
    found = troubles(case, shipped())

    assert not found, "\n".join([f"{case.name}: {case.says}", *found])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_worked_case_says_what_must_not_be(case: Case) -> None:
    assert {key for key, _ in case.expect} & MUST_NOT


def test_two_cases_that_share_a_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    for file in ("a.yaml", "b.yaml"):
        (tmp_path / "cases" / file).write_text("grown: {says: A., facts: {}, expect: {}}\n")

    with pytest.raises(GuidelineError, match="grown stands twice"):
        load_cases(tmp_path, TODAY)


@cache
def let_in(case: Case) -> Seen | None:
    """Return a case as it is seen, or None where the door refuses it; the case itself tells why."""
    try:
        return see(case, shipped())
    except InputError:
        return None


def forbidden(case: Case) -> Iterator[str]:
    """Yield the words of a plan that a law forbids, for either reader."""
    for audience in AUDIENCES:
        advice = see(replace(case, audience=audience), shipped()).advice()
        for law in shipped().laws.values():
            if law.kind == "text" and law.never.get("audience", audience) == audience:
                for found in re.finditer(law.never["says"], advice, re.IGNORECASE):
                    yield f"{case.name} ({audience}): {law.id} forbids {found.group()!r}"


def test_no_worked_case_gets_words_that_a_law_forbids() -> None:
    let = [case for case in CASES if let_in(case) is not None]

    assert [line for case in let for line in forbidden(case)] == []


def test_no_worked_case_gets_two_drugs_for_one_question() -> None:
    seen = filter(None, map(let_in, CASES))

    assert [] == [(one.case.name, one.plan.conflicts) for one in seen if one.plan.conflicts]


NO_DOSES: Final = Mapping((), Place("none"))


def test_every_rule_survives_in_some_worked_case() -> None:
    reached: set[str] = set()
    for seen in filter(None, map(let_in, CASES)):
        reached |= {decision.rule.id for decision in seen.alive(*get_args(ActionKind))}
        reached |= {note.rule for worked in seen.orders().values() for note in worked.warnings}
        for regimen, _ in pairs(dict(seen.case.expect).get("dose", NO_DOSES)):
            worked = order(seen.plan.reading, shipped().regimens[regimen])
            reached |= {note.rule for note in worked.warnings}

    assert sorted(set(shipped().written) - reached) == []


def tried() -> dict[str, set[Fraction]]:
    """Return, by regimen, the values at which the cases expect a dose of it."""
    found: dict[str, set[Fraction]] = {name: set() for name in shipped().regimens}
    for case in CASES:
        seen = let_in(case)
        doses = dict(case.expect).get("dose")
        if seen is None or doses is None:
            continue
        for regimen, _ in pairs(doses):
            worked = order(seen.plan.reading, shipped().regimens[regimen])
            found[regimen].update(value for _, value in worked.over)
    return found


def untried(regimen: str, values: set[Fraction]) -> Iterator[str]:
    """Yield the bands and edges of a regimen's table at which no case expects a dose."""
    table = shipped().tables[shipped().regimens[regimen].table]
    for row in table.rows:
        if not any(value in row.band for value in values):
            yield f"{regimen}: nothing within {row.band}"
        if row.band.low and row.band.low not in values:
            yield f"{regimen}: nothing exactly at {number(row.band.low)}"


def test_every_edge_of_a_dose_table_is_tried_on_it_and_on_both_sides() -> None:
    found = [line for regimen, values in tried().items() for line in untried(regimen, values)]

    assert [] == found


WRONG = {
    "treat: [{drug}]": "treat: expected",
    "never: [nonsense]": "names nothing",
    "dose: {{{regimen}: {{mg: 1}}}}": "mg expected 1",
    "dose: {{{regimen}: {{grams: 1}}}}": "is no figure",
    "dose: {{nonsense: {{mg: 1}}}}": "is no regimen",
    "rules: [nonsense]": "is no rule",
    "refused: {{age: out_of_range}}": "it was let in",
    "doubts: {{age: implausible}}": "doubts: expected",
    "facts: {{age: 51 years}}": "age: expected 51 years; it is 50 years",
    "says: [a sentence that no plan holds]": "says: expected",
    "nothing: [nonsense]": "is no section",
    "nonsense: [age]": "no such expectation",
}


@pytest.mark.parametrize(("expect", "told"), WRONG.items())
def test_a_case_that_expects_wrongly_fails(expect: str, told: str) -> None:
    regimen = next(iter(shipped().regimens.values()))
    wrong = expect.format(drug=regimen.drug, regimen=regimen.id)
    (case,) = read_cases(
        f"grown: {{says: Grown., facts: {{age: 50}}, expect: {{{wrong}}}}}", "x", TODAY
    )

    assert told in "\n".join(troubles(case, shipped()))


def test_a_case_with_a_field_that_no_case_has_is_refused() -> None:
    with pytest.raises(GuidelineError, match="colour"):
        read_cases("grown: {says: Grown., facts: {age: 50}, colour: red, expect: {}}", "x", TODAY)
