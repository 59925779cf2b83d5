"""The three-valued tables, every row."""

import pytest

from whitlow.language.kleene import Kleene, kleene_and, kleene_not, kleene_or

AND: list[tuple[Kleene, Kleene, Kleene]] = [
    (True, True, True),
    (True, False, False),
    (True, None, None),
    (False, True, False),
    (False, False, False),
    (False, None, False),
    (None, True, None),
    (None, False, False),
    (None, None, None),
]

OR: list[tuple[Kleene, Kleene, Kleene]] = [
    (True, True, True),
    (True, False, True),
    (True, None, True),
    (False, True, True),
    (False, False, False),
    (False, None, None),
    (None, True, True),
    (None, False, None),
    (None, None, None),
]


@pytest.mark.parametrize(("left", "right", "both"), AND)
def test_a_conjunction_is_known_only_where_the_unknown_cannot_matter(
    left: Kleene, right: Kleene, both: Kleene
) -> None:
    assert both is kleene_and([left, right])


@pytest.mark.parametrize(("left", "right", "either"), OR)
def test_a_disjunction_is_known_only_where_the_unknown_cannot_matter(
    left: Kleene, right: Kleene, either: Kleene
) -> None:
    assert either is kleene_or([left, right])


@pytest.mark.parametrize(("part", "opposite"), [(True, False), (False, True), (None, None)])
def test_the_opposite_of_unknown_is_unknown(part: Kleene, opposite: Kleene) -> None:
    assert opposite is kleene_not(part)


@pytest.mark.parametrize(("left", "right", "both"), AND)
def test_the_two_tables_mirror_each_other(left: Kleene, right: Kleene, both: Kleene) -> None:
    assert kleene_not(both) is kleene_or([kleene_not(left), kleene_not(right)])


def test_no_parts_at_all_are_all_true_and_none_true() -> None:
    assert (True, False) == (kleene_and([]), kleene_or([]))
