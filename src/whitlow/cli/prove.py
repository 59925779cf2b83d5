"""This module is ``whitlow prove``: what the guideline owes every patient, proved or refuted.

It refuses to leave with success while anything is refuted or unsettled.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from whitlow.cli.asked import Answered, asked, once, shared
from whitlow.cli.failures import PROOF, MisuseError
from whitlow.cli.opened import on_terminal
from whitlow.door.vocabulary import cut, shown
from whitlow.errors import Problem
from whitlow.guideline import load_guideline, nearest
from whitlow.pages.json_values import to_json
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whitlow.guideline import Guideline
    from whitlow.prove import Obligation, Result

__all__ = ["command"]

PATIENCE_MS: Final = 10 * 1000
DIGITS: Final = 8
NO_SOLVER: Final = (
    "The proofs need the solver z3, which is not installed. "
    "Install it: pip install 'whitlow[prove]'."
)


@shared
@click.command("prove")
@click.option(
    "--explain",
    metavar="OBLIGATION",
    multiple=True,
    callback=once,
    help="Prove one obligation, and say what it means and what it assumes.",
)
@click.option(
    "--save",
    metavar="DIR",
    multiple=True,
    callback=once,
    help="Write each patient in whom an obligation fails to a case file in DIR.",
)
@click.option(
    "--patience",
    metavar="MS",
    multiple=True,
    callback=once,
    help="Milliseconds that one question may last, 10000 without it; none left is a failure.",
)
def command(explain: str | None, save: str | None, patience: str | None) -> str | Answered:
    """Prove what the guideline owes every possible patient; exit 3 where anything fails.

    A guideline is proved as it stands: its faults are for 'whitlow check'.
    """
    try:
        from whitlow import prove  # noqa: PLC0415 - an extra, and only this command needs it
    except ImportError as error:
        raise MisuseError(Problem("no_solver", NO_SOLVER, "prove")) from error
    from whitlow.pages import proof_page  # noqa: PLC0415 - as above

    question = asked()
    guideline = load_guideline(question.guideline or shipped_guideline())
    every = prove.obligations(guideline)
    wanted = every if explain is None else (_named(every, explain),)
    results = _watched(prove.settled(guideline, wanted, _patience(patience)))
    if save is not None:
        _save(guideline, results, Path(save))
    if question.form == "json":
        text = to_json(proof_page.proof_json(guideline, results))
    elif explain is not None:
        text = on_terminal(proof_page.explained_page(guideline, results[0]))
    else:
        text = on_terminal(proof_page.proof_page(guideline, results))
    failed = any(not isinstance(each.verdict, prove.Proved) for each in results)
    return Answered(PROOF, text) if failed else text


def _patience(text: str | None) -> int:
    """Return the milliseconds that one question may last; raises ``MisuseError``."""
    if text is None:
        return PATIENCE_MS
    if not (text.isascii() and text.isdigit() and len(text) <= DIGITS and int(text)):
        message = (
            f"--patience: {shown(text)} is no whole number of milliseconds above nought. "
            f"Write one, as in --patience {PATIENCE_MS}."
        )
        raise MisuseError(Problem("usage", message, "patience", cut(text)))
    return int(text)


def _named(every: Sequence[Obligation], name: str) -> Obligation:
    """Return the obligation of a name; raises ``MisuseError`` with the nearest."""
    for one in every:
        if one.name == name:
            return one
    near = nearest(name, [one.name for one in every])
    message = f"--explain: there is no obligation {shown(name)}. {near}".strip()
    raise MisuseError(Problem("unknown_obligation", message, "explain", cut(name)))


def _watched(results: Iterable[Result]) -> tuple[Result, ...]:
    """Return all results, each told on a terminal as it comes."""
    from whitlow.pages.proof_page import proof_line  # noqa: PLC0415 - needs the extra

    stream = sys.__stderr__
    watch = stream is not None and stream.isatty()
    found = []
    for result in results:
        found.append(result)
        if watch and stream is not None:
            stream.write(f"{proof_line(result)}\n")
    return tuple(found)


def _save(guideline: Guideline, results: Iterable[Result], folder: Path) -> None:
    """Write the patients of what failed, each under the name of its obligation."""
    from whitlow.prove import Refuted, case_text  # noqa: PLC0415 - an extra

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for result in results:
            if isinstance(result.verdict, Refuted) and result.verdict.patient is not None:
                name = result.obligation.name.replace(":", "-")
                heading = f"{result.obligation.name}: {result.verdict.story}"
                text = case_text(guideline, result.verdict.patient, heading)
                (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    except OSError as error:
        message = (
            f"--save: {shown(str(folder))} cannot be written: {error.strerror}. Name a folder."
        )
        raise MisuseError(Problem("unwritable", message, "save", cut(str(folder)))) from error
