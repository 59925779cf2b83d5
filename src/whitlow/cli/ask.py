"""This module is ``whitlow ask``: a question in words in, a cited article out.

It refuses to keep anything of a question unless a session was named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import click

from whitlow.answer import Case, answer, audience_of, forget, keep, recall
from whitlow.cli.asked import asked, day, forms, once, shared
from whitlow.cli.failures import MisuseError
from whitlow.cli.opened import note_of, on_terminal
from whitlow.cli.rewording import (
    SEND_AWAY,
    SEND_QUESTION,
    WORDED,
    model_for,
    noted,
    worded_by,
    worded_json,
)
from whitlow.errors import Problem
from whitlow.pages.answer_json import answer_json
from whitlow.pages.answer_page import answer_page
from whitlow.pages.html import to_html
from whitlow.pages.json_values import to_json
from whitlow.pages.markdown import to_markdown
from whitlow.shelf import open_guideline

if TYPE_CHECKING:
    from whitlow.answer import Answer
    from whitlow.worded import Worded

__all__ = ["command"]

IN_PLAIN_WORDS: Final = (
    "In plain words, since somebody seems to ask for themselves or for one of theirs: with "
    "--audience clinician the answer is a clinician's."
)


@forms
@shared
@click.command("ask")
@click.argument("question", required=False)
@click.option("--case", "file", metavar="FILE|-", help="A case file; what it says counts.")
@click.option(
    "--audience",
    type=click.Choice(["clinician", "patient"]),
    default=None,
    help="For whom the answer is, read from the question if not given; a patient gets no dose.",
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
@click.option("--worded", "reword", is_flag=True, help=WORDED)
@click.option("--send-away", "away", metavar="HOST", help=SEND_AWAY)
@click.option("--send-question", "whole", is_flag=True, help=SEND_QUESTION)
@click.option("--forget", "erased", metavar="NAME", help="Erase a session, and answer nothing.")
def command(  # noqa: PLR0913, PLR0917 - the options of a command are its interface
    question: str | None,
    file: str | None,
    audience: Literal["clinician", "patient"] | None,
    today: str | None,
    name: str | None,
    erased: str | None,
    reword: bool,
    away: str | None,
    whole: bool,
) -> str:
    """Answer QUESTION, in words and in quotation marks, with cited statements."""
    wanted = asked()
    if erased is not None:
        return _forgotten(erased, wanted.form == "json")
    if question is None:
        message = 'No question is asked. Write it in quotation marks: whitlow ask "…".'
        raise MisuseError(Problem("usage", message, "QUESTION", "", "a question in words"))
    date = day(today)
    model = model_for(reword=reword, away=away, whole=whole)
    guideline = open_guideline(wanted.guideline)
    session = None if name is None else recall(name, guideline)
    found = answer(
        guideline,
        question,
        today=date,
        case=None if file is None else Case(file, note_of(file)),
        audience=audience or audience_of(question),
        session=session,
    )
    done = None if model is None else worded_by(model, found, whole=whole)
    if audience is None and found.audience == "patient":
        click.echo(IN_PLAIN_WORDS, err=True)
    text = _written(found if done is None else done.answer, done, wanted.form)
    if name is not None:
        keep(name, found, session)
    return text


def _written(found: Answer, done: Worded | None, form: str) -> str:
    if form == "json":
        return to_json(worded_json(answer_json(found), done))
    page = noted(answer_page(found), done)
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
