"""This module holds a question that the guideline answers, and reads it.

It refuses to hold a sentence of the answer: it names the statements and rules that give it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.errors import Place
    from whitlow.guideline.fields import Fields

__all__ = ["ANSWER_SECTIONS", "REPLIES", "CoveredQuestion", "read_covered"]

REPLIES: Final = ("yes", "no", "depends")

ANSWER_SECTIONS: Final = (
    "emergency",
    "answer",
    "assess",
    "test",
    "treat",
    "dose",
    "give",
    "avoid",
    "monitor",
    "refer",
    "follow_up",
    "counsel",
    "pitfalls",
    "special",
    "why",
)
"""What an answer may have a section on, in the order in which it is read."""


@dataclass(frozen=True, slots=True)
class CoveredQuestion:
    """A question with an answer here, in the words of a clinician and of a patient.

    ``also`` holds other wordings; ``about`` the terms, drugs, classes and facts it is about;
    ``kind`` the term that says what sort of question it is; ``reply`` what is replied to a question
    that wants yes or no, in one of ``REPLIES``. ``bottom`` names at most two
    statements or rules that answer it first, ``sections`` those that follow, in order; a table, a
    regimen and a disagreement may stand among them.
    """

    id: str
    asks: str
    plain: str
    also: tuple[str, ...]
    about: tuple[str, ...]
    kind: str
    reply: str
    bottom: tuple[str, ...]
    sections: Mapping[str, tuple[str, ...]]
    related: tuple[str, ...]
    place: Place

    @property
    def named(self) -> tuple[str, ...]:
        """Every record that the answer is made of, each once, in order."""
        later = (name for names in self.sections.values() for name in names)
        return tuple(dict.fromkeys((*self.bottom, *later)))


def read_covered(name: str, fields: Fields) -> CoveredQuestion:
    """Return one covered question."""
    sections = fields.group("sections")
    question = CoveredQuestion(
        id=name,
        asks=fields.required("asks").value,
        plain=fields.text("plain"),
        also=fields.texts("also"),
        about=fields.texts("about"),
        kind=fields.required("kind").value,
        reply=fields.text("reply"),
        bottom=fields.texts("bottom"),
        sections={} if sections is None else _sections(sections),
        related=fields.texts("related"),
        place=fields.place,
    )
    fields.done()
    return question


def _sections(fields: Fields) -> dict[str, tuple[str, ...]]:
    """Return the records of each section that is written, in the order of an answer."""
    found = {name: fields.texts(name) for name in ANSWER_SECTIONS}
    fields.done()
    return {name: names for name, names in found.items() if names}
