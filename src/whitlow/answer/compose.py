"""This module composes an answer: what is urgent, what is not covered, then what was asked.

It refuses to write a sentence: it chooses records, and each says what it says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from whitlow.answer.answering import adapted, answering, dosed, is_on_another, ranked, replied
from whitlow.answer.article import (
    beside,
    bottom_of,
    found_parts,
    help_part,
    named_disagreements,
    ordered,
    related,
    unique,
)
from whitlow.answer.beside import comparison
from whitlow.answer.chosen import MOST_BESIDE_A_PLAN, MOST_CHOSEN, chosen
from whitlow.answer.conditions import Conditions, reading_of
from whitlow.answer.coverage import ENOUGH, GOOD, judged, told_first
from whitlow.answer.danger import asks_in_danger
from whitlow.answer.described import described, is_patient, is_told_enough, plan_of
from whitlow.answer.kept import index_of
from whitlow.answer.matching import matches, nearer_to_plan
from whitlow.answer.naming import named, named_parts
from whitlow.answer.parts import (
    MORE,
    ends,
    first_of,
    merged,
    plan_bottom,
    said,
    shortened,
    standing,
    true_of,
    undosed,
    without_first,
)
from whitlow.answer.personal import (
    needs_of,
    needs_of_printed,
    plan_parts,
    with_orders,
)
from whitlow.answer.question import ask
from whitlow.answer.records import Answer, Part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from whitlow.answer.described import Case, Described
    from whitlow.answer.index import Found
    from whitlow.answer.matching import Match
    from whitlow.answer.question import Asked
    from whitlow.answer.records import Audience, Comparison, Coverage, Reply, Sentence
    from whitlow.answer.session import Session
    from whitlow.guideline import CoveredQuestion, Guideline
    from whitlow.plan import Plan

__all__ = ["answer"]

SURE: Final = 1.4
"""So alike, even what is only so of somebody is so of who asks."""

UNSURE: Final = 0.7
"""Less alike, what was found by words alone is shown besides."""

DOSE: Final = "how-much"
MANY_FACTS: Final = 4
FEW_SENTENCES: Final = 4


def answer(  # noqa: PLR0913 - what a question comes with, each by name
    guideline: Guideline,
    text: str,
    *,
    today: date,
    case: Case | None = None,
    audience: Audience = "clinician",
    session: Session | None = None,
) -> Answer:
    """Return the answer to a question; raises ``InputError`` for one that cannot be read."""
    before = () if session is None else session.facts
    index = index_of(guideline)
    carried = () if session is None else session.concepts
    asked = ask(text, guideline, carried, index.features.known)
    told = told_first(asked)
    found = index.search(asked.words, sorted(asked.names))
    alike = matches(guideline, index.features, asked, found)
    alike = alike if session is None else session.nearer(alike, asked)
    language = any(each.kind == "language" for each in told)
    person = None if language else described(asked, guideline, case, today, before)
    plan = None
    if person is not None and is_patient(person, asked):
        plan = plan_of(person, guideline, today, audience)
        asked = replace(asked, names=asked.names | true_of(plan))
        alike = matches(guideline, index.features, asked, found)
        alike = nearer_to_plan(guideline, alike, standing(plan))
    alike = ranked(guideline, alike, reading_of(guideline, plan, person), audience)
    coverage = judged(
        guideline,
        asked,
        told,
        alike,
        index.features,
        patient=person is not None and plan is not None and is_told_enough(person),
        emergency=(plan is not None and bool(plan.section("emergency")))
        or asks_in_danger(guideline, asked, alike),
        alarmed=person is not None and person.alarmed,
    )
    return _Composer(
        guideline, asked, today, audience, coverage, found, alike, plan, person
    ).whole()


class _Composer:
    """An answer while it is composed."""

    def __init__(  # noqa: PLR0913, PLR0917 - all that was found out before
        self,
        guideline: Guideline,
        asked: Asked,
        today: date,
        audience: Audience,
        coverage: Coverage,
        found: Sequence[Found],
        alike: Sequence[Match],
        plan: Plan | None,
        person: Described | None,
    ) -> None:
        """Keep what was found out."""
        self.assumed: Final = () if person is None or plan is None else person.assumed
        self.by_case: Final = person is not None and person.by_case
        self.guideline: Final = guideline
        self.asked: Final = asked
        self.today: Final = today
        self.audience: Final = audience
        self.coverage: Final = coverage
        self.found: Final = found
        self.alike: Final = alike
        refused = any(ends(guideline, each) for each in coverage.told)
        self.silent: Final = coverage.extent == "none" or refused
        self.plan: Final = plan
        self.endangered: Final = plan is not None and bool(plan.section("emergency"))
        reading = reading_of(guideline, plan, person)
        self.conditions: Final = Conditions(
            guideline, asked, reading, audience, alarmed=coverage.extent == "emergency"
        )
        sure = bool(alike) and alike[0].share >= ENOUGH and not self.silent
        self.covered: Final[CoveredQuestion | None] = (
            guideline.questions[alike[0].question] if sure else None
        )

    def whole(self) -> Answer:
        """Return the answer."""
        if self.silent:
            return self._told_only()
        bottom, more = self._bottom()
        parts = self._parts(bottom, more)
        orders = [each for part in parts for each in part.orders]
        share = self.alike[0].share if self.alike else 0.0
        reply, depends = replied(self.asked, self.plan, self.covered, share, self.coverage)
        table = comparison(self.guideline, self.asked, self.found, self.audience)
        return self._answer(
            bottom=bottom or first_of(parts),
            parts=parts if bottom else without_first(parts),
            reply=reply,
            depends=depends,
            comparison=table,
            needs=needs_of(orders) or self._needs(parts),
        )

    def _told_only(self) -> Answer:
        """Return what is said to who asks for what is not here, and any emergency with it."""
        plan = self.plan
        urgent: tuple[Part, ...] = ()
        bottom: tuple[Sentence, ...] = ()
        if plan is not None and plan.section("emergency"):
            parts = plan_parts(plan, self.asked, {})
            urgent = tuple(part for part in parts if part.name == "emergency")
            bottom = plan_bottom(plan)
        return self._answer(bottom=bottom, parts=urgent)

    def _answer(  # noqa: PLR0913 - what an answer is made of, each by name
        self,
        *,
        bottom: tuple[Sentence, ...],
        parts: tuple[Part, ...],
        reply: Reply = "",
        depends: tuple[str, ...] = (),
        comparison: Comparison | None = None,
        needs: tuple[str, ...] = (),
    ) -> Answer:
        bottom = named(self.guideline, self.asked, self.audience, bottom)
        parts = named_parts(self.guideline, self.asked, self.audience, parts)
        sentences = [*bottom, *(each for part in parts for each in part.sentences)]
        of_covered = () if self.covered is None else self.covered.named
        patient = self.audience == "patient"
        return Answer(
            guideline=self.guideline,
            asked=self.asked,
            today=self.today,
            audience=self.audience,
            coverage=self.coverage,
            covered=self.covered,
            reply=reply,
            depends=depends,
            bottom=bottom,
            parts=parts,
            comparison=comparison,
            needs=needs,
            assumed=self.assumed,
            disagreements=()
            if patient or not sentences
            else named_disagreements(self.guideline, of_covered, sentences),
            related=related(self.guideline, self.covered, self.alike),
            plan=self.plan,
        )

    def _patient_first(self) -> bool:
        """Whether the plan answers before the covered question does."""
        plan = self.plan
        if plan is None or not plan.bottom_line.cites:
            return False
        first = self.by_case or bool(plan.section("emergency"))
        if first or self.covered is None or self.alike[0].share < GOOD:
            return True
        return len(plan.facts) >= MANY_FACTS and not plan.bottom_line.provisional

    def _bottom(self) -> tuple[tuple[Sentence, ...], tuple[Part, ...]]:
        """Return the bottom line, and a section with what it left out of its records."""
        if self.plan is not None and self._patient_first():
            return plan_bottom(self.plan), ()
        if self.covered is None:
            return (), ()
        first = adapted(self.guideline, self.asked, self.alike, self.found, self.audience)
        if first and DOSE in {self.covered.kind, *(each.id for each in self.asked.kinds)}:
            return first, ()
        bottom = self.conditions.fitted(
            bottom_of(self.guideline, self.covered, self.audience),
            self.covered.about,
            sure=self.alike[0].share >= SURE,
        )
        if bottom and is_on_another(self.guideline, self.plan, self.alike):
            return (), (Part(MORE, bottom),)
        urgent = (self.guideline.rules.get(each.record) for each in bottom)
        if any(rule is not None and rule.action.kind == "emergency" for rule in urgent):
            return bottom, ()
        return shortened(bottom)

    def _parts(self, bottom: tuple[Sentence, ...], more: tuple[Part, ...]) -> tuple[Part, ...]:
        weights = {each.id: each.weight for each in self.found}
        own: tuple[Part, ...] = ()
        if self.plan is not None:
            own = ordered(plan_parts(self.plan, self.asked, weights), self.asked)
            own = undosed(own) if self.assumed else own
        told = sum(len(part.sentences) for part in own)
        alike = () if self.covered is None else self.alike
        meant = answering(self.guideline, alike, self.plan, thin=told < FEW_SENTENCES)
        said_before = (*bottom, *said(own), *said(more))
        general = chosen(
            self.guideline,
            self.asked,
            self.found,
            meant,
            self.audience,
            said_before,
            self.conditions,
            most=MOST_CHOSEN if self.plan is None else MOST_BESIDE_A_PLAN,
        )
        if told < FEW_SENTENCES and self.covered is None and not self.endangered:
            general += self.conditions.fitted_parts(
                found_parts(self.guideline, self.found, self.asked, self.audience)
            )
        wants = () if self.covered is None else self.guideline.lexicon[self.covered.kind].asks
        rest = unique(merged(general), (*bottom, *said(own)))
        later = ordered(merged((*more, *rest)), self.asked, wants)
        whole = (*unique(own, bottom), *later)
        unsure = self.covered is None or self.alike[0].share < UNSURE
        if unsure and not self.endangered:
            said_before = (*bottom, *said(whole))
            whole += self.conditions.fitted_parts(
                beside(self.guideline, self.found, self.asked, self.audience, said_before)
            )
        if self.audience == "patient":
            return (*whole, *help_part(self.guideline, (*bottom, *said(whole))))
        if self.plan is None or self.assumed:
            return whole
        return with_orders(self.plan, self.asked, whole, dosed(self.guideline, self.asked, alike))

    def _needs(self, parts: tuple[Part, ...]) -> tuple[str, ...]:
        somebody = self.plan is not None or self.audience == "patient"
        return () if somebody else needs_of_printed(self.guideline, parts)
