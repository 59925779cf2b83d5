"""This module tests that rates are what was counted, and their intervals what they must be."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import comb
from typing import Final

import pytest

from tests.pictures.drawn import SVG, drawings, figures, guideline, root_of, texts
from whitlow.language import number_text
from whitlow.pictures.interval import CONFIDENCE, STEPS, TAIL, interval
from whitlow.pictures.rates import rates
from whitlow.pictures.shares import by_group, percent, share_of
from whitlow.sentence import statement_text

SMALL: Final = [(found, of) for of in (1, 2, 7, 23) for found in range(of + 1)]


def as_many(found: int, of: int, share: Fraction) -> Fraction:
    """Return how likely so many or more are, term by term."""
    return sum(
        (comb(of, count) * share**count * (1 - share) ** (of - count))
        for count in range(found, of + 1)
    ) + Fraction(0)


@pytest.mark.parametrize(("found", "of"), SMALL)
def test_the_ends_are_where_the_count_becomes_too_rare(found: int, of: int) -> None:
    low, high = interval(found, of)
    step = Fraction(1, STEPS)

    if found:
        assert as_many(found, of, low) <= TAIL < as_many(found, of, low + step)
    else:
        assert low == 0
    if found < of:
        assert as_many(of - found, of, 1 - high) <= TAIL < as_many(of - found, of, 1 - high + step)
    else:
        assert high == 1


@pytest.mark.parametrize(("found", "of"), SMALL)
def test_the_interval_of_the_rest_is_the_other_way_round(found: int, of: int) -> None:
    low, high = interval(found, of)

    assert (1 - high, 1 - low) == interval(of - found, of)
    assert low <= Fraction(found, of) <= high


@pytest.mark.parametrize(
    ("found", "of", "low", "high"),
    [
        (0, 10, "0", "30.85"),
        (4, 28, "4.03", "32.67"),
        (6, 95, "2.35", "13.24"),
        (44, 169, "19.60", "33.33"),
        (18, 4028, "0.27", "0.71"),
        (2000, 4000, "48.44", "51.56"),
    ],
)
def test_the_interval_is_that_of_the_published_tables(
    found: int, of: int, low: str, high: str
) -> None:
    told = [round(float(end * 100), 2) for end in interval(found, of)]

    assert [float(low), float(high)] == pytest.approx(told, abs=0.006)


def test_a_printed_interval_is_found_again_from_its_count() -> None:
    """Of all the statements two print an interval beside the count."""
    ours = guideline()
    found = {}
    for name in ("reyes-2003#hiv-negative", "reyes-2003#hiv-positive"):
        claims = ours.statements[name].claims
        printed, counted = claims["interval"], claims["cases"]
        ends = interval(int(counted.low), int(counted.of or 0))
        found[name] = [
            abs(end * 100 - told)
            <= Fraction(5, 10 ** (len(number_text(told).partition(".")[2]) + 1))
            for end, told in zip(ends, (printed.low, printed.high or Fraction(0)), strict=True)
        ]

    assert [True] * 4 == [each for many in found.values() for each in many]


def test_ninety_five_of_a_hundred_intervals_hold_the_share() -> None:
    assert CONFIDENCE == 95


@pytest.mark.parametrize(("found", "of"), [(-1, 3), (4, 3), (0, 0)])
def test_what_is_no_share_is_refused(found: int, of: int) -> None:
    with pytest.raises(ValueError, match=f"{found} of {of} is no share"):
        interval(found, of)


@pytest.mark.parametrize("name", tuple(guideline().rates))
def test_a_share_is_its_claim_and_has_an_interval_only_where_it_was_counted(name: str) -> None:
    rate = guideline().rates[name]
    claim = guideline().claim(rate.claim)

    share = share_of(guideline(), rate)

    if claim.of is None:
        assert share.kind != "counted"
        assert claim.words in share.told
        assert share.reach == "no denominator"
    else:
        assert f"{number_text(claim.low)} of {number_text(claim.of)}" == share.told
        assert claim.low * 100 / claim.of == share.value
        assert (share.low, share.high) == tuple(
            end * 100 for end in interval(int(claim.low), int(claim.of))
        )


def test_every_drawing_has_a_row_for_each_rate_and_a_line_for_each_that_was_counted() -> None:
    shares = [share for _, many in by_group(guideline()) for share in many]
    counted = [share for share in shares if share.kind == "counted"]

    for svg in drawings(figures()["rates"]):
        assert len(shares) == len(list(svg.iter(f"{SVG}a")))
        assert len(counted) == sum(one.get("class") == "p-interval" for one in svg.iter())
        for share in counted:
            assert f"{share.told} · {share.reach}" in texts(svg)


def test_each_row_leads_to_the_statement_that_it_is_taken_from() -> None:
    shares = [share for _, many in by_group(guideline()) for share in many]

    for svg in drawings(figures()["rates"]):
        links = [one.get("href") for one in svg.iter(f"{SVG}a")]

        assert [f"/evidence/{each.statement.replace('#', '%23')}" for each in shares] == links


def test_the_table_has_a_row_for_each_rate_with_the_whole_sentence() -> None:
    shares = [share for _, many in by_group(guideline()) for share in many]
    rows = [
        "".join(row.itertext())
        for row in root_of(figures()["table of rates"]).iter("tr")
        if row.find("td") is not None
    ]

    assert len(shares) == len(rows)
    for share, row in zip(shares, rows, strict=True):
        uncounted = "none: no denominator is printed"

        assert (share.kind != "counted") == (uncounted in row)
        assert statement_text(guideline(), share.statement) in row


def test_a_bound_is_told_as_a_bound() -> None:
    bounds = [rate for rate in guideline().rates.values() if rate.at_most]

    assert bounds
    assert ["at_most"] * len(bounds) == [share_of(guideline(), rate).kind for rate in bounds]


def test_without_rates_there_is_no_picture() -> None:
    assert rates(replace(guideline(), rates={}), "r") == ""


def test_a_group_with_markup_stays_a_group() -> None:
    name, rate = next(iter(guideline().rates.items()))
    odd = replace(rate, who="<b>&", group="]]><i>", but="<u>")

    drawn = rates(replace(guideline(), rates={name: odd}), "r")

    assert {"<b>&", "]]><i>", "<u>"} <= set(texts(drawings(drawn)[0]))


@pytest.mark.parametrize(
    ("share", "words"), [("12.34", "12.3"), ("1", "1"), ("0.999", "1"), ("0.45", "0.45")]
)
def test_per_cent_are_rounded_for_reading(share: str, words: str) -> None:
    assert words == percent(Fraction(share))
