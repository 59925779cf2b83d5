"""The command that serves: what it refuses before it listens."""

from __future__ import annotations

import socket

import pytest

from whitlow.cli.program import run
from whitlow.web.serve import listen


def test_an_address_that_others_reach_needs_the_option_that_names_the_risk(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = run(["serve", "--host", "0.0.0.0"])  # noqa: S104 - it is refused

    message = (
        "--host: 0.0.0.0 is reached by others, and nothing here encrypts what is typed. Leave it "
        "out, put a proxy with TLS in front, or add "
        "--patient-data-crosses-the-network-unencrypted.\n"
    )
    assert (2, message) == (code, capsys.readouterr().err)


def test_a_port_that_is_taken_is_told_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code = run(["serve", "--port", str(port)])

    message = (
        f"127.0.0.1, port {port}, cannot be listened on: Address already in use. Name another with "
        "--port or --host; --port 0 takes a free one.\n"
    )
    assert (2, message) == (code, capsys.readouterr().err)


@pytest.mark.parametrize("many", ["0", "65", "two"])
def test_a_number_of_processes_that_is_none_is_refused(
    many: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["serve", "--workers", many])

    assert (2, True) == (code, "--workers" in capsys.readouterr().err)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_each_name_of_this_machine_is_listened_on_without_a_risk(host: str) -> None:
    try:
        with listen(host, 0) as listener:
            port = listener.getsockname()[1]
    except OSError:
        pytest.skip(f"this machine has no {host}")

    assert port > 0
