"""This module is ``whitlow search``: the statements, rules, laws and promises that hold some words.

It refuses to answer a question: it finds words.
"""

from __future__ import annotations

import click

from whitlow.cli.asked import asked, shared
from whitlow.cli.failures import visible
from whitlow.cli.opened import on_terminal
from whitlow.pages.json_values import to_json
from whitlow.pages.search_page import search, search_json, search_page
from whitlow.shelf import open_guideline

__all__ = ["command"]


@shared
@click.command("search")
@click.argument("words", nargs=-1, required=True)
def command(words: tuple[str, ...]) -> str:
    """Print the statements, rules, laws and promises that hold all of WORDS.

    A word is held where a word begins with it.
    """
    question = asked()
    guideline = open_guideline(question.guideline)
    found = search(guideline, words)
    if question.form == "json":
        return to_json(search_json(words, found))
    return on_terminal(search_page(tuple(map(visible, words)), found))
