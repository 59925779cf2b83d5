"""This module is a desk in the web application, with a board whose members can sign in."""

from __future__ import annotations

import atexit
import re
import secrets
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from itsdangerous import URLSafeSerializer
from starlette.testclient import TestClient

from tests.editorial.board import enrolment
from whitlow.editorial.events import Kind, Payload
from whitlow.editorial.signing import Signer
from whitlow.shipped import shipped_guideline
from whitlow.web.app import create

if TYPE_CHECKING:
    from httpx2 import Response

    from whitlow.guideline.plain import Json
    from whitlow.web.desk.site import DeskSite

NOBODY = "chairs: {}"
FORM_TOKEN = re.compile(r'name="form_token" value="([0-9a-f]+)"')
CHAIR = Signer.new()
BEGAN = 1_800_000_000


@cache
def guideline() -> Path:
    """Return the shipped guideline with one chair, whose key is the tests' own."""
    folder = Path(mkdtemp(prefix="whitlow-room-")) / "guideline"
    atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
    shutil.copytree(shipped_guideline(), folder)
    policy = folder / "policy.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace(NOBODY, f"chairs: {{chair: {CHAIR.public}}}"), encoding="utf-8")
    return folder


class Room:
    """A desk, its clock, and everybody's keys."""

    def __init__(self, address: str) -> None:
        """Open the desk of a store."""
        self.moment = BEGAN
        self.app = create(guideline(), desk=address, clock=lambda: self.moment)
        self.site: DeskSite = self.app.app.state.desk
        self.signers = {"chair": CHAIR}

    def browser(self, **headers: str) -> TestClient:
        """Return a browser in which nobody is signed in."""
        return TestClient(
            self.app,
            base_url="http://localhost",
            raise_server_exceptions=False,
            follow_redirects=False,
            headers=headers,
        )

    def does(self, actor: str, kind: Kind, body: dict[str, Json], record: str = "") -> None:
        """Add what somebody signs."""
        text = self.site.desk.texts.get(record)
        payload = Payload(
            kind,
            "2026-11-20T12:00:00Z",
            actor,
            record,
            "" if text is None else text.text,
            "" if text is None else text.basis,
            secrets.token_hex(16),
            body,
        )
        signer = self.signers[actor]
        signature = signer.sign(payload)
        self.site.at_desk(lambda desk: desk.add(payload, signer.name, signature))

    def enrol(self, name: str, roles: list[Json], expertise: list[Json]) -> None:
        """Have the chair enrol somebody, with a key of their own."""
        signer = self.signers.setdefault(name, Signer.new())
        self.does("chair", "enrol", enrolment(name, roles, expertise, signer))

    def member(self, name: str, *roles: str, expertise: tuple[str, ...] = ()) -> TestClient:
        """Return the browser of a new member, enrolled and signed in."""
        if name != "chair":
            self.enrol(name, list(roles), list(expertise))
        self.site.accounts.add(name, name.title(), roles)
        return self.signed_in(name)

    def signed_in(self, name: str, *, whole: bool = True) -> TestClient:
        """Return a browser in which somebody is signed in."""
        token = self.site.sessions.begin(name, whole=whole)
        found = self.browser()
        signed = URLSafeSerializer(self.site.secret, salt="whitlow whitlow-desk").dumps(token)
        found.cookies.set("whitlow-desk", str(signed), domain="localhost.local", path="/review")
        return found


def form_token(answer: Response) -> str:
    """Return the word that the forms of a page carry."""
    found = FORM_TOKEN.search(answer.text)
    assert found is not None, answer.text
    return found[1]
