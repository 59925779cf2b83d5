"""This module checks sentences: every number is bound, no slot is empty, no dose reaches a patient.

It refuses a bare digit: numbers never stand in prose.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from whitlow.checks.citing import Sentence, sentences
from whitlow.errors import Fault
from whitlow.guideline import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Claim, Guideline, Statement, Template

__all__ = ["CHECKS"]

DIGIT: Final = re.compile(r"\d")
DOSE: Final = re.compile(r"(?:[munµ]|mc)?g(?:/kg)?(?:/\w+)?")
LONGEST: Final = 700


def bare_digit(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each digit that stands in prose and is no part of a listed name."""
    for what, template in _all_templates(guideline):
        prose = " ".join(template.prose)
        for name in sorted(guideline.about.names, key=len, reverse=True):
            prose = prose.replace(name, "")
        if DIGIT.search(prose):
            yield Fault(
                template.place,
                f"{what} holds a bare digit: {_around(prose)!r}.",
                "A number in prose is bound to no source and no check can hold it.",
                "Make it a claim and write {claim}, or list the name in guideline.yaml.",
                "bare-digit",
            )


def _all_templates(guideline: Guideline) -> Iterator[tuple[str, Template]]:
    for statement in guideline.statements.values():
        yield f"Statement {statement.id}", statement.says
        if statement.plain is not None:
            yield f"Statement {statement.id}, plain", statement.plain
    for sentence in sentences(guideline):
        yield sentence.what, sentence.template


def _around(prose: str) -> str:
    match = DIGIT.search(prose)
    if match is None:
        return ""
    return prose[max(0, match.start() - 12) : match.end() + 12].strip()


def unknown_slot(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each slot that no cited claim and no fact fills."""
    for sentence in sentences(guideline):
        for slot in sentence.template.slots:
            if not _fills(guideline, sentence, slot):
                known = [*_claims(guideline, sentence), *guideline.facts, *guideline.formulas]
                yield Fault(
                    sentence.template.place,
                    f"{sentence.what} has a slot {{{slot}}} that nothing fills.",
                    "The sentence would have a hole where its number belongs.",
                    nearest(slot, known) or "Name a claim of a cited statement, or a fact.",
                    "unknown-slot",
                )


def _claims(guideline: Guideline, sentence: Sentence) -> list[str]:
    return [
        f"{guideline.statements[cite].name}.{claim}"
        for cite in sentence.cites
        if cite in guideline.statements
        for claim in guideline.statements[cite].claims
    ]


def _fills(guideline: Guideline, sentence: Sentence, slot: str) -> bool:
    if slot in guideline.facts or slot in guideline.formulas or slot in guideline.grades:
        return not sentence.what.startswith("Disagreement")
    return slot in _claims(guideline, sentence)


def ambiguous_slot(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each slot that two cited statements of one name could fill."""
    for sentence in sentences(guideline):
        names = Counter(cite.partition("#")[2] for cite in dict.fromkeys(sentence.cites))
        for slot in dict.fromkeys(sentence.template.slots):
            if names[slot.partition(".")[0]] > 1:
                yield Fault(
                    sentence.template.place,
                    f"{sentence.what} has a slot {{{slot}}} that two cited statements could fill.",
                    "The sentence could show the number of the wrong source.",
                    "Rename one of the two statements.",
                    "ambiguous-slot",
                )


def unknown_claim_slot(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each slot of a statement that is none of its claims."""
    for statement in guideline.statements.values():
        slots = statement.says.slots + (statement.plain.slots if statement.plain else ())
        for slot in dict.fromkeys(slots):
            if slot not in statement.claims:
                yield Fault(
                    statement.says.place,
                    f"Statement {statement.id} has a slot {{{slot}}} without a claim.",
                    "The sentence would have a hole where its number belongs.",
                    nearest(slot, statement.claims) or f"Add the claim {slot}.",
                    "unknown-slot",
                )


def unused_claim(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each claim that its own sentence does not show."""
    for statement in guideline.statements.values():
        for name, claim in statement.claims.items():
            if name not in statement.says.slots:
                yield Fault(
                    claim.place,
                    f"Statement {statement.id} has a claim {name} that its sentence does not show.",
                    "A number that no reader sees cannot be checked against its source.",
                    f"Write {{{name}}} in the sentence, or remove the claim.",
                    "unused-claim",
                )


def figures_missing(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault where two claims share a unit and the figures are entered only once."""
    for statement in guideline.statements.values():
        units = Counter(_kind(claim) for claim in statement.claims.values())
        shared = sorted(unit for unit, number in units.items() if number > 1)
        if shared and not statement.figures:
            yield Fault(
                statement.place,
                f"Statement {statement.id} has several claims in {', '.join(shared)}.",
                "Two numbers of one kind can be swapped without any other check seeing it.",
                "Add figures: the numbers again, in the order of the source.",
                "figures-missing",
            )


def _kind(claim: Claim) -> str:
    return claim.unit


def figures_differ(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault where the second entry of the figures differs from the sentence."""
    for statement in guideline.statements.values():
        shown = _shown(statement)
        if statement.figures and shown != statement.figures:
            yield Fault(
                statement.place,
                f"Statement {statement.id} shows {', '.join(shown)}; "
                f"its figures are {', '.join(statement.figures)}.",
                "The two entries of one source differ, so one of them is wrong.",
                "Read the source again and mend the wrong one.",
                "figures-differ",
            )


def _shown(statement: Statement) -> tuple[str, ...]:
    slots = dict.fromkeys(statement.says.slots)
    return tuple(statement.claims[slot].text for slot in slots if slot in statement.claims)


def plain_dose(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each patient wording that shows a dose."""
    for statement in guideline.statements.values():
        if statement.plain is not None:
            for slot in statement.plain.slots:
                claim = statement.claims.get(slot)
                if claim is not None and DOSE.fullmatch(claim.unit):
                    yield _dose_fault(statement.plain, f"Statement {statement.id}", slot)
    for sentence in sentences(guideline):
        if sentence.plain:
            for slot in sentence.template.slots:
                if _is_dose(guideline, sentence, slot):
                    yield _dose_fault(sentence.template, sentence.what, slot)


def _is_dose(guideline: Guideline, sentence: Sentence, slot: str) -> bool:
    name, _, claim = slot.partition(".")
    for cite in sentence.cites:
        statement = guideline.statements.get(cite)
        if claim and statement is not None and statement.name == name:
            found = statement.claims.get(claim)
            return found is not None and DOSE.fullmatch(found.unit) is not None
    return DOSE.fullmatch(guideline.unit(slot)) is not None


def _dose_fault(template: Template, what: str, slot: str) -> Fault:
    return Fault(
        template.place,
        f"{what}: the patient wording shows {{{slot}}}, which is a dose.",
        "A patient is never given a dose to take.",
        "Say it without the dose.",
        "plain-dose",
    )


def empty_or_long(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each sentence that is empty, unended or too long to be read."""
    for what, template in _all_templates(guideline):
        text = template.text
        if not text or len(text) > LONGEST or not text.endswith((".", "?", "!")):
            yield Fault(
                template.place,
                f"{what} is empty, has no full stop, or is longer than {LONGEST} characters.",
                "A sentence that is not read does not help.",
                "Write one or two whole sentences.",
                "sentence-shape",
            )


CHECKS: Final = (
    bare_digit,
    unknown_slot,
    ambiguous_slot,
    unknown_claim_slot,
    unused_claim,
    figures_missing,
    figures_differ,
    plain_dose,
    empty_or_long,
)
