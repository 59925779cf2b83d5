"""This module is a desk over a guideline of its own, with a chair and two reviewers at work."""

from __future__ import annotations

import secrets
import shutil
from typing import TYPE_CHECKING

from itsdangerous import URLSafeSerializer

from whitlow.editorial.events import Kind, Payload
from whitlow.editorial.lines import exported
from whitlow.editorial.store import address_of
from whitlow.shelf import open_guideline
from whitlow.shipped import shipped_guideline
from whitlow.web.desk.acting import moment_of
from whitlow.web.desk.site import DeskSite

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.guideline.plain import Json

NOBODY = "chairs: {}"
PASSPHRASE = "seven grey herons on a wire"  # noqa: S105 - of a key that lives in a test
FIELDS = {"ada": "infectious diseases", "ben": "clinical pharmacy"}


class Hall:
    """A guideline that knows its chair, a store, and everybody's keys held there."""

    def __init__(self, folder: Path) -> None:
        """Copy the guideline, make the chair's key its root, and enrol the reviewers."""
        self.folder = folder / "guideline"
        self.address = address_of(folder / "desk.db")
        shutil.copytree(shipped_guideline(), self.folder)
        before = DeskSite(open_guideline(None), self.address)
        before.accounts.add("chair", "Cleo Chair", ["chair"])
        public = before.held.make("chair", PASSPHRASE)
        before.store.close()
        policy = self.folder / "policy.yaml"
        text = policy.read_text(encoding="utf-8")
        policy.write_text(text.replace(NOBODY, f"chairs: {{chair: {public}}}"), encoding="utf-8")
        self.guideline = open_guideline(self.folder)
        self.site = DeskSite(self.guideline, self.address)
        self.signers = {"chair": self.site.held.open("chair", PASSPHRASE)}
        self._enrol("desk", "The desk", ["desk"], [], self.site.audit.signer.public)
        for name, field in FIELDS.items():
            self.site.accounts.add(name, name.title(), ["reviewer"])
            public = self.site.held.make(name, PASSPHRASE)
            self.signers[name] = self.site.held.open(name, PASSPHRASE)
            self._enrol(name, name.title(), ["reviewer"], [field], public)

    def _enrol(
        self, name: str, title: str, roles: list[Json], expertise: list[Json], key: str
    ) -> None:
        self.does(
            "chair",
            "enrol",
            body={
                "person": name,
                "title": title,
                "roles": roles,
                "expertise": expertise,
                "key": key,
            },
        )

    def does(
        self, actor: str, kind: Kind, record: str = "", body: dict[str, Json] | None = None
    ) -> None:
        """Add what somebody signs on their own machine."""
        text = self.site.desk.texts.get(record)
        payload = Payload(
            kind,
            moment_of(self.site),
            actor,
            record,
            "" if text is None else text.text,
            "" if text is None else text.basis,
            secrets.token_hex(16),
            body or {},
        )
        signer = self.signers[actor]
        signature = signer.sign(payload)
        self.site.at_desk(lambda desk: desk.add(payload, signer.name, signature))

    def approve(self, record: str) -> None:
        """Have both reviewers declare no interests in a record and approve it."""
        for name in FIELDS:
            self.does(name, "declare", record, {"conflict": False})
            self.does(name, "approve", record)

    def cookie(self, name: str) -> str:
        """Return what the browser of somebody carries who is signed in."""
        token = self.site.sessions.begin(name, whole=True)
        signed = URLSafeSerializer(self.site.secret, salt="whitlow whitlow-desk").dumps(token)
        return str(signed)

    def chain(self) -> list[str]:
        """Return the lines of the chain, as a board publishes them."""
        self.site.at_desk(lambda desk: desk)
        return list(exported(self.site.desk.events))
