"""This module holds the words that pages use for what a plan is made of.

It refuses to hold any that a rule or a statement of the guideline should say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.sentence import claimed, statement_text, template_text

if TYPE_CHECKING:
    from whitlow.order import Status
    from whitlow.pages.blocks import Tone
    from whitlow.plan import Plan

__all__ = [
    "PLAIN_SECTIONS",
    "REVIEW",
    "SECTIONS",
    "STATUSES",
    "SUBMITTED",
    "TYPED",
    "claimed",
    "some",
    "statement_text",
    "tellable",
    "template_text",
]

TYPED: Final = ("Can be followed: ", "Choose with: ")
"""How a paragraph begins that says what to type on a command line, and nothing else."""

SUBMITTED: Final = "submitted"
REVIEW: Final = "Submitted: not yet reviewed by a medical board."

SECTIONS: Final = {
    "emergency": "Act now",
    "ask": "Still to be asked",
    "assess": "Assessment",
    "test": "Tests",
    "treat": "Treatment",
    "dose": "Dose",
    "avoid": "Do not give",
    "monitor": "Monitoring",
    "refer": "Refer to",
    "follow_up": "Follow-up",
    "counsel": "Tell the patient",
    "pitfalls": "Pitfalls",
}
PLAIN_SECTIONS: Final = {
    "emergency": "Get help now",
    "ask": "What your team will want to know",
    "assess": "What may be going on",
    "test": "Tests",
    "treat": "Treatment to talk about",
    "avoid": "What does not fit you",
    "monitor": "What will be checked",
    "refer": "Who else may help",
    "follow_up": "What comes next",
    "counsel": "Good to know",
    "pitfalls": "Take care",
}

STATUSES: Final[dict[Status, tuple[str, Tone]]] = {
    "dose": ("dose", "strong"),
    "confirm": ("confirm first", "caution"),
    "hold": ("hold: no dose is computed", "alarm"),
    "not_recommended": ("not recommended: no dose", "alarm"),
    "contraindicated": ("contraindicated: no dose", "alarm"),
    "needs": ("no dose yet", "caution"),
    "refused": ("refused: no dose", "alarm"),
}

AMOUNT: Final = "mg"


def tellable(plan: Plan, fact: str) -> bool:
    """Whether a fact may be repeated to this audience: to a patient, no amount in milligrams."""
    return plan.audience == "clinician" or AMOUNT not in plan.guideline.unit(fact)


def some(number: int, noun: str) -> str:
    """Return a count with its noun.

    >>> some(1, "rule"), some(3, "rule")
    ('1 rule', '3 rules')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
