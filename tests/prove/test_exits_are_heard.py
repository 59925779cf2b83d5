"""Nobody who has an emergency is told beside it that it is too early, or to come back in a week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.prove.shared import GUIDELINE, ground
from whitlow.prove import Impossible
from whitlow.prove.logic import all_of
from whitlow.prove.standing import could_live

if TYPE_CHECKING:
    from whitlow.guideline import Rule
    from whitlow.prove import Found

EXITS: Final = [one for one in GUIDELINE.rules.values() if one.action.kind == "emergency"]
TO_WAIT: Final = [
    GUIDELINE.rules[name]
    for name in (
        "assess-too-early",
        "assess-look-again",
        "assess-early-in-weak-immunity",
        "review-first-days",
        "review-after-a-week",
        "review-within-days",
        "review-while-tests-run",
    )
]


@pytest.mark.parametrize("wait", TO_WAIT, ids=lambda rule: rule.id)
@pytest.mark.parametrize("exit_", EXITS, ids=lambda rule: rule.id)
def test_no_advice_to_wait_is_heard_beside_an_emergency(exit_: Rule, wait: Rule) -> None:
    def both(found: Found) -> bool:
        return ground().reading(found).holds(exit_.when) is True

    found = ground().settle(
        all_of([ground().holds(exit_.when).true, could_live(ground(), wait)]), both
    )

    assert isinstance(found, Impossible)
