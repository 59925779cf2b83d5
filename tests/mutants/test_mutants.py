"""Mutants: each kind is made, and one of each kind is caught by the judge that caught it before.

The whole run is `make mutants`; what it found stands in ``docs/mutants.md``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import pytest

from tests.cases.test_cases import pairs, shipped, text_of
from tests.mutants.door import answer, knocks
from tests.mutants.edges import edges, result
from tests.mutants.judges import JUDGES, verdict
from tests.mutants.kinds import mutants
from tests.mutants.register import lost, registered
from tests.mutants.report import PAGE, STANDING
from tests.mutants.run import world
from tests.mutants.trial import tried
from whitlow.guideline import Items, content_hash, read_yaml
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from tests.mutants.pages import Mutant

FOLDER: Final = shipped_guideline()


@cache
def every() -> tuple[Mutant, ...]:
    """Return every mutant of the shipped guideline."""
    return mutants(FOLDER)


def standing() -> list[dict[str, str]]:
    """Return the mutants that stand for all, as they are written down."""
    node = read_yaml(STANDING.read_text(encoding="utf-8"), STANDING.name)
    items = node.items if isinstance(node, Items) else ()
    return [{name: text_of(value) for name, value in pairs(item)} for item in items]


def made(one: dict[str, str]) -> Mutant | None:
    """Return the mutant that is written down, or nothing where none is made like it any more."""
    for mutant in every():
        found = (mutant.file, mutant.kind, mutant.record, mutant.before, mutant.after)
        if found == (one["file"], one["kind"], one["record"], one["before"], one["after"]):
            return mutant
    return None


@pytest.mark.parametrize("one", standing(), ids=lambda one: f"{one['file']}: {one['kind']}")
def test_a_mutant_of_each_kind_is_caught_by_its_judge(one: dict[str, str]) -> None:
    mutant = made(one)

    assert mutant is not None, "It is no longer made like this: run `make mutants`."
    assert one["judge"] == verdict(tried(world(), mutant))[0]


def test_the_guideline_itself_is_no_mutant() -> None:
    mutant = every()[0]
    text = (FOLDER / mutant.file).read_text(encoding="utf-8")

    assert text not in {one.applied(text) for one in every() if one.file == mutant.file}


def test_every_judge_has_caught_something() -> None:
    assert set(JUDGES) >= {one["judge"] for one in standing()} >= {"loader", "checks", "cases"}


def test_every_edge_comes_to_what_it_says() -> None:
    found = {str(edge): result(shipped(), edge) for edge in edges(FOLDER)}

    assert [] == [
        f"{edge}; it is {found[str(edge)]}"
        for edge in edges(FOLDER)
        if found[str(edge)] != edge.comes_to
    ]


def test_the_door_does_what_is_written_down() -> None:
    found = [(knock, answer(shipped(), knock.fact, knock.value)) for knock in knocks(FOLDER)]

    assert [] == [f"{knock}; it is {does}" for knock, does in found if does != knock.does]


def test_nothing_of_the_register_is_lost() -> None:
    assert [] == list(lost(registered(FOLDER), shipped()))


def test_the_page_has_every_kind_that_is_made() -> None:
    page = PAGE.read_text(encoding="utf-8")

    missing = {
        f"{one.shelf}: {one.kind}" for one in every() if f"| {one.shelf}: {one.kind} |" not in page
    }
    assert set() == missing, "Run `make mutants`."


def test_the_page_counts_what_is_made() -> None:
    page = PAGE.read_text(encoding="utf-8")
    same = content_hash(FOLDER) in page

    assert not same or f"Of {len(every())} mutants that can be made" in page
