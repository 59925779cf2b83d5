"""Reviews that stand beside a guideline are verified when it is opened, and every page says so."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.editorial.board import TODAY, Board, policy_of
from whitlow.cli.program import run
from whitlow.editorial.lines import exported
from whitlow.editorial.signing import Signer
from whitlow.editorial.standing import standing_of
from whitlow.editorial.texts import texts_of
from whitlow.guideline import load_guideline
from whitlow.pages.named import Named, document_of
from whitlow.shelf import open_guideline
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.guideline.plain import Json

NAME = "foscarnet-hsv-q8h"
TABLE = f"table:{NAME}"
DAY = "2026-11-20"
LATER = "2027-11-20"
FIELDS: tuple[tuple[str, Json], ...] = (
    ("ada", "infectious diseases"),
    ("ben", "clinical pharmacy"),
)
DOSE = (
    f"dose foscarnet --today {DAY} --regimen hsv-q8h "
    "--sex male --age 50 --weight 70 --creatinine 1mg/dL"
)


class Shelf:
    """A guideline whose chair is a board's, with the reviews that the board wrote beside it."""

    capsys: pytest.CaptureFixture[str]

    def __init__(self, folder: Path) -> None:
        """Copy the guideline and give it the chair's key."""
        self.folder = folder / "guideline"
        shutil.copytree(shipped_guideline(), self.folder)
        self.board = Board()
        policy = self.folder / "policy.yaml"
        chair = self.board.signers["chair"].public
        policy.write_text(
            policy.read_text(encoding="utf-8").replace("chairs: {}", f"chairs: {{chair: {chair}}}"),
            encoding="utf-8",
        )
        for name, field in FIELDS:
            self.board.enrol(name, ["reviewer"], [field])
        self.text = texts_of(load_guideline(self.folder))[TABLE]
        self.enrolled = tuple(self.board.events)

    def emptied(self) -> None:
        """Forget what was done since everybody was enrolled, and publish nothing."""
        self.board.events[:] = self.enrolled
        (self.folder / "reviews.jsonl").unlink(missing_ok=True)

    def publish(self, *, replaced: tuple[str, str] = ("", "")) -> None:
        """Write the board's chain beside the guideline, one word of it replaced by another."""
        lines = "".join(exported(self.board.events)).replace(*replaced)
        (self.folder / "reviews.jsonl").write_text(lines, encoding="utf-8")

    def says(self, command: str) -> str:
        """Return what a command prints."""
        run([*command.split(), "--guideline", str(self.folder)])
        return self.capsys.readouterr().out

    def document(self, command: str) -> dict[str, Json]:
        """Return the JSON of a command."""
        found: dict[str, Json] = json.loads(self.says(f"{command} --json"))
        return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("shelf"))


@pytest.fixture
def shelf(made: Shelf, capsys: pytest.CaptureFixture[str]) -> Shelf:
    made.emptied()
    made.capsys = capsys
    return made


def test_as_shipped_no_reviews_stand_beside_the_guideline() -> None:
    assert open_guideline(None).reviews is None


def test_a_record_shows_who_approved_it_and_when(shelf: Shelf) -> None:
    for name, _ in FIELDS:
        shelf.board.approves(name, shelf.text)
    shelf.publish()

    guideline = open_guideline(shelf.folder)
    shown = document_of(guideline, Named("table", NAME, guideline.tables[NAME]), TODAY)

    assert {
        "status": "approved",
        "by": [{"by": "Ada", "on": DAY}, {"by": "Ben", "on": DAY}],
        "on": DAY,
        "until": LATER,
        "why": [],
    } == shown["review"]


def test_a_dose_tells_the_weakest_text_on_which_it_rests(shelf: Shelf) -> None:
    for name, _ in FIELDS:
        shelf.board.approves(name, shelf.text)
    shelf.publish()

    review = shelf.document(DOSE)["review"]

    assert isinstance(review, dict)
    assert ("submitted", 1) == (review["status"], review["approved"])
    assert "Submitted: 1 of the " in shelf.says(DOSE)


def test_reviews_that_were_changed_by_a_word_count_for_nothing_and_are_called_broken(
    shelf: Shelf,
) -> None:
    for name, _ in FIELDS:
        shelf.board.approves(name, shelf.text)
    shelf.publish(replaced=('"conflict":false', '"conflict":0'))

    page = shelf.says(f"show {NAME}")

    assert "Broken: the reviews beside this guideline do not hold" in " ".join(page.split())
    assert "Event 5: Its content is not what its hash was made of." in " ".join(page.split())


def test_reviews_of_a_chair_whom_the_policy_does_not_know_are_broken(shelf: Shelf) -> None:
    shelf.publish()
    stranger = replace(open_guideline(shelf.folder), policy=policy_of(Signer.new()))

    assert standing_of(stranger).broken.startswith("Event 1: ")


def test_a_line_that_is_no_event_breaks_the_reviews(shelf: Shelf) -> None:
    (shelf.folder / "reviews.jsonl").write_text("{}\n", encoding="utf-8")

    told = standing_of(open_guideline(shelf.folder)).broken

    assert told.startswith("reviews.jsonl, line 1 is no event of the desk.")


def test_the_documents_say_which_reviews_they_were_made_with(shelf: Shelf) -> None:
    shelf.publish()

    found = shelf.document(DOSE)["guideline"]

    assert isinstance(found, dict)
    assert found["reviews"] == {"events": 4, "head": shelf.board.events[-1].hash}


def test_the_check_calls_reviews_that_do_not_hold_a_fault(shelf: Shelf) -> None:
    shelf.publish(replaced=('"roles":["reviewer"]', '"roles":["chair"]'))

    code = run(["check", "--guideline", str(shelf.folder)])

    assert code == 1
    assert "The reviews do not hold. Event 1: " in shelf.capsys.readouterr().err
