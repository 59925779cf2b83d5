"""This module is ``whitlow check``: the guideline's own checks, every fault at once.

It refuses to look at what is remembered: a check is made anew each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from whitlow.checks import check
from whitlow.cli.asked import asked, shared
from whitlow.errors import GuidelineError
from whitlow.guideline import load_guideline
from whitlow.pages.json_values import about, to_json
from whitlow.pages.words import some
from whitlow.sentence import joined
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from whitlow.guideline import Guideline

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
def command() -> str:
    """Check the guideline and print every fault: where, what, why it matters and what to do."""
    question = asked()
    folder = question.guideline or shipped_guideline()
    guideline = load_guideline(folder)
    faults = check(guideline)
    if faults:
        raise GuidelineError(faults)
    counts = _counts(guideline)
    if question.form == "json":
        return to_json({"guideline": dict(about(guideline)), "faults": [], "records": dict(counts)})
    told = joined(some(counts[many], one) for many, one in COUNTED)
    return f"No fault in guideline {guideline.about.version}: {told}.\n"


def _counts(guideline: Guideline) -> dict[str, int]:
    return {many: len(getattr(guideline, many)) for many, _ in COUNTED}
