"""This module asks the web application as a browser on this machine does."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from starlette.testclient import TestClient

from whitlow.shelf import open_guideline
from whitlow.web.app import create

if TYPE_CHECKING:
    from whitlow.guideline import Guideline

__all__ = ["JSON", "browser", "shipped_guideline_as_read"]

JSON: Final = {"accept": "application/json"}


@cache
def browser() -> TestClient:
    """Return a browser of the shipped guideline."""
    return TestClient(create(), base_url="http://localhost")


@cache
def shipped_guideline_as_read() -> Guideline:
    """Return the guideline that is served."""
    return open_guideline(None)
