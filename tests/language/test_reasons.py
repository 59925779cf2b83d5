"""Reasons: which names decided a result, and which leave it open."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whitlow.language import Levels, Value, deciding, parse, undecided, value

FACTS: dict[str, Value] = {
    "yes": True,
    "also": True,
    "no": False,
    "two": Fraction(2),
    "zero": Fraction(0),
    "colour": "red",
    "bag": frozenset({"soap"}),
    "grade": Levels(("possible", "proven")),
}


def members(_: str) -> frozenset[str]:
    return frozenset({"soap"})


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("no and u", ()),
        ("yes or u", ()),
        ("yes and u", ("u",)),
        ("u and v and yes", ("u", "v")),
        ("(no and u) or v", ("v",)),
        ("(yes or u) and v", ("v",)),
        ("not u", ("u",)),
        ("u > v", ("u", "v")),
        ("u > 1 and u < 3", ("u",)),
        ("u in {'red'} or 'red' in v", ("u", "v")),
        ("overlaps(u, 'harsh')", ("u",)),
        ("u is null", ()),
        ("if u then v else w", ("u",)),
        ("if yes then u else v", ("u",)),
        ("if no then u else v", ("v",)),
        ("Min({two, u}) + v", ("u", "v")),
        ("grade = 'proven'", ("grade",)),
        ("grade in {'possible', 'proven'} and u", ("u",)),
        ("two / zero > 1", ()),
    ],
)
def test_an_unknown_result_hangs_on_these(source: str, names: tuple[str, ...]) -> None:
    assert names == undecided(parse(source), FACTS.get, members)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("yes and also", ("yes", "also")),
        ("yes and no and u", ("no",)),
        ("u and no", ("no",)),
        ("no or yes or also", ("yes",)),
        ("no or not yes", ("no", "yes")),
        ("not (yes and no)", ("no",)),
        ("two > zero", ("two", "zero")),
        ("two > 1 and two < 3", ("two",)),
        ("colour in {'red'}", ("colour",)),
        ("'soap' in bag", ("bag",)),
        ("overlaps(bag, 'harsh')", ("bag",)),
        ("u is null", ("u",)),
        ("if yes then two else zero", ("yes", "two")),
        ("Max({two, zero}) * 2", ("two", "zero")),
        ("yes and u", ()),
    ],
)
def test_a_known_result_was_decided_by_these(source: str, names: tuple[str, ...]) -> None:
    found = deciding(parse(source), FACTS.get, members)

    assert tuple((name, FACTS.get(name)) for name in names) == found


SOURCES = ["a and b or c", "(a or b) and not c", "not (a and (b or not c))", "if a then b else c"]


@given(
    st.sampled_from(SOURCES),
    st.fixed_dictionaries({name: st.sampled_from([True, False, None]) for name in "abc"}),
    st.fixed_dictionaries({name: st.sampled_from([True, False]) for name in "abc"}),
)
def test_what_did_not_decide_makes_no_difference(
    source: str, facts: dict[str, Value], others: dict[str, Value]
) -> None:
    expr = parse(source)
    result = value(expr, facts.get, members)
    decided = {name for name, _ in deciding(expr, facts.get, members)}
    changed = {name: facts[name] if name in decided else others[name] for name in facts}

    assert result is None or result is value(expr, changed.get, members)


@given(
    st.sampled_from(SOURCES),
    st.fixed_dictionaries({name: st.sampled_from([True, False, None]) for name in "abc"}),
)
def test_something_is_open_exactly_where_the_result_is(
    source: str, facts: dict[str, Value]
) -> None:
    expr = parse(source)

    opened = undecided(expr, facts.get, members)

    assert (value(expr, facts.get, members) is None) == bool(opened)
