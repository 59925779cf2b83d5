"""This module is ``whitlow serve``: the web application, on this machine alone unless told.

It refuses to listen to a network without the option that names what that means.
"""

from __future__ import annotations

import os
from typing import Final

import click

from whitlow.cli.asked import asked, shared
from whitlow.cli.failures import MisuseError
from whitlow.errors import Problem

__all__ = ["command"]

LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
RISK: Final = "--patient-data-crosses-the-network-unencrypted"
HIGHEST_PORT: Final = 65535
MOST_WORKERS: Final = 64


@shared
@click.command("serve")
@click.option("--host", default=LOOPBACK[0], show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    default=8765,
    show_default=True,
    type=click.IntRange(0, HIGHEST_PORT),
    help="The port.",
)
@click.option(
    RISK,
    "risked",
    is_flag=True,
    help="Listen on an address that others reach; anybody between could read what is typed.",
)
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, MOST_WORKERS),
    help="How many processes answer, as many as there are cores.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A name under which others may ask, as behind a proxy; may be repeated.",
)
@click.option(
    "--desk",
    metavar="[URL]",
    is_flag=False,
    flag_value="",
    help="Open the editorial desk too, over the store in your data folder or that of a URL.",
)
def command(  # noqa: PLR0913 - what a server is told
    *,
    host: str,
    port: int,
    risked: bool,
    workers: int,
    names: tuple[str, ...],
    desk: str | None,
) -> str:
    """Serve the pages on this machine until interrupted."""
    if host not in LOOPBACK and not risked:
        message = (
            f"--host: {host} is reached by others, and nothing here encrypts what is typed. Leave "
            f"it out, put a proxy with TLS in front, or add {RISK}."
        )
        raise MisuseError(Problem("usage", message, "host", host, ", ".join(LOOPBACK)))
    try:
        from whitlow.web.serve import listen, serve  # noqa: PLC0415 - the extra may not be installed
    except ModuleNotFoundError as error:
        message = f"The web application needs {error.name}. Install whitlow[web]."
        raise MisuseError(Problem("missing_extra", message)) from error
    store = None if desk is None else _desk(desk)
    try:
        listener = listen(host, port)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else "no such address"
        message = (
            f"{host}, port {port}, cannot be listened on: {why}. "
            "Name another with --port or --host; --port 0 takes a free one."
        )
        raise MisuseError(Problem("usage", message, "port", str(port))) from error
    serve(asked().guideline, listener, host=host, names=names, workers=workers, desk=store)
    return ""


def _desk(url: str) -> str:
    """Return the address of the desk's store; raises ``MisuseError`` without the extra."""
    from whitlow.cli.reviewed import chosen  # noqa: PLC0415 - only a desk needs it

    try:
        import argon2  # noqa: F401, PLC0415 - the extra may not be installed
        import sqlalchemy  # noqa: F401, PLC0415 - as above
    except ModuleNotFoundError as error:
        message = f"The editorial desk needs {error.name}. Install whitlow[desk]."
        raise MisuseError(Problem("missing_extra", message)) from error
    return chosen(url)
