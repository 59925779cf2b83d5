"""This module lays out what was proved of a guideline, and in whom it fails.

It refuses to call anything proved that is not: what nobody could settle stands with what fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Sheet, Title, said
from whitlow.pages.words import some
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.pages.blocks import Block, Words
    from whitlow.proofs import Patient, Proofs, Settled

__all__ = ["FAMILIES", "explained_page", "failure_page", "proof_line", "proof_page", "times"]

FAMILIES: Final = {
    "tables": "dose tables cover their range, once, and fall with clearance",
    "doses": "no dose passes its limit, after rounding too",
    "units": "units go there and back without loss",
    "laws": "no rule breaks a law",
    "promises": "every promise is kept",
    "conflicts": "no two treatments answer one question, or order one drug, differently unseen",
    "ranges": "what is accepted, computed and tabulated fits together",
    "nobody": "nothing stands for the patient of whom nothing is known",
    "alive": "every rule can stand for some patient",
    "steady": "what stands is not taken back by knowing more",
}
HEADS: Final = {
    "proved": "Proved",
    "refuted": "Does not hold",
    "unsettled": "Not settled",
}
SHORT_HASH: Final = 16
MEANING: Final = (
    "Proved is said of every patient whom the door lets in, whatever is known or unknown of them, "
    "not of examples."
)
AFTERWARDS: Final = (
    "What an obligation assumes: whitlow prove --explain NAME. "
    "These patients as case files: whitlow prove --save DIR."
)


def proof_page(proofs: Proofs, *notes: str) -> Page:
    """Return the page of a whole run, with notes on how it came about."""
    blocks: list[Block] = [_title("What is proved of every patient", proofs)]
    blocks += [Prose(said(note, "strong")) for note in notes]
    blocks += [Prose(said(_counted(proofs))), Sheet(tuple(_families(proofs)))]
    blocks += [Prose(said(MEANING)), Prose(said(_made_by(proofs), "quiet"))]
    for each in proofs.failed:
        blocks += _failed(each)
    if proofs.failed:
        blocks += [Heading("Next"), Prose(said(AFTERWARDS))]
    return Page(tuple(blocks))


def times(proofs: Proofs) -> Page:
    """Return the page of how long each obligation of a run took, and each family together."""
    every = sorted(proofs.settled, key=lambda each: (-each.seconds, each.name))
    families = tuple(_taken(proofs))
    return Page(
        (
            Heading("Times of the families"),
            Sheet(families, ("obligations", "together", "on average", "the slowest")),
            Heading("Times of the obligations", aside=f"all {len(every)}, the slowest first"),
            Sheet(tuple((_lasted(each.seconds), (said(_told(each)),)) for each in every)),
        )
    )


def _taken(proofs: Proofs) -> Iterator[tuple[str, tuple[Words, ...]]]:
    for family in FAMILIES:
        mine = [each.seconds for each in proofs.settled if each.family == family]
        if mine:
            lasted = (sum(mine), sum(mine) / len(mine), max(mine))
            yield family, (said(str(len(mine))), *(said(_lasted(each)) for each in lasted))


def _lasted(seconds: float) -> str:
    return f"{seconds:.3f} s"


def _told(settled: Settled) -> str:
    return settled.name if settled.proved else f"{settled.name}, {settled.verdict}"


def _title(text: str, proofs: Proofs) -> Title:
    return Title(text, f"guideline {proofs.guideline['version']}")


def _counted(proofs: Proofs) -> str:
    every, failed = len(proofs.settled), len(proofs.failed)
    return (
        f"{some(every, 'obligation')}, {every - failed} proved, {failed} not, "
        f"with {proofs.seconds:.1f} s of work."
    )


def _made_by(proofs: Proofs) -> str:
    return (
        f"Guideline {proofs.guideline['hash'][:SHORT_HASH]} of {proofs.guideline['date']}, "
        f"whitlow {proofs.program}, solver {proofs.solver}, "
        f"at most {proofs.patience_ms} ms for a question."
    )


def _families(proofs: Proofs) -> Iterator[tuple[str, tuple[Words, ...]]]:
    for family, says in FAMILIES.items():
        mine = [each for each in proofs.settled if each.family == family]
        proved = sum(each.proved for each in mine)
        if mine:
            seconds = sum(each.seconds for each in mine)
            count = f"{proved} of {len(mine)} proved, {seconds:.1f} s: "
            lead = Run(count) if proved == len(mine) else Run(count, "alarm")
            yield family, ((lead, Run(says)),)


def failure_page(settled: Settled) -> Page:
    """Return what is said of one obligation that fails, and nothing else."""
    return Page(tuple(_failed(settled)))


def _failed(settled: Settled) -> Iterator[Block]:
    yield Heading(HEADS[settled.verdict], tone="alarm")
    yield Prose(said(settled.name, "quiet"))
    yield Prose(said(settled.says))
    yield from _broken(settled)


def _broken(settled: Settled) -> Iterator[Block]:
    refuted = settled.verdict == "refuted"
    told = settled.told if refuted else f"Nobody knows, which counts as failed. {settled.told}"
    notes = tuple(said(str(part)) for part in settled.broken)
    yield Point(said(told, "strong"), "alarm", notes=notes)
    if settled.patient is not None:
        yield from _patient(settled.patient)


def _patient(patient: Patient) -> Iterator[Block]:
    if patient.facts or patient.doubted:
        yield Prose(said("In this patient:"))
    else:
        yield Prose(said("In the patient of whom nothing is known."))
    for name, text in patient.facts.items():
        yield Point(said(f"{name}: {text}"), "stands", one_line=True)
    if patient.confirmed:
        yield Point(said(f"confirmed: [{', '.join(patient.confirmed)}]"), "stands", one_line=True)
    if patient.doubted:
        told = f"In doubt, that is given and not believed: {joined(patient.doubted)}."
        yield Point(said(told), "stands")


def explained_page(proofs: Proofs, *notes: str) -> Page:
    """Return what the obligation of a run says, what it assumes, and what became of it."""
    (settled,) = proofs.settled
    sheet = Sheet(
        (
            ("In words", (said(settled.says),)),
            ("In symbols", (said(settled.symbols),)),
            *_assumed(settled),
            ("Verdict", (said(_verdict(settled)),)),
        )
    )
    head = Heading(HEADS[settled.verdict], tone="alarm")
    failed = () if settled.proved else (head, *_broken(settled))
    told = (Prose(said(note, "strong")) for note in notes)
    return Page((_title(settled.name, proofs), *told, sheet, *failed))


def _assumed(settled: Settled) -> Iterator[tuple[str, tuple[Words, ...]]]:
    for index, each in enumerate(settled.assumes or ("Nothing.",)):
        yield "Assumed" if index == 0 else "", (said(each),)


def _verdict(settled: Settled) -> str:
    match settled.verdict:
        case "proved":
            return f"Proved in {settled.seconds:.2f} s: {settled.told}."
        case "refuted":
            return f"Does not hold, found in {settled.seconds:.2f} s."
        case "unsettled":
            return f"Not settled in {settled.seconds:.2f} s, which counts as failed."


def proof_line(settled: Settled) -> str:
    """Return one line that tells an obligation and its verdict as it comes."""
    return f"{settled.seconds:7.3f} s  {settled.verdict:9}  {settled.name}"
