"""This module is what whoever runs a desk does with its store: migrate, back up, restore.

It refuses to write over a file or a store that is there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from whitlow.cli.asked import asked, shared
from whitlow.cli.reviewed import chosen, head_of, store_of
from whitlow.editorial.desk import policy_of
from whitlow.pages.json_values import to_json
from whitlow.pages.words import some
from whitlow.shelf import open_guideline

__all__ = ["COMMANDS"]

STORE: Final = click.option("--store", metavar="URL", help="Another store, as postgresql://…")


@shared
@click.command("migrate")
@STORE
def migrate(store: str | None) -> str:
    """Bring the store of an older program up to this one's; copy it with backup before."""
    from whitlow.editorial.database import migrated  # noqa: PLC0415 - needs the extra

    steps = migrated(chosen(store))
    if asked().form == "json":
        return to_json({"versions": [*steps]})
    return f"Now at {steps[-1]!r}.\n" if steps else "Nothing was to be done.\n"


@shared
@click.command("backup")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@STORE
def backup(file: Path, store: str | None) -> str:
    """Copy the store to FILE while it is in use; FILE holds what must be kept from others."""
    from whitlow.editorial.copies import backup as copied  # noqa: PLC0415 - needs the extra

    found = store_of(store)
    number = copied(found, file)
    found.close()
    if asked().form == "json":
        return to_json({"events": number})
    return f"{some(number, 'event')} copied, with all accounts. Keep the file to yourself.\n"


@shared
@click.command("restore")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--head", metavar="NUMBER:HASH", help="A head that was once published.")
@STORE
def restore(file: Path, head: str | None, store: str | None) -> str:
    """Fill an empty store from a copy, whose chain is verified before; nobody stays signed in."""
    from whitlow.editorial.copies import restore as filled  # noqa: PLC0415 - needs the extra

    policy = policy_of(open_guideline(asked().guideline))
    published = None if head is None else head_of(head)
    found = store_of(store)
    number = filled(found, file, policy, published)
    found.close()
    if asked().form == "json":
        return to_json({"events": number})
    return f"{some(number, 'event')} restored, with all accounts.\n"


@shared
@click.command("desk-key")
@STORE
def desk_key(store: str | None) -> str:
    """Print the public half of the desk's own key, which a chair enrols so that it can attest."""
    from whitlow.editorial.register import Register  # noqa: PLC0415 - needs the extra

    audit = Register(open_guideline(asked().guideline), chosen(store), "").audit
    passed, waiting = audit.pass_on(), len(audit.waiting())
    if asked().form == "json":
        return to_json(
            {
                "key": audit.signer.name,
                "public": audit.signer.public,
                "enrolled": audit.enrolled,
                "passed_on": passed,
                "waiting": waiting,
            }
        )
    state = "It is enrolled." if audit.enrolled else "No chair has enrolled it yet."
    return f"{audit.signer.public}\n{state} {some(waiting, 'note')} wait for that.\n"


COMMANDS: Final = (migrate, backup, restore, desk_key)
"""Commands of ``whitlow review``."""
