"""Values: the reference meaning, exact and strict about what is unknown."""

from fractions import Fraction

import pytest

from whitlow.language import Levels, Value, parse, rounded, value

MEMBERS = {"harsh": frozenset({"lye", "acid"})}

FACTS: dict[str, Value] = {
    "two": Fraction(2),
    "three": Fraction(3),
    "zero": Fraction(0),
    "yes": True,
    "no": False,
    "colour": "red",
    "bag": frozenset({"lye", "soap"}),
    "empty": frozenset(),
    "low": Levels(("unlikely",)),
    "middle": Levels(("unlikely", "possible", "proven")),
    "high": Levels(("possible", "proven")),
}


def meaning(source: str) -> Value:
    return value(parse(source), FACTS.get, MEMBERS.__getitem__)


@pytest.mark.parametrize(
    "source",
    [
        "unknown",
        "unknown + 1",
        "1 - unknown",
        "unknown * 0",
        "0 / unknown",
        "two / zero",
        "two / (two - 2) > 1",
        "-unknown",
        "Round(unknown, 2)",
        "unknown > 1",
        "1 = unknown",
        "unknown = unknown",
        "unknown in {'red'}",
        "'red' in unknown",
        "overlaps(unknown, 'harsh')",
        "overlaps(unknown, {'red'})",
        "Min({two, unknown})",
        "Max({unknown, two})",
        "if unknown then 1 else 1",
        "if yes then unknown else 1",
        "not unknown",
        "yes and unknown",
        "no or unknown",
    ],
)
def test_an_unknown_operand_gives_an_unknown_result(source: str) -> None:
    assert meaning(source) is None


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("no and unknown", False),
        ("unknown and no", False),
        ("yes or unknown", True),
        ("unknown or yes", True),
        ("unknown is null", True),
        ("unknown is not null", False),
        ("two is null", False),
        ("middle is null", False),
        ("if no then unknown else two", Fraction(2)),
        ("two / three", Fraction(2, 3)),
        ("two / three * three = two", True),
        ("two - three", Fraction(-1)),
        ("0.1 + 0.2 = 0.3", True),
        ("two < three and two <= 2 and three > two and three >= 3 and two != three", True),
        ("Min({three, two})", Fraction(2)),
        ("Max({three, two})", Fraction(3)),
        ("-two", Fraction(-2)),
        ("Round(two / three, 2)", Fraction("0.67")),
        ("colour = 'red'", True),
        ("colour != 'red'", False),
        ("colour in {'blue', 'red'}", True),
        ("colour in {'blue'}", False),
        ("'lye' in bag", True),
        ("'lye' in empty", False),
        ("overlaps(bag, 'harsh')", True),
        ("overlaps(empty, 'harsh')", False),
        ("overlaps(bag, {'soap', 'wax'})", True),
        ("overlaps(bag, {'wax'})", False),
        ("true and not false", True),
    ],
)
def test_what_is_known_is_exact(source: str, result: Value) -> None:
    assert result == meaning(source)


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("low = 'unlikely'", True),
        ("low = 'proven'", False),
        ("low != 'proven'", True),
        ("middle = 'proven'", None),
        ("middle != 'proven'", None),
        ("middle = 'suspected'", False),
        ("high in {'possible', 'proven', 'suspected'}", True),
        ("high in {'unlikely'}", False),
        ("middle in {'proven'}", None),
        ("not (high in {'unlikely'})", True),
    ],
)
def test_a_grade_in_a_range_answers_only_what_all_its_levels_answer(
    source: str, result: Value
) -> None:
    assert result is meaning(source)


@pytest.mark.parametrize(
    ("number", "places", "result"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("-0.5", 0, "-1"),
        ("-1.5", 0, "-2"),
        ("2.345", 2, "2.35"),
        ("2.344999", 2, "2.34"),
        ("0.000000005", 8, "0.00000001"),
    ],
)
def test_halves_are_rounded_away_from_zero(number: str, places: int, result: str) -> None:
    assert Fraction(result) == rounded(Fraction(number), places)


@pytest.mark.parametrize("source", ["colour and yes", "bag > 1", "two in bag", "'x' in colour"])
def test_an_expression_that_was_never_elaborated_is_not_guessed_at(source: str) -> None:
    with pytest.raises(TypeError, match="not of the type that elaboration promised"):
        meaning(source)
