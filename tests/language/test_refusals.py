"""Refusals: what an editor reads, word for word, kept in ``unread.txt`` and ``mistyped.txt``.

In each block the third line is the expression that earned it.
"""

from pathlib import Path

import pytest

from whitlow.language import (
    ONE,
    ChoiceType,
    LanguageError,
    NumberType,
    SetType,
    TruthType,
    Type,
    Unit,
    elaborate,
    parse,
)

HERE = Path(__file__).parent
CLASSES = ("fruit",)
ENV: dict[str, Type] = {
    "weight": NumberType(Unit.parse("kg")),
    "age": NumberType(Unit.parse("a")),
    "clearance": NumberType(Unit.parse("mL/min/kg")),
    "flow": NumberType(Unit.parse("mL/min")),
    "dose": NumberType(Unit.parse("mg/kg")),
    "ratio": NumberType(ONE),
    "colour": ChoiceType(("red", "green", "blue")),
    "size": ChoiceType(("small", "large")),
    "bag": SetType(("apple", "pear")),
    "things": SetType(None),
    "ready": TruthType(),
    "done": TruthType(),
}


def blocks(file: str) -> list[str]:
    return (HERE / file).read_text(encoding="utf-8").strip().split("\n\n")


def source(block: str) -> str:
    return block.splitlines()[2].removeprefix("    ")


@pytest.mark.parametrize("block", blocks("unread.txt"), ids=source)
def test_what_cannot_be_read_is_refused_in_these_words(block: str) -> None:
    with pytest.raises(LanguageError) as refusal:
        parse(source(block))

    assert block == str(refusal.value).removeprefix("expression:")


@pytest.mark.parametrize("block", blocks("mistyped.txt"), ids=source)
def test_what_has_no_type_is_refused_in_these_words(block: str) -> None:
    text = source(block)

    with pytest.raises(LanguageError) as refusal:
        elaborate(parse(text), ENV, CLASSES)

    assert block == str(refusal.value.within(text, None)).removeprefix("expression:")


def test_a_unit_in_an_empirical_formula_is_refused() -> None:
    with pytest.raises(LanguageError, match="An empirical formula takes bare numbers"):
        elaborate(parse("weight + 1 'kg'"), ENV, empirical=True)


def test_an_empty_expression_is_refused() -> None:
    with pytest.raises(LanguageError, match="This expression is empty"):
        parse(" // nothing\n")


def test_a_long_line_is_shown_around_its_caret() -> None:
    text = "ready and " * 20 + "redy"

    with pytest.raises(LanguageError) as refusal:
        parse(text, None, ENV)

    _, shown, caret = refusal.value.what.splitlines()
    assert shown[caret.index("^") :] == "redy"
    assert len(shown) < 100
