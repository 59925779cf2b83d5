"""This module gives tests a store of each kind: what holds of one, holds of both."""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.editorial.servers import REQUIRED, database, programs, server
from whitlow.editorial.store import Store, address_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["address", "postgres", "store"]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Start the one server of this run, when a test first asks for it."""
    if programs() is None:
        why = "PostgreSQL is not installed here: what is tested of it was not."
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(f"{why} {REQUIRED} is set.")
        pytest.skip(why)
    with ExitStack() as stack:
        yield stack.enter_context(server()).address


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty store of either kind."""
    if request.param == "sqlite":
        return address_of(tmp_path / "desk.db")
    running: str = request.getfixturevalue("postgres")
    return database(running, "desk")


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """Give a store of either kind."""
    found = Store(address)
    yield found
    found.close()
