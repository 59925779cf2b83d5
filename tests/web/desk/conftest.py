"""This module gives each test a desk of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.desk.room import Room

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def room(address: str) -> Iterator[Room]:
    found = Room(address)
    yield found
    found.site.store.close()
