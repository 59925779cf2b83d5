"""This module is a language model's server on this machine that lies as a test tells it to."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Handler", "Lie", "Model", "Sections", "serving", "truth", "wording"]

Sections = list[dict[str, Any]]
Lie = "Callable[[Handler, dict[str, Any]], None]"
FIRST: Final = 0


class Model(ThreadingHTTPServer):
    """A server that keeps what it was sent, and replies by its script, the last line for ever."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, script: list[Callable[[Handler, dict[str, Any]], None]]) -> None:
        """Listen on a free port of this machine."""
        super().__init__(("127.0.0.1", 0), Handler)
        self.script: Final = script
        self.paths: Final[list[str]] = []
        self.bodies: Final[list[bytes]] = []
        self.heads: Final[list[dict[str, str]]] = []
        self.over: Final = threading.Event()

    @property
    def url(self) -> str:
        """The address that a user would configure."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a caller who hung up: that is what some tests want."""


class Handler(BaseHTTPRequestHandler):
    """One call."""

    server: Model

    def do_POST(self) -> None:
        """Keep what came, and reply by the script."""
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.paths.append(self.path)
        self.server.bodies.append(body)
        self.server.heads.append({name.lower(): value for name, value in self.headers.items()})
        turn = min(len(self.server.bodies), len(self.server.script)) - 1
        self.server.script[turn](self, offered_in(body))

    def do_GET(self) -> None:
        """Keep that somebody came who should not have."""
        self.server.paths.append(self.path)
        self.server.bodies.append(b"")
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""

    def raw(self, body: bytes, status: int = 200, **headers: str) -> None:
        """Reply with bytes."""
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def says(self, content: str) -> None:
        """Reply as a model that says this."""
        self.raw(completion(content))


def completion(content: str) -> bytes:
    """Return the reply of a chat completion."""
    message = {"role": "assistant", "content": content}
    document = {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "local",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
    return json.dumps(document).encode()


def offered_in(body: bytes) -> dict[str, Any]:
    """Return what a call offers to be worded."""
    last = json.loads(body)["messages"][-1]["content"]
    found: dict[str, Any] = json.JSONDecoder().raw_decode(last)[FIRST]
    return found


def truth(offered: dict[str, Any]) -> Sections:
    """Return the records as they are, each as its own rewording."""
    return [
        {
            "name": section["name"],
            "sentences": [
                {"text": each["says"], "cites": [each["id"]]} for each in section["records"]
            ],
        }
        for section in offered["sections"]
    ]


def wording(
    change: Callable[[Sections], object] = lambda _: None,
) -> Callable[[Handler, dict[str, Any]], None]:
    """Return a reply with the truth, changed."""

    def reply(handler: Handler, offered: dict[str, Any]) -> None:
        sections = truth(offered)
        change(sections)
        handler.says(json.dumps({"sections": sections}))

    return reply


@contextmanager
def serving(*script: Callable[[Handler, dict[str, Any]], None]) -> Iterator[Model]:
    """Run a server by a script, and end it."""
    model = Model(list(script))
    thread = threading.Thread(target=model.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield model
    finally:
        model.over.set()
        model.shutdown()
        thread.join()
        model.server_close()
