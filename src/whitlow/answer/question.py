"""This module takes a question apart: what is asked, of what, and what is told of a patient.

It refuses a question that is as long as a note: that is for ``whitlow read``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from whitlow.answer.documents import concepts_of, with_wider
from whitlow.answer.english import FUNCTION, GENERAL, is_yes_no, stems_of, words_of
from whitlow.answer.figures import as_told, told_of
from whitlow.answer.signs import signs_of
from whitlow.answer.sounding import as_allergy, is_only_asked_for, without_harmless
from whitlow.answer.spoken_of import as_of_the_patient, is_of_somebody
from whitlow.errors import InputError, Problem
from whitlow.intake import read
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from whitlow.guideline import Guideline, Term
    from whitlow.intake import Concept, Reading

__all__ = ["MOST_CHARACTERS", "Asked", "ask"]

MOST_CHARACTERS: Final = 4 * 1000
DENIABLE: Final = ("topic", "state", "host", "site")
DENIED: Final = re.compile(
    r"\b(?:not|no|without|never|non|isn't|isnt|aren't|arent|wasn't|wasnt|denies)"
    r"(?: (?:in|on|a|an|any|yet|been|having|had))?[\s-]+\Z",
    re.IGNORECASE,
)
COMPARE: Final = "compare"
ASKS_DOSE: Final = re.compile(
    r"(?<!next )(?<!last )(?<!missed )(?<!each )(?<!every )(?<!per )(?<!first )(?<!this )(?<!a )"
    r"\b(?:dose|dosing|dosage)\s*(?:\?|\Z|,|-|:|(?:with|in|for|when|if|at|please|pls|plz|adjust\w*|"
    r"mg|renal)\b)",
    re.IGNORECASE,
)
"""So a dose is asked for without asking how much."""

ASKED_SHORTLY: Final = {
    "how-much": ASKS_DOSE,
    "what-next": re.compile(r"\b(?:plan|next|options|advice|manage\w*)\s*(?:\?|\Z)", re.IGNORECASE),
    "how-long": re.compile(r"\b(?:hw|how) (?:lo?ng|soon|many days)\b", re.IGNORECASE),
}
"""How some kinds of question are asked in a word or two."""

OR: Final = re.compile(r"\s*(?:or|vs?\.?|versus)\s*", re.IGNORECASE)

NO_SUBJECT: Final = ("question", "refused", "help", "outside")
NUMBER: Final = "number"
GOES_ON: Final = frozenset(
    ["response", "new_lesions", "days_on_antiviral", "antiviral_dose", "adherence"]
)
"""Who tells one of these has had the medicine that is named."""

NOT_OF_THE_PATIENT: Final = ("refused", "outside")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its text, what it names, and what it tells of a patient.

    ``kinds`` are the terms that say what sort of question it is, ``names`` every concept with the
    wider ones, ``stems`` its words with a subject. ``signs`` are the alarms that it tells of
    somebody in words apart. ``carried`` are the concepts that an earlier
    question of the same session was about; ``compared`` are the medicines between which it asks.
    """

    text: str
    concepts: tuple[Concept, ...]
    names: frozenset[str]
    kinds: tuple[Term, ...]
    stems: tuple[str, ...]
    reading: Reading
    signs: tuple[Concept, ...] = ()
    carried: tuple[str, ...] = ()
    compared: frozenset[str] = frozenset()

    @property
    def yes_no(self) -> bool:
        """Whether it is to be answered with yes or no."""
        return is_yes_no(self.text)

    def of_kind(self, *kinds: str) -> tuple[Concept, ...]:
        """Return the terms of these kinds that it names."""
        return tuple(
            each for each in self.concepts if each.term is not None and each.term.kind in kinds
        )

    @property
    def words(self) -> tuple[str, ...]:
        """The words that are searched: all but those with which any question is asked."""
        every = tuple(dict.fromkeys(word for word, _, _ in words_of(self.text)))
        return tuple(word for word in every if word not in GENERAL) or tuple(
            word for word in every if word not in FUNCTION
        )


def ask(
    text: str,
    guideline: Guideline,
    carried: tuple[str, ...] = (),
    known: Collection[str] = (),
) -> Asked:
    """Return a question taken apart; raises ``InputError`` where there is none or too much.

    ``known`` are the stems of words that stand in records.
    """
    if not any(sign.isalnum() for sign in text):
        message = "No question is asked. Write one in words, in quotation marks."
        raise InputError(Problem("empty_question", message, "QUESTION", "", "a question in words"))
    if len(text) > MOST_CHARACTERS:
        message = (
            f"The question has {len(text)} characters, and a question has at most "
            f"{MOST_CHARACTERS}. Read a note with 'whitlow read', and ask with --case FILE."
        )
        accepted = f"at most {MOST_CHARACTERS} characters"
        raise InputError(Problem("question_too_long", message, "QUESTION", "", accepted))
    said = as_allergy(guideline, text)
    calm = without_harmless(guideline, said)
    told = signs_of(guideline, calm, known)
    meant = [each for each in told if _kind(each) in NOT_OF_THE_PATIENT]
    signs = [each for each in told if each not in meant] if is_of_somebody(text) else []
    meant += [each for each in signs if _kind(each) == "help"]
    found = (*concepts_of(guideline, calm), *meant)
    strange = [each.span for each in found if _kind(each) in NOT_OF_THE_PATIENT]
    read_of = told_of(read(as_told(as_of_the_patient(calm)), guideline), guideline, calm)
    reading = _without_asked(_without(read_of, strange), guideline)
    terms = dict.fromkeys(
        each.id for each in found if each.term is not None and each.term.kind == "question"
    )
    for name, asks in ASKED_SHORTLY.items():
        if name not in terms and name in guideline.lexicon and asks.search(said):
            terms[name] = None
    joined = joined_drugs(said, found)
    if joined and COMPARE in guideline.lexicon:
        terms.setdefault(COMPARE)
    return Asked(
        text=text,
        concepts=found,
        names=frozenset(_subjects(guideline, said, found)) | frozenset(carried),
        kinds=tuple(guideline.lexicon[name] for name in terms),
        stems=tuple(dict.fromkeys(stems_of(said))),
        reading=reading if is_of_somebody(text) else _of_nobody(reading, guideline),
        signs=tuple(each for each in signs if each not in meant),
        carried=carried,
        compared=joined,
    )


def joined_drugs(text: str, found: Iterable[Concept]) -> frozenset[str]:
    """Return the medicines between which a text asks: one, ``or``, the next."""
    drugs = [each for each in found if each.kind == "drug"]
    return frozenset(
        name
        for first, second in pairwise(drugs)
        if OR.fullmatch(text[first.span[1] : second.span[0]])
        for name in (first.id, second.id)
    )


def _of_nobody(reading: Reading, guideline: Guideline) -> Reading:
    """Return a reading without the alarms that a question about people in general names.

    A figure makes it somebody's: nobody asks about people in general of one age or weight.
    """
    flags = {name for fact in guideline.facts.values() for name in fact.settles}
    if any(guideline.facts[fact.fact].type == NUMBER for fact in reading.facts):
        return reading
    kept = tuple(fact for fact in reading.facts if fact.fact not in flags)
    doubts = tuple(each for each in reading.confirm if each.fact not in flags)
    return replace(reading, facts=kept, confirm=doubts, red_flags=())


def _kind(concept: Concept) -> str:
    return "" if concept.term is None else concept.term.kind


def _subjects(guideline: Guideline, text: str, found: Iterable[Concept]) -> Iterator[str]:
    """Yield what a question is about, with the wider concepts; not with which words it asks."""
    for each in found:
        denied = _kind(each) in DENIABLE and DENIED.search(text[: each.span[0]]) is not None
        if _kind(each) not in NO_SUBJECT and not denied:
            yield from with_wider(guideline, each.id)


def _without(reading: Reading, strange: Sequence[tuple[int, int]]) -> Reading:
    """Return a reading without the facts that were read from words of what is not covered."""
    kept = tuple(
        fact
        for fact in reading.facts
        if not any(first <= fact.span[0] and fact.span[1] <= last for first, last in strange)
    )
    names = {fact.fact for fact in kept}
    flags = tuple(name for name in reading.red_flags if name in names)
    return replace(reading, facts=kept, red_flags=flags)


def _without_asked(reading: Reading, guideline: Guideline) -> Reading:
    """Return a reading that takes no medicine for present which somebody asks to have.

    Nor is one that is merely named, where nothing is said of how it works or for how long.
    """
    goes_on = GOES_ON & reading.named
    kept = tuple(
        each
        for each in reading.confirm
        if not guideline.drugs.keys() & {name.split()[0] for name in each.candidates}
        or not (not goes_on or is_only_asked_for(reading.text, each.spans))
    )
    return replace(reading, confirm=kept)
