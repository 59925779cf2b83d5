"""Bodies that are too long, too deep, too slow or of no kind, and what is told of a mistake."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING

import pytest

from whitlow.web import asked, bounds
from whitlow.web.app import create

if TYPE_CHECKING:
    from starlette.testclient import TestClient

FORM = "application/x-www-form-urlencoded"
AS_JSON = {"accept": "application/json"}

# ---------------------------------------------------------------------------------------------
# Bodies: too long, too deep, too slow, of no kind, or more than they seem.


@pytest.mark.parametrize("address", ["/", "/read", "/plan", "/dose", "/follow"])
@pytest.mark.parametrize("kind", [FORM, "application/json", "multipart/form-data; boundary=b"])
def test_a_body_that_is_too_long_is_refused(address: str, kind: str, web: TestClient) -> None:
    body = b"a" * (1_200_000 if address == "/read" else 300_000)
    answer = web.post(address, content=body, headers={"content-type": kind, **AS_JSON})

    assert answer.status_code in {413, 415}
    assert answer.json()["error"]["code"] in {"http_413", "http_415"}


@pytest.mark.parametrize("address", ["/", "/read", "/plan", "/dose", "/follow"])
@pytest.mark.parametrize("kind", ["", "text/plain", "image/png", "application/xml", "text/html"])
def test_a_body_of_another_kind_is_refused(address: str, kind: str, web: TestClient) -> None:
    answer = web.post(address, content=b"age=41", headers={"content-type": kind, **AS_JSON})

    assert (415, "http_415") == (answer.status_code, answer.json()["error"]["code"])


def test_a_packed_body_is_not_unpacked(web: TestClient) -> None:
    packed = {"content-type": FORM, "content-encoding": "gzip", **AS_JSON}

    assert web.post("/plan", content=b"\x1f\x8b", headers=packed).status_code == 415


@pytest.mark.parametrize("letters", ["punycode", "idna", "utf-7", "utf-16", "unicode_escape"])
def test_other_letters_than_utf8_are_refused(letters: str, web: TestClient) -> None:
    kind = f"multipart/form-data; boundary=b; charset={letters}"
    body = b'--b\r\nContent-Disposition: form-data; name="age"\r\n\r\n' + b"a" * 99 + b"\r\n--b--"

    assert web.post("/plan", content=body, headers={"content-type": kind}).status_code == 415


@pytest.mark.parametrize("address", ["/", "/read", "/dose"])
@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000,
        '{"facts":' * 20_000 + "1" + "}" * 20_000,
        '{"facts": ' + "[" * 900 + "]" * 900 + "}",
        '{"facts": {"a": 1' + "0" * 5000 + "}}",
        '{"weight": NaN}',
        '{"weight": 1, "weight": 2}',
        "[]",
        "1",
        '"a"',
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        "{",
        "",
    ],
    ids=str.__len__,
)
def test_json_that_is_no_modest_object_is_refused(address: str, body: str, web: TestClient) -> None:
    answer = web.post(
        address, content=body.encode(), headers={"content-type": "application/json", **AS_JSON}
    )

    assert 422 == answer.status_code
    assert answer.json()["error"]["message"].endswith(".")


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "body",
    [
        BOMB,
        "[" * 50_000,
        "{" * 50_000,
        "- " * 50_000,
        "? " * 20_000,
        "a: !!python/object/apply:os.system [id]",
        "a: &b [*b]",
        "<<: {a: 1}",
        "age: |\n" + " a\n" * 50_000,
        "\0",
        "age: \ud7ff\u2028",
    ],
    ids=str.__len__,
)
def test_yaml_that_explodes_is_refused(body: str, web: TestClient) -> None:
    sent = [
        web.post("/plan", content=body, headers={"content-type": "application/yaml", **AS_JSON}),
        web.post("/plan", data={"records": body}, headers=AS_JSON),
        web.post("/follow", data={"case": body, "course": "date,name,value,unit"}, headers=AS_JSON),
    ]

    assert [422] * 3 == [each.status_code for each in sent]


def multipart(parts: int, name: str) -> bytes:
    """Return a body of many parts."""
    head = f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n1\r\n'
    return head.encode() * parts + b"--b--\r\n"


@pytest.mark.parametrize(
    "body",
    [
        multipart(3000, "age"),
        multipart(3000, 'case"; filename="a.yaml'),
        b'--b\r\nContent-Disposition: form-data; name="' + b"n" * 200_000 + b'"\r\n\r\n1\r\n--b--',
        b"--b\r\n" + b"X: y\r\n" * 20_000 + b"\r\n1\r\n--b--\r\n",
        b"--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--\r\n",
        b"--b\r\n",
        b'--b\r\nContent-Disposition: form-data; name="age"\r\n\r\n41\r\n',
        b"--c--\r\n",
        b"\r\n" * 100_000,
        b"-" * 200_000,
    ],
    ids=len,
)
def test_a_form_of_too_many_or_broken_parts_is_refused(body: bytes, web: TestClient) -> None:
    kind = {"content-type": "multipart/form-data; boundary=b", **AS_JSON}
    answer = web.post("/plan", content=body, headers=kind)

    assert answer.status_code in {400, 422}


def test_a_form_of_too_many_fields_is_refused(web: TestClient) -> None:
    body = "&".join(["age=1"] * 5000)

    assert web.post("/plan", content=body, headers={"content-type": FORM}).status_code == 400


def test_a_form_without_its_boundary_is_refused(web: TestClient) -> None:
    kind = {"content-type": "multipart/form-data"}

    assert web.post("/plan", content=b"a", headers=kind).status_code == 400


# ---------------------------------------------------------------------------------------------
# Slow, too much, and broken: asked of the application itself.


def asked_of_it(app: object, *, body: bytes | None, path: str = "/plan") -> tuple[int, bytes]:
    """Ask the application without a server; ``None`` for a body that never ends."""
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        if body is None:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "http_version": "1.1",
        "scheme": "http",
        "server": ("localhost", 80),
        "client": None,
        "headers": [
            (b"host", b"localhost"),
            (b"content-type", FORM.encode()),
            (b"accept", b"application/json"),
        ],
    }
    asyncio.run(app(scope, receive, send))  # type: ignore[operator]
    status = sent[0]["status"]
    assert isinstance(status, int)
    text = b"".join(each.get("body", b"") for each in sent[1:])  # type: ignore[misc]
    return status, text


def test_a_body_that_does_not_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "SECONDS", 0)
    status, text = asked_of_it(create(), body=None)

    assert (408, "http_408") == (status, json.loads(text)["error"]["code"])


def test_more_than_can_be_worked_on_is_told_when_to_come_again(
    monkeypatch: pytest.MonkeyPatch, web: TestClient
) -> None:
    monkeypatch.setattr(bounds, "AT_ONCE", 0)
    refused = web.get("/plan", headers=AS_JSON)
    ready = web.get("/readyz")
    alive = web.get("/healthz")

    assert (503, "2", "busy") == (
        refused.status_code,
        refused.headers["retry-after"],
        refused.json()["error"]["code"],
    )
    assert (503, 200) == (ready.status_code, alive.status_code)


def test_what_comes_too_often_is_refused_and_taken_again_a_moment_later() -> None:
    now = [0.0]
    each = bounds.Bounds(lambda: now[0])
    burst = [each.refused() for _ in range(bounds.IN_A_BURST)]
    over = each.refused()
    now[0] = 0.5
    later = [each.refused() for _ in range(bounds.A_SECOND // 2)]

    assert [None] * bounds.IN_A_BURST == burst
    assert over is not None
    assert (429, 1) == (over.status, over.after)
    assert [None] * (bounds.A_SECOND // 2) == later


def test_one_user_may_ask_three_hundred_times_a_second_for_as_long_as_they_like() -> None:
    now = [0.0]
    each = bounds.Bounds(lambda: now[0])
    refusals = 0
    for _ in range(300 * 60):
        now[0] += 1 / 300
        refusals += each.refused() is not None

    assert refusals == 0


def test_an_error_nobody_foresaw_tells_nothing_of_what_was_typed(
    monkeypatch: pytest.MonkeyPatch,
    web: TestClient,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def broken(*_: object, **__: object) -> None:
        typed = "zqxmarker"
        raise ValueError(typed)

    monkeypatch.setattr(sys.modules["whitlow.web.plan"], "read_form", broken)
    page = web.post("/plan", data={"age": "zqxmarker"})
    as_json = web.post("/plan", data={"age": "zqxmarker"}, headers=AS_JSON)
    written = capfd.readouterr()

    assert (500, 500) == (page.status_code, as_json.status_code)
    assert "internal" == as_json.json()["error"]["code"]
    told = page.text + as_json.text + written.out + written.err + caplog.text
    assert "zqxmarker" not in told
