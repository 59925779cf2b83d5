"""An expression made ready has the reference meaning, unknowns included, and the same reasons."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from whitlow.language import (
    And,
    Arithmetic,
    Compare,
    Greatest,
    If,
    In,
    IsNull,
    Least,
    Levels,
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
    compiled,
    deciding,
    explained,
    undecided,
    value,
    written,
)

if TYPE_CHECKING:
    from whitlow.language import Expr, Value

WORDS = ("red", "blue", "green")
MEMBERS = {"warm": frozenset({"red"}), "cold": frozenset({"blue", "green"})}
numbers = st.fractions(min_value=-5, max_value=5, max_denominator=4)
subsets = st.frozensets(st.sampled_from(WORDS))
patients: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {
        "number": st.none() | numbers,
        "other": st.none() | numbers,
        "truth": st.none() | st.booleans(),
        "choice": st.none() | st.sampled_from(WORDS),
        "grade": st.builds(
            lambda some: Levels(tuple(word for word in WORDS if word in some)),
            subsets.filter(bool),
        ),
        "set": st.none() | subsets,
    }
)
SIGNS = ("=", "!=", "<", "<=", ">", ">=")
literal_sets = st.builds(
    lambda words: Set(tuple(Text(word) for word in sorted(words))), subsets.filter(bool)
)


def number_trees() -> st.SearchStrategy[Expr]:
    """Return trees whose value is a number."""
    leaves: st.SearchStrategy[Expr] = st.builds(Number, numbers) | st.sampled_from(
        (Name("number"), Name("other"))
    )

    def grown(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
        pairs = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return (
            st.builds(Arithmetic, st.sampled_from(("+", "-", "*", "/")), inner, inner)
            | st.builds(Negate, inner)
            | st.builds(Round, inner, st.integers(0, 3))
            | st.builds(Least, pairs)
            | st.builds(Greatest, pairs)
            | st.builds(If, st.just(Name("truth")), inner, inner)
        )

    return st.recursive(leaves, grown, max_leaves=6)


def truth_trees() -> st.SearchStrategy[Expr]:
    """Return trees whose value is a truth."""
    choices: st.SearchStrategy[Expr] = st.sampled_from((Name("choice"), Name("grade")))
    words: st.SearchStrategy[Expr] = st.builds(Text, st.sampled_from(WORDS))
    classes = st.builds(Text, st.sampled_from(tuple(MEMBERS)))
    names: st.SearchStrategy[Expr] = st.sampled_from(
        tuple(Name(name) for name in ("number", "truth", "choice", "set"))
    )
    leaves: st.SearchStrategy[Expr] = (
        st.builds(Truth, st.booleans())
        | st.just(Name("truth"))
        | st.builds(Compare, st.sampled_from(SIGNS), number_trees(), number_trees())
        | st.builds(Compare, st.sampled_from(("=", "!=")), choices, words)
        | st.builds(In, choices, literal_sets)
        | st.builds(In, words, st.just(Name("set")))
        | st.builds(Overlaps, st.just(Name("set")), literal_sets | classes)
        | st.builds(IsNull, names, st.booleans())
    )

    def grown(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
        parts = st.lists(inner, min_size=2, max_size=4).map(tuple)
        return (
            st.builds(And, parts)
            | st.builds(Or, parts)
            | st.builds(Not, inner)
            | st.builds(If, inner, inner, inner)
        )

    return st.recursive(leaves, grown, max_leaves=16)


@given(truth_trees() | number_trees(), patients)
@settings(max_examples=600)
def test_a_compiled_expression_has_the_reference_meaning(
    expr: Expr, patient: dict[str, Value]
) -> None:
    def members(group: str) -> frozenset[str]:
        return MEMBERS[group]

    reference = value(expr, patient.__getitem__, members)

    assert reference == compiled(expr, members)(patient.__getitem__)


@given(truth_trees() | number_trees(), patients)
@settings(max_examples=600)
def test_an_expression_written_out_has_the_reference_meaning(
    expr: Expr, patient: dict[str, Value]
) -> None:
    reference = value(expr, patient.__getitem__, MEMBERS.__getitem__)

    assert reference == written(expr, MEMBERS.__getitem__)(patient.__getitem__)


@given(truth_trees() | number_trees(), patients)
@settings(max_examples=1000)
def test_an_explained_expression_names_what_the_reference_names(
    expr: Expr, patient: dict[str, Value]
) -> None:
    known, members = patient.__getitem__, MEMBERS.__getitem__
    told = explained(expr, lambda part: written(part, members))
    assume(told is not None)
    assert told is not None

    found, names = told(known)
    every = tuple(dict.fromkeys(names))

    behind = undecided(expr, known, members)
    decided = tuple(name for name, _ in deciding(expr, known, members))
    reference = behind if found is None else decided
    assert (value(expr, known, members), reference) == (found, every)


def test_what_stands_deeper_than_python_reads_is_left_to_the_reference() -> None:
    expr: Expr = Name("truth")
    for _ in range(501):
        expr = Not(expr)

    assert written(expr, MEMBERS.__getitem__)({"truth": True}.__getitem__) is False


def test_division_by_zero_is_unknown_when_compiled() -> None:
    expr = Arithmetic("/", Number(Fraction(1)), Number(Fraction(0)))

    assert compiled(expr, MEMBERS.__getitem__)(lambda _: None) is None
