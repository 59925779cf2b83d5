"""This package follows one patient through time: a course of dated facts becomes ordinary plans.

It refuses to know medicine: what is due, what stops a drug and what must wait are rules.
"""

from __future__ import annotations

from whitlow.course.follow import File, follow
from whitlow.course.records import (
    Change,
    Countdown,
    Course,
    Day,
    Due,
    DueState,
    Entry,
    Event,
    Finding,
    Followed,
    Given,
    Period,
)

__all__ = [
    "Change",
    "Countdown",
    "Course",
    "Day",
    "Due",
    "DueState",
    "Entry",
    "Event",
    "File",
    "Finding",
    "Followed",
    "Given",
    "Period",
    "follow",
]
