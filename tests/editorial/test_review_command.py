"""A board reviews a text from the command line, and one changed word undoes it."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from whitlow.cli.program import run
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "table:foscarnet-hsv-q8h"
NOBODY = "chairs: {}"


class Room:
    """A folder with a guideline that knows its chair's key, a store, and everybody's keys."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Copy the guideline, make the keys, and enrol two reviewers."""
        self.folder, self.capsys = folder, capsys
        self.guideline = folder / "guideline"
        shutil.copytree(shipped_guideline(), self.guideline)
        self.public = {name: self.keygen(name) for name in ("chair", "ada", "ben")}
        policy = self.guideline / "policy.yaml"
        text = policy.read_text(encoding="utf-8")
        policy.write_text(
            text.replace(NOBODY, f"chairs: {{chair: {self.public['chair']}}}"), encoding="utf-8"
        )
        for name, field in (("ada", "infectious diseases"), ("ben", "clinical pharmacy")):
            self.act(
                "chair",
                "enrol",
                f"person={name}",
                "roles=[reviewer]",
                f"expertise=[{field}]",
                f"key={self.public[name]}",
            )

    def keygen(self, name: str) -> str:
        """Make a key and return its public half."""
        run(["review", "keygen", str(self.folder / f"{name}.pem"), "--json"])
        found: str = json.loads(self.capsys.readouterr().out)["public"]
        return found

    def review(self, *words: str) -> str:
        """Return what the command prints."""
        run(["review", *words, "--guideline", str(self.guideline)])
        return self.capsys.readouterr().out

    def stored(self, *words: str) -> str:
        """Return what the command prints of this room's store."""
        return self.review(*words, "--store", f"sqlite:///{self.folder / 'desk.db'}")

    def act(self, actor: str, kind: str, *extra: str, record: str = "") -> str:
        """Sign an act on one's own machine and add it to the chain."""
        named = [word for each in extra for word in ("--with", each)]
        key = ["--as", actor, "--key", str(self.folder / f"{actor}.pem")]
        line = self.review("sign", kind, *([record] if record else []), *key, *named)
        file = self.folder / "signed.jsonl"
        file.write_text(line, encoding="utf-8")
        return self.stored("add", str(file))


@pytest.fixture
def room(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Room:
    return Room(tmp_path, capsys)


def test_a_table_is_approved_and_one_changed_word_undoes_it(room: Room) -> None:
    before = room.stored("state", TABLE)
    for name in ("ada", "ben"):
        room.act(name, "declare", "conflict=false", record=TABLE)
        room.act(name, "approve", record=TABLE)
    approved = room.stored("state", TABLE)
    chain = room.stored("verify")
    table = room.guideline / "tables" / "foscarnet-hsv-q8h.yaml"
    table.write_text(
        table.read_text(encoding="utf-8").replace("title: Foscarnet for", "title: Foscarnet in"),
        encoding="utf-8",
    )
    after = room.stored("state", TABLE)

    assert before.startswith(f"{TABLE}: submitted\n")
    assert approved.startswith(f"{TABLE}: approved\nby ada on ")
    assert chain.startswith("The chain holds: 6 events.\n")
    assert after.startswith(f"{TABLE}: submitted\n")
    assert "the text was changed since" in after


def test_a_published_chain_is_verified_offline_and_a_forged_line_is_named(room: Room) -> None:
    room.act("ada", "declare", "conflict=false", record=TABLE)
    lines = room.stored("export")
    file = room.folder / "reviews.jsonl"
    file.write_text(lines, encoding="utf-8")
    whole = room.review("verify", str(file))
    file.write_text(lines.replace('"conflict":false', '"conflict":true'), encoding="utf-8")
    forged = room.review("verify", str(file))

    assert whole.startswith("The chain holds: 3 events.\n")
    assert forged.startswith("Event 3: Its content is not what its hash was made of.")


def test_nobody_is_enrolled_under_the_policy_as_shipped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "me.pem"
    run(["review", "keygen", str(key), "--json"])
    public = json.loads(capsys.readouterr().out)["public"]
    who = ["--as", "me", "--key", str(key), "--with", "person=me", "--with", f"key={public}"]
    run(["review", "sign", "enrol", *who])
    (tmp_path / "signed").write_text(capsys.readouterr().out, encoding="utf-8")

    code = run(
        ["review", "add", str(tmp_path / "signed"), "--store", f"sqlite:///{tmp_path / 'desk.db'}"]
    )

    assert code == 4
    assert "which nobody here has or which was retired." in capsys.readouterr().err


def test_a_key_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = tmp_path / "me.pem"
    run(["review", "keygen", str(key)])
    before = key.read_bytes()

    code = run(["review", "keygen", str(key)])

    assert (2, before) == (code, key.read_bytes())
    assert "cannot be made: File exists." in capsys.readouterr().err


def test_a_key_is_its_owners_alone(tmp_path: Path) -> None:
    key = tmp_path / "me.pem"
    run(["review", "keygen", str(key)])

    assert key.stat().st_mode & 0o777 == 0o600
