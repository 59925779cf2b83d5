"""The server as a process: it starts, answers, ends when told, and writes down no patient."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import pytest

from tests.web.serving import ROOT, Served, served

if TYPE_CHECKING:
    from collections.abc import Iterator

CASE = (ROOT / "examples" / "hiv-resistant-genital-herpes.yaml").read_bytes()
YAML = {"content-type": "application/yaml", "accept": "application/json"}
MARK = "zqxmarker"


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served() as found:
        yield found


def asked(server: Served, head: str, body: bytes = b"") -> bytes:
    """Send a request as it stands; return all that comes back until the server closes."""
    with socket.create_connection(("127.0.0.1", server.port), 60) as line:
        line.sendall(head.replace("\n", "\r\n").encode() + body)
        return b"".join(iter(lambda: line.recv(65536), b""))


def test_a_connection_is_used_for_many_requests(server: Served) -> None:
    with server.connection() as line:
        line.request("GET", "/healthz")
        first = line.getresponse().read()
        own = line.sock
        line.request("GET", "/readyz")
        second = line.getresponse().read()
        same = own is line.sock

    assert (b"ok\n", b"ok\n", True) == (first, second, same)


def test_a_page_asked_for_by_its_head_alone_sends_no_body(server: Served) -> None:
    found = asked(server, "HEAD /plan HTTP/1.1\nHost: localhost\nConnection: close\n\n")
    head, _, body = found.partition(b"\r\n\r\n")

    assert (True, b"") == (head.startswith(b"HTTP/1.1 200 "), body)
    assert b"content-length: " in head


def test_a_head_without_end_is_refused(server: Served) -> None:
    found = asked(server, "GET / HTTP/1.1\nHost: localhost\nX: " + "a" * 20_000)

    assert found.startswith(b"HTTP/1.1 400 ")


def test_a_request_that_is_none_is_refused(server: Served) -> None:
    assert asked(server, "\x01\x02\n\n").startswith(b"HTTP/1.1 400 ")


def test_two_names_for_the_host_are_refused(server: Served) -> None:
    found = asked(server, "GET /plan HTTP/1.1\nHost: localhost\nHost: other.example\n\n")

    assert found.startswith(b"HTTP/1.1 400 ")


def test_two_lengths_of_a_body_are_refused(server: Served) -> None:
    found = asked(
        server,
        "POST /plan HTTP/1.1\nHost: localhost\nContent-Length: 1\nContent-Length: 2\n\n",
        b"ab",
    )

    assert found.startswith(b"HTTP/1.1 400 ")


def test_a_body_that_is_too_long_is_answered_and_the_connection_closed(server: Served) -> None:
    length = 600_000
    head = (
        "POST /plan HTTP/1.1\nHost: localhost\nContent-Type: application/yaml\n"
        f"Accept: application/json\nContent-Length: {length}\n\n"
    )
    found = asked(server, head, b"a" * length)

    assert found.startswith(b"HTTP/1.1 413 ")
    assert b"Send less at once." in found


def test_a_socket_of_the_web_is_not_opened(server: Served) -> None:
    head = (
        "GET /plan HTTP/1.1\nHost: localhost\nUpgrade: websocket\nConnection: Upgrade\n"
        "Sec-WebSocket-Version: 13\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\n\n"
    )
    with socket.create_connection(("127.0.0.1", server.port), 60) as line:
        line.sendall(head.replace("\n", "\r\n").encode())
        found = line.recv(64)

    assert found.startswith(b"HTTP/1.1 200 ")


def test_a_request_that_runs_is_finished_before_the_server_ends() -> None:
    head = (
        "POST /plan?today=2026-11-20 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/yaml"
        f"\r\nAccept: application/json\r\nContent-Length: {len(CASE)}\r\n\r\n"
    )
    with served() as server, socket.create_connection(("127.0.0.1", server.port), 60) as line:
        line.sendall(head.encode() + CASE[:-1])
        _answers(server)
        server.process.terminate()
        _refuses_new_ones(server)
        line.sendall(CASE[-1:])
        found = b"".join(iter(lambda: line.recv(65536), b""))
        server.ends()
    head_, _, body = found.partition(b"\r\n\r\n")

    assert head_.startswith(b"HTTP/1.1 200 ")
    assert "bottom_line" in json.loads(body)


def _answers(server: Served) -> None:
    """Return once the server has taken what was sent before: it takes what comes in its order."""
    with server.connection() as line:
        line.request("GET", "/healthz")
        assert line.getresponse().read() == b"ok\n"


def _refuses_new_ones(server: Served) -> None:
    """Return once the server listens no more."""
    while True:
        try:
            socket.create_connection(("127.0.0.1", server.port), 60).close()
        except OSError:
            return


def test_two_processes_answer_on_one_port_and_end_together() -> None:
    with served("--workers", "2") as server:
        with server.connection() as line:
            line.request("POST", "/plan?today=2026-11-20", CASE, YAML)
            answer = line.getresponse()
            found = (answer.status, "bottom_line" in json.loads(answer.read()))
        code = server.ends()

    assert ((200, True), 0) == (found, code)


def test_what_is_typed_is_never_logged() -> None:
    with served() as server:
        for method, path, body, kind in everything_typed():
            headers = {"content-type": kind, "x-note": MARK, "user-agent": MARK}
            with server.connection() as line:
                line.request(method, path, body, headers)
                line.getresponse().read()
        asked(server, f"GET /{MARK} HTTP/1.1\nHost: {MARK}.example\nConnection: close\n\n")
        asked(server, f"{MARK} / HTTP/1.1\nHost: localhost\nConnection: close\n\n")
        asked(server, f"GET {MARK}\n\n")
        server.ends()

    assert len(server.lines()) > len(everything_typed())
    assert not [line for line in server.written if MARK in line.lower()]


def everything_typed() -> list[tuple[str, str, str, str]]:
    """Return requests with a marker in every place that a person or a program can fill."""
    form = "application/x-www-form-urlencoded"
    parts = (
        f'--b\r\nContent-Disposition: form-data; name="case"; filename="{MARK}.yaml"\r\n\r\n'
        f"age: {MARK}\r\n--b\r\nContent-Disposition: form-data; "
        f'name="{MARK}"\r\n\r\n{MARK}\r\n--b--\r\n'
    )
    return [
        ("GET", f"/{MARK}", "", ""),
        ("GET", f"/plan?profile={MARK}&today={MARK}", "", ""),
        ("GET", f"/dose?drug={MARK}&regimen={MARK}", "", ""),
        ("GET", f"/evidence/{MARK}", "", ""),
        ("GET", f"/static/{MARK}", "", ""),
        ("POST", f"/plan?{MARK}", f"age={MARK}&{MARK}=1&comedications={MARK}", form),
        ("POST", "/plan", f"records={MARK}%3A+1&confirmed={MARK}&today={MARK}", form),
        ("POST", "/plan", f"audience={MARK}", form),
        ("POST", "/plan", f"age: {MARK}\n{MARK}: [{MARK}", "application/yaml"),
        ("POST", "/plan", f'{{"age": "{MARK}"}}', "application/json"),
        ("POST", "/plan", f"age = '{MARK}'", "application/toml"),
        ("POST", "/plan", MARK, MARK),
        ("POST", "/plan", parts, "multipart/form-data; boundary=b"),
        ("POST", "/plan", parts[:90], "multipart/form-data; boundary=b"),
        ("POST", "/dose", f"drug={MARK}&weight={MARK}", form),
        ("POST", "/dose", f'{{"drug": "{MARK}", "facts": {{"{MARK}": "1"}}}}', "application/json"),
        ("POST", "/dose", f'{{"drug": {MARK}', "application/json"),
        ("POST", "/follow", f"course={MARK}&case={MARK}&regimen={MARK}", form),
        ("POST", "/", f"question={MARK}", form),
        ("POST", "/read", f"note={MARK}", form),
    ]
