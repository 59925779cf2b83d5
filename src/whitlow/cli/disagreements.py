"""This module is ``whitlow disagreements``: where the sources differ, and what is followed.

It refuses nothing: every disagreement of the guideline is shown.
"""

from __future__ import annotations

import click

from whitlow.cli.asked import asked, shared
from whitlow.cli.opened import on_terminal
from whitlow.pages.disagreements_page import disagreements_json, disagreements_page
from whitlow.pages.json_values import to_json
from whitlow.shelf import open_guideline

__all__ = ["command"]


@shared
@click.command("disagreements")
def command() -> str:
    """Print where the sources differ, the position that is followed, and why."""
    question = asked()
    guideline = open_guideline(question.guideline)
    if question.form == "json":
        return to_json(disagreements_json(guideline))
    return on_terminal(disagreements_page(guideline))
