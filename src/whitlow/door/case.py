"""This module reads a whole case: every fact, what follows from it, and what is doubted.

It refuses the case when anything in it cannot be read, and then tells everything at once.
"""

from __future__ import annotations

from dataclasses import field
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.door.amounts import in_range
from whitlow.door.doubts import all_denied, contradictions, implausible, merged, one_denied
from whitlow.door.flags import read_flags
from whitlow.door.letters import read_text
from whitlow.door.limits import LONGEST_GIVEN, MOST_ENTRIES
from whitlow.door.options import members_of
from whitlow.door.patient import Answer, Doubt, Implied, Patient
from whitlow.door.values import read_answer, texts_of
from whitlow.door.variants import VARIANTS, VIRUS
from whitlow.door.vocabulary import NONE_WORDS, UNKNOWN_WORDS, Vocabulary, key, shown, vocabulary_of
from whitlow.errors import InputError, Place, Problem
from whitlow.guideline import Mapping, Node, Scalar
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from whitlow.door.histories import Reduced
    from whitlow.door.patient import Isolate
    from whitlow.guideline import Fact, Guideline
    from whitlow.language import Value

__all__ = ["entries_of", "read_case", "read_entries", "read_facts"]

CONFIRMED: Final = "confirmed"
ONSET: Final = "lesion_days"
NOTHING: Final = NONE_WORDS | UNKNOWN_WORDS
SITE: Final = "site"
RECORDS: Final = ("antivirals", "isolates", "labs")


def read_case(data: bytes, name: str, guideline: Guideline, today: date | None = None) -> Patient:
    """Return the patient of a case file in YAML, TOML or JSON.

    ``name`` is the file's, whose suffix tells the format, or ``-``. Raises ``InputError`` with
    every problem found.
    """
    return read_entries(entries_of(data, name), guideline, today)


def entries_of(data: bytes, name: str) -> list[tuple[str, Node]]:
    """Return what stands in a case file, each fact with its value; raises ``InputError``."""
    from whitlow.door.tree import read_tree  # noqa: PLC0415 - a dose is asked without a file

    node = read_tree(read_text(data, name), name)
    if not isinstance(node, Mapping):
        message = f"{name}: This is no case. Write facts and values, as in 'weight: 70 kg'."
        raise InputError(Problem("wrong_type", message, accepted="facts and their values"))
    return [(written.value, value) for written, value in node.entries]


def read_facts(
    pairs: Sequence[tuple[str, str]], guideline: Guideline, today: date | None = None
) -> Patient:
    """Return the patient of facts given one by one, as on a command line.

    Raises ``InputError`` with every problem found.
    """
    place = Place("--fact")
    return read_entries([(name, Scalar(text, place)) for name, text in pairs], guideline, today)


def read_entries(
    entries: Sequence[tuple[str, Node]], guideline: Guideline, today: date | None = None
) -> Patient:
    """Return the patient of facts and their values as they stand in a tree of strict YAML.

    Raises ``InputError`` with every problem found, in the order of the entries.
    """
    if len(entries) > MOST_ENTRIES:
        message = f"{len(entries)} facts are more than {MOST_ENTRIES}. Give one patient's."
        raise InputError(Problem("too_large", message))
    case = _Case(vocabulary_of(guideline), today)
    for position, (name, node) in enumerate(entries):
        case.take(position, name, node)
    case.reduce()
    if case.problems:
        raise InputError(*case.problems_in_order())
    return case.patient()


@dataclass(slots=True)
class _Case:
    """A case while it is read."""

    words: Vocabulary
    today: date | None
    answers: dict[str, Answer] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    implied: list[Implied] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    confirmed: set[str] = field(default_factory=set)
    seen: dict[str, str] = field(default_factory=dict)
    flags: list[tuple[Fact, frozenset[str]]] = field(default_factory=list)
    records: list[tuple[int, str, Node]] = field(default_factory=list)
    isolates: list[Isolate] = field(default_factory=list)
    problems: list[tuple[int, Problem]] = field(default_factory=list)

    def take(self, position: int, name: str, node: Node) -> None:
        """Read one entry, noting what is wrong with it."""
        try:
            self._take(position, name, node)
        except InputError as error:
            self.problems.extend((position, problem) for problem in error.problems)

    def _take(self, position: int, name: str, node: Node) -> None:
        word = key(name)
        if word == CONFIRMED or word in RECORDS:
            self._once(word, name)
            if word == CONFIRMED:
                self._confirm(node)
            else:
                self.records.append((position, word, node))
            return
        fact = self.words.fact(name)
        self._once(fact.name, name)
        if fact.type == "answers":
            self._flag(fact, node)
            return
        answer, implied = read_answer(fact, node, self.words, self.today)
        if answer is not None:
            self.answers[fact.name] = answer
        self._imply(position, implied)

    def _imply(self, position: int, implied: Iterable[Implied]) -> None:
        """Take what follows from an entry; a number beyond its range is as wrong as one given."""
        for each in implied:
            fact, found = self.words.guideline.facts.get(each.answer.fact), each.answer.value
            try:
                if fact is not None and isinstance(found, Fraction):
                    in_range(fact, found, each.answer.given)
                self.implied.append(each)
            except InputError as error:
                self.problems.extend((position, problem) for problem in error.problems)

    def _once(self, fact: str, written: str) -> None:
        if fact in self.seen:
            first = self.seen[fact]
            names = "" if first == written else f", as {shown(first)} and as {shown(written)}"
            message = f"{fact} is given twice{names}. Keep one of the two."
            raise InputError(Problem("duplicate_key", message, fact))
        self.seen[fact] = written

    def _confirm(self, node: Node) -> None:
        for text in texts_of(CONFIRMED, node):
            for name in (part.strip() for part in text.split(",")):
                if key(name) not in NOTHING:
                    self.confirmed.add(self.words.fact(name).name)

    def _flag(self, fact: Fact, node: Node) -> None:
        if isinstance(node, Scalar) and key(node.value) in UNKNOWN_WORDS:
            return
        texts = texts_of(fact.name, node)
        present = read_flags(fact, members_of(fact, texts), self.words)
        self.given[fact.name] = ", ".join(texts)[:LONGEST_GIVEN] or "none"
        self.flags.append((fact, present))

    def reduce(self) -> None:
        """Reduce the dated records, and answer the facts that one answer settles."""
        for position, name, node in self.records:
            try:
                implied, doubts, problems = self._reduced(name, node)
            except InputError as error:
                implied, doubts, problems = (), (), error.problems
            self._imply(position, implied)
            self.doubts.extend(doubt for doubt in doubts if doubt.facts[0] not in self.answers)
            self.problems.extend((position, problem) for problem in problems)
        for fact, present in self.flags:
            self._settle(fact, present)

    def _reduced(self, name: str, node: Node) -> Reduced:
        from whitlow.door.reduced import reduced  # noqa: PLC0415 - a dose has no dated records

        found, isolates = reduced(
            name,
            node,
            self.words,
            self.today,
            confirmed=self.confirmed,
            onset=self._onset(),
            setting=self._setting(),
        )
        self.isolates.extend(isolates)
        return found

    def _onset(self) -> Fraction | None:
        answer = self.answers.get(ONSET)
        return answer.value if answer and isinstance(answer.value, Fraction) else None

    def _setting(self) -> dict[str, frozenset[str]]:
        """Return the sites and the virus of the patient, as far as they are given."""
        given = {name: self.answers[name].value for name in (SITE, VIRUS) if name in self.answers}
        return {name: value for name, value in given.items() if isinstance(value, frozenset)}

    def _settle(self, fact: Fact, present: frozenset[str]) -> None:
        """Answer each fact of a list of flags; where two answers differ the graver one counts."""
        clashing = [] if present else [name for name in fact.settles if self._is(name, answer=True)]
        if clashing:
            self.doubts.append(all_denied(fact, clashing))
        denied = [name for name in fact.settles if name in present and self._is(name, answer=False)]
        if denied:
            self.doubts.append(one_denied(fact, denied))
        for name in fact.settles:
            answer = Answer(name, name in present, self.given[fact.name])
            if name in denied:
                self.answers[name] = answer
            else:
                self.answers.setdefault(name, answer)

    def _is(self, name: str, *, answer: bool) -> bool:
        return name in self.answers and self.answers[name].value is answer

    def problems_in_order(self) -> Iterable[Problem]:
        """Return the problems in the order of the entries."""
        return [problem for _, problem in sorted(self.problems, key=lambda each: each[0])]

    def patient(self) -> Patient:
        """Return the patient, the doubtful facts set aside."""
        guideline = self.words.guideline
        found, differing = merged(self.answers, self.implied)
        doubts = [*self.doubts, *differing, *implausible(found.values(), guideline, self.confirmed)]
        aside = {name for doubt in doubts for name in doubt.facts}
        facts = {
            name: found[name].value
            for name in guideline.facts
            if name in found and name not in aside
        }
        doubts += self._place(facts)
        aside |= {name for doubt in doubts for name in doubt.facts}
        facts = {name: value for name, value in facts.items() if name not in aside}
        clashing = contradictions(facts, guideline, self.confirmed)
        aside |= {name for doubt in clashing for name in doubt.facts}
        given = {name: found[name].given for name in guideline.facts if name in found}
        return Patient(
            {name: value for name, value in facts.items() if name not in aside},
            {
                name: given.get(name, self.given.get(name, ""))
                for name in guideline.facts
                if name in given or name in self.given
            },
            (*doubts, *clashing),
            tuple(self.isolates),
        )

    def _place(self, facts: dict[str, Value]) -> tuple[Doubt, ...]:
        """Put the variants among ``facts`` under the records of the virus that was typed."""
        doubts: list[Doubt] = []
        for name, names in tuple(facts.items()):
            fact = self.words.guideline.facts[name]
            if fact.members == VARIANTS and isinstance(names, frozenset):
                from whitlow.door.typed import placed  # noqa: PLC0415 - few cases have a genotype

                facts[name], told = placed(
                    fact,
                    names,
                    facts.get(VIRUS),
                    self.words.guideline,
                    confirmed=name in self.confirmed,
                )
                doubts += told
        return tuple(doubts)
