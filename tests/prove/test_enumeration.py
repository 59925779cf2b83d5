"""Patients listed one by one break no obligation that is proved.

``benchmarks/proofs.py --patients`` tries more of them, and says how many for each family.
"""

from __future__ import annotations

from typing import Final

from tests.prove.enumerated import Lister
from tests.prove.shared import GUIDELINE, ground, seeds
from whitlow.prove import Proved, obligations

BOUND: Final = 120


def test_no_listed_patient_breaks_what_is_proved() -> None:
    every = {one.name: one for one in obligations(GUIDELINE)}
    tried = list(Lister(GUIDELINE, seeds(), BOUND).tried())
    broken = {each.obligation for each in tried if each.broken}
    proved = {name for name in broken if isinstance(every[name].show(ground()), Proved)}

    assert set() == proved


def test_every_obligation_is_tried_but_that_a_rule_lives_which_its_own_patient_shows() -> None:
    wanted = {one.name for one in obligations(GUIDELINE) if one.family != "alive"}
    tried = {each.obligation for each in Lister(GUIDELINE, seeds(), 16).tried()}

    assert wanted - {"no-division-by-nought"} == tried
