"""All patients are looked at box by box, and none breaks what is proved.

Nothing of the solver is used, and nothing of the prover's formulas. ``docs/enumeration.md`` says
how many patients that is, and in what the enumeration takes more patients than there are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, product
from random import Random
from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import loaded, rule
from tests.prove.boxes import Search
from tests.prove.could import FALSE, TRUE, UNKNOWN, All, could
from tests.prove.exhausted import Exhausted
from tests.prove.exhaustive import PAGE, kept, named, rows, unlooked
from tests.prove.flat import Numbers
from tests.prove.naive import BOTH, NO, YES, Naive
from tests.prove.patients import Drawer, Patient
from tests.prove.read_by import ReadBy
from tests.prove.shared import GUIDELINE
from tests.prove.sought import so
from tests.prove.space import Space
from tests.prove.steady import asked_for
from tests.prove.test_broken import BROKEN, laid_over, name_in
from tests.prove.test_language import made_up
from tests.prove.values import DOUBTED
from whitlow.prove import obligations
from whitlow.prove.absence import facts_asked_for
from whitlow.prove.asked import truths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.prove.could import Box
    from whitlow.guideline import Guideline
    from whitlow.language import Value

MOST: Final = 5_000
"""Boxes for one search: `make settle` looks at more, and says what is not settled even so."""
LONG: Final = frozenset(
    {
        "law:no-acyclovir-for-a-resistant-isolate",
        "law:no-acyclovir-with-its-allergy",
        "one-answer:systemic-treatment",
        "one-answer:treatment-of-zoster",
        "promise:barred-foscarnet-is-not-carried-on",
        "promise:core-set-is-answered",
        "promise:zoster-is-answered",
        "promise:untreated-disease-is-answered",
        "alive:test-susceptibility",
    }
)
"""What is not settled in so few boxes: it is left to `make settle`."""
SOLVER_ALONE: Final = frozenset(
    f"promise:{name}"
    for name in (
        "resistant-disease-has-its-drug",
        "surface-beside-an-eye-is-treated",
        "brain-has-its-antiviral",
        "seizure-has-its-antiviral",
        "deep-sites-have-their-antiviral",
        "newborn-has-its-antiviral",
        "pregnancy-has-its-antiviral",
        "eczema-herpeticum-has-its-antiviral",
        "unwell-has-its-antiviral",
        "eye-has-its-antiviral",
        "disseminated-zoster-has-its-antiviral",
    )
)
"""What `make settle` does not settle either: the page names them, and the solver stands alone."""
EVERY: Final = 12
"""Of the rules one in so many is shown to be alive: `make settle` shows it of all."""
EXHAUSTED: Final = Exhausted(GUIDELINE, MOST)
LISTED: Final = re.compile(r"^- `([\w:-]+)`$", re.MULTILINE)
SAID: Final = {TRUE: YES, FALSE: NO, UNKNOWN: BOTH}


# --- what is proved, all of it ------------------------------------------------------------------


def test_every_obligation_is_one_that_all_patients_are_looked_at_for() -> None:
    assert {one.name for one in obligations(GUIDELINE)} == EXHAUSTED.every().keys()


@pytest.mark.parametrize(
    "family",
    ["tables", "doses", "units", "laws", "promises", "conflicts", "ranges", "nobody", "steady"],
)
def test_everybody_is_looked_at_and_nobody_breaks_what_is_proved(family: str) -> None:
    names = [one.name for one in obligations(GUIDELINE) if one.family == family]
    looks = EXHAUSTED.every()
    tried = [looks[name]() for name in names if name not in LONG | SOLVER_ALONE]

    assert [] == [one.obligation for one in tried if one.broken or not one.all]


def test_rules_are_alive_in_a_patient_that_is_found_without_the_solver() -> None:
    rules = [one.name for one in obligations(GUIDELINE) if one.family == "alive"]
    looks = EXHAUSTED.every()
    tried = [looks[name]() for name in rules[::EVERY] if name not in LONG]

    assert [] == [one.obligation for one in tried if one.broken or not one.all]


@pytest.mark.parametrize(
    "promise", sorted(name.removeprefix("promise:") for name in LONG if "promise:" in name)
)
def test_a_long_promise_is_kept_to_all_of_whom_only_what_it_is_about_is_told(promise: str) -> None:
    found = EXHAUSTED.owed.plainly(GUIDELINE.promises[promise])

    assert found.all
    assert not found.broken


def test_what_is_left_to_the_long_run_is_an_obligation() -> None:
    assert LONG <= {one.name for one in obligations(GUIDELINE)}


def test_the_page_leaves_nothing_unsettled_that_the_tests_settle() -> None:
    listed = set(LISTED.findall(PAGE.read_text(encoding="utf-8")))

    assert LONG | SOLVER_ALONE >= listed
    assert listed >= SOLVER_ALONE


def test_every_obligation_of_today_is_settled_on_the_page_or_named_there() -> None:
    left = unlooked(GUIDELINE, kept())

    assert [] == left, f"{len(left)} obligations are not on the page: run `make settle`."
    assert named(kept(), "left") == LISTED.findall(PAGE.read_text(encoding="utf-8"))


def test_nothing_is_kept_of_what_is_no_obligation_any_more() -> None:
    every = {one.name for one in obligations(GUIDELINE)}

    assert set() == kept().keys() - every, "Run `make settle`."


def test_the_page_counts_the_obligations_of_today_family_by_family() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert [] == [row for row in rows(GUIDELINE, kept()) if row not in page], "Run `make settle`."


def test_an_obligation_that_nobody_looked_at_is_named() -> None:
    name = "alive:switch-to-foscarnet"
    without = {one: said for one, said in kept().items() if one != name}

    assert [name] == unlooked(GUIDELINE, without)


def test_a_search_is_made_again_where_a_rule_that_it_reads_has_changed() -> None:
    rule = GUIDELINE.rules["switch-to-foscarnet"]
    other = replace(rule, when=GUIDELINE.rules["continue-foscarnet"].when)
    changed = replace(GUIDELINE, rules={**GUIDELINE.rules, rule.id: other})
    before, after = ReadBy(GUIDELINE, MOST), ReadBy(changed, MOST)
    differ = {
        one.name for one in obligations(GUIDELINE) if before.sum(one.name) != after.sum(one.name)
    }

    assert "alive:switch-to-foscarnet" in differ
    assert "alive:counsel-cold-sores" not in differ
    assert {f"promise:{name}" for name in GUIDELINE.promises} <= differ


def test_the_facts_of_which_a_rule_asks_whether_they_are_known_are_found_twice() -> None:
    rules = GUIDELINE.rules.values()

    assert [] == [
        one.id for one in rules if asked_for(GUIDELINE, one) != {*facts_asked_for(GUIDELINE, one)}
    ]


# --- the enumeration is awake -------------------------------------------------------------------


UNLOOKED: Final = {"an-alternative-that-never-counts"}
"""What only the solver finds: alternatives are not looked at here, as the page says."""


@pytest.mark.parametrize(
    "broken", [one for one in BROKEN if one.name not in UNLOOKED], ids=lambda path: path.name
)
def test_what_breaks_a_guideline_is_found_without_the_solver(broken: Path, tmp_path: Path) -> None:
    name = name_in((broken / "expected.txt").read_text(encoding="utf-8"))
    tried = Exhausted(laid_over(broken, tmp_path / "guideline"), MOST).every()[name]()

    assert tried.broken


def test_a_rule_taken_back_by_a_fact_that_it_asks_to_be_unknown_is_found(tmp_path: Path) -> None:
    rules = rule("sit", "fever and cough is null", "{counsel: sit}")
    guideline = loaded(tmp_path, {"rules/all.yaml": rules})
    enumerated, sit = Exhausted(guideline), guideline.rules["sit"]

    assert enumerated.steady.rule(sit, frozenset()).broken
    assert not enumerated.steady.rule(sit, frozenset({"cough"})).broken


def test_every_patient_of_a_space_is_in_a_box_that_was_looked_at() -> None:
    space = Space(Numbers(GUIDELINE), {*GUIDELINE.formulas, *GUIDELINE.grades})
    wanted = All(so(space, GUIDELINE.rules["switch-to-foscarnet"].when, TRUE))
    space.settled()
    search = Search(space, wanted, MOST, lambda _: False)

    assert search.patients == search.cleared + search.met
    assert search.met


@pytest.mark.parametrize(
    "when",
    [
        "fever and (cough is null or not cough) and age >= 18 'a'",
        "(if fever then mood = 'calm' else rash) or not (age < 60 'a' and cough)",
        "not (mood in {'calm', 'gloomy'}) or age is null or fever and cough",
    ],
)
def test_as_many_patients_are_met_in_boxes_as_are_counted_one_by_one(
    when: str, tmp_path: Path
) -> None:
    guideline = loaded(tmp_path, {"rules/all.yaml": rule("sit", when, "{counsel: sit}")})
    condition = guideline.rules["sit"].when
    space = Space(Numbers(guideline))
    wanted = All(so(space, condition, TRUE))
    space.settled()
    names = [str(each.key[1]) for each in space.variables if isinstance(each.key, tuple)]
    values = [[one for (one,) in chain(*each.classes)] for each in space.variables]
    told = [dict(zip(names, each, strict=True)) for each in product(*values)]
    met = sum(Naive(guideline, *facts_of(one)).truth(condition.compiled) == YES for one in told)

    assert met == Search(space, wanted, MOST, lambda _: False).met
    assert 0 < met < len(told)


def facts_of(told: dict[str, Value]) -> tuple[dict[str, Value], frozenset[str]]:
    """Return what is known, and what is given and doubted."""
    known: dict[str, Value] = {
        name: one for name, one in told.items() if one not in {None, DOUBTED}
    }
    return known, frozenset(name for name, one in told.items() if one == DOUBTED)


# --- what a condition could come to -------------------------------------------------------------


def box_of(space: Space, patient: Patient) -> Box:
    """Return the box of one patient, in which numbers that are worked out could be any."""
    box = []
    for variable in space.variables:
        alike = [True] * len(variable.classes)
        match variable.key:
            case ("fact", str(name)):
                value = DOUBTED if name in patient.doubted else patient.facts.get(name)
                answers = [leaf.answer((value,)) for leaf in variable.leaves]
                alike = [
                    answers == [leaf.answer(each[0]) for leaf in variable.leaves]
                    for each in variable.classes
                ]
            case _:
                pass
        box.append(sum(1 << place for place, same in enumerate(alike) if same))
    return box


def misread(guideline: Guideline, patients: list[Patient]) -> Iterator[str]:
    """Yield each condition that could not be what the naive evaluator says that it is."""
    numbers = Numbers(guideline)
    for condition in truths(guideline):
        space = Space(numbers)
        node = space.truth(condition.compiled)
        space.settled()
        for patient in patients:
            bits = could(node, box_of(space, patient), {})
            naive = Naive(guideline, patient.facts, patient.doubted)
            if naive.truth(condition.compiled) not in {SAID[bit] for bit in SAID if bits & bit}:
                yield condition.text


@pytest.mark.parametrize(
    ("guideline", "many"), [(made_up(), 100), (GUIDELINE, 12)], ids=["made up", "shipped"]
)
def test_a_box_never_leaves_out_what_a_condition_comes_to_for_its_patient(
    guideline: Guideline, many: int
) -> None:
    drawer, chance = Drawer(guideline), Random(11)  # noqa: S311 - the same each time
    drawn = [drawer.changed(chance, Patient({}), 60) for _ in range(many)]

    assert [] == [*misread(guideline, drawn)]
