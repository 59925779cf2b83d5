"""Types: every number ends up in one unit, by an exact factor or not at all."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whitlow.language import (
    ONE,
    ChoiceType,
    LanguageError,
    NumberType,
    SetType,
    TruthType,
    Type,
    Unit,
    Value,
    convert,
    described,
    elaborate,
    fit,
    parse,
    to_text,
    value,
)

ENV: dict[str, Type] = {
    "weight": NumberType(Unit.parse("kg")),
    "mother_weight": NumberType(Unit.parse("lb")),
    "height": NumberType(Unit.parse("cm")),
    "age": NumberType(Unit.parse("a")),
    "creatinine": NumberType(Unit.parse("mg/dL")),
    "row.dose": NumberType(Unit.parse("mg/kg")),
    "strength": NumberType(Unit.parse("mg/mL")),
    "share": NumberType(Unit.parse("%")),
    "sex": ChoiceType(("female", "male")),
    "site": SetType(("oral", "genital")),
    "taken": SetType(None),
    "ready": TruthType(),
}


def nobody(_: str) -> frozenset[str]:
    return frozenset()


@pytest.mark.parametrize(
    ("source", "elaborated", "kind"),
    [
        ("row.dose * weight", "row.dose * weight", NumberType(Unit.parse("mg"))),
        ("weight * row.dose / strength", "weight * row.dose / strength", "mL"),
        ("weight > 154 'lb'", "weight > 69.85322498 'kg'", TruthType()),
        ("age >= 6 'mo'", "age >= 0.5 'a'", TruthType()),
        ("1 'g' < row.dose * weight", "1000 'mg' < row.dose * weight", TruthType()),
        ("weight > mother_weight", "weight > mother_weight * 0.45359237", TruthType()),
        ("mother_weight / weight", "mother_weight / weight * 0.45359237", NumberType(ONE)),
        ("weight / weight > 1.3", "weight / weight > 1.3", TruthType()),
        ("Min({weight, 150 'lb'})", "Min({weight, 68.0388555 'kg'})", "kg"),
        ("share * row.dose * weight", "share * row.dose * weight", "%.mg"),
        ("weight > -1 'g'", "weight > -0.001 'kg'", TruthType()),
        ("if ready then 'oral' else 'iv'", None, ChoiceType(("oral", "iv"))),
        ("if ready then weight else 500 'g'", "if ready then weight else 0.5 'kg'", "kg"),
        ("sex is null", None, TruthType()),
        ("'oral' in site and overlaps(taken, 'harsh')", None, TruthType()),
    ],
)
def test_operands_agree_in_unit(source: str, elaborated: str | None, kind: Type | str) -> None:
    expected = NumberType(Unit.parse(kind)) if isinstance(kind, str) else kind

    tree, found = elaborate(parse(source), ENV, ("harsh",))

    assert (elaborated or source, expected) == (to_text(tree), found)


@given(
    st.fractions(min_value=0, max_value=10**4),
    st.fractions(min_value=0, max_value=10**4),
    st.sampled_from(["<", "<=", "=", ">"]),
)
def test_a_comparison_across_units_is_exact(kg: Fraction, lb: Fraction, sign: str) -> None:
    tree, _ = elaborate(parse(f"weight {sign} mother_weight"), ENV)
    here = convert(lb, Unit.parse("lb"), Unit.parse("kg"))
    expected = {"<": kg < here, "<=": kg <= here, "=": kg == here, ">": kg > here}[sign]
    facts: dict[str, Value] = {"weight": kg, "mother_weight": lb}

    assert expected is value(tree, facts.get, nobody)


CLEARANCE = "Round((140 - age) * (if sex = 'female' then 0.85 else 1) / (72 * creatinine), 8)"


@pytest.mark.parametrize(
    ("age", "sex", "creatinine", "clearance"),
    [
        ("68", "female", "2.125", "0.4"),
        ("40", "male", "1.0", "1.38888889"),
        ("75", "male", "2.9", "0.31130268"),
    ],
)
def test_an_empirical_formula_is_exact_to_eight_decimals(
    age: str, sex: str, creatinine: str, clearance: str
) -> None:
    """A woman of 68 years with 2.125 mg/dL stands exactly on the boundary; doubles miss it."""
    tree, kind = elaborate(parse(CLEARANCE), ENV, empirical=True)
    tree = fit(tree, kind, NumberType(Unit.parse("mL/min/kg")), empirical=True)
    facts: dict[str, Value] = {"age": Fraction(age), "sex": sex, "creatinine": Fraction(creatinine)}

    assert Fraction(clearance) == value(tree, facts.get, nobody)


def test_an_empirical_formula_without_the_word_is_refused() -> None:
    with pytest.raises(LanguageError, match="The number 140 has no unit"):
        elaborate(parse(CLEARANCE), ENV)


def test_a_declared_unit_is_reached_by_an_exact_factor() -> None:
    tree, kind = elaborate(parse("weight + mother_weight"), ENV)

    fitted = fit(tree, kind, NumberType(Unit.parse("g")))

    assert to_text(fitted) == "(weight + mother_weight * 0.45359237) * 1000"


@pytest.mark.parametrize(
    ("source", "wanted", "message"),
    [
        ("row.dose", NumberType(Unit.parse("mg")), "'mg/kg' and 'mg' measure different things"),
        ("weight", TruthType(), "This is a number in 'kg'."),
        ("ready", NumberType(ONE), "This is a truth."),
        ("sex", ChoiceType(("female",)), "'male' is not among 'female'."),
    ],
)
def test_another_type_than_the_declared_one_is_refused(
    source: str, wanted: Type, message: str
) -> None:
    tree, kind = elaborate(parse(source), ENV)

    with pytest.raises(LanguageError, match=message):
        fit(tree, kind, wanted)


def test_a_magnitude_in_percent_stays_as_it_is() -> None:
    tree, kind = elaborate(parse("share / 2"), ENV, empirical=True)

    assert tree == fit(tree, kind, NumberType(Unit.parse("%")), empirical=True)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (NumberType(Unit.parse("kg")), "a number in 'kg'"),
        (NumberType(ONE), "a number without a unit"),
        (TruthType(), "a truth"),
        (ChoiceType(("a", "b")), "a choice of 'a', 'b'"),
        (SetType(("a",)), "a set of 'a'"),
        (SetType(None), "a set"),
    ],
)
def test_a_type_has_words(kind: Type, words: str) -> None:
    assert words == described(kind)
