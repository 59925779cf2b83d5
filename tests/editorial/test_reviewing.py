"""Twenty reviewers who act at once lose nothing and break no rule."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.editorial.reviewing import act, at_once, reviews
from tests.web.desk.room import CHAIR, guideline
from whitlow.editorial.desk import Desk
from whitlow.editorial.signing import Signer
from whitlow.shelf import open_guideline

if TYPE_CHECKING:
    from whitlow.editorial.store import Store
    from whitlow.guideline import Guideline

AT_ONCE = 20
EACH = 3


@pytest.fixture(scope="module")
def chaired() -> Guideline:
    return open_guideline(guideline())


def test_twenty_reviewers_at_once_lose_nothing_and_break_no_rule(
    chaired: Guideline, store: Store, address: str
) -> None:
    desk = Desk(chaired, store)
    records = [name for name in desk.texts if name.startswith("table:")][:EACH]
    fields = ("infectious diseases", "clinical pharmacy")
    signers = {f"reviewer {number}": Signer.new() for number in range(AT_ONCE)}
    for number, (name, signer) in enumerate(signers.items()):
        payload = act(
            desk,
            "chair",
            "enrol",
            "",
            {
                "person": name,
                "roles": ["reviewer"],
                "expertise": [fields[number % 2]],
                "key": signer.public,
            },
        )
        desk.add(payload, CHAIR.name, CHAIR.sign(payload))

    ended = at_once(
        reviews,
        [(chaired, address, name, signer.written(), records) for name, signer in signers.items()],
    )

    desk.catch_up()
    states = desk.states(date(2026, 11, 21))
    assert [0] * AT_ONCE == ended
    assert AT_ONCE * (1 + 2 * EACH) == len(desk.events)
    assert desk.verified().broken is None
    assert ["approved"] * EACH == [states[name].status for name in records]
    assert {AT_ONCE} == {len(states[name].by) for name in records}
