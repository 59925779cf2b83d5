"""This module starts the real server in a process of its own, on a free port, and ends it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
GREETING = re.compile(r"Whitlow is at http://127\.0\.0\.1:(\d+)/ ")
PATIENCE = 60


@dataclass
class Served:
    """A server that runs: where it is, and what it has written since it said so."""

    process: subprocess.Popen[str]
    port: int
    written: list[str]
    reader: Thread

    @property
    def address(self) -> str:
        """Return where its pages are."""
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def connection(self) -> Iterator[http.client.HTTPConnection]:
        """Give a connection to it, closed at the end."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            yield line
        finally:
            line.close()

    def ends(self) -> int:
        """Ask the server to end; return its exit code once it has."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        return code

    def lines(self) -> list[dict[str, object]]:
        """Return what it wrote, one JSON object a line; whole once it has ended."""
        return [json.loads(line) for line in self.written]


@contextmanager
def served(*options: str) -> Iterator[Served]:
    """Start a server and wait until it says where it is."""
    process = subprocess.Popen(
        [sys.executable, "-m", "whitlow", "serve", "--port", "0", *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    errors = process.stderr
    assert errors is not None
    written: list[str] = []
    reader = Thread(target=_read, args=(errors, written), daemon=True)
    greeting = errors.readline()
    reader.start()
    try:
        found = GREETING.match(greeting)
        assert found is not None, greeting
        yield Served(process, int(found[1]), written, reader)
    finally:
        process.terminate()
        process.wait()
        reader.join(PATIENCE)
        errors.close()


def _read(errors: IO[str], written: list[str]) -> None:
    while line := errors.readline():
        written.append(line)
