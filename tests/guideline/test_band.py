"""A band shows both of its ends, and holds exactly the numbers that it says."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.guideline.tiny import number
from whitlow.guideline import Band

TENTHS = st.integers(0, 60).map(lambda tenths: Fraction(tenths, 10))
ENDS = st.lists(TENTHS, min_size=2, max_size=6, unique=True).map(sorted)


def written(low: Fraction, opening: str, high: Fraction, closing: str) -> str:
    return f"{opening}{float(low)}, {float(high)}{closing}"


@pytest.mark.parametrize(
    ("text", "below", "low", "high", "above"),
    [
        ("(1.0, 1.4]", False, False, True, False),
        ("[1.0, 1.4)", False, True, False, False),
        ("[1.0, 1.4]", False, True, True, False),
        ("(1.0, 1.4)", False, False, False, False),
        ("(1.0, inf)", False, False, True, True),
        ("[1.0, inf)", False, True, True, True),
    ],
)
def test_each_end_belongs_to_a_band_only_where_it_is_closed(
    text: str, below: bool, low: bool, high: bool, above: bool
) -> None:
    band = Band.parse(text)
    hair = Fraction(1, 10**30)

    found = tuple(
        at in band for at in (1 - hair, number("1.0"), number("1.4"), number("1.4") + hair)
    )

    assert (below, low, high, above) == found
    assert number("1.2") in band


@given(st.data(), ENDS)
def test_bands_that_share_their_ends_hold_every_number_between_them_once(
    data: st.DataObject, ends: list[Fraction]
) -> None:
    """Whoever of two neighbours takes the edge: the other does not have it."""
    closed_above = [data.draw(st.booleans()) for _ in ends]
    bands = [
        Band.parse(written(low, "(" if low_taken else "[", high, "]" if high_taken else ")"))
        for (low, low_taken), (high, high_taken) in pairwise(zip(ends, closed_above, strict=True))
    ]
    at = data.draw(st.fractions(ends[0], ends[-1], max_denominator=1000))
    inside = ends[0] < at < ends[-1]

    holding = sum(at in band for band in bands)

    assert holding == 1 if inside else holding <= 1


@given(TENTHS, TENTHS, st.sampled_from("[("), st.sampled_from("])"))
def test_a_band_is_read_exactly_where_it_holds_a_number(
    low: Fraction, high: Fraction, opening: str, closing: str
) -> None:
    text = written(low, opening, high, closing)
    empty = low > high or (low == high and (opening, closing) != ("[", "]"))

    if empty:
        with pytest.raises(ValueError, match="holds no number"):
            Band.parse(text)
    else:
        assert text == str(Band.parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "", "1.0, 1.4", "(1.0, 1.4", "1.0, 1.4]", "(1.0 1.4]", "(1.0; 1.4]", "(1,0, 1,4]", "> 1.4",
        "(1.0, inf]", "(inf, 2]", "(-inf, 2]", "(a, b]", "(1e3, 2e3]", "(.5, 1]", "(5., 6]",
        "(0.4, nan]", "(1.0, 1.4], (2, 3]", "]1.0, 1.4]", "≥ 0.4", "(1.0–1.4]",
    ],
)  # fmt: skip
def test_what_does_not_show_both_ends_is_no_band(text: str) -> None:
    with pytest.raises(ValueError, match=r"band|closes"):
        Band.parse(text)


def test_a_number_in_other_than_plain_digits_is_no_band() -> None:
    """Digits of other scripts look like others: an Arabic five is drawn as a nought."""
    with pytest.raises(ValueError, match="band"):
        Band.parse("[\N{ARABIC-INDIC DIGIT FOUR}, \N{ARABIC-INDIC DIGIT FIVE}]")


def test_a_band_keeps_the_words_in_which_it_was_written() -> None:
    assert "(1.0, 1.40]" == str(Band.parse(" (1.0, 1.40] "))


def test_a_band_may_begin_below_zero() -> None:
    assert number("-1.5") in Band.parse("[-2, 3)")
