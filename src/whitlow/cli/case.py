"""This module is ``whitlow case``: a blank case file, or only what is still to be asked.

It refuses to repeat what a file says already.
"""

from __future__ import annotations

import click

from whitlow.cli.asked import asked, day, shared
from whitlow.cli.opened import doubted, patient_of
from whitlow.pages.case_file import asked_file, asked_json, blank_file, blank_json
from whitlow.pages.json_values import to_json
from whitlow.plan import make_plan
from whitlow.shelf import open_guideline

__all__ = ["command"]


@shared
@click.command("case")
@click.option("--for", "file", metavar="FILE", help="Only what is still to be asked of this case.")
def command(file: str | None) -> str:
    """Print a blank, commented case file to be filled in."""
    question = asked()
    guideline = open_guideline(question.guideline)
    as_json = question.form == "json"
    if file is None:
        return to_json(blank_json(guideline)) if as_json else blank_file(guideline)
    today = day(None)
    patient = patient_of(file, guideline, today)
    plan = make_plan(guideline, patient.facts, doubted=doubted(patient), today=today)
    if as_json:
        return to_json(asked_json(guideline, plan.ask))
    return asked_file(guideline, plan.ask)
