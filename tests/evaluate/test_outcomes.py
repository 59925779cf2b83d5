"""What becomes of a rule: its own condition against the raw ones of those that override it."""

from __future__ import annotations

from itertools import permutations, product
from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import loaded, number, reading, rule
from whitlow.evaluate import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.guideline import Guideline
    from whitlow.language import Kleene, Value

T: Final = True
F: Final = False
U: Final = None

# Every own condition against every set of values that overriders can have; the empty set is a rule
# that nothing overrides.
EXPECTED: Final[dict[tuple[Kleene, frozenset[Kleene]], Outcome]] = {
    (T, frozenset()): Outcome.STANDS,
    (T, frozenset({F})): Outcome.STANDS,
    (T, frozenset({U})): Outcome.PROVISIONAL,
    (T, frozenset({T})): Outcome.BARRED,
    (T, frozenset({F, U})): Outcome.PROVISIONAL,
    (T, frozenset({F, T})): Outcome.BARRED,
    (T, frozenset({U, T})): Outcome.BARRED,
    (T, frozenset({F, U, T})): Outcome.BARRED,
    (F, frozenset()): Outcome.SILENT,
    (F, frozenset({F})): Outcome.SILENT,
    (F, frozenset({U})): Outcome.SILENT,
    (F, frozenset({T})): Outcome.SILENT,
    (F, frozenset({F, U})): Outcome.SILENT,
    (F, frozenset({F, T})): Outcome.SILENT,
    (F, frozenset({U, T})): Outcome.SILENT,
    (F, frozenset({F, U, T})): Outcome.SILENT,
    (U, frozenset()): Outcome.ASK,
    (U, frozenset({F})): Outcome.ASK,
    (U, frozenset({U})): Outcome.ASK,
    # Barred whatever its own condition turns out to be: there is nothing to ask for.
    (U, frozenset({T})): Outcome.SILENT,
    (U, frozenset({F, U})): Outcome.ASK,
    (U, frozenset({F, T})): Outcome.SILENT,
    (U, frozenset({U, T})): Outcome.SILENT,
    (U, frozenset({F, U, T})): Outcome.SILENT,
}
OVERRIDERS: Final = ("fever", "cough", "rash")
COMBINATIONS: Final = [
    (own, others)
    for own in (T, F, U)
    for count in range(len(OVERRIDERS) + 1)
    for others in product((T, F, U), repeat=count)
]


@pytest.fixture(scope="module")
def overridden(tmp_path_factory: pytest.TempPathFactory) -> tuple[Guideline, ...]:
    """Return guidelines whose rule ``own`` has no overrider, one, two and three."""
    found = []
    for count in range(len(OVERRIDERS) + 1):
        text = rule("own", "chill", "{treat: cheerin}")
        for fact in OVERRIDERS[:count]:
            text += rule(f"over-{fact}", fact, "{avoid: cheerin}", "instead_of: [own]")
        folder = tmp_path_factory.mktemp("overridden")
        found.append(loaded(folder, {"rules/all.yaml": text}))
    return tuple(found)


def patient(own: Kleene, others: tuple[Kleene, ...]) -> dict[str, Value]:
    every = {"chill": own, **dict(zip(OVERRIDERS, others, strict=False))}
    return {name: value for name, value in every.items() if value is not None}


def test_every_combination_has_one_expected_outcome() -> None:
    assert {(own, frozenset(others)) for own, others in COMBINATIONS} == EXPECTED.keys()


@pytest.mark.parametrize(("own", "others"), COMBINATIONS)
def test_the_outcome_of_a_rule_is_the_one_that_the_table_names(
    overridden: tuple[Guideline, ...], own: Kleene, others: tuple[Kleene, ...]
) -> None:
    guideline = overridden[len(others)]

    decision = reading(guideline, **patient(own, others)).decide(guideline.rules["own"])

    assert EXPECTED[own, frozenset(others)] is decision.outcome


@pytest.mark.parametrize("others", list(product((T, F, U), repeat=3)))
def test_a_true_rule_names_who_bars_it_and_on_whom_it_hangs(
    overridden: tuple[Guideline, ...], others: tuple[Kleene, ...]
) -> None:
    guideline = overridden[3]
    named = list(zip([f"over-{fact}" for fact in OVERRIDERS], others, strict=True))
    barred = tuple(name for name, value in named if value is True)
    open_ = tuple(name for name, value in named if value is None)

    decision = reading(guideline, **patient(T, others)).decide(guideline.rules["own"])

    assert (barred, open_) == (decision.barred_by, decision.hangs_on)


# A base rule, its exception, and the exception to that: what the resistant patient with a clearance
# of 0.3 taught. The exception's own condition bars the base even where it is barred itself.
BY_MOUTH: Final = rule("by-mouth", "rash", "{treat: balm}")
BY_VEIN: Final = rule("by-vein", "fever", "{treat: cheerin}", "instead_of: [by-mouth]")
TOO_LITTLE: Final = rule(
    "too-little-filter",
    "filter < 0.4 'mL/min'",
    "{avoid: cheerin}",
    "instead_of: [treat cheerin]",
)


@pytest.mark.parametrize("order", list(permutations((BY_MOUTH, BY_VEIN, TOO_LITTLE))))
def test_an_exception_to_an_exception_does_not_revive_the_base_rule(
    tmp_path: Path, order: tuple[str, ...]
) -> None:
    guideline = loaded(tmp_path, {"rules/all.yaml": "".join(order)})
    resistant = reading(guideline, rash=True, fever=True, filter=number("0.3"))

    outcomes = {name: resistant.decide(one).outcome for name, one in guideline.rules.items()}

    expected = {
        "by-mouth": Outcome.BARRED,
        "by-vein": Outcome.BARRED,
        "too-little-filter": Outcome.STANDS,
    }
    assert expected == outcomes


def test_an_unknown_exception_to_an_exception_does_not_revive_the_base_rule(
    tmp_path: Path,
) -> None:
    guideline = loaded(tmp_path, {"rules/all.yaml": BY_MOUTH + BY_VEIN + TOO_LITTLE})
    unmeasured = reading(guideline, rash=True, fever=True)

    outcomes = {name: unmeasured.decide(one).outcome for name, one in guideline.rules.items()}

    expected = {
        "by-mouth": Outcome.BARRED,
        "by-vein": Outcome.PROVISIONAL,
        "too-little-filter": Outcome.ASK,
    }
    assert expected == outcomes


def test_an_untested_exception_leaves_the_ordinary_advice_standing_provisionally(
    tmp_path: Path,
) -> None:
    guideline = loaded(tmp_path, {"rules/all.yaml": BY_MOUTH + BY_VEIN})
    untested = reading(guideline, rash=True)

    decision = untested.decide(guideline.rules["by-mouth"])

    assert (Outcome.PROVISIONAL, ("by-vein",)) == (decision.outcome, decision.hangs_on)


def test_where_a_rule_stands_in_its_file_changes_no_outcome(tmp_path: Path) -> None:
    texts = (BY_MOUTH, BY_VEIN, TOO_LITTLE)
    patients: list[dict[str, Value]] = [
        {}, {"rash": True}, {"rash": True, "fever": False}, {"fever": True, "filter": number("9")},
    ]  # fmt: skip

    found = set()
    for index, order in enumerate(permutations(texts)):
        guideline = loaded(tmp_path / str(index), {"rules/all.yaml": "".join(order)})
        found.add(
            tuple(
                reading(guideline, **facts).decide(guideline.rules[name]).outcome
                for facts in patients
                for name in sorted(guideline.rules)
            )
        )

    assert 1 == len(found)
