"""This module starts a PostgreSQL of the tests' own on loopback, and gives each test a database."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from sqlalchemy import create_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

REQUIRED = "WHITLOW_POSTGRES_REQUIRED"
WHOM = ("postgres", "nobody")
"""The server refuses to be run by root; one of these runs it then."""


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return None if on_path is None else Path(on_path).parent


def user() -> str | None:
    """Return as whom the server runs, None for whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    import pwd  # noqa: PLC0415 - only where there are users

    known = {each.pw_name for each in pwd.getpwall()}
    return next(name for name in WHOM if name in known)


class Server:
    """A server with a data folder of its own."""

    def __init__(self) -> None:
        """Make the data folder, and choose a port."""
        found = programs()
        assert found is not None
        self.programs, self.user = found, user()
        self.home = Path(mkdtemp(prefix="whitlow-pg-"))
        if self.user is not None:
            shutil.chown(self.home, self.user)
        with create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.data = str(self.home / "data")
        words = ["-U", "whitlow", "-A", "trust", "-E", "UTF8", "--no-sync"]
        self.run("initdb", "-D", self.data, *words)

    @property
    def address(self) -> str:
        """Return the address of the database that is there from the beginning."""
        return f"postgresql+psycopg://whitlow@127.0.0.1:{self.port}/postgres"

    def run(self, program: str, *words: str) -> None:
        """Run one of the programs as whoever the server is."""
        subprocess.run(
            [str(self.programs / program), *words],
            user=self.user,
            cwd=self.home,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(self.home)},
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def start(self) -> None:
        """Begin to serve; after a crash, what was kept is read again first."""
        told = f"-p {self.port} -c listen_addresses=127.0.0.1 "
        told += f"-c unix_socket_directories={self.home}"
        log = str(self.home / "log")
        self.run("pg_ctl", "-D", self.data, "-w", "-l", log, "-o", told, "start")

    def crash(self) -> None:
        """End at once, with nothing tidied up."""
        self.run("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop")


@contextmanager
def server() -> Iterator[Server]:
    """Start a server, and end it."""
    found = Server()
    try:
        found.start()
        yield found
    finally:
        found.crash()
        shutil.rmtree(found.home, ignore_errors=True)


def database(address: str, name: str) -> str:
    """Make an empty database and return its address."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
    engine.dispose()
    return address.rpartition("/")[0] + f"/{name}"
