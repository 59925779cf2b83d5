"""This module is ``whitlow disagreements``: where the sources differ, and what is followed.

It refuses to shorten one: each that is asked for is shown with all its sides.
"""

from __future__ import annotations

import click

from whitlow.cli.asked import asked, shared
from whitlow.cli.failures import visible
from whitlow.cli.opened import on_terminal
from whitlow.pages.disagreements_page import (
    disagreements_json,
    disagreements_page,
    disagreements_with,
)
from whitlow.pages.json_values import to_json
from whitlow.shelf import open_guideline

__all__ = ["command"]


@shared
@click.command("disagreements")
@click.argument("words", nargs=-1)
def command(words: tuple[str, ...]) -> str:
    """Print where the sources differ, the position that is followed, and why.

    With WORDS, only what holds all of them, or is about a record of that name.
    """
    question = asked()
    guideline = open_guideline(question.guideline)
    every = tuple(guideline.disagreements.values())
    records = disagreements_with(guideline, words) if words else every
    if question.form == "json":
        return to_json(disagreements_json(guideline, records))
    return on_terminal(disagreements_page(guideline, records, tuple(map(visible, words))))
