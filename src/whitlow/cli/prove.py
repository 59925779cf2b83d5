"""This module is ``whitlow prove``: what the guideline owes every patient, proved or refuted.

It refuses to leave with success while anything is refuted or unsettled.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from whitlow import proofs as data
from whitlow.cli.asked import Answered, asked, once, shared
from whitlow.cli.failures import PROOF, MisuseError
from whitlow.cli.opened import on_terminal
from whitlow.cli.saved import saved
from whitlow.cli.watch import watched
from whitlow.door.vocabulary import cut, shown
from whitlow.errors import Problem
from whitlow.guideline import load_guideline, nearest
from whitlow.pages.json_values import to_json
from whitlow.pages.proof_page import explained_page, proof_page
from whitlow.pages.proof_page import times as times_page
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whitlow.proofs import Proofs

__all__ = ["command"]

PATIENCE_MS: Final = 10 * 1000
DIGITS: Final = 8
NO_SOLVER: Final = (
    "The proofs need the solver z3, which is not installed. "
    "Install it: pip install 'whitlow[prove]'."
)
NONE_KEPT: Final = (
    "No proofs are kept of this guideline as it stands, by this program. "
    "Leave out --kept to prove it now."
)
KEPT: Final = "This was proved in an earlier run and kept. Nothing was proved just now."
PATIENT_KEEPER: Final = (
    "--patience and --kept do not go together: what is kept has been proved already. "
    "Leave one of them out."
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
@click.option(
    "--times",
    is_flag=True,
    help="Add how long each obligation took, and each family; the times differ each time.",
)
@click.option(
    "--kept",
    is_flag=True,
    help="Prove nothing, and show the last whole run of this guideline as it stands.",
)
def command(
    explain: str | None, save: str | None, patience: str | None, times: bool, kept: bool
) -> str | Answered:
    """Prove what the guideline owes every possible patient; exit 3 where anything fails.

    A guideline is proved as it stands: its faults are for 'whitlow check'.
    """
    question = asked()
    folder = question.guideline or shipped_guideline()
    if kept:
        proofs = _kept(folder, explain, patience)
    else:
        proofs = _proved(folder, explain, _patience(patience))
    notes = [KEPT] if kept else []
    if save is not None:
        notes.append(saved(proofs, Path(save)))
    if question.form == "json":
        text = to_json(proofs.timed() if times else proofs.data())
    else:
        page = proof_page if explain is None else explained_page
        pages = [page(proofs, *notes), *([times_page(proofs)] if times else [])]
        text = "\n".join(map(on_terminal, pages))
    return Answered(PROOF, text) if proofs.failed else text


def _proved(folder: Path, explain: str | None, patience_ms: int) -> Proofs:
    """Return what is proved now, and keep it where it is all that is owed.

    A run of less patience than usual is not kept: what it did not settle says little.
    """
    try:
        from whitlow import prove  # noqa: PLC0415 - an extra, and only this command needs it
    except ImportError as error:
        raise MisuseError(Problem("no_solver", NO_SOLVER, "prove")) from error
    from whitlow.proofs.record import recorded, settled_of  # noqa: PLC0415 - as above

    before = data.fingerprint(folder)
    guideline = load_guideline(folder)
    every = prove.obligations(guideline)
    if explain is not None:
        name = _named((one.name for one in every), explain)
        every = tuple(one for one in every if one.name == name)
    results = prove.settled(guideline, every, patience_ms)
    settled = watched((settled_of(guideline, each) for each in results), len(every))
    proofs = recorded(guideline, settled, patience_ms, whole=explain is None)
    lasting = proofs.whole and patience_ms >= PATIENCE_MS
    if lasting and before is not None and before == data.fingerprint(folder):
        data.keep(before, proofs)
    return proofs


def _kept(folder: Path, explain: str | None, patience: str | None) -> Proofs:
    """Return what was proved last, all of it or one obligation; raises ``MisuseError``."""
    if patience is not None:
        raise MisuseError(Problem("usage", PATIENT_KEEPER, "patience", cut(patience)))
    proofs = data.kept(folder)
    if proofs is None:
        raise MisuseError(Problem("none_kept", NONE_KEPT, "kept"))
    if explain is None:
        return proofs
    return proofs.only(_named((each.name for each in proofs.settled), explain))


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


def _named(every: Iterable[str], name: str) -> str:
    """Return a name that there is; raises ``MisuseError`` with the nearest."""
    known = tuple(every)
    if name in known:
        return name
    ends = [each for each in known if each.partition(":")[2] == name]
    near = _either(ends) if ends else nearest(name, known)
    message = (
        f"--explain: there is no obligation {shown(name)}. "
        f"{near or 'Their names are in the answer to whitlow prove --json.'}"
    )
    raise MisuseError(Problem("unknown_obligation", message, "explain", cut(name)))


def _either(names: list[str]) -> str:
    return f"Did you mean {' or '.join(map(repr, names))}?"
