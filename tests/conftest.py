"""This module makes every run of the tests the same run: nothing random, nothing remembered."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("whitlow", derandomize=True, deadline=None, database=None)
settings.load_profile("whitlow")
