"""This package proves, for every possible patient, what a guideline promises.

It refuses to pass what it could not settle: a solver that gives up is a failure. It needs the
solver z3, which the extra ``prove`` installs.
"""

from __future__ import annotations

from whitlow.prove.broken import Broken
from whitlow.prove.case import case_lines, case_text, doubts_text, facts_text, to_confirm
from whitlow.prove.ground import Found, Ground, Impossible, Undecided
from whitlow.prove.obligation import Obligation, Proved, Refuted, Result, Unsettled, Verdict
from whitlow.prove.run import obligations, settled

__all__ = [
    "Broken",
    "Found",
    "Ground",
    "Impossible",
    "Obligation",
    "Proved",
    "Refuted",
    "Result",
    "Undecided",
    "Unsettled",
    "Verdict",
    "case_lines",
    "case_text",
    "doubts_text",
    "facts_text",
    "obligations",
    "settled",
    "to_confirm",
]
