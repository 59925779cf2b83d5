"""This module is ``whitlow check``: the guideline's own checks, every fault at once.

It refuses to look at what is remembered: a check is made anew each time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

import click

from whitlow.checks import check
from whitlow.cli.asked import asked, day, once, shared
from whitlow.errors import Fault, GuidelineError, Place
from whitlow.guideline import load_cases, load_guideline
from whitlow.guideline.published import REVIEWS, published
from whitlow.pages.expired import expiring, expiring_json, expiring_lines
from whitlow.pages.json_values import about, to_json
from whitlow.pages.words import some
from whitlow.sentence import joined
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from whitlow.guideline import Guideline
    from whitlow.pages.json_values import Json

__all__ = ["command"]

COUNTED: Final = (
    ("sources", "source"),
    ("statements", "statement"),
    ("facts", "fact"),
    ("tables", "table"),
    ("regimens", "regimen"),
    ("rules", "rule"),
    ("laws", "law"),
    ("disagreements", "disagreement"),
)


@shared
@click.command("check")
@click.option(
    "--today",
    metavar="YYYY-MM-DD",
    multiple=True,
    callback=once,
    help="The day by which statements have expired, instead of today.",
)
def command(today: str | None) -> str:
    """Check the guideline and print every fault: where, what, why it matters and what to do.

    Statements that have expired, or will soon, are listed; they are no fault.
    """
    question = asked()
    when = day(today)
    folder = question.guideline or shipped_guideline()
    guideline = load_guideline(folder)
    faults = check(guideline) or _broken(replace(guideline, reviews=published(folder)))
    if faults:
        raise GuidelineError(faults)
    load_cases(folder, date.fromisoformat(guideline.about.date))
    counts = _counts(guideline)
    due = expiring(guideline, when)
    if question.form == "json":
        document: dict[str, Json] = {"guideline": dict(about(guideline)), "faults": []}
        return to_json({**document, "records": dict(counts), "expiring": expiring_json(due, when)})
    told = joined(some(counts[many], one) for many, one in COUNTED)
    lead = f"No fault in guideline {guideline.about.version}: {told}.\n"
    return lead + "".join(f"{line}\n" for line in expiring_lines(due, when))


def _broken(guideline: Guideline) -> tuple[Fault, ...]:
    """Return the fault of the reviews beside a guideline, if they do not hold."""
    if guideline.reviews is None:
        return ()
    from whitlow.editorial.standing import standing_of  # noqa: PLC0415 - few have any reviews

    broken = standing_of(guideline).broken
    if not broken:
        return ()
    what = f"The reviews do not hold. {broken}"
    why = "None of them counts, and every page says so."
    remedy = "Export the chain from the desk again, or remove the file."
    return (Fault(Place(REVIEWS), what, why, remedy, "broken-reviews"),)


def _counts(guideline: Guideline) -> dict[str, int]:
    return {many: len(getattr(guideline, many)) for many, _ in COUNTED}
