"""This module is ``whitlow read``: a note in, the facts that it states and what is to be confirmed.

It refuses to make a plan of it: who reads the case file confirms it first.
"""

from __future__ import annotations

import click

from whitlow.cli.asked import asked, shared
from whitlow.cli.opened import note_of, on_terminal
from whitlow.intake import read
from whitlow.pages.json_values import to_json
from whitlow.pages.read_json import read_json
from whitlow.pages.read_page import case_text, read_page
from whitlow.shelf import open_guideline

__all__ = ["command"]


@shared
@click.command("read")
@click.argument("file", metavar="NOTE|-")
@click.option(
    "--case", "alone", is_flag=True, help="Print the case file alone, for whitlow plan -."
)
def command(*, file: str, alone: bool) -> str:
    """Print the facts of a NOTE in plain text, where they stand, and what is to be confirmed."""
    question = asked()
    note = note_of(file)
    guideline = open_guideline(question.guideline)
    reading = read(note, guideline)
    if question.form == "json":
        return to_json(read_json(reading))
    case = case_text(guideline, reading)
    return case if alone else f"{on_terminal(read_page(guideline, reading))}\n{case}"
