"""This module is ``whitlow ask``: a question in words in, a cited article out.

It refuses to keep anything of a question unless a session was named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whitlow.answer import Case, answer, forget, keep, recall
from whitlow.cli.asked import asked, day, forms, once, shared
from whitlow.cli.failures import MisuseError
from whitlow.cli.opened import note_of, on_terminal
from whitlow.errors import Problem
from whitlow.pages.answer_json import answer_json
from whitlow.pages.answer_page import answer_page
from whitlow.pages.html import to_html
from whitlow.pages.json_values import to_json
from whitlow.pages.markdown import to_markdown
from whitlow.shelf import open_guideline

if TYPE_CHECKING:
    from whitlow.answer import Answer

__all__ = ["command"]


@forms
@shared
@click.command("ask")
@click.argument("question", required=False)
@click.option("--case", "file", metavar="FILE|-", help="A case file; what it says counts.")
@click.option(
    "--audience",
    type=click.Choice(["clinician", "patient"]),
    default="clinician",
    help="For whom the answer is; a patient is never given a dose.",
)
@click.option(
    "--today",
    metavar="YYYY-MM-DD",
    multiple=True,
    callback=once,
    help="The day of the answer, instead of today.",
)
@click.option(
    "--session",
    "name",
    metavar="NAME",
    help="Go on with a session: its patient and its subject are kept on this machine.",
)
@click.option("--forget", "erased", metavar="NAME", help="Erase a session, and answer nothing.")
def command(  # noqa: PLR0913, PLR0917 - the options of a command are its interface
    question: str | None,
    file: str | None,
    audience: str,
    today: str | None,
    name: str | None,
    erased: str | None,
) -> str:
    """Answer QUESTION, in words and in quotation marks, with cited statements."""
    wanted = asked()
    if erased is not None:
        return _forgotten(erased, wanted.form == "json")
    if question is None:
        message = 'No question is asked. Write it in quotation marks: whitlow ask "…".'
        raise MisuseError(Problem("usage", message, "QUESTION", "", "a question in words"))
    date = day(today)
    guideline = open_guideline(wanted.guideline)
    session = None if name is None else recall(name, guideline)
    found = answer(
        guideline,
        question,
        today=date,
        case=None if file is None else Case(file, note_of(file)),
        audience="patient" if audience == "patient" else "clinician",
        session=session,
    )
    text = _written(found, wanted.form)
    if name is not None:
        keep(name, found, session)
    return text


def _written(found: Answer, form: str) -> str:
    if form == "json":
        return to_json(answer_json(found))
    page = answer_page(found)
    match form:
        case "markdown":
            return to_markdown(page)
        case "html":
            return to_html(page)
        case _:
            return on_terminal(page)


def _forgotten(name: str, as_json: bool) -> str:
    gone = forget(name)
    if as_json:
        return to_json({"session": name, "forgotten": gone})
    return f"The session {name} is erased.\n" if gone else f"There is no session {name}.\n"
