"""This module asks questions of the guideline that came with the program, for the tests.

It refuses any day but one, so that what is asked is answered alike tomorrow.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from whitlow.answer import answer
from whitlow.shelf import open_own

if TYPE_CHECKING:
    from whitlow.answer import Answer, Audience, Case, Session
    from whitlow.guideline import Guideline

__all__ = ["TODAY", "asked", "guideline"]

TODAY: Final = date(2026, 11, 20)


@cache
def guideline() -> Guideline:
    """Return the guideline that came with the program."""
    return open_own(None)


def asked(
    question: str,
    *,
    audience: Audience = "clinician",
    case: Case | None = None,
    session: Session | None = None,
) -> Answer:
    """Return the answer to a question."""
    return answer(guideline(), question, today=TODAY, case=case, audience=audience, session=session)
