"""This package is the door: what comes from outside is read, checked and made a patient here.

It refuses to guess: a number without its unit, a name it does not know, a value beyond its range
and a file it cannot read are sentences for the person who wrote them, all of them at once.
"""

from __future__ import annotations

from whitlow.door.case import entries_of, read_case, read_entries, read_facts
from whitlow.door.patient import Doubt, DoubtKind, Isolate, Patient

__all__ = [
    "Doubt",
    "DoubtKind",
    "Isolate",
    "Patient",
    "entries_of",
    "read_case",
    "read_entries",
    "read_facts",
]
