"""This module reads a concentration against a cut-off: its laboratory's own, for its own assay.

It refuses a cut-off without a unit, of another assay or of another laboratory, and every value
that a cut-off leaves open.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.door.concentrations import Concentration, concentration_text, in_unit, molar_mass
from whitlow.door.vocabulary import key, listed
from whitlow.errors import InputError, Problem
from whitlow.guideline import measures
from whitlow.record import dataclass
from whitlow.sentence import fill, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.door.concentrations import Mass
    from whitlow.door.vocabulary import Vocabulary
    from whitlow.guideline import Claim, Cutoff, Drug

__all__ = ["Report", "Verdict", "beside_convention", "judged", "refuse_falling"]

SUSCEPTIBLE: Final = "susceptible"
INTERMEDIATE: Final = "intermediate"
RESISTANT: Final = "resistant"
ON_THE_REPORT: Final = "the cut-offs on the report"
CONCENTRATIONS: Final = ("ug/mL", "umol/L")
BELOW: Final = "<"
ABOVE: Final = ">"

Point = tuple[Fraction, int]
"""A place on the scale: a number, and whether just below it (-1), at it (0) or just above (1)."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a reading needs of an isolate; ``form`` and the two ends are empty when not told."""

    field: str
    drug: Drug
    virus: frozenset[str]
    laboratory: str
    assay: str
    value: Concentration
    form: str
    susceptible: Concentration | None
    resistant: Concentration | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a value is read and by what, or why it is not (``reading`` is empty then)."""

    reading: str
    by: str
    why: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ends:
    """The two ends of a cut-off, each a concentration whose sign says on which side it lies."""

    susceptible: Concentration | None
    resistant: Concentration | None
    form: str


def judged(report: Report, words: Vocabulary) -> Verdict:
    """Return how the value of a report is read."""
    if not report.value.unit:
        return Verdict("", "", "it has no unit")
    if report.susceptible is not None or report.resistant is not None:
        ends = _Ends(report.susceptible, report.resistant, report.form)
        return _read(report, ends, ON_THE_REPORT, (), words)
    own = [one for one in words.guideline.cutoffs.values() if _of_laboratory(one, report)]
    if not own:
        why = "no cut-off of its laboratory is given with it or known here"
        return Verdict("", "", why)
    fitting = [one for one in own if _covers(one, report, words)]
    if not fitting:
        viruses = joined(dict.fromkeys(name for one in own for name in one.virus), "or")
        told = joined(sorted(report.virus), "or") or "not told"
        why = f"the cut-offs of {own[0].laboratory} are for {viruses}, and the virus is {told}"
        return Verdict("", "", why)
    return _by_laboratory(report, fitting[0], words)


def _by_laboratory(report: Report, cutoff: Cutoff, words: Vocabulary) -> Verdict:
    claims = [words.guideline.claim(end) for end in cutoff.ends]
    if not all(measures(claim.unit, *CONCENTRATIONS) for claim in claims):
        why = f"the cut-offs of {cutoff.laboratory} are printed without a unit"
        return Verdict("", "", why, cutoff.cites)
    if key(report.assay) not in {key(assay) for assay in cutoff.assays}:
        why = (
            f"the cut-off of {cutoff.laboratory} is for the assay {listed(cutoff.assays[:1])}, "
            f"and the report names {report.assay or 'none'}"
        )
        return Verdict("", "", why, cutoff.cites)
    form = report.form or cutoff.form
    ends = _ends(cutoff, words, form)
    return _read(report, ends, f"the cut-off of {cutoff.laboratory}", cutoff.cites, words)


def _of_laboratory(cutoff: Cutoff, report: Report) -> bool:
    names = {key(name) for name in (cutoff.laboratory, *cutoff.names)}
    own = cutoff.of == "laboratory" and key(report.laboratory) in names
    return own and cutoff.drug == report.drug.id


def _covers(cutoff: Cutoff, report: Report, words: Vocabulary) -> bool:
    """Whether a cut-off is for each virus that the isolate may be."""
    fact = words.guideline.facts.get("virus")
    if fact is None or not report.virus:
        return False
    return all(
        virus in cutoff.virus or (fact.within or {}).get(virus, virus) in cutoff.virus
        for virus in report.virus
    )


def _ends(cutoff: Cutoff, words: Vocabulary, form: str) -> _Ends:
    low, high = cutoff.susceptible_below, cutoff.resistant_above
    susceptible = low or cutoff.susceptible_up_to
    resistant = cutoff.resistant_from or high
    claim = words.guideline.claim
    return _Ends(
        None if not susceptible else _end(claim(susceptible), BELOW if low else ""),
        None if not resistant else _end(claim(resistant), ABOVE if high else "", top=True),
        form,
    )


def _end(claim: Claim, sign: str, *, top: bool = False) -> Concentration:
    """Return an end of a cut-off: of a range its lower end, or the ``top``."""
    number = claim.high if top and claim.high is not None else claim.low
    return Concentration(number, claim.unit, sign, claim.text)


def _read(
    report: Report, ends: _Ends, by: str, cites: tuple[str, ...], words: Vocabulary
) -> Verdict:
    value = report.value
    units = [end.unit for end in (ends.susceptible, ends.resistant) if end is not None]
    mass = molar_mass(report.drug, ends.form, words)
    number = in_unit(value.number, value.unit, units[0], mass)
    if number is None:
        return Verdict("", "", _unweighed(report, units[0], by), cites)
    reading = _reading(_span(value.sign, number), *_points(ends, mass))
    if not reading:
        why = f"{by} {'leave' if by == ON_THE_REPORT else 'leaves'} open what it is"
        return Verdict("", "", why, cites)
    return Verdict(reading, by, "", cites)


def _unweighed(report: Report, unit: str, by: str) -> str:
    """Return why moles and grams are not compared."""
    verb = "are" if by == ON_THE_REPORT else "is"
    forms = joined(report.drug.molar_masses, "or")
    if not forms:
        return f"{by} {verb} in {unit}, and no molar mass of {report.drug.name} is kept here"
    return (
        f"{by} {verb} in {unit}, and the form of {report.drug.name} that was weighed is not told "
        f"({forms}, which differ)"
    )


def _points(ends: _Ends, mass: Mass | None) -> tuple[Point | None, Point | None]:
    """Return the last point that is susceptible and the first that is resistant, in one unit."""
    low, high = ends.susceptible, ends.resistant
    first = None if low is None else (low.number, -1 if low.sign == BELOW else 0)
    if high is None:
        return first, None
    unit = high.unit if low is None else low.unit
    number = in_unit(high.number, high.unit, unit, mass)
    if number is None:
        return None, None
    return first, (number, 1 if high.sign == ABOVE else 0)


def _span(sign: str, number: Fraction) -> tuple[Point, Point | None]:
    """Return the least and the greatest that was measured; None is without end."""
    nought: Point = (Fraction(0), 0)
    match sign:
        case "<":
            return nought, (number, -1)
        case "<=":
            return nought, (number, 0)
        case ">":
            return (number, 1), None
        case ">=":
            return (number, 0), None
        case _:
            return (number, 0), (number, 0)


def _reading(span: tuple[Point, Point | None], last: Point | None, first: Point | None) -> str:
    """Return the one reading of all that was measured, or nothing where there are several."""
    least, most = span
    if last is not None and most is not None and most <= last:
        return SUSCEPTIBLE
    if first is not None and least >= first:
        return RESISTANT
    between = last is not None and first is not None and last[0] < first[0]
    if between and last is not None and least > last and most is not None and first is not None:
        return INTERMEDIATE if most < first else ""
    return ""


def refuse_falling(report: Report, words: Vocabulary) -> None:
    """Raise ``InputError`` for ends on a report that overlap, or that cannot be compared."""
    if report.susceptible is None or report.resistant is None:
        return
    mass = molar_mass(report.drug, report.form, words)
    last, first = _points(_Ends(report.susceptible, report.resistant, report.form), mass)
    if last is not None and first is not None and last < first:
        return
    message = (
        f"{report.field}: susceptible_up_to {report.susceptible.text!r} does not lie below "
        f"resistant_from {report.resistant.text!r}. Write both in one unit, and '< 2 ug/mL' where "
        "the end itself is no longer susceptible."
    )
    raise InputError(Problem("contradictory", message, report.field))


# ---------------------------------------------------------------------------------------------
# Beside the convention, which reads nothing


def beside_convention(report: Report, words: Vocabulary) -> str:
    """Return how a value compares with a convention, and what that is worth; or nothing."""
    return " ".join(
        sentence
        for cutoff in words.guideline.cutoffs.values()
        if cutoff.of == "convention" and cutoff.drug == report.drug.id
        if not report.virus or _covers(cutoff, report, words)
        for sentence in _compared(report, cutoff, words)
    )


def _compared(report: Report, cutoff: Cutoff, words: Vocabulary) -> Iterator[str]:
    claim = words.guideline.claim(cutoff.ends[0])
    value, mass = report.value, molar_mass(report.drug, report.form or cutoff.form, words)
    number = in_unit(value.number, value.unit, claim.unit, mass)
    if number is None:
        return
    told = concentration_text(number, claim.unit, value.sign)
    lies = _beside(_span(value.sign, number), (claim.low, 0))
    says = fill(cutoff.says, words.guideline, cutoff.cites, lambda _: None)
    yield f"{told} lies {lies} the conventional cut-off of {claim.words}. {says}"


def _beside(span: tuple[Point, Point | None], at: Point) -> str:
    least, most = span
    if most is not None and most < at:
        return "below"
    if least > at:
        return "above"
    return "at" if (least, most) == (at, at) else "on both sides of"
