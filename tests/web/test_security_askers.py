"""Who may ask, and what is made of their headers and paths."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from whitlow.web.app import create

FORM = "application/x-www-form-urlencoded"
AS_JSON = {"accept": "application/json"}

# ---------------------------------------------------------------------------------------------
# Who may ask.


@pytest.mark.parametrize("host", ["other.example", "localhost.other.example", "", "127.0.0.2"])
def test_a_host_that_is_not_ours_is_refused(host: str, web: TestClient) -> None:
    answer = web.get("/plan", headers={"host": host, **AS_JSON})

    assert (421, "http_421") == (answer.status_code, answer.json()["error"]["code"])


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8765", "127.0.0.1:1", "[::1]:8765"])
def test_a_host_that_is_ours_is_answered(host: str, web: TestClient) -> None:
    assert web.get("/healthz", headers={"host": host}).status_code == 200


def test_a_name_that_was_given_is_answered_whatever_its_letters() -> None:
    web = TestClient(create(hosts={"Ward.Example", "fd00::1"}), base_url="http://ward.example")

    assert (200, 200) == (
        web.get("/healthz").status_code,
        web.get("/healthz", headers={"host": "[fd00::1]:8765"}).status_code,
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://other.example"},
        {"origin": "http://localhost.other.example"},
        {"origin": "http://localhost:1"},
        {"origin": "null"},
        {"origin": "http://["},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_site_does_nothing(headers: dict[str, str], web: TestClient) -> None:
    answer = web.post("/plan", data={"age": "41"}, headers={**headers, **AS_JSON})

    assert (403, "other_site") == (answer.status_code, answer.json()["error"]["code"])


def test_a_form_of_our_own_is_read(web: TestClient) -> None:
    own = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}

    assert web.post("/plan", data={"age": "41"}, headers=own).status_code == 200


def test_another_site_may_not_read_an_answer(web: TestClient) -> None:
    answer = web.get("/plan", headers={"origin": "http://other.example"})

    assert "access-control-allow-origin" not in answer.headers


# ---------------------------------------------------------------------------------------------
# Headers and paths.


@pytest.mark.parametrize("bad", ["a\r\nset-cookie: b=c", "a%0d%0aset-cookie:%20b=c", "a\nx: y"])
def test_no_header_is_made_of_what_was_sent(bad: str, web: TestClient) -> None:
    sent = [
        web.get("/plan", params={"profile": bad}),
        web.get("/dose/", params={"drug": bad}, follow_redirects=False),
        web.post("/plan", data={"save": bad, "age": bad}),
        web.post("/follow", data={"ics": bad, "course": bad}),
        web.get(f"/evidence/{quote(bad)}"),
    ]

    assert [] == [each for each in sent if "set-cookie" in each.headers or "x" in each.headers]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/serve.py",
        "/static//etc/passwd",
        "/static/..%5c..%5capp.py",
        "/static/whitlow.css%00.js",
        "/evidence/../../etc/passwd",
        "/evidence/..%2f..%2fguideline.yaml",
        "/evidence/%2fetc%2fpasswd",
        "/evidence/facts.yaml",
    ],
)
def test_no_path_leads_out_of_its_folder(path: str, web: TestClient) -> None:
    answer = web.get(path)

    assert (404, False) == (answer.status_code, "root:" in answer.text)


@pytest.mark.parametrize(
    ("name", "kind"), [("whitlow.css", "text/css"), ("whitlow.js", "text/javascript")]
)
def test_a_file_has_its_kind_and_is_sent_once(name: str, kind: str, web: TestClient) -> None:
    first = web.get(f"/static/{name}")
    again = web.get(f"/static/{name}", headers={"if-none-match": first.headers["etag"]})

    assert f"{kind}; charset=utf-8" == first.headers["content-type"]
    assert (304, b"") == (again.status_code, again.content)
