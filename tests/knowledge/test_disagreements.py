"""What popular articles say is shown as a side, and nothing is followed or done because of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.cases.test_cases import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable

POPULAR: Final = "popular summary"
LONGEST: Final = 260
"""What to do is short enough to be read at a bedside."""


def popular(cites: Iterable[str]) -> list[str]:
    """Return those of some citations that are popular articles."""
    guideline = shipped()
    sources = {cite: guideline.sources[cite.partition("#")[0]] for cite in cites}
    return [cite for cite, source in sources.items() if source.kind == POPULAR]


def test_no_side_that_is_followed_rests_on_a_popular_article() -> None:
    followed = {
        record.id: record.positions[int(record.followed) - 1]
        for record in shipped().disagreements.values()
        if record.followed.isdigit()
    }

    assert {} == {name: popular(one.cites) for name, one in followed.items() if popular(one.cites)}


def test_no_side_mixes_a_popular_article_with_evidence() -> None:
    mixed = [
        (record.id, number)
        for record in shipped().disagreements.values()
        for number, one in enumerate(record.positions, 1)
        if 0 < len(popular(one.cites)) < len(one.cites)
    ]

    assert [] == mixed


def test_no_figure_of_what_to_do_comes_from_a_popular_article() -> None:
    taken = {
        record.id: [cite for cite in popular(cited(record.id)) if names(record.id, cite)]
        for record in shipped().disagreements.values()
    }

    assert {} == {name: found for name, found in taken.items() if found}


def cited(name: str) -> list[str]:
    """Return all that the sides of a disagreement cite."""
    return [cite for one in shipped().disagreements[name].positions for cite in one.cites]


def names(record: str, cite: str) -> bool:
    """Whether what to do shows a figure of a citation."""
    slots = shipped().disagreements[record].do.slots
    return cite.partition("#")[2] in {slot.partition(".")[0] for slot in slots}


def test_what_to_do_is_short() -> None:
    long = {record.id: len(record.do.text) for record in shipped().disagreements.values()}

    assert {} == {name: length for name, length in long.items() if length > LONGEST}


def test_every_popular_article_takes_part_in_some_disagreement() -> None:
    shown = {cite for name in shipped().disagreements for cite in cited(name)}
    kept = {
        statement.id
        for statement in shipped().statements.values()
        if popular([statement.id]) and statement.id not in shown
    }

    assert {"popular-summaries#words-undefined"} == kept
