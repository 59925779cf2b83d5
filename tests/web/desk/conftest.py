"""This module gives each test a desk of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.desk.room import Room
from whitlow.editorial.store import address_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(address_of(tmp_path / "desk.db"))
