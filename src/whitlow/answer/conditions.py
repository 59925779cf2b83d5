"""This module says under which condition a rule speaks, where a question does not tell it.

It refuses to print what is so of one patient as if it were so of whoever asks: a rule that is known
not to hold is left out, and one that may hold is said behind its condition, or not at all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from whitlow.answer.kept import index_of
from whitlow.answer.rare import atoms, name_of
from whitlow.evaluate import Reading
from whitlow.guideline import OnceFor
from whitlow.language import In, Levels, Name, Text
from whitlow.sentence import expression_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.answer.described import Described
    from whitlow.answer.question import Asked
    from whitlow.answer.records import Audience, Part, Sentence
    from whitlow.guideline import Guideline, Rule
    from whitlow.language import Expr
    from whitlow.plan import Plan

__all__ = ["HOST", "Conditions", "is_of_another", "reading_of"]

OF_SOMEBODY: Final = (
    "assess",
    "treat",
    "avoid",
    "hold",
    "confirm",
    "caution",
    "refer",
    "follow_up",
    "counsel",
)
"""What rules do that speak of a patient as if they were there."""

OF_ITSELF: Final = re.compile(
    r"^(?:with|after|in|on|at|from|where|while|once|if|when|exclude|until|over|every|beside|by|as"
    r"|confirm|infectious|the (?:[\w-]+ ){0,2}(?:team|clinic|patient|prescriber|label)|what|new"
    r"|lesions that|laboratory|ulcers|obstetrics|ophthalmology|neurology|neonatology|dermatology"
    r"|ask|look|review|breastfeeding)\b"
    r"|^No [^.:;,]*\b(?:on|after|in|while|beside|under|with|for anyone)\b",
    re.IGNORECASE,
)
"""What begins so tells its condition by itself, or holds for everybody."""

ROUTINE: Final = ("treat", "confirm", "hold", "counsel")
"""What somebody in danger is not told in plain words: how to go on."""

KNOWING: Final = ("assess", "refer", "follow_up", "counsel")
OF_THIS: Final = re.compile(
    r"^(?:this|the (?:isolate|variant|virus|dose|lesions|phenotype|drug|antiviral|computed)|doses"
    r"|tablets|creatinine|resistance is|slower|worse|both|two|too early|change|give|send|neither"
    r"|the salts|severe allergies)\b",
    re.IGNORECASE,
)
"""What a rule that tells what is so says of one patient begins so."""

OF_ONE: Final = re.compile(
    r"(?:^|[.?!] )(?:You (?:are|have|had|may be (?:reacting|having)|cannot)\b"
    r"|Your (?:virus|sores?|kidneys?|kidney tests|medicine|immunity|body|case|heart|new)\b"
    r"|The (?:laboratory|tablets no longer|virus has|sores (?:cover|are)|drip has|salts in your)\b"
    r"|The usual medicine (?:cannot|does not)\b|A test has\b|This (?:dose|drip) (?:is|has)\b"
    r"|It is not clear\b|Another of your\b|Another tablet of the same kind would not\b"
    r"|Because of your\b|Two (?:viruses|kinds)\b|Two of your\b|Some of your\b)"
)
"""So plain words speak of what is so of the one who reads them."""

HOST: Final = "host"
"""The group of the facts that tell of whom a rule speaks."""

MOST: Final = 2
LONGEST: Final = 110


def reading_of(guideline: Guideline, plan: Plan | None, person: Described | None) -> Reading | None:
    """Return what is known of whoever is told of, None where nothing is."""
    if plan is not None:
        return plan.reading
    return None if person is None else Reading(guideline, person.patient.facts, frozenset())


class Conditions:
    """What a question tells, against which rules are held."""

    def __init__(
        self,
        guideline: Guideline,
        asked: Asked,
        reading: Reading | None,
        audience: Audience,
        *,
        alarmed: bool = False,
    ) -> None:
        """Keep what is told, of which facts something is told, and whether there is danger."""
        self.alarmed: Final = alarmed
        stated = {each.fact for each in asked.reading.facts}
        self.doubted: Final = frozenset(each.fact for each in asked.reading.confirm) - stated
        self.guideline: Final = guideline
        self.reading: Final = reading
        self.plain: Final = audience == "patient"
        names = (*asked.names, *(each.id for each in asked.signs))
        self.told: Final = asked.reading.named.union(_facts_of(guideline, names))

    def fitted(
        self, sentences: Iterable[Sentence], about: Iterable[str] = (), *, sure: bool = False
    ) -> tuple[Sentence, ...]:
        """Return sentences, each behind its condition, without those that do not hold.

        ``about`` is what a covered question takes for told; a ``sure`` one fits who asks it.
        """
        given = self.told.union(about, _facts_of(self.guideline, about))
        found = (self._fitted(each, given, sure=sure) for each in sentences)
        return tuple(each for each in found if each is not None)

    def fitted_parts(self, parts: Iterable[Part]) -> tuple[Part, ...]:
        """Return sections, each sentence behind its condition, without those that are empty."""
        found = (replace(each, sentences=self.fitted(each.sentences)) for each in parts)
        return tuple(each for each in found if each.sentences or each.tables or each.regimens)

    def _fitted(self, sentence: Sentence, given: frozenset[str], *, sure: bool) -> Sentence | None:
        rule = self.guideline.rules.get(sentence.record)
        if rule is None or sentence.item is not None or rule.action.kind not in OF_SOMEBODY:
            return sentence
        if not self.plain and _is_general(rule, sentence):
            return sentence
        holds = None if self.reading is None else self.reading.holds(rule.when)
        if holds is False:
            return None
        if holds:
            return sentence
        if self.plain and self.alarmed and rule.action.kind in ROUTINE:
            return None
        if self.plain:
            return sentence if sure or not OF_ONE.search(sentence.says) else None
        if OF_THIS.search(sentence.says) and not sure:
            given -= self.doubted
        if not (left := self._left(rule, given)):
            return sentence
        words = " and ".join(expression_text(self.guideline, each) for each in left[:MOST])
        if len(words) > LONGEST or any(sign.isdigit() for sign in words):
            words = expression_text(self.guideline, left[0])
        plain = len(words) <= LONGEST and not any(sign.isdigit() for sign in words)
        return replace(sentence, where=f"If {words}:") if plain else sentence

    def _left(self, rule: Rule, given: frozenset[str]) -> list[Expr]:
        """Return the conditions of a rule of which nothing is told."""
        rare = index_of(self.guideline).features.rare
        return [
            each
            for each in sorted(atoms(rule.when.source), key=lambda one: rare.get(name_of(one), 0))
            if (name := name_of(each)) in rare and name not in given and not self._is_known(name)
        ]

    def _is_known(self, name: str) -> bool:
        found = None if self.reading is None else self.reading.known(name)
        return found is not None and not isinstance(found, Levels)


def is_of_another(reading: Reading, rule: Rule) -> bool:
    """Whether a rule is on another host, place or virus than the one who is told of has."""
    for each in atoms(rule.when.source):
        match each:
            case In(Text(value), Name(name)):
                found = reading.known(name)
                if isinstance(found, frozenset) and value not in found:
                    return True
            case Name(name) if name in reading.guideline.formulas:
                if reading.known(name) is False and name in _hosts(reading.guideline):
                    return True
            case _:
                continue
    return False


def _is_general(rule: Rule, sentence: Sentence) -> bool:
    """Whether a sentence tells its condition by itself, or holds for everybody."""
    if rule.action.kind in KNOWING:
        return not OF_THIS.search(sentence.says)
    return OF_ITSELF.search(sentence.says) is not None


def _facts_of(guideline: Guideline, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        term = guideline.lexicon.get(name)
        if term is not None:
            yield from term.sets


def _host_names(guideline: Guideline) -> frozenset[str]:
    """Return the conclusions that hang on facts of the host alone."""
    nobody = Reading(guideline, {}, frozenset())
    return frozenset(
        name
        for name in guideline.formulas
        if (facts := nobody.open_names((name,)))
        and all(guideline.facts[each].group == HOST for each in facts if each in guideline.facts)
    )


_hosts: Final = OnceFor(_host_names)
