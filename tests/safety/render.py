"""This module lays the hazard log out as a page, with what each control says today.

It refuses to say that a risk is acceptable: that is a judgement, and nobody has made it.
Run as a program it proves everything first, and writes the page to ``build`` in two forms.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final

from tests.cases.test_cases import shipped
from tests.safety.limits import uncited
from tests.safety.log import (
    KINDS,
    LOG,
    ROOT,
    SEVERITIES,
    Control,
    Hazard,
    named_by,
    read_log,
    statement,
)
from whitlow.pages.blocks import Block, Heading, Page, Point, Prose, Run, Sheet, Title, said
from whitlow.pages.html import to_html
from whitlow.pages.markdown import to_markdown
from whitlow.prove import Proved, obligations, settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whitlow.pages.blocks import Words
    from whitlow.prove import Result

__all__ = ["safety_page", "verdicts"]

LABELS: Final = {
    "laws": "law",
    "promises": "promise",
    "obligations": "proof",
    "checks": "check",
    "cases": "worked case",
    "screens": "on screen",
    "tests": "test",
}
NOBODY: Final = (
    "No risk here has been estimated, since no one has measured how often any of this happens, "
    "and none has been judged acceptable. Nothing has been validated clinically, and no clinician "
    "has reviewed this log. It follows the shape of a hazard log and claims conformity with no "
    "standard."
)
BESIDE: Final = (
    "Some of these follow from a source that another record cites, from the other end of a range "
    "or from a difference of two; some were chosen. A reviewer begins here."
)


def verdicts(results: Iterable[Result]) -> dict[str, bool]:
    """Return of each obligation whether it is proved; what nobody could settle is not."""
    return {each.obligation.name: isinstance(each.verdict, Proved) for each in results}


def safety_page(hazards: Sequence[Hazard], proved: Mapping[str, bool]) -> Page:
    """Return the page of a log; a proof that is not among ``proved`` was not run."""
    about = shipped().about
    blocks: list[Block] = [
        Title("Hazards and what stands against them", f"guideline {about.version}"),
        Prose(said(f"Guideline {about.version} of {about.date}, hash {shipped().hash[:16]}.")),
        Prose(said(NOBODY, "strong")),
        Sheet(tuple(_counts(hazards, proved))),
    ]
    for area, group in groupby(hazards, key=lambda each: each.area):
        blocks.append(Heading(area))
        for hazard in group:
            blocks += _hazard(hazard, proved)
    return Page((*blocks, *_limits()))


def _counts(
    hazards: Sequence[Hazard], proved: Mapping[str, bool]
) -> Iterator[tuple[str, tuple[Words, ...]]]:
    severities = Counter(each.severity for each in hazards)
    yield "Hazards", (said(str(len(hazards))),)
    for word, meaning in SEVERITIES.items():
        yield word, (said(f"{severities[word]}: {meaning}"),)
    controls = {control for hazard in hazards for control in hazard.controls}
    kinds = Counter(control.kind for control in controls)
    told = ", ".join(f"{LABELS[kind]} {kinds[kind]}" for kind in KINDS)
    yield "Controls", (said(f"{told}; each counted once"),)
    yield "Proofs", (_tally(tuple(proved), proved),)


def _hazard(hazard: Hazard, proved: Mapping[str, bool]) -> Iterator[Block]:
    yield Heading(hazard.id, minor=True, aside=hazard.severity)
    rows = {
        "Hazard": hazard.hazard,
        "How it happens": hazard.events,
        "Then": hazard.situation,
        "Harm": f"{hazard.harm} ({SEVERITIES[hazard.severity]})",
        "Who": hazard.who,
        "Not built yet": ", ".join(hazard.awaits),
    }
    yield Sheet(tuple((label, (said(text),)) for label, text in rows.items() if text))
    for control in hazard.controls:
        yield Point(tuple(_control(control, proved)))
    validated = f"Validated clinically: {hazard.validated}."
    yield Prose((Run("What remains: ", "strong"), Run(f"{hazard.remains} {validated}")))


def _limits() -> Iterator[Block]:
    yield Heading("Quantities that no statement cited beside them carries")
    yield Prose(said(BESIDE))
    for each in uncited(shipped()):
        yield Point((Run(f"{each.record}: ", "strong"), Run(", ".join(each.quantities))))


def _control(control: Control, proved: Mapping[str, bool]) -> Iterator[Run]:
    yield Run(f"{LABELS[control.kind]}, {control.name}: ", "strong")
    yield Run(statement(control) or "does not exist")
    names = _proofs(control, proved)
    if names:
        yield Run(" ")
        yield from _tally(names, proved)


def _proofs(control: Control, proved: Mapping[str, bool]) -> tuple[str, ...]:
    """Return the obligations that show whether a control holds."""
    match control.kind:
        case "laws":
            own = f"law:{control.name}"
            return tuple(
                name for name in proved if name == own or name.endswith(f":{control.name}")
            )
        case "promises":
            return tuple(name for name in proved if name == f"promise:{control.name}")
        case "obligations":
            return named_by(control)
        case _:
            return ()


def _tally(names: Sequence[str], proved: Mapping[str, bool]) -> Words:
    run = [name for name in names if name in proved]
    failed = [name for name in run if not proved[name]]
    if not run:
        return said("Proofs were not run.", "quiet")
    if failed:
        return said(f"NOT PROVED today: {', '.join(failed)}.", "alarm")
    return said(f"Proved: {len(run)} of {len(run)}.")


def main() -> None:
    """Prove everything, and write the page in both forms."""
    hazards = read_log(LOG.read_text(encoding="utf-8"))
    every = obligations(shipped())
    page = safety_page(hazards, verdicts(settled(shipped(), every)))
    folder = ROOT / "build"
    folder.mkdir(exist_ok=True)
    for name, text in (("safety.md", to_markdown(page)), ("safety.html", to_html(page))):
        (folder / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{folder / name}\n")


if __name__ == "__main__":
    main()
