"""The description of the addresses and the addresses: neither says more than the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import schemathesis
from hypothesis import settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from whitlow import __version__
from whitlow.web.app import ROUTES, create
from whitlow.web.described import description

if TYPE_CHECKING:
    from schemathesis import Case
    from starlette.testclient import TestClient

EXAMPLES = 12
HELD_TO = [
    not_a_server_error,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
]


@schemathesis.serializer("application/toml")
def _toml(_: object, value: object) -> bytes:
    """Send a case file in TOML as the text that it is."""
    return str(value).encode(errors="replace")


schema = schemathesis.openapi.from_asgi("/openapi.json", create(hosts={"testserver"}))


def routes() -> set[tuple[str, str]]:
    """Return each address with each method that it takes; what GET does, HEAD does without body."""
    return {
        (re.sub(r":path\}", "}", route.path), method.lower())
        for route in ROUTES
        for method in route.methods or ()
        if method != "HEAD"
    }


def described() -> set[tuple[str, str]]:
    """Return each address with each method that the description has."""
    paths = description()["paths"]
    assert isinstance(paths, dict)
    return {(path, method) for path, methods in paths.items() for method in methods}


def test_every_route_is_described_and_every_description_is_a_route() -> None:
    assert routes() == described()


def test_the_description_is_of_this_program(web: TestClient) -> None:
    found = web.get("/openapi.json").json()

    assert ("3.1.0", __version__) == (found["openapi"], found["info"]["version"])


@schema.parametrize()
@settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None)
def test_an_address_answers_as_it_is_described(case: Case[Any]) -> None:
    case.call_and_validate(checks=HELD_TO)
