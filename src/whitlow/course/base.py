"""This module reads the case file beside a course: who the patient is, as the course finds them.

It refuses dated lists there: what has a date is a row of the course.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.course.records import Base
from whitlow.door import read_entries
from whitlow.door.letters import read_text
from whitlow.door.tree import read_tree
from whitlow.door.vocabulary import Vocabulary, key
from whitlow.errors import InputError, Problem
from whitlow.guideline import Mapping, Node

if TYPE_CHECKING:
    from datetime import date

    from whitlow.guideline import Guideline

__all__ = ["CONFIRMED", "EMPTY", "read_base"]

DATED: Final = ("labs", "isolates", "antivirals")
CONFIRMED: Final = "confirmed"
EMPTY: Final = Base({}, {})


def read_base(data: bytes, name: str, guideline: Guideline, today: date) -> Base:
    """Return the patient of a case file; raises ``InputError`` with every problem found."""
    node = read_tree(read_text(data, name), name)
    if not isinstance(node, Mapping):
        message = f"{name}: This is no case. Write facts and values, as in 'weight: 70 kg'."
        raise InputError(Problem("wrong_type", message, accepted="facts and their values"))
    entries = [(written.value, value) for written, value in node.entries]
    lists = [written for written, _ in entries if key(written) in DATED]
    if lists:
        message = (
            f"{name}: {', '.join(lists)} holds dates. Beside a course, write each of them as a row "
            "of the course file."
        )
        raise InputError(Problem("wrong_type", message, lists[0]))
    patient = read_entries(entries, guideline, today)
    words = Vocabulary(guideline)
    nodes: dict[str, Node] = {
        CONFIRMED if key(written) == CONFIRMED else words.fact(written).name: value
        for written, value in entries
    }
    return Base(nodes, patient.facts)
