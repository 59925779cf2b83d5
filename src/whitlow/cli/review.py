"""This module is ``whitlow review``: the editorial desk from the command line.

It refuses to sign in anybody's name: who reviews holds a key, and the key stays with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

import click

from whitlow.cli.asked import Answered, asked, day, once, shared
from whitlow.cli.failures import PROOF, MisuseError
from whitlow.cli.opened import note_of
from whitlow.cli.review_account import group as accounts
from whitlow.cli.review_proposals import COMMANDS as PROPOSALS
from whitlow.cli.review_store import COMMANDS
from whitlow.cli.reviewed import desk_of, head_of, kept_key, key_in, signed, store_of
from whitlow.door.vocabulary import cut, shown
from whitlow.editorial.chain import verify as verify_chain
from whitlow.editorial.desk import exported, imported_lines, policy_of
from whitlow.editorial.events import VERDICTS, Kind, Payload
from whitlow.editorial.ledger import WORDING
from whitlow.editorial.states import ORDER
from whitlow.editorial.texts import texts_of
from whitlow.errors import Problem
from whitlow.pages.json_values import to_json
from whitlow.pages.words import some
from whitlow.shelf import open_guideline

if TYPE_CHECKING:
    from whitlow.editorial.chain import Verified
    from whitlow.guideline.plain import Json

__all__ = ["command"]

HELP: Final = "Review the guideline's texts: keys, signed verdicts, and the chain that holds them."
STORE: Final = click.option("--store", metavar="URL", help="Another store, as postgresql://…")
group: Final = click.Group("review", help=HELP)
for _each in (accounts, *COMMANDS, *PROPOSALS):
    group.add_command(_each)
command: Final = shared(group)
MOST_SHOWN: Final = 60


@shared
@group.command("keygen")
@click.argument("file", metavar="FILE")
@click.option("--password", "locked", is_flag=True, help="Ask for a password that locks the key.")
def keygen(file: str, *, locked: bool) -> str:
    """Make a key in FILE, which only you can read, and print its public half."""
    signer = kept_key(file, locked=locked)
    if asked().form == "json":
        return to_json({"key": signer.name, "public": signer.public})
    return f"{signer.public}\nThe key {signer.name} is in {shown(file)}: keep it to yourself.\n"


@shared
@group.command("sign")
@click.argument("kind", type=click.Choice(sorted(get_args(Kind))))
@click.argument("record", required=False, default="")
@click.option("--as", "actor", required=True, metavar="NAME", help="Your name at the desk.")
@click.option("--key", "file", required=True, metavar="FILE", help="Your key.")
@click.option("--password", "locked", is_flag=True, help="The key is locked: ask for its password.")
@click.option("--say", default="", help="Why, in words that everybody reads.")
@click.option("--with", "extra", multiple=True, metavar="NAME=VALUE", help="What the act names.")
def sign(  # noqa: PLR0913 - what an act consists of
    kind: Kind,
    record: str,
    *,
    actor: str,
    file: str,
    locked: bool,
    say: str,
    extra: tuple[str, ...],
) -> str:
    """Print KIND on RECORD (as rule:NAME), signed on this machine: a line for the desk."""
    texts = texts_of(open_guideline(asked().guideline))
    text = texts.get(record)
    if text is None and (record or kind in VERDICTS):
        message = f"There is no record {shown(record)} to review. Write kind:name, as rule:a-rule."
        raise MisuseError(Problem("unknown_record", message, "RECORD", cut(record)))
    body: dict[str, Json] = {"says": say} if say else {}
    body |= dict(_pair(each) for each in extra)
    if text is not None and kind in VERDICTS:
        body[WORDING] = texts.wording(record)
    return signed(kind, actor, text, body, key_in(file, locked=locked))


def _pair(text: str) -> tuple[str, Json]:
    name, sign_, value = text.partition("=")
    if not sign_ or not name:
        message = f"--with: {shown(text)} is none. Write --with NAME=VALUE."
        raise MisuseError(Problem("usage", message, "with", cut(text)))
    match value:
        case "true" | "false":
            return name, value == "true"
        case _ if value.startswith("[") and value.endswith("]"):
            return name, [each.strip() for each in value[1:-1].split(",") if each.strip()]
        case _:
            return name, value


@shared
@group.command("add")
@click.argument("file", metavar="FILE|-")
@STORE
def add(file: str, store: str | None) -> str:
    """Add what was signed, one act a line, to the chain."""
    desk = desk_of(open_guideline(asked().guideline), store)
    added = [desk.add(*signed) for signed in _signed(note_of(file), file)]
    if asked().form == "json":
        return to_json({"added": [event.document() for event in added]})
    return "".join(f"Event {event.number}: {_told(event.payload)}.\n" for event in added)


def _signed(text: str, name: str) -> list[tuple[Payload, str, str]]:
    """Return the signed acts of a file: an event without its place in the chain."""
    lines = [
        line.rstrip().removesuffix("}") + ',"number":0,"previous":"","hash":""}'
        for line in text.splitlines()
    ]
    events = imported_lines("\n".join(lines), name)
    return [(event.payload, event.key, event.signature) for event in events]


def _told(payload: Payload) -> str:
    return f"{payload.actor} {payload.kind} {payload.record}".strip()


@shared
@group.command("verify")
@click.argument("file", metavar="FILE|-", required=False)
@click.option("--head", metavar="NUMBER:HASH", help="A head that was once published.")
@STORE
def verify(file: str | None, head: str | None, store: str | None) -> Answered:
    """Verify a chain, that of FILE or the desk's own: nothing forged, left out or moved."""
    guideline = open_guideline(asked().guideline)
    published = None if head is None else head_of(head)
    if file is None:
        found = desk_of(guideline, store).verified(published)
    else:
        events = imported_lines(note_of(file), file)
        found = verify_chain(events, policy_of(guideline), published)
    code = PROOF if found.broken is not None else 0
    return Answered(code, _verdict(found))


def _verdict(found: Verified) -> str:
    number, hash_ = found.head
    broken = found.broken
    if asked().form == "json":
        told: Json = None if broken is None else {**broken._asdict()}
        return to_json({"events": number, "head": f"{number}:{hash_}", "broken": told})
    if broken is not None:
        return f"{broken}\nUp to there the chain holds: {number}:{hash_}\n"
    return f"The chain holds: {some(number, 'event')}.\nIts head is {number}:{hash_}\n"


@shared
@group.command("export")
@STORE
def export(store: str | None) -> str:
    """Print the chain as JSON Lines, to be published beside the guideline."""
    desk = desk_of(open_guideline(asked().guideline), store)
    return "".join(exported(desk.events))


@shared
@group.command("import")
@click.argument("file", metavar="FILE|-")
@STORE
def import_(file: str, store: str | None) -> str:
    """Take over a published chain, whole and verified, into a desk that has none."""
    guideline = open_guideline(asked().guideline)
    events = list(imported_lines(note_of(file), file))
    broken = verify_chain(events, policy_of(guideline)).broken
    if broken is not None:
        raise MisuseError(Problem("broken_chain", f"{file}: {broken}", "FILE"))
    kept = store_of(store).take_over(events)
    return f"{some(kept, 'event')} taken over.\n"


@shared
@group.command("state")
@click.argument("record", required=False)
@click.option("--today", metavar="YYYY-MM-DD", multiple=True, callback=once, help="As of a day.")
@STORE
def state(record: str | None, today: str | None, store: str | None) -> str:
    """Print the state of RECORD, or how many texts are in which state."""
    states = desk_of(open_guideline(asked().guideline), store).states(day(today))
    if record is None:
        counts = dict.fromkeys(ORDER, 0)
        for each in states.values():
            counts[each.status] += 1
        if asked().form == "json":
            return to_json({"states": {str(name): many for name, many in counts.items()}})
        return "".join(f"{name.replace('_', ' '):18}{many}\n" for name, many in counts.items())
    if record not in states:
        message = f"There is no record {shown(record)} to review. Write kind:name, as rule:a-rule."
        raise MisuseError(Problem("unknown_record", message, "RECORD", cut(record)))
    found = states[record]
    by = ", ".join(f"{each.by} on {each.on}" for each in found.by)
    if asked().form == "json":
        document: dict[str, Json] = {
            "record": found.record,
            "status": found.status,
            "by": [{"by": each.by, "on": each.on.isoformat()} for each in found.by],
            "until": None if found.until is None else found.until.isoformat(),
            "why": list(found.why),
        }
        return to_json(document)
    lines = [f"{found.record}: {found.status.replace('_', ' ')}", *([f"by {by}"] if by else [])]
    lines += [f"until {found.until}"] if found.until else []
    return "\n".join([*lines, *found.why]) + "\n"


@shared
@group.command("queue")
@click.option("--today", metavar="YYYY-MM-DD", multiple=True, callback=once, help="As of a day.")
@STORE
def queue(today: str | None, store: str | None) -> str:
    """Print what is not approved, what could do most harm first."""
    states = desk_of(open_guideline(asked().guideline), store).states(day(today))
    open_ = [each for each in states.values() if each.status not in {"approved", "retired"}]
    if asked().form == "json":
        rows: list[Json] = [
            {"record": each.record, "status": each.status, "why": list(each.why)} for each in open_
        ]
        return to_json({"queue": rows})
    lines = [f"{each.status.replace('_', ' '):18}{each.record}" for each in open_[:MOST_SHOWN]]
    more = len(open_) - MOST_SHOWN
    lines += [f"and {more} more (--json shows all)"] if more > 0 else []
    return "\n".join(lines or ["Nothing is open."]) + "\n"
