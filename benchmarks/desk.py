"""This script times the queue page of a desk with 10,000 records and 100,000 events.

Run it as ``python benchmarks/desk.py``; it makes the chain anew, which takes a minute or two.
"""

from __future__ import annotations

import secrets
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from itsdangerous import URLSafeSerializer
from starlette.applications import Starlette
from starlette.testclient import TestClient

from whitlow.editorial.events import BEGINNING, Event, Kind, Payload, linked
from whitlow.editorial.signing import Signer
from whitlow.editorial.store import Store, address_of
from whitlow.editorial.texts import texts_of
from whitlow.shelf import open_guideline
from whitlow.shipped import shipped_guideline
from whitlow.web.desk.opened import open_desk
from whitlow.web.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable

    from whitlow.guideline import Guideline
    from whitlow.guideline.plain import Json

RECORDS = 10_000
EVENTS = 100_000
REVIEWERS = 20
PAGES = 100
MOST_MS = 50


def enlarged(guideline: Guideline, chair: Signer) -> Guideline:
    """Return a guideline with so many records, the further ones copies of its statements."""
    statements = dict(guideline.statements)
    known = list(guideline.statements.values())
    further = RECORDS - len(texts_of(guideline))
    for number in range(further):
        each = known[number % len(known)]
        name = f"{each.source}#copy-{number}"
        statements[name] = replace(each, id=name)
    policy = guideline.policy
    if policy is None:
        raise SystemExit("The guideline has no policy.")
    return replace(
        guideline,
        statements=statements,
        policy=replace(policy, chairs={"chair": chair.public}),
    )


def chain(guideline: Guideline, chair: Signer) -> list[Event]:
    """Return a chain of so many events: assigned, declared, said, commented, over and over."""
    texts = list(texts_of(guideline).values())
    signers = {"chair": chair} | {f"r{n}": Signer.new() for n in range(REVIEWERS)}
    events: list[Event] = []

    def add(actor: str, kind: Kind, record: int | None, body: dict[str, Json]) -> None:
        text = None if record is None else texts[record]
        payload = Payload(
            kind,
            time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            actor,
            "" if text is None else text.name,
            "" if text is None else text.text,
            "" if text is None else text.basis,
            secrets.token_hex(16),
            body,
        )
        key = signers[actor]
        before = events[-1].hash if events else BEGINNING
        events.append(linked(len(events) + 1, payload, key.name, key.sign(payload), before))

    fields = list(guideline.policy.expertise) if guideline.policy else []
    for number in range(REVIEWERS):
        body: dict[str, Json] = {
            "person": f"r{number}",
            "title": f"Reviewer {number}",
            "roles": ["reviewer"],
            "expertise": [fields[number % len(fields)]],
            "key": signers[f"r{number}"].public,
        }
        add("chair", "enrol", None, body)
    record = 0
    while len(events) < EVENTS:
        first, second = f"r{record % REVIEWERS}", f"r{(record * 7 + 3) % REVIEWERS}"
        here = record % len(texts)
        add("chair", "assign", here, {"to": first})
        add(first, "declare", here, {"conflict": False})
        add(
            first, "approve" if record % 3 else "comment", here, {"says": "Read against the label."}
        )
        add("chair", "assign", here, {"to": second})
        add(second, "comment", here, {"says": "I look at it next week."})
        record += 1
    return events[:EVENTS]


def main() -> int:
    """Make the chain, open the desk, and time its pages."""
    chair = Signer.new()
    guideline = enlarged(open_guideline(None), chair)
    with tempfile.TemporaryDirectory() as home:
        address = address_of(Path(home) / "desk.db")
        began = time.perf_counter()
        events = chain(guideline, chair)
        store = Store(address)
        store.take_over(events)
        store.close()
        print(f"made {len(events)} events in {time.perf_counter() - began:.1f} s")
        began = time.perf_counter()
        app = Starlette()
        shown = open_desk(app, guideline, address)
        app.state.site = Site(shown, shipped_guideline())
        print(f"opened, each event verified, in {time.perf_counter() - began:.1f} s")
        worst = timed(app, "/review/queue", "r3")
        timed(app, "/review/overview", "r3")
        print("and with an event before each page:")
        worst = max(worst, timed(app, "/review/queue", "r3", lambda: comment(app, chair)))
        shutil.rmtree(home, ignore_errors=True)
    return 0 if worst <= MOST_MS else 1


def comment(app: Starlette, chair: Signer) -> None:
    """Add an event, as somebody else at the desk would."""
    texts = app.state.desk.desk.texts
    text = texts[secrets.choice(list(texts))]
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    word = secrets.token_hex(16)
    body: dict[str, Json] = {"to": "r3"}
    payload = Payload("assign", at, "chair", text.name, text.text, text.basis, word, body)
    signature = chair.sign(payload)
    app.state.desk.at_desk(lambda desk: desk.add(payload, chair.name, signature))


def timed(app: Starlette, path: str, name: str, before: Callable[[], None] = lambda: None) -> float:
    """Return the median time of a page in milliseconds, and print it with the first and last."""
    site = app.state.desk
    if site.accounts.find(name) is None:
        site.accounts.add(name, name, ["reviewer"])
    token = site.sessions.begin(name, whole=True)
    web = TestClient(app, base_url="http://localhost")
    word = URLSafeSerializer(site.secret, salt="whitlow whitlow-desk").dumps(token)
    web.cookies.set("whitlow-desk", str(word), domain="localhost.local", path="/review")
    found: list[float] = []
    for _ in range(PAGES):
        before()
        began = time.perf_counter()
        answer = web.get(path)
        found.append((time.perf_counter() - began) * 1000)
        answer.raise_for_status()
    median = statistics.median(found)
    print(
        f"{path}: median {median:.1f} ms, first {found[0]:.0f} ms, "
        f"slowest after it {max(found[1:]):.0f} ms, {len(answer.content)} bytes"
    )
    return median


if __name__ == "__main__":
    sys.exit(main())
