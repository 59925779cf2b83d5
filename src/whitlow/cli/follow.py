"""This module is ``whitlow follow``: a course file in, a plan for each day and a calendar out.

It refuses to print half a course: the page is whole before its first line is written.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from whitlow.cli.asked import asked, day, forms, shared
from whitlow.cli.failures import MisuseError
from whitlow.cli.opened import known_profile, on_terminal
from whitlow.cli.sides import following_sides, sided
from whitlow.course import File
from whitlow.course import follow as follow_course
from whitlow.door.limits import MOST_BYTES
from whitlow.door.vocabulary import key, nearest, shown
from whitlow.errors import InputError, Problem
from whitlow.pages.json_values import to_json
from whitlow.shelf import open_guideline

if TYPE_CHECKING:
    from whitlow.guideline import Guideline, Regimen

__all__ = ["command"]

STANDARD_INPUT: Final = "-"


@forms
@shared
@sided
@click.command("follow")
@click.argument("course", metavar="COURSE|-")
@click.option("--case", "case", metavar="FILE", help="Who the patient is: age, sex, host, site.")
@click.option("--today", metavar="YYYY-MM-DD", help="Up to which day, instead of today.")
@click.option("--profile", metavar="NAME", help="The set of labelled doses, such as us-label.")
@click.option("--regimen", metavar="NAME", help="The schedule that was chosen.")
@click.option("--ics", is_flag=True, help="Print a calendar file of what is due.")
def command(  # noqa: PLR0913, PLR0917 - the options of a command are its interface
    course: str,
    case: str | None,
    today: str | None,
    profile: str | None,
    regimen: str | None,
    ics: bool,
    follow: tuple[str, ...],
) -> str:
    """Follow the patient of COURSE, a CSV of date,name,value,unit (- is standard input).

    A row is a fact with its value; 'start' or 'stop' with a drug or regimen; a drug's own name with
    the dose that was given; or 'confirmed' with a fact that was questioned.
    """
    question = asked()
    if ics and question.form != "terminal":
        message = f"--ics and --{question.form} are two forms. Ask for one."
        raise MisuseError(Problem("usage", message, "ics", question.form))
    date = day(today)
    guideline = following_sides(open_guideline(question.guideline), follow)
    followed = follow_course(
        guideline,
        _file(course),
        today=date,
        case=None if case is None else _file(case),
        profile=known_profile(guideline, profile),
        regimen=None if regimen is None else _regimen(guideline, regimen),
    )
    if question.form == "json":
        from whitlow.pages.course_json import course_json  # noqa: PLC0415 - only if asked for

        return to_json(course_json(followed))
    if ics:
        from whitlow.pages.course_ics import course_ics  # noqa: PLC0415 - only if asked for

        return course_ics(followed)
    match question.form:
        case "markdown":
            from whitlow.pages.course_page import course_document  # noqa: PLC0415 - as above
            from whitlow.pages.markdown import to_markdown  # noqa: PLC0415 - as above

            return to_markdown(course_document(followed))
        case "html":
            from whitlow.pages.course_html import course_html  # noqa: PLC0415 - as above

            return course_html(followed)
        case "terminal":
            from whitlow.pages.course_page import course_page  # noqa: PLC0415 - as above

            return on_terminal(course_page(followed))


def _regimen(guideline: Guideline, name: str) -> Regimen:
    found = [
        one for one in guideline.regimens.values() if key(name) in {key(one.id), key(one.name)}
    ]
    if len(found) == 1:
        return found[0]
    known = ", ".join(guideline.regimens)
    what = f"means {len(found)} regimens" if found else "is no regimen"
    guess = nearest(name, list(guideline.regimens))
    message = f"--regimen: {shown(name)} {what}.{guess} Write one of {known}."
    raise MisuseError(Problem("usage", message, "regimen", name, known))


def _file(name: str) -> File:
    """Return a file, one byte longer than it may be where it is too long."""
    try:
        if name == STANDARD_INPUT:
            return File(sys.stdin.buffer.read(MOST_BYTES + 1), name)
        with Path(name).open("rb") as opened:
            return File(opened.read(MOST_BYTES + 1), name)
    except (OSError, ValueError, AttributeError) as error:
        why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else ""
        message = f"{name} cannot be read{f': {why}' if why else ''}. Name a file, or -."
        raise InputError(
            Problem("unreadable_file", message, "FILE", name, "a file, or -")
        ) from error
