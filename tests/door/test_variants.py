"""Variants of a genotype: what cannot be is refused, what is merely unknown is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from whitlow.door import Patient
    from whitlow.errors import Problem


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("UL23:Z999Q", "Z is the letter of no amino acid"),
        ("UL23:A168B", "B is the letter of no amino acid"),
        ("UL30:j12o", "J and O are letters of none"),
        ("UL30:X12X", "X is the letter of no amino acid"),
        ("UL23:A0T", "positions are counted from 1"),
    ],
)
def test_an_exchange_that_cannot_be_is_refused(
    problems: Callable[[str], tuple[Problem, ...]], written: str, told: str
) -> None:
    (problem,) = problems(f"genotype: ['{written}']")

    assert ("unknown_option", "genotype", written) == (problem.code, problem.field, problem.value)
    assert (
        f"genotype: '{written}' is no variant that can be: {told}. "
        "Check it against the laboratory's report."
    ) == problem.message


@pytest.mark.parametrize("written", ["UL23:W999Q", "UL30:R7X", "UL23:Q104*", "UL23:frameshift"])
def test_an_unknown_variant_that_could_be_is_kept(
    patient: Callable[[str], Patient], written: str
) -> None:
    assert frozenset({written}) == patient(f"genotype: ['{written}']").facts["genotype"]
