"""Parsing: which tree a text gives."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whitlow.errors import Place
from whitlow.language import (
    And,
    Arithmetic,
    Compare,
    Expr,
    Greatest,
    If,
    In,
    IsNull,
    LanguageError,
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
    parse,
)

A, B, C, D = Name("a"), Name("b"), Name("c"), Name("d")
ONE, TWO = Number(Fraction(1)), Number(Fraction(2))

TREES: list[tuple[str, Expr]] = [
    ("a", A),
    ("true", Truth(True)),
    ("0.40", Number(Fraction(2, 5))),
    ("0.4 'mL/min/kg'", Number(Fraction(2, 5), "mL/min/kg")),
    ("88.4 'µmol/L'", Number(Fraction("88.4"), "umol/L")),
    ("row.dose", Name("row.dose")),
    ("some-table.daily", Name("some-table.daily")),
    ("a-b", Arithmetic("-", A, B)),
    ("a or b and c", Or((A, And((B, C))))),
    ("a and b or c and d", Or((And((A, B)), And((C, D))))),
    ("a and b and c", And((A, B, C))),
    ("(a and b) and c", And((And((A, B)), C))),
    ("a and (b and c)", And((A, And((B, C))))),
    ("not a and b", And((Not(A), B))),
    ("not (a and b)", Not(And((A, B)))),
    ("not overlaps(a, 'x')", Not(Overlaps(A, Text("x")))),
    ("a + b * c", Arithmetic("+", A, Arithmetic("*", B, C))),
    ("a - b - c", Arithmetic("-", Arithmetic("-", A, B), C)),
    ("a / b * c", Arithmetic("*", Arithmetic("/", A, B), C)),
    ("a - (b - c)", Arithmetic("-", A, Arithmetic("-", B, C))),
    ("-a * b", Arithmetic("*", Negate(A), B)),
    ("a - -b", Arithmetic("-", A, Negate(B))),
    ("a + b < c and d", And((Compare("<", Arithmetic("+", A, B), C), D))),
    ("a != b", Compare("!=", A, B)),
    ("a = 'x'", Compare("=", A, Text("x"))),
    ("a in {'x', 'y'}", In(A, Set((Text("x"), Text("y"))))),
    ("'x' in a", In(Text("x"), A)),
    ("a is null", IsNull(A)),
    ("a + b is not null", IsNull(Arithmetic("+", A, B), True)),
    ("not (a is null)", Not(IsNull(A))),
    ("if a then 1 else 2", If(A, ONE, TWO)),
    ("if a then 1 else if b then 2 else 1", If(A, ONE, If(B, TWO, ONE))),
    ("if a then b else c and d", If(A, B, And((C, D)))),
    ("(if a then 1 else 2) * b", Arithmetic("*", If(A, ONE, TWO), B)),
    ("Round(a, 8)", Round(A, 8)),
    ("Min({a, b})", Least((A, B))),
    ("Max({a, if b then 1 else 2})", Greatest((A, If(B, ONE, TWO)))),
    ("overlaps(a, {'x', 'y'})", Overlaps(A, Set((Text("x"), Text("y"))))),
    ("a // the first\n  and b // the second\n", And((A, B))),
]


@pytest.mark.parametrize(("source", "tree"), TREES)
def test_precedence_is_that_of_cql(source: str, tree: Expr) -> None:
    assert tree == parse(source)


def test_a_node_knows_where_it_stands() -> None:
    tree = parse("a and\n  b < 1")

    assert isinstance(tree, And)
    assert [part.at for part in tree.parts] == [0, 10]


def test_an_error_in_a_block_knows_the_line_of_its_file() -> None:
    with pytest.raises(LanguageError) as refusal:
        parse("a and\n  b <\n  < c", Place("rules.yaml", 12, 5))

    error = refusal.value
    assert (3, 3, Place("rules.yaml", 14, 7)) == (error.line, error.column, error.place)


def test_names_may_be_checked_while_reading() -> None:
    with pytest.raises(LanguageError, match=r"Did you mean 'weight'\?"):
        parse("wieght > 1 'kg'", None, ["weight", "height"])


@pytest.mark.parametrize(
    "source",
    [
        "(" * 4000,
        "-" * 4000,
        "- " * 1900 + "a",
        "not (" * 800,
        "+".join("a" * 2000),
        "if a then " * 400,
        "Min({" * 800,
    ],
)
def test_no_text_is_too_deep_for_a_sentence(source: str) -> None:
    with pytest.raises(LanguageError, match="This expression is too deep"):
        parse(source)


def test_a_long_list_of_alternatives_is_not_deep() -> None:
    tree = parse(" or ".join(["a"] * 500))

    assert isinstance(tree, Or)
    assert len(tree.parts) == 500


def test_no_text_is_too_long_for_a_sentence() -> None:
    with pytest.raises(LanguageError, match="longer than 4000 characters"):
        parse("a or " * 1000)


WORDS = st.sampled_from([
    "a", "b.c", "t-x.d", "1", "0.5", "'x'", "'mg'", "(", ")", "{", "}", ",", "+", "-", "*", "/",
    "<", "<=", "=", "!=", ".", "==", '"', "//", "\n", "and", "or", "not", "in", "is", "null",
    "if", "then", "else", "true", "Round(", "Min({", "})", "overlaps(", "case",
])  # fmt: skip


@given(st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=16).map(" ".join)))
def test_any_text_is_read_or_refused_with_a_remedy(source: str) -> None:
    try:
        tree: Expr | None = parse(source)
        remedy = ""
    except LanguageError as error:
        tree, remedy = None, error.remedy

    assert tree is not None or remedy.endswith((".", "?"))
