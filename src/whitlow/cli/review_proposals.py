"""This module is proposals from the command line: make one, try it, and get it as a patch.

It refuses to change a file of the guideline: a patch is what whoever keeps it applies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from whitlow.cli.asked import Answered, asked, shared
from whitlow.cli.failures import GUIDELINE, PROOF, MisuseError
from whitlow.cli.opened import note_of
from whitlow.cli.reviewed import desk_of, key_in, signed
from whitlow.door.vocabulary import cut, shown
from whitlow.editorial.proposals import block_of, change_of, new_file, patch_of
from whitlow.editorial.texts import texts_of
from whitlow.errors import Problem
from whitlow.pages.json_values import to_json
from whitlow.pages.words import some
from whitlow.shelf import open_guideline
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.editorial.proposals import Change
    from whitlow.editorial.proposed import Proposal
    from whitlow.editorial.trials import Trial
    from whitlow.guideline.plain import Json

__all__ = ["COMMANDS"]

STORE: Final = click.option("--store", metavar="URL", help="Another store, as postgresql://…")
RECORD: Final = ":"


def _change(what: str, file: str) -> Change:
    """Return a change of a record, or a new file where a path is named."""
    new = note_of(file)
    if RECORD not in what:
        return new_file(what, new)
    texts = texts_of(open_guideline(asked().guideline))
    if what not in texts:
        message = f"There is no record {shown(what)} to review. Write kind:name, as rule:a-rule."
        raise MisuseError(Problem("unknown_record", message, "RECORD", cut(what)))
    block = block_of(asked().guideline or shipped_guideline(), texts, what)
    return change_of({"path": block.path, "old": block.old, "new": new})


@shared
@click.command("propose")
@click.argument("what", metavar="RECORD|PATH")
@click.argument("file", metavar="FILE|-")
@click.option("--as", "actor", required=True, metavar="NAME", help="Your name at the desk.")
@click.option("--key", required=True, metavar="FILE", help="Your key.")
@click.option("--password", "locked", is_flag=True, help="The key is locked: ask for its password.")
@click.option("--say", required=True, help="Why, in words that everybody reads.")
def propose(  # noqa: PLR0913 - what a proposal consists of
    what: str, file: str, *, actor: str, key: str, locked: bool, say: str
) -> str:
    """Print a proposal, signed: RECORD's lines become those of FILE, or PATH is a new file."""
    change = _change(what, file)
    patch_of(asked().guideline or shipped_guideline(), change)
    text = texts_of(open_guideline(asked().guideline)).get(what)
    body: dict[str, Json] = {**change.body(), "says": say}
    return signed("propose", actor, text, body, key_in(key, locked=locked))


@shared
@click.command("try")
@click.argument("what", metavar="RECORD|PATH")
@click.argument("file", metavar="FILE|-")
@click.option("--proofs", is_flag=True, help="Try the proofs too, which takes a while.")
def try_(what: str, file: str, *, proofs: bool) -> Answered:
    """Try RECORD's lines as those of FILE, or PATH as a new file: checks, cases and proofs."""
    return _tried(_change(what, file), proofs=proofs)


@shared
@click.command("proposal")
@click.argument("nonce", metavar="PROPOSAL", required=False)
@click.option("--proofs", is_flag=True, help="Try the proofs too, which takes a while.")
@click.option("--patch", is_flag=True, help="Print it as a patch for 'git apply', and try nothing.")
@STORE
def proposal(nonce: str | None, *, proofs: bool, patch: bool, store: str | None) -> str | Answered:
    """List what was proposed, or try PROPOSAL (the beginning of its name suffices)."""
    from whitlow.editorial.proposed import proposals_of  # noqa: PLC0415 - only this needs it

    every = proposals_of(desk_of(open_guideline(asked().guideline), store).ledger)
    if nonce is None:
        return _listed(every)
    found = [each for each in every if each.nonce.startswith(nonce)]
    if len(found) != 1:
        message = f"{shown(nonce)} begins the names of {some(len(found), 'proposal')}. Name one."
        raise MisuseError(Problem("unknown_proposal", message, "PROPOSAL", cut(nonce)))
    if patch:
        return patch_of(asked().guideline or shipped_guideline(), found[0].change)
    return _tried(found[0].change, proofs=proofs)


def _listed(every: tuple[Proposal, ...]) -> str:
    if asked().form == "json":
        rows: list[Json] = [
            {
                "proposal": each.nonce,
                "record": each.record,
                "by": each.by,
                "says": each.says,
                "path": each.change.path,
                "decided": each.decided or None,
            }
            for each in every
        ]
        return to_json({"proposals": rows})
    lines = [
        f"{each.nonce[:12]}  {each.decided or 'open':8} {each.change.path}  {each.by}: {each.says}"
        for each in every
    ]
    return "\n".join(lines or ["Nothing was proposed."]) + "\n"


def _tried(change: Change, *, proofs: bool) -> Answered:
    from whitlow.editorial.trials import tried  # noqa: PLC0415 - only this needs it

    found = tried(asked().guideline or shipped_guideline(), change, proofs=proofs)
    code = GUIDELINE if found.faults else 0 if found.sound else PROOF
    if asked().form == "json":
        return Answered(code, to_json(_document(found)))
    return Answered(code, "\n".join(_lines(found)) + "\n")


def _lines(found: Trial) -> Iterator[str]:
    if found.faults:
        yield f"The checks find {some(len(found.faults), 'fault')}:"
        yield from found.faults
        return
    yield "The checks find no fault."
    yield from found.records or ()
    cases = found.cases or ()
    yield f"The plans of {len(cases)} of {some(found.tried, 'case')} change."
    for case in cases:
        yield f"{case.case}: {case.says}"
        yield from (f"  {line}" for line in case.lines)
    if found.obligations is not None:
        yield f"Of {found.owed} obligations {len(found.obligations)} would stand otherwise."
        for one in found.obligations:
            yield f"{one.name}: {one.was or 'not owed'} → {one.now or 'not owed'}: {one.told}"


def _document(found: Trial) -> dict[str, Json]:
    return {
        "faults": list(found.faults),
        "records": list(found.records or ()),
        "cases": [
            {"case": each.case, "says": each.says, "changes": list(each.lines)}
            for each in found.cases or ()
        ],
        "cases_tried": found.tried,
        "obligations": None
        if found.obligations is None
        else [
            {"name": one.name, "was": one.was, "now": one.now, "told": one.told}
            for one in found.obligations
        ],
        "sound": found.sound,
    }


COMMANDS: Final = (propose, try_, proposal)
