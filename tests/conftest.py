"""This module makes every run of the tests the same run: nothing random, nothing remembered."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import settings

from tests.editorial.stores import address, postgres, store

__all__ = ["address", "postgres", "store"]

settings.register_profile("whitlow", derandomize=True, deadline=None, database=None)
settings.load_profile("whitlow")

os.environ["XDG_DATA_HOME"] = str(Path(__file__).resolve().parent / "no data")
"""Whoever runs the tests may have imported a table of their own."""
