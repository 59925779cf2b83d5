"""This module gives the tests of the web application a client that asks as a browser does."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from whitlow.web.app import create


@pytest.fixture(scope="session")
def web() -> TestClient:
    return TestClient(create(), base_url="http://localhost", raise_server_exceptions=False)
