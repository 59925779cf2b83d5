"""Rendering: the text reads back, and the English reads well."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whitlow.language import (
    And,
    Arithmetic,
    ArithmeticSign,
    Compare,
    ComparisonSign,
    Expr,
    Greatest,
    If,
    In,
    IsNull,
    Least,
    Name,
    Negate,
    Not,
    Number,
    Or,
    Overlaps,
    Round,
    Set,
    Text,
    Truth,
    names_in,
    parse,
    to_english,
    to_text,
)

COMPARISONS: list[ComparisonSign] = ["=", "!=", "<", "<=", ">", ">="]
ARITHMETIC: list[ArithmeticSign] = ["+", "-", "*", "/"]
UNITS = ["", "mg", "mL/min/kg", "mL/min/1.73m2", "cells/uL", "%", "10*9/L"]

names = st.builds(Name, st.sampled_from(["a", "weight_kg", "row.dose", "some-table.daily"]))
texts = st.builds(Text, st.sampled_from(["x", "two words", "UL23:A168T", "hsv-1"]))
numbers = st.builds(
    Number,
    st.decimals(min_value=0, max_value=10**6, places=9).map(Fraction),
    st.sampled_from(UNITS),
)
sets = st.builds(Set, st.lists(texts, min_size=1, max_size=3).map(tuple))
leaves: st.SearchStrategy[Expr] = st.one_of(names, texts, numbers, st.builds(Truth, st.booleans()))


def grown(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    """Return trees one level higher."""
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Not, inner),
        st.builds(And, several),
        st.builds(Or, several),
        st.builds(Compare, st.sampled_from(COMPARISONS), inner, inner),
        st.builds(In, inner, st.one_of(sets, names)),
        st.builds(IsNull, inner, st.booleans()),
        st.builds(Arithmetic, st.sampled_from(ARITHMETIC), inner, inner),
        st.builds(Negate, inner),
        st.builds(If, inner, inner, inner),
        st.builds(Round, inner, st.integers(0, 8)),
        st.builds(Least, some),
        st.builds(Greatest, some),
        st.builds(Overlaps, names, st.one_of(texts, sets)),
    )


trees: st.SearchStrategy[Expr] = st.recursive(leaves, grown, max_leaves=24)


@given(trees)
def test_the_text_of_any_tree_reads_back_to_it(tree: Expr) -> None:
    assert tree == parse(to_text(tree))


@given(trees)
def test_any_tree_has_english(tree: Expr) -> None:
    assert to_english(tree, {})


@given(trees)
def test_text_and_tree_have_the_same_names(tree: Expr) -> None:
    assert names_in(tree) == names_in(parse(to_text(tree)))


@pytest.mark.parametrize(
    "text",
    [
        "(a or b) and c",
        "a or b and c",
        "not (a = 'x')",
        "not a",
        "a - (b - c)",
        "-(a + b)",
        "(if a then 1 else 2) * b",
        "a is not null",
    ],
)
def test_parentheses_stand_only_where_they_are_needed(text: str) -> None:
    assert text == to_text(parse(text))


def test_a_factor_without_end_is_written_as_a_quotient() -> None:
    tree = Arithmetic("*", Name("a"), Number(Fraction(1, 3)))

    assert to_text(tree) == "a * (1 / 3)"


LABELS = {
    "clearance": "creatinine clearance per kg",
    "dialysis": "dialysis",
    "site": "site of the lesions",
    "site=oral": "mouth",
    "site=genital": "genitals",
    "taken": "other medicines",
    "harsh": "a harsh medicine",
    "mobile=true": "able to walk",
    "mobile=false": "unable to walk",
    "weight": "weight",
    "ideal": "ideal weight",
}


@pytest.mark.parametrize(
    ("source", "english"),
    [
        (
            "clearance < 0.4 'mL/min/kg' and dialysis != 'none'",
            "creatinine clearance per kg is below 0.4 mL/min/kg and dialysis is not none",
        ),
        ("age >= 65 'a' or age < 1 'mo'", "age is at least 65 years or age is below 1 month"),
        ("mobile", "able to walk"),
        ("not mobile", "unable to walk"),
        ("not ready", "not ready"),
        ("'oral' in site", "site of the lesions includes mouth"),
        ("not ('oral' in site)", "site of the lesions does not include mouth"),
        ("overlaps(taken, 'harsh')", "other medicines include a harsh medicine"),
        ("not overlaps(taken, 'harsh')", "other medicines do not include a harsh medicine"),
        ("overlaps(site, {'oral', 'genital'})", "site of the lesions includes mouth or genitals"),
        ("dialysis in {'a', 'b', 'c'}", "dialysis is a, b or c"),
        ("not (dialysis in {'a', 'b'})", "dialysis is not a or b"),
        ("not (dialysis = 'none')", "dialysis is not none"),
        ("not (weight < 5 'kg')", "weight is not below 5 kg"),
        ("not (a or b)", "not a and not b"),
        ("weight > 1.3 * ideal", "weight is above 1.3 times ideal weight"),
        ("weight is null", "weight is not known"),
        ("weight is not null", "weight is known"),
        ("a and (b or c)", "a, and either b or c"),
        ("a and b or c", "a and b, or c"),
        ("a and (b or c and d)", "a, and (b, or c and d)"),
        ("Min({a, b})", "the lowest of a and b"),
        ("Max({a, b}) - 1", "(the highest of a and b) minus 1"),
        ("if a then 1 else 2", "1 if a, otherwise 2"),
        ("Round(weight, 1)", "weight rounded to 1 decimal"),
    ],
)
def test_english_reads_well(source: str, english: str) -> None:
    assert english == to_english(parse(source), LABELS)
