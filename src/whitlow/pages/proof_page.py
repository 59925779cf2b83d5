"""This module lays out what was proved of a guideline, and in whom it fails.

It refuses to call anything proved that is not: what nobody could settle stands with what fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Sheet, Title, said
from whitlow.pages.json_values import about
from whitlow.pages.words import some
from whitlow.prove import Proved, Refuted, Unsettled, case_lines, case_text, doubts_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.guideline import Guideline
    from whitlow.pages.blocks import Block, Words
    from whitlow.pages.json_values import Json
    from whitlow.prove import Obligation, Result

__all__ = ["explained_page", "proof_json", "proof_line", "proof_page"]

FAMILIES: Final = {
    "tables": "dose tables cover their range, once, and fall with clearance",
    "doses": "no dose passes its limit, after rounding too",
    "units": "units go there and back without loss",
    "laws": "no rule breaks a law",
    "promises": "every promise is kept",
    "conflicts": "no two treatments answer one question differently unseen",
    "ranges": "what is accepted, computed and tabulated fits together",
    "nobody": "nothing stands for the patient of whom nothing is known",
    "alive": "every rule can stand for some patient",
    "steady": "what stands is not taken back by knowing more",
}


def proof_page(guideline: Guideline, results: Sequence[Result]) -> Page:
    """Return the page of a whole run."""
    failed = [each for each in results if not isinstance(each.verdict, Proved)]
    seconds = sum(each.seconds for each in results)
    count = some(len(results), "obligation")
    title = Title("What is proved of every patient", f"guideline {guideline.about.version}")
    told = f"{count}, {len(results) - len(failed)} proved, {len(failed)} not, in {seconds:.1f} s."
    blocks: list[Block] = [title, Prose(said(told)), Sheet(tuple(_families(results)))]
    for each in failed:
        blocks += _failed(guideline, each)
    return Page(tuple(blocks))


def _families(results: Sequence[Result]) -> Iterator[tuple[str, tuple[Words, ...]]]:
    for family, says in FAMILIES.items():
        mine = [each for each in results if each.obligation.family == family]
        proved = sum(isinstance(each.verdict, Proved) for each in mine)
        if mine:
            seconds = sum(each.seconds for each in mine)
            count = f"{proved} of {len(mine)} proved, {seconds:.1f} s: "
            lead = Run(count) if proved == len(mine) else Run(count, "alarm")
            yield family, ((lead, Run(says)),)


def _failed(guideline: Guideline, result: Result) -> Iterator[Block]:
    obligation = result.obligation
    match result.verdict:
        case Refuted(patient, story, places):
            yield Heading(f"Does not hold: {obligation.name}", tone="alarm")
            yield Prose(said(obligation.says))
            yield Point(said(story, "strong"), "alarm", notes=tuple(said(str(at)) for at in places))
            if patient is not None:
                yield Prose(said("In this patient:"))
                for line in case_lines(guideline, patient):
                    yield Point(said(line), "stands", one_line=True)
                if patient.doubted:
                    yield Point(said(doubts_text(patient)), "stands")
        case Unsettled(why):
            yield Heading(f"Not settled: {obligation.name}", tone="alarm")
            yield Prose(said(obligation.says))
            yield Point(said(f"Nobody knows: {why}"), "alarm")
        case Proved():
            return


def explained_page(guideline: Guideline, result: Result) -> Page:
    """Return what one obligation says, what it takes for granted, and what became of it."""
    obligation = result.obligation
    sheet = Sheet(
        (
            ("In words", (said(obligation.says),)),
            ("In symbols", (said(obligation.symbols),)),
            ("Assumed", (said(" ".join(obligation.assumes) or "Nothing."),)),
            ("Verdict", (said(_verdict(result)),)),
        )
    )
    title = Title(obligation.name, f"guideline {guideline.about.version}")
    return Page((title, sheet, *_failed(guideline, result)))


def _verdict(result: Result) -> str:
    match result.verdict:
        case Proved(how):
            return f"Proved in {result.seconds:.2f} s: {how}."
        case Refuted(_, story, _):
            return f"Does not hold: {story}"
        case Unsettled(why):
            return f"Not settled: {why}"


def proof_line(result: Result) -> str:
    """Return one line that tells an obligation and its verdict as it comes."""
    word = type(result.verdict).__name__.lower()
    return f"{result.seconds:7.3f} s  {word:9}  {result.obligation.name}"


def proof_json(guideline: Guideline, results: Sequence[Result]) -> dict[str, Json]:
    """Return a whole run as data, with the guideline that it is about."""
    return {
        "guideline": dict(about(guideline)),
        "proved": sum(isinstance(each.verdict, Proved) for each in results),
        "obligations": [_json(guideline, each) for each in results],
    }


def _json(guideline: Guideline, result: Result) -> dict[str, Json]:
    obligation: Obligation = result.obligation
    found: dict[str, Json] = {
        "name": obligation.name,
        "family": obligation.family,
        "says": obligation.says,
        "symbols": obligation.symbols,
        "assumes": list(obligation.assumes),
        "verdict": type(result.verdict).__name__.lower(),
    }
    match result.verdict:
        case Proved(how):
            found["how"] = how
        case Unsettled(why):
            found["why"] = why
        case Refuted(patient, story, places):
            case = None if patient is None else case_text(guideline, patient, "")
            found["story"] = story
            found["places"] = [str(at) for at in places]
            found["case"] = case
            found["doubted"] = [] if patient is None else [*sorted(patient.doubted)]
    return found
