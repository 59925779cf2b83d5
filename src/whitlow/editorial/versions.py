"""This module knows which version of the schema a store has, and brings an older one up to ours.

It refuses a store of a version that it does not know: a newer program made it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import inspect, text

from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

__all__ = ["NEWEST", "VERSIONS", "refuse_other", "upgrade", "version_of"]

VERSIONS: Final = ("events", "people")
"""Every version there was, the first one first, as the migrations name them."""

NEWEST: Final = VERSIONS[-1]
FOLDER: Final = Path(__file__).with_name("migrations")
TABLE: Final = "alembic_version"


def version_of(connection: Connection) -> str:
    """Return the version of a store, nothing where it has none.

    The first stores were made before versions were noted.
    """
    tables = set(inspect(connection).get_table_names())
    if TABLE in tables:
        found = connection.execute(text(f"SELECT version_num FROM {TABLE}")).scalar()  # noqa: S608 - it is ours
        return "" if found is None else str(found)
    return VERSIONS[0] if "events" in tables else ""


def refuse_other(connection: Connection) -> None:
    """Raise ``InputError`` for a store whose version is not ours."""
    found = version_of(connection)
    if found == NEWEST:
        return
    if found in VERSIONS:
        message = (
            f"The desk's store has version {found!r}, and this program has {NEWEST!r}. Make a "
            "copy with 'whitlow review backup', then run 'whitlow review migrate'."
        )
    else:
        message = (
            f"The desk's store has version {found[:60]!r}, which this program does not know: a "
            "newer one made it. Use that one. Nothing was changed."
        )
    raise InputError(Problem("other_version", message, "store"))


def upgrade(connection: Connection) -> tuple[str, ...]:
    """Return the versions through which a store was brought, in a transaction of the caller's."""
    from alembic.config import Config  # noqa: PLC0415 - only who migrates waits for it
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415 - as above
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - as above

    before = version_of(connection)
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    with EnvironmentContext(config, script, fn=_steps(script, before)) as environment:
        environment.configure(connection=connection)
        environment.run_migrations()
    after = VERSIONS.index(NEWEST)
    return VERSIONS[VERSIONS.index(before) + 1 if before else 0 : after + 1]


def _steps(script: object, before: str) -> Callable[..., object]:
    """Return what tells Alembic the way; of a store without a noted version we know where it is."""

    def steps(noted: object, _: object) -> object:
        return script._upgrade_revs(NEWEST, noted or before or ())  # type: ignore[attr-defined]  # noqa: SLF001 - Alembic's own commands do the same

    return steps
