"""This module is ``whitlow plan``: a case file in, a cited plan out.

It refuses to print half a plan: the page is whole before its first line is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, cast

import click

from whitlow.cli.asked import asked, day, forms, once, shared
from whitlow.cli.opened import doubted, known_profile, on_terminal, patient_of
from whitlow.cli.sides import following_sides, sided
from whitlow.pages.json_values import to_json
from whitlow.pages.patient_page import patient_page
from whitlow.pages.plan_json import plan_json
from whitlow.pages.plan_page import plan_document, plan_page
from whitlow.plan import make_plan
from whitlow.shelf import open_guideline

if TYPE_CHECKING:
    from collections.abc import Callable

    from whitlow.pages.blocks import Page
    from whitlow.plan import Plan

__all__ = ["command"]

Why = Literal["", "short", "full"]
WHY: Final = "--why"
FULL: Final = "full"
HOW_MUCH: Final = ("short", FULL)


class PlanCommand(click.Command):
    """A command of which ``--why`` may stand alone: only its two words are its value."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give a bare ``--why`` its value before click looks for one."""
        words: list[str] = []
        for index, word in enumerate(args):
            if word == "--":
                words += args[index:]
                break
            if word in HOW_MUCH and words[-1:] == [f"{WHY}=short"] and args[index - 1] == WHY:
                words[-1] = f"{WHY}={word}"
            else:
                words.append(f"{WHY}=short" if word == WHY else word)
        return super().parse_args(ctx, words)


@forms
@shared
@sided
@click.command("plan", cls=PlanCommand)
@click.argument("file", metavar="FILE|-")
@click.option(
    "--audience",
    type=click.Choice(["clinician", "patient"]),
    default="clinician",
    help="For whom the page is; a patient is never given a dose.",
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
    help="The day of the plan, instead of today.",
)
@click.option(
    WHY,
    type=click.Choice(["short", FULL]),
    default=None,
    help="Say under each item what decided it; full: the whole condition with its values.",
)
def command(  # noqa: PLR0913, PLR0917 - the options of a command are its interface
    file: str,
    audience: str,
    profile: str | None,
    today: str | None,
    why: str | None,
    follow: tuple[str, ...],
) -> str:
    """Print the plan for the patient of FILE (YAML, TOML or JSON; - is standard input)."""
    question = asked()
    date = day(today)
    guideline = following_sides(open_guideline(question.guideline), follow)
    patient = patient_of(file, guideline, date)
    plan = make_plan(
        guideline,
        patient.facts,
        doubts=tuple(doubt.message for doubt in patient.doubts),
        doubted=doubted(patient),
        today=date,
        profile=known_profile(guideline, profile),
        audience="patient" if audience == "patient" else "clinician",
        given=patient.given,
        isolates=patient.isolates,
    )
    if question.form == "json":
        return to_json(plan_json(plan, trees=why == FULL))
    reasons = cast("Why", why or "")
    match question.form:
        case "markdown":
            from whitlow.pages.markdown import to_markdown  # noqa: PLC0415 - few ask for it

            return to_markdown(_page(plan, reasons, plan_document))
        case "html":
            from whitlow.pages.html import to_html  # noqa: PLC0415 - as above

            return to_html(_page(plan, reasons, plan_document))
        case "terminal":
            return on_terminal(_page(plan, reasons, plan_page))


def _page(plan: Plan, why: Why, clinician_page: Callable[[Plan, Why], Page]) -> Page:
    return patient_page(plan) if plan.audience == "patient" else clinician_page(plan, why)
