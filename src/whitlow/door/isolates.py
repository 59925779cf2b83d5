"""This module reads isolates as their laboratories reported them.

It refuses a value without its unit where the laboratory's own result is not told, and leaves what
no cut-off of that laboratory reads unread.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from whitlow.door.concentrations import form_of, other_units, read_concentration
from whitlow.door.cutoffs import Report, Verdict, beside_convention, judged, refuse_falling
from whitlow.door.dated import read_moment
from whitlow.door.medicines import read_drug
from whitlow.door.options import read_choice, read_options
from whitlow.door.patient import Isolate
from whitlow.door.variants import VIRUS
from whitlow.door.vocabulary import cut, shown
from whitlow.errors import InputError, Problem
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from whitlow.door.concentrations import Concentration
    from whitlow.door.dated import Moment, Record
    from whitlow.door.vocabulary import Vocabulary
    from whitlow.guideline import Drug, Fact

__all__ = ["ISOLATES", "READINGS", "Setting", "Tested", "read_isolate"]

ISOLATES: Final = (
    "date",
    "site",
    "virus",
    "drug",
    "result",
    "value",
    "unit",
    "laboratory",
    "assay",
    "susceptible_up_to",
    "resistant_from",
    "form",
)
READINGS: Final = ("susceptible", "intermediate", "resistant")
"""What a laboratory can find; any other result is none yet."""

OWN: Final = "the laboratory's own reading"
SUSCEPTIBILITY: Final = "_susceptibility"
SITE: Final = "site"

ENDS: Final = ("susceptible_up_to", "resistant_from")
Setting = dict[str, frozenset[str]]
"""The sites and the virus of the patient, as far as they are told."""


@dataclass(frozen=True, slots=True)
class Tested:
    """One isolate and one drug: what was told, and how its value is read.

    ``fact`` is empty for a drug of which no fact is kept; ``convention`` says how an unread value
    compares with the convention.
    """

    at: Moment
    fact: str
    told: Isolate
    verdict: Verdict | None
    convention: str

    @property
    def reading(self) -> str:
        """What it counts as, or nothing."""
        return self.told.reading

    @property
    def awaited(self) -> bool:
        """Whether the laboratory has not found anything yet."""
        return bool(self.told.result) and self.told.result not in READINGS

    @property
    def conflict(self) -> bool:
        """Whether the laboratory's own result differs from what its value is read as."""
        read = "" if self.verdict is None else self.verdict.reading
        return bool(read) and self.told.result in READINGS and self.told.result != read


def read_isolate(record: Record, words: Vocabulary, today: date | None, setting: Setting) -> Tested:
    """Return an isolate as it was reported and read; raises ``InputError``."""
    at = read_moment(record.name, record.required("date", "2026-01-31"), today)
    drug = _drug(record, words)
    fact = words.guideline.facts.get(f"{drug.id}{SUSCEPTIBILITY}")
    value = _value(record)
    result = _result(record, fact, words)
    if not result and value is None:
        record.required("result", "S, I or R")
    report = _report(record, drug, value, words, setting)
    awaited = bool(result) and result not in READINGS
    verdict = None if report is None or awaited else judged(report, words)
    if not result and value is not None and not value.unit:
        raise InputError(_no_unit(record, value))
    told = replace(
        _told(record, words, drug),
        date=str(at),
        value="" if value is None else value.text,
        converted=() if report is None else tuple(_converted(report, words)),
        result=result,
    )
    return Tested(
        at,
        "" if fact is None else fact.name,
        _read_as(told, verdict),
        verdict,
        beside_convention(report, words) if report is not None and report.value.unit else "",
    )


def _told(record: Record, words: Vocabulary, drug: Drug) -> Isolate:
    """Return what a record tells of an isolate beside its date, its result and its value."""
    return Isolate(
        date="",
        drug=drug.id,
        site=tuple(sorted(_options(record, SITE, words))),
        virus=tuple(sorted(_options(record, VIRUS, words))),
        laboratory=record.text("laboratory"),
        assay=record.text("assay"),
        value="",
        converted=(),
        result="",
        reading="",
        by="",
        unread="",
        aside="",
        cites=(),
    )


def _read_as(told: Isolate, verdict: Verdict | None) -> Isolate:
    """Return an isolate with what it counts as: the laboratory's own result comes first."""
    read = verdict or Verdict("", "", "")
    told = replace(told, unread=read.why, cites=read.cites)
    if told.result in READINGS:
        return replace(told, reading=told.result, by=OWN)
    return replace(told, reading=read.reading, by=read.by)


def _converted(report: Report, words: Vocabulary) -> Iterator[str]:
    return other_units(report.value, report.drug, report.form, words)


def _drug(record: Record, words: Vocabulary) -> Drug:
    written = record.required("drug", "its name")
    found = read_drug(record.name, written, words)
    if isinstance(found, str):
        message = f"{record.name}: {shown(written)} is a class. Write the drug that was tested."
        raise InputError(Problem("unknown_drug", message, record.name, cut(written)))
    return words.guideline.drugs[_tested(found, words)]


def _tested(drug: Drug, words: Vocabulary) -> str:
    """Return the substance that a laboratory tests for a drug; of a prodrug, what it becomes."""
    substance = words.substance(drug)
    name = f"{substance}{SUSCEPTIBILITY}"
    for fact in words.guideline.facts.values():
        if name in (fact.synonyms or {}):
            return fact.name.removesuffix(SUSCEPTIBILITY)
    return substance


def _value(record: Record) -> Concentration | None:
    text = record.text("value")
    unit = record.text("unit")
    if not text:
        return None
    whole = text if unit and text.endswith(unit) else f"{text} {unit}".strip()
    return read_concentration(record.name, whole)


def _result(record: Record, fact: Fact | None, words: Vocabulary) -> str:
    """Return the laboratory's own result; of a drug without a fact in the words of the others."""
    text = record.text("result")
    if not text:
        return ""
    if fact is None:
        facts = words.guideline.facts.values()
        fact = next(one for one in facts if one.name.endswith(SUSCEPTIBILITY))
    return read_choice(fact, text)


def _report(
    record: Record,
    drug: Drug,
    value: Concentration | None,
    words: Vocabulary,
    setting: Setting,
) -> Report | None:
    """Return what a reading needs; None where there is no value to be read."""
    form = form_of(record.name, drug, record.text("form")) if record.text("form") else ""
    susceptible, resistant = (_end(record, name) for name in ENDS)
    virus = _options(record, VIRUS, words)
    if value is None:
        return None
    report = Report(
        field=record.name,
        drug=drug,
        virus=virus or setting.get(VIRUS, frozenset()),
        laboratory=record.text("laboratory"),
        assay=record.text("assay"),
        value=value,
        form=form,
        susceptible=susceptible,
        resistant=resistant,
    )
    refuse_falling(report, words)
    return report


def _end(record: Record, name: str) -> Concentration | None:
    """Return a cut-off as it stands on the report; without its unit it is refused."""
    text = record.text(name)
    if not text:
        return None
    found = read_concentration(f"{record.name}: {name}", text)
    if not found.unit:
        raise InputError(_no_unit(record, found))
    wrong = found.sign in (">", ">=") if name == ENDS[0] else found.sign in ("<", "<=")
    if wrong:
        message = f"{record.name}: {name} is {shown(text)}, which opens to the other side."
        message += " Write the concentration alone, as in '2 ug/mL'."
        raise InputError(Problem("contradictory", message, record.name, cut(text)))
    return found


def _no_unit(record: Record, value: Concentration) -> Problem:
    message = (
        f"{record.name}: {shown(value.text)} has no unit, and a unit is never guessed. "
        "Ask the laboratory for it, and write it as in '20 ug/mL' or '20 umol/L'; "
        "or write the laboratory's own result: S, I or R."
    )
    return Problem("unit_missing", message, record.name, value.text, "ug/mL or umol/L")


def _options(record: Record, name: str, words: Vocabulary) -> frozenset[str]:
    fact = words.guideline.facts.get(name)
    text = record.text(name)
    return frozenset() if fact is None or not text else read_options(fact, (text,))
