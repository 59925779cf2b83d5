"""This module reduces a course to the facts of one day, as a case file of that day would say them.

It refuses to judge them: they go through the ordinary door, and become an ordinary plan.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.course.base import CONFIRMED
from whitlow.course.drugs import ANTIVIRAL, COMEDICATIONS, NOBODY, option_for
from whitlow.course.givings import Givings
from whitlow.door.flags import read_flags
from whitlow.door.movement import HOURS, PREVIOUS, earlier_value
from whitlow.door.options import members_of
from whitlow.door.values import texts_of
from whitlow.door.vocabulary import NONE_WORDS, Vocabulary, key
from whitlow.errors import Place
from whitlow.guideline import Items, Node, Scalar
from whitlow.language import number_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from whitlow.course.records import Base, Course, Dispute, Entry, Period
    from whitlow.door.movement import Standing
    from whitlow.guideline import Fact

__all__ = ["REPLIES", "Situation"]

REPLIES: Final = ("response", "new_lesions")
"""What is said of a treatment, and so no longer counts when another is begun."""

TAKING: Final = ("adherent",)
"""What is said of doses while any are taken."""

DAYS_ON: Final = f"days_on_{ANTIVIRAL}"
OWN: Final = ("purpose", "route", "dose", "dose_per_kg", "interval")
OF_TREATMENT: Final = {ANTIVIRAL, DAYS_ON, *REPLIES, *(f"{ANTIVIRAL}_{one}" for one in OWN)}
"""What is about the antiviral of the time, and so not about the next one."""
TREATMENT: Final = "treatment"
DAY: Final = "d"
PLACE: Final = Place("course")


class Situation:
    """The facts of a patient on one day of a course.

    ``before`` leaves out what was begun on the day itself. ``distrusted`` are lines of entries that
    were questioned on their day; no later value is compared with them.
    """

    def __init__(  # noqa: PLR0913 - what a day is made of, each by name
        self,
        words: Vocabulary,
        base: Base,
        course: Course,
        day: date,
        *,
        distrusted: Collection[int] = (),
        before: bool = False,
    ) -> None:
        """Take what was written down up to this day."""
        self.words: Final = words
        self.base: Final = base
        self.course: Final = course
        self.day: Final = day
        self.distrusted: Final = distrusted
        self.periods: Final = tuple(
            one for one in course.periods if one.start < day or (one.start == day and not before)
        )
        self.entries: Final = tuple(one for one in course.entries if one.at.day <= day)
        self.givings: Final = Givings(words, base, course, self.periods, day)

    def disputes(self) -> tuple[Dispute, ...]:
        """Return the disputes that no later entry has settled."""
        return tuple(
            one
            for one in self.course.disputes
            if one.at.day <= self.day
            and not any(
                entry.fact == one.fact and entry.at.order > one.at.order for entry in self.entries
            )
        )

    def latest(self, fact: str) -> Entry | None:
        """Return the last entry of a fact up to this day."""
        return next((one for one in reversed(self.entries) if one.fact == fact), None)

    def nodes(self, without: Collection[str] = ()) -> list[tuple[str, Node]]:
        """Return the facts and their values as a case of this day; ``without`` leaves some out."""
        found = self._from_base()
        self._add_entries(found)
        self._add_earlier(found)
        self._add_antiviral(found)
        self._add_days_since(found)
        self._add_comedications(found)
        aside = {one.fact for one in self.disputes()} | set(without)
        named = [(name, node) for name, node in found.items() if name not in aside]
        confirmed = self._confirmed()
        return [*named, (CONFIRMED, Items(confirmed, PLACE))] if confirmed else named

    # --- the case, as old as the course ----------------------------------------------------------

    def _from_base(self) -> dict[str, Node]:
        begun = self._treating()
        elapsed = (self.day - self.course.first).days
        found: dict[str, Node] = {}
        for name, node in self.base.nodes.items():
            if name == CONFIRMED or (begun and name in OF_TREATMENT):
                continue
            value = self.base.values.get(name)
            found[name] = node
            if isinstance(value, Fraction) and self._counts(name):
                found[name] = self._advanced(name, value, elapsed)
        return found

    def _counts(self, name: str) -> bool:
        """Whether a fact counts days, and so grows by itself."""
        fact = self.words.guideline.facts.get(name)
        if fact is None or fact.type != "number" or fact.unit != DAY:
            return False
        drug = name.removesuffix("_days")
        if drug == name or drug not in self.words.guideline.drugs:
            return True
        return self.base.values.get(ANTIVIRAL) == drug and not self._treating()

    def _advanced(self, name: str, value: Fraction, days: int) -> Node:
        fact = self.words.guideline.facts[name]
        high = None if fact.range is None else fact.range.high
        grown = value + days
        return _days(value if high is not None and grown > high else grown)

    # --- the dated entries -----------------------------------------------------------------------

    def _add_entries(self, found: dict[str, Node]) -> None:
        treating = self._treating()
        since = treating[-1].start if treating else None
        facts = self.words.guideline.facts
        for entry in self.entries:
            if since is not None and entry.at.day < since and entry.fact in OF_TREATMENT:
                continue
            fact = facts[entry.fact]
            for settled in fact.settles:
                found.pop(settled, None)
            self._apart(found, entry.fact)
            found[entry.fact] = self._node(fact, entry)

    def _apart(self, found: dict[str, Node], name: str) -> None:
        """Take an older answer on many facts apart, so that a newer one on one of them counts."""
        for one in self.words.guideline.facts.values():
            if name in one.settles and one.name in found:
                texts = texts_of(one.name, found.pop(one.name))
                there = read_flags(one, members_of(one, texts), self.words)
                for settled in one.settles:
                    said = Scalar("true" if settled in there else "false", PLACE)
                    found.setdefault(settled, said)

    def _node(self, fact: Fact, entry: Entry) -> Node:
        if fact.type == "number" and fact.unit == DAY and isinstance(entry.value, Fraction):
            return self._advanced(fact.name, entry.value, (self.day - entry.at.day).days)
        return entry.node

    def _add_earlier(self, found: dict[str, Node]) -> None:
        """Add the earlier value to which a fact is compared, where facts are kept for it."""
        facts = self.words.guideline.facts
        for name in dict.fromkeys(one.fact for one in self.entries):
            if f"{name}{PREVIOUS}" not in facts:
                continue
            found.pop(f"{name}{PREVIOUS}", None)
            found.pop(f"{name}{HOURS}", None)
            compared = self._compared(name)
            if compared is None:
                continue
            latest, other, _ = compared
            hours = other.at.hours_before(latest.at)
            span = facts.get(f"{name}{HOURS}")
            if (
                span is not None
                and span.plausible is not None
                and Fraction(hours) not in span.plausible
            ):
                continue  # nobody would compare with a value as old as that
            found[f"{name}{PREVIOUS}"] = other.node
            if span is not None:
                found[span.name] = Scalar(f"{hours} h", PLACE)

    def _compared(self, name: str) -> tuple[Entry, Entry, Standing] | None:
        series = [one for one in self.entries if one.fact == name]
        trusted = [one for one in series[:-1] if one.line not in self.distrusted]
        found = earlier_value(self.words.guideline, [*trusted, *series[-1:]])
        return None if found is None else (series[-1], *found)

    def standings(self) -> Iterator[tuple[str, Entry, Standing]]:
        """Yield the facts that are compared with an earlier value, the last one and how it is."""
        for name in dict.fromkeys(one.fact for one in self.entries):
            known = f"{name}{PREVIOUS}" in self.words.guideline.facts
            compared = self._compared(name) if known else None
            if compared is not None:
                yield name, compared[0], compared[2]

    # --- the drugs -------------------------------------------------------------------------------

    def _treating(self) -> tuple[Period, ...]:
        return tuple(one for one in self.periods if one.treats)

    def _add_antiviral(self, found: dict[str, Node]) -> None:
        treating = self._treating()
        if not treating:
            return
        last, facts = treating[-1], self.words.guideline.facts
        drug = self.words.guideline.drugs[last.drug]
        counted = f"{self.words.substance(drug)}_days"
        if counted in facts:
            until = self.day if last.stop is None else min(last.stop, self.day)
            found[counted] = _days(Fraction((until - last.start).days))
        if not last.runs(self.day):
            for name in {*OF_TREATMENT, *TAKING} - {*REPLIES}:
                found.pop(name, None)
            found[ANTIVIRAL] = Scalar(NOBODY, PLACE)
            return
        found[ANTIVIRAL] = Scalar(option_for(self.words, last.drug), PLACE)
        found[DAYS_ON] = _days(Fraction((self.day - last.start).days))
        if drug.route:
            found[f"{ANTIVIRAL}_route"] = Scalar(drug.route, PLACE)
        if last.regimen(self.day):
            found.setdefault(f"{ANTIVIRAL}_purpose", Scalar(TREATMENT, PLACE))

    def _add_days_since(self, found: dict[str, Node]) -> None:
        """Add how long ago drugs of certain classes were last given, where facts are kept."""
        for fact in self.givings.first_doses():
            found.pop(fact, None)
        for fact, days in self.givings.days_since():
            found[fact] = _days(days)

    def _add_comedications(self, found: dict[str, Node]) -> None:
        others = [one for one in self.periods if not one.treats]
        if not others:
            return
        node = found.get(COMEDICATIONS)
        texts = [] if node is None else list(texts_of(COMEDICATIONS, node))
        names = [part.strip() for text in texts for part in text.replace(";", ",").split(",")]
        kept = [one for one in names if one and key(one) not in NONE_WORDS]
        drugs = self.words.guideline.drugs
        stopped = {one.drug for one in others if not one.runs(self.day)}
        kept = [
            one for one in kept if (drug := self.words.drug(one)) is None or drug.id not in stopped
        ]
        kept += [one.drug for one in others if one.runs(self.day) and one.drug in drugs]
        listed = [Scalar(one, PLACE) for one in dict.fromkeys(kept)] or [Scalar(NOBODY, PLACE)]
        found[COMEDICATIONS] = Items(tuple(listed), PLACE)

    # --- what was confirmed ----------------------------------------------------------------------

    def _confirmed(self) -> tuple[Node, ...]:
        """Return the questioned values that someone has confirmed, no newer one standing since."""
        names = [
            name
            for day, name in self.course.confirmed
            if day <= self.day and ((last := self.latest(name)) is None or last.at.day <= day)
        ]
        node = self.base.nodes.get(CONFIRMED)
        for text in () if node is None else texts_of(CONFIRMED, node):
            written = [part.strip() for part in text.split(",") if key(part) not in NONE_WORDS]
            facts = [self.words.fact(one).name for one in written if one]
            names += [name for name in facts if self.latest(name) is None]
        return tuple(Scalar(name, PLACE) for name in dict.fromkeys(names))


def _days(days: Fraction) -> Scalar:
    return Scalar(f"{number_text(days)} d", PLACE)
