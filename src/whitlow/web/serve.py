"""This module runs the application until it is told to stop, and then lets it finish.

It refuses to write down who asked what: its log has addresses and nothing of a patient.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import uvicorn

from whitlow.web.app import create
from whitlow.web.guards import LOOPBACK, log_to_errors

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["serve"]

PATIENCE: Final = 10
MOST_AT_ONCE: Final = 256


def serve(folder: Path | None, *, host: str, port: int, names: Iterable[str] = ()) -> None:
    """Serve a guideline, the shipped one without a folder, until interrupted."""
    app = create(folder, {*LOOPBACK, host, *names})
    log_to_errors()
    settings = uvicorn.Config(
        app,
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        server_header=False,
        limit_concurrency=MOST_AT_ONCE,
        timeout_keep_alive=PATIENCE,
        timeout_graceful_shutdown=PATIENCE,
        lifespan="off",
    )
    shown = f"[{host}]" if ":" in host else host
    sys.stderr.write(f"Whitlow is at http://{shown}:{port}/ (Ctrl-C ends it).\n")
    uvicorn.Server(settings).run()
