"""Two kinds of obligations that no guideline that loads can break; a broken program does.

What a rule asks of absence is excepted from lasting, and a factor of nought is refused by the
loader. So the program is broken here, one line of it, and the obligation no longer holds.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import BASE, loaded, rule
from whitlow.language import Not
from whitlow.prove import Ground, Proved, Refuted, Unsettled, case_lines, obligations
from whitlow.prove import ground as ground_module
from whitlow.prove import rules as rules_module
from whitlow.prove.encode import Encoder
from whitlow.prove.logic import Encoded, Truth3, no

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.guideline import Guideline
    from whitlow.language import Expr
    from whitlow.prove import Verdict

HIDDEN: Final = {
    "formulas.yaml": "untold: {type: truth, is: cough is null, label: u, cites: [book#one]}\n",
    "rules/all.yaml": rule("sit", "fever and untold", "{counsel: rest}"),
}
CALM: Final = {"rules/all.yaml": rule("sit", "fever and not cough", "{counsel: rest}")}


def shown(guideline: Guideline, name: str) -> Verdict:
    """Return what becomes of one obligation."""
    (one,) = [each for each in obligations(guideline) if each.name == name]
    return one.show(Ground(guideline))


def overlooking(_guideline: object, _rule: object) -> tuple[str, ...]:
    """Return no fact, as one would who does not look behind a formula."""
    return ()


class Careless(Encoder):
    """A translation that reads *not* of an unknown as true."""

    def encoded(self, expr: Expr) -> Encoded:
        """Return an expression, its denials of what is unknown as if they were denials."""
        if isinstance(expr, Not):
            inner = self.truth(expr.part)
            return Truth3(no(inner.true), inner.true)
        return super().encoded(expr)


def test_a_rule_is_taken_back_where_an_absence_behind_a_formula_is_overlooked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guideline = loaded(tmp_path, HIDDEN)
    before = shown(guideline, "steady:sit")
    monkeypatch.setattr(rules_module, "facts_asked_for", overlooking)
    found = shown(guideline, "steady:sit")

    assert isinstance(before, Proved)
    assert isinstance(found, Refuted)
    assert found.story.startswith("sit stands, and no longer does once")
    assert found.patient is not None
    assert ("fever: yes",) == case_lines(guideline, found.patient)


def test_a_rule_is_not_shown_to_last_where_not_is_read_carelessly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guideline = loaded(tmp_path, CALM)
    before = shown(guideline, "steady:sit")
    monkeypatch.setattr(ground_module, "Encoder", Careless)

    assert isinstance(before, Proved)
    assert isinstance(shown(guideline, "steady:sit"), Unsettled)


@pytest.mark.parametrize("factor", [Fraction(0), Fraction(-2, 5)])
def test_a_value_does_not_come_back_by_a_factor_that_the_loader_would_refuse(
    tmp_path: Path, factor: Fraction
) -> None:
    guideline = loaded(tmp_path, {"facts.yaml": BASE["facts.yaml"] + ALSO})
    fact = guideline.facts["serum"]
    broken = replace(
        guideline, facts={**guideline.facts, "serum": replace(fact, also={"umol/L": factor})}
    )
    found = shown(broken, "there-and-back:serum")

    assert isinstance(shown(guideline, "there-and-back:serum"), Proved)
    assert isinstance(found, Refuted)
    assert found.story == "serum: umol/L does not come back."


ALSO: Final = """
serum: {type: number, unit: mg/dL, range: "(0, 50]", label: serum, ask: Serum?,
  also: {umol/L: 88.4}}
"""
