"""This module reads one sentence of a note: each word by who understands it.

It refuses to weigh what comes back: that two values differ is seen when all of it is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.door.variants import VIRUS
from whitlow.intake.allergies import ALLERGIES, denied_at
from whitlow.intake.alternatives import either, unproven
from whitlow.intake.findings import aside, of_fact, of_term
from whitlow.intake.genotypes import genotypes
from whitlow.intake.heads import head_of
from whitlow.intake.lasting import lasting, transplanted
from whitlow.intake.meant import OPEN
from whitlow.intake.measures import Place, measured
from whitlow.intake.moments import part
from whitlow.intake.nearby import beside, next_test, of_antiviral, response, typed
from whitlow.intake.panels import panel, virus_test
from whitlow.intake.people import NAMED_SEX, TENS, people
from whitlow.intake.prescribed import prescribed
from whitlow.intake.records import Found
from whitlow.intake.results import PCR, tested
from whitlow.intake.sizes import bodies, fallen, masses, sizes
from whitlow.intake.strangers import CUES, strangers
from whitlow.intake.taken import ANTIVIRAL
from whitlow.intake.temperatures import temperatures
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.guideline import Drug, Fact, Term
    from whitlow.intake.lexicon import Meaning, Mention
    from whitlow.intake.meant import Stance
    from whitlow.intake.reader import Reader
    from whitlow.intake.stance import Scope

__all__ = ["Said"]

MEASURED: Final = frozenset({"number", "refused"})
SHORT: Final = 3
MEASURE: Final = "measure"
DAYS: Final = "transplant_days"
COUNTING: Final = frozenset({"d", "day", "days"})
AGE: Final = "age"
WEIGHT: Final = "weight"
BODIES: Final = (WEIGHT, "height")
COURSES: Final = frozenset({"response", "episode", "extent"})
LOST: Final = "weight_loss"
SIZE: Final = "lesion_size"
ALLERGY: Final = "allergy"
TELLING: Final = NAMED_SEX | TENS.keys()
SPEAKING: Final = TELLING | CUES | {PCR}
UNREAD: Final = 8
NOT_READ: Final = "named again, with a number that is not read"
LESION: Final = "lesion"
PLACE: Final = "site"
DISEASE: Final = frozenset({"lesion", "virus", "site"})
OVER: Final = words("resolved healed cleared settled gone")
NEW: Final = words("new other further elsewhere more fresh")
PURPOSE: Final = f"{ANTIVIRAL}_purpose"
SILENT: Final = frozenset({"measure", "test", "site"})


class Said:
    """A sentence while it is read."""

    def __init__(
        self, reader: Reader, scope: Scope, mentions: Sequence[Mention], *, goes_on: bool
    ) -> None:
        """Keep what every reading of a word looks at; a list of allergies may go on in it."""
        self.goes_on: Final = goes_on
        self.reader: Final = reader
        self.scope: Final = scope
        self.sentence: Final = scope.sentence
        self.mentions: Final = mentions
        self.tokens: Final = reader.tokens
        self.guideline: Final = reader.lexicon.guideline
        self.low: Final = scope.low
        self.numbered: Final = scope.numbered
        self.allergy: Final = self._allergy()

    def _allergy(self) -> int | None:
        """Return where the word for an allergy stands."""
        if self.sentence.section == ALLERGIES or self.goes_on:
            return self.sentence.first
        return next(
            (each.first for each in self.mentions for m in each.meanings if m.id == ALLERGY), None
        )

    def read(self) -> None:
        """Read every word of it."""
        if not (self.mentions or self.numbered or self.sentence.section) and self._silent():
            return
        found = self.reader.found
        if self.numbered or not TELLING.isdisjoint(self.low):
            told = list(people(self.tokens, self.sentence, self.scope))
            found.extend(told)
            if any(each.fact == AGE for each in told) or self._short():
                self._bodies()
            elif WEIGHT in self.guideline.facts:
                weight = self.guideline.facts[WEIGHT]
                mass = masses(self.reader.text, self.scope, weight, self.reader.barred)
                self.reader.masses.extend(mass)
        if self.sentence.section == ALLERGIES:
            none = denied_at(self.tokens, self.sentence)
            found.extend(() if none is None else (none,))
        if DAYS in self.guideline.facts and not COUNTING.isdisjoint(self.low):
            found.extend(transplanted(self.scope, DAYS, self.mentions))
        if self.reader.genetic:
            found.extend(genotypes(self.reader.text, self.scope, self.reader.lexicon))
        if self.numbered:
            found.extend(self._sizes())
            found.extend(temperatures(self.tokens, self.sentence, self.reader.lexicon.fevers))
        found.extend(strangers(self.scope))
        if PCR in self.low:
            found.extend(virus_test(self.scope, self.guideline, self._viruses()))
            found.extend(panel(self))
        prescribed(self)
        for mention in self.mentions:
            for meaning in mention.meanings:
                self._meant(mention, meaning)

    def _silent(self) -> bool:
        """Whether a sentence without a known word or a number tells nothing by its other words."""
        return self.low.isdisjoint(SPEAKING) and not (self.reader.genetic or self.goes_on)

    def substance(self, drug: Drug) -> str:
        """Return the substance that a product is made of."""
        return self.reader.lexicon.vocabulary.substance(drug)

    def is_antiviral(self, mention: Mention) -> bool:
        """Whether a word names a medicine that is an option of the antiviral."""
        options = self.guideline.facts[ANTIVIRAL].options or {}
        drugs = [self.substance(drug) for drug in self.reader.drugs(mention)[0]]
        return any(drug in options and not self.reader.lexicon.homes.get(drug) for drug in drugs)

    def _meant(self, mention: Mention, meaning: Meaning) -> None:
        stance = self.scope.of(mention.first, mention.last)
        term = meaning.term
        if term is not None and term.kind == LESION and stance.denied and not any(stance[1:]):
            self.reader.clear |= self._alone(mention)
        self.reader.graft |= term is not None and DAYS in term.since
        if term is not None and term.kind in DISEASE:
            told = f"{stance.past} {stance.doubted}".lower().split()
            self.reader.over |= not OVER.isdisjoint(told) and not stance.other
        if self.allergy is not None and self._reaction(mention, meaning):
            return
        span = self.tokens[mention.first].start, self.tokens[mention.last - 1].end
        if meaning.term is not None:
            self._term(mention, meaning.term, stance)
        elif meaning.kind == "fact":
            fact = self.guideline.facts[meaning.id]
            if fact.type == "truth":
                self.reader.found.extend(of_fact(fact.name, span, stance))
            if not stance.other:
                self.reader.found.extend(self._measure(mention, fact.name))
        elif meaning.kind == "drug":
            stance = self.scope.of(mention.first, mention.last, drug=True)
        else:
            return
        self._aside(mention, stance)

    def _alone(self, mention: Mention) -> bool:
        """Whether no place but that of a word itself is named in its part of the sentence."""
        first, last = part(self.scope, mention.first, mention.last)
        near = [
            e for e in self.mentions if e.first >= first and e.last <= last and e is not mention
        ]
        low = {token.low for token in self.tokens[first:last]}
        return not near and NEW.isdisjoint(low)

    def _reaction(self, mention: Mention, meaning: Meaning) -> bool:
        """Whether a finding is what an allergy did."""
        kind = "finding" if meaning.term is None else meaning.term.kind
        after = self.allergy is not None and mention.first > self.allergy
        return after and kind in {"finding", "lesion"}

    def _term(self, mention: Mention, term: Term, stance: Stance) -> None:
        if term.kind == "drug" and any(stance):
            return
        if term.beside:
            told = beside(self, mention, term)
            if told is None:
                self._cleared(mention, term, stance)
                return
            stance = stance._replace(doubted=stance.doubted or told)
        if COURSES.intersection(term.sets):
            head = head_of(self, mention)
            if head == "other":
                return
            told = OPEN if head == "open" else response(self)
            stance = stance._replace(doubted=stance.doubted or told)
        told = unproven(self.scope, mention, term)
        if told and not stance.doubted:
            stance = stance._replace(doubted=told)
        if PURPOSE in term.sets and not of_antiviral(self, mention):
            return
        span = self.tokens[mention.first].start, self.tokens[mention.last - 1].end
        choices = [name for name in term.reads if self.guideline.facts[name].type == "choice"]
        if choices:
            place = mention.first, mention.last, next_test(self, mention)
            result = tested(self.tokens, self.sentence, self.guideline, term, place, stance)
            refused = self.scope.before(mention.first).denied
            told = f"said with {refused!r}" if refused else ""
            self.reader.found.extend(e._replace(doubt=e.doubt or told) for e in result)
        counts = self._counts(mention, term)
        if not choices and (term.kind != MEASURE or any(not each.weak for each in counts)):
            said = typed(self, mention, of_term(self.guideline, term, span, stance))
            self.reader.found.extend(either(self.tokens, self.mentions, mention, term, said))
        self.reader.found.extend(() if stance.other else counts)
        if term.since:
            place_of = mention.first, mention.last, self.reader.barred
            self.reader.found.extend(lasting(self.scope, self.guideline, term, place_of, stance))

    def _cleared(self, mention: Mention, term: Term, stance: Stance) -> None:
        """Read that a part of the body is free: ``her lips are clear``."""
        span = self.tokens[mention.first].start, self.tokens[mention.last - 1].end
        if stance.denied and not any(stance[1:]) and term.kind == PLACE:
            self.reader.found.extend(of_term(self.guideline, term, span, stance))

    def _viruses(self) -> set[str]:
        terms = (meaning.term for each in self.mentions for meaning in each.meanings)
        return {name for term in terms if term is not None for name in term.sets.get(VIRUS, ())}

    def _short(self) -> bool:
        """Whether a sentence is hardly more than a number: ``82 kg.``."""
        return self.sentence.last - self.sentence.first <= SHORT and not any(
            at in self.reader.taken for at in range(self.sentence.first, self.sentence.last)
        )

    def _bodies(self) -> None:
        """Read a weight and a height that stand in the line of the age, without their names."""
        for fact in (self.guideline.facts[name] for name in BODIES if name in self.guideline.facts):
            self.reader.found.extend(bodies(self.reader.text, self.scope, fact, self.reader.barred))

    def _sizes(self) -> Iterator[Found]:
        """Yield the size of a lesion that is named in the sentence."""
        kinds = [
            each.first
            for each in self.mentions
            for meaning in each.meanings
            if meaning.term is not None and meaning.term.kind == "lesion"
            if not any(self.scope.of(each.first, each.last))
        ]
        facts = self.guideline.facts
        if LOST in facts and BODIES[0] in facts:
            yield from fallen(self.reader.text, self.scope, facts[BODIES[0]], LOST)
        if kinds and SIZE in self.guideline.facts:
            yield from sizes(
                self.reader.text, self.scope, self.guideline.facts[SIZE], self.reader.barred
            )

    def _counts(self, mention: Mention, term: Term) -> list[Found]:
        """Return the numbers that stand at a word: the name of a measure alone says nothing."""
        names = term.reads if term.kind != "drug" else ()
        return [found for name in names for found in self._measure(mention, name)]

    def _measure(self, mention: Mention, name: str) -> Iterator[Found]:
        fact = self.guideline.facts[name]
        if fact.type not in MEASURED:
            return
        stance = self.scope.before(mention.first)
        if stance.other:
            return
        place = Place(
            self.reader.text, self.tokens, self.sentence.last, self.reader.taken, self.reader.barred
        )
        told = list(measured(place, fact, mention.first, mention.last, stance))
        yield from told or self._unread(mention, fact)

    def _unread(self, mention: Mention, fact: Fact) -> Iterator[Found]:
        """Yield that a number stands behind a measure and was not read: another may be old."""
        last = min(mention.last + UNREAD, self.sentence.last)
        for at in range(mention.last, last):
            if at in self.reader.barred:
                return
            if self.tokens[at].is_number:
                span = self.tokens[mention.first].start, self.tokens[at].end
                yield Found(fact.name, "", span, doubt=NOT_READ, weak=True)
                return

    def _aside(self, mention: Mention, stance: Stance) -> None:
        ends, of = (mention.first, mention.last), mention.meanings
        span = self.tokens[ends[0]].start, self.tokens[ends[1] - 1].end
        if all(meaning.term is not None and meaning.term.kind in SILENT for meaning in of):
            return
        told = aside(self.reader.text[slice(*span)], span, stance)
        if told is not None:
            (self.reader.others if stance.other else self.reader.not_now).append(told)
