"""This module is ``whitlow dose``: the order of one drug for one patient, from a few facts.

It refuses to choose a schedule: where several are labelled, all are worked out and it asks.
"""

from __future__ import annotations

from typing import Final

import click

from whitlow.cli.asked import asked, day, once, shared
from whitlow.cli.failures import MisuseError
from whitlow.cli.opened import known_profile, on_terminal
from whitlow.cli.sides import following_sides, sided
from whitlow.dosing import dosed
from whitlow.errors import Problem
from whitlow.pages.dose_page import dose_json, dose_page
from whitlow.pages.json_values import to_json
from whitlow.shelf import open_guideline

__all__ = ["command"]

GIVEN: Final = "whitlow.given"
OPTIONS: Final = {
    "sex": "female or male",
    "age": "years; for a baby with its unit, as in '9 d'",
    "weight": "kg, or with its unit",
    "height": "cm, or with its unit",
    "creatinine": "with its unit, as in '1.0 mg/dL'",
    "measured-crcl": "measured clearance with its unit, as in '80 mL/min'",
    "dialysis": "none, haemodialysis, peritoneal or continuous",
    "line": "central, picc, midline or peripheral",
}


def _keep(context: click.Context, param: click.Parameter, texts: tuple[str, ...]) -> None:
    """Keep a fact under its name, as often as it is given; the door refuses one given twice."""
    if param.name is not None:
        _given(context).extend((param.name, text) for text in texts)


def _keep_pairs(context: click.Context, _: click.Parameter, pairs: tuple[str, ...]) -> None:
    for pair in pairs:
        name, sign, text = pair.partition("=")
        if not sign or not name.strip():
            message = f"--fact: {pair!r} is not a fact. Write --fact NAME=VALUE."
            raise MisuseError(Problem("usage", message, "fact", pair, "NAME=VALUE"))
        _given(context).append((name, text))


def _given(context: click.Context) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = context.meta.setdefault(GIVEN, [])
    return found


def _facts(command: click.Command) -> click.Command:
    """Add an option for each fact that a dose most often hangs on, and one for any other."""
    command.params += [
        click.Option(
            [f"--{name}"],
            metavar="VALUE",
            multiple=True,
            expose_value=False,
            callback=_keep,
            help=what,
        )
        for name, what in OPTIONS.items()
    ]
    command.params.append(
        click.Option(
            ["--fact"],
            metavar="NAME=VALUE",
            multiple=True,
            expose_value=False,
            callback=_keep_pairs,
            help="Any other fact of 'whitlow show facts'; confirmed=NAME for a questioned value.",
        )
    )
    return command


@shared
@sided
@_facts
@click.command("dose")
@click.argument("drug")
@click.option(
    "--regimen",
    metavar="NAME",
    multiple=True,
    callback=once,
    help="The regimen; without it, those there are.",
)
@click.option(
    "--profile",
    metavar="NAME",
    multiple=True,
    callback=once,
    help="The set of labelled doses, such as us-label.",
)
@click.option(
    "--today",
    metavar="YYYY-MM-DD",
    multiple=True,
    callback=once,
    help="The date of the order, instead of today.",
)
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - what the command line may say
    context: click.Context,
    drug: str,
    regimen: str | None,
    profile: str | None,
    follow: tuple[str, ...],
    today: str | None,
) -> str:
    """Print the order of DRUG, with its arithmetic, or what is still needed for it."""
    question = asked()
    date = day(today)
    guideline = following_sides(open_guideline(question.guideline), follow)
    profiled = known_profile(guideline, profile)
    found = dosed(guideline, drug, regimen, profiled, _given(context), date)
    if question.form == "json":
        return to_json(dose_json(guideline, found.drug, found.orders, found.doubts, date))
    return on_terminal(dose_page(guideline, found.drug, found.orders, found.doubts, date))
