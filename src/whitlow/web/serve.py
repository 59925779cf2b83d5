"""This module runs the application until it is told to stop, and then lets it finish.

It refuses to write down who asked what: its log has routes and nothing of a patient.
"""

from __future__ import annotations

import gc
import socket
import sys
from functools import partial
from typing import TYPE_CHECKING, Final

import uvicorn
from uvicorn.supervisors import Multiprocess

from whitlow.shelf import open_guideline
from whitlow.web.app import create
from whitlow.web.guards import LOOPBACK
from whitlow.web.log import log_to_errors
from whitlow.web.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from whitlow.web.guards import Guard

__all__ = ["listen", "serve"]

PATIENCE: Final = 10
IDLE: Final = 30
MOST_CONNECTIONS: Final = 512
LONGEST_HEAD: Final = 16 * 1024
WAITING: Final = 256


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raises ``OSError`` where the address is taken or none of ours.

    A reader who stops reading is given up after a while, where the system can do so.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family, backlog=WAITING)
    patience = getattr(socket, "TCP_USER_TIMEOUT", None)
    if patience is not None:
        listener.setsockopt(socket.IPPROTO_TCP, patience, IDLE * 1000)
    return listener


def serve(  # noqa: PLR0913 - what a server is told
    folder: Path | None,
    listener: socket.socket,
    *,
    host: str,
    names: Iterable[str] = (),
    workers: int = 1,
    desk: str | None = None,
) -> None:
    """Serve a guideline, the shipped one without a folder, until interrupted.

    ``desk`` is the address of the store of an editorial desk, if one is to be open. Raises
    ``GuidelineError``, and ``InputError`` for a store, before anything is served.
    """
    made = partial(_made, folder, frozenset({*LOOPBACK, host, *names}), desk)
    if workers == 1:
        app = made()
        _greet(host, listener)
        uvicorn.Server(_settings(lambda: app)).run([listener])
    else:
        guideline = open_guideline(folder)
        if desk is not None:
            from whitlow.web.desk.site import DeskSite  # noqa: PLC0415 - needs the extra

            DeskSite(guideline, desk).store.close()
        _greet(host, listener)
        log_to_errors()
        Multiprocess(_settings(made, workers), [listener]).run()


def _made(folder: Path | None, hosts: frozenset[str], desk: str | None) -> Guard:
    """Return the application in a process that is to serve it.

    A command ends before it would have to look for garbage and turns that off; a server does not
    end. What is loaded now stays, and is not looked at again.
    """
    log_to_errors()
    app = create(folder, hosts, desk)
    gc.enable()
    gc.collect()
    gc.freeze()
    return app


def _settings(made: object, workers: int = 1) -> uvicorn.Config:
    return uvicorn.Config(
        made,  # type: ignore[arg-type]
        factory=True,
        workers=workers,
        http=Wire,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=PATIENCE,
    )


def _greet(host: str, listener: socket.socket) -> None:
    shown = f"[{host}]" if ":" in host else host
    port = listener.getsockname()[1]
    sys.stderr.write(f"Whitlow is at http://{shown}:{port}/ (Ctrl-C ends it).\n")
    sys.stderr.flush()
