"""This module keeps what a session was about, so that the next question may leave it out.

It refuses to keep more than that: the facts as they were told, what was asked of, and which
question was answered. It is kept in the user's own folder, and can be erased.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from whitlow.errors import InputError, Place, Problem
from whitlow.guideline import Scalar
from whitlow.private import data_folder, is_ours, make_folder, trusted, write
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.answer.matching import Match
    from whitlow.answer.question import Asked
    from whitlow.answer.records import Answer
    from whitlow.guideline import Guideline, Node

__all__ = ["Session", "forget", "gone_on", "keep", "recall"]

NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
FOLDER: Final = "sessions"
SUFFIX: Final = ".json"
PLACE: Final = Place("session")
SUBJECTS: Final = ("drug", "class")
BEFORE_COUNTS: Final = 0.1


@dataclass(frozen=True, slots=True)
class Session:
    """What was told and asked before: facts as they were written, concepts, and the question."""

    facts: tuple[tuple[str, Node], ...] = ()
    concepts: tuple[str, ...] = ()
    question: str = ""

    def nearer(self, alike: Sequence[Match], asked: Asked) -> tuple[Match, ...]:
        """Return the covered questions with what goes on from the last one moved up a little."""
        if not self.question or any(each.kind in SUBJECTS for each in asked.concepts):
            return tuple(alike)
        moved = [
            each._replace(share=round(each.share + BEFORE_COUNTS, 4))
            if each.question == self.question
            else each
            for each in alike
        ]
        return tuple(sorted(moved, key=lambda each: (-each.share, each.question)))


def _folder() -> Path | None:
    data = data_folder()
    return Path(data).parent / FOLDER if data else None


def _named(name: str) -> str:
    if NAME.fullmatch(name) is None:
        message = (
            f"--session: {name!r} is no name for a session. Use letters, digits, - and _, "
            "at most 60 of them."
        )
        raise InputError(Problem("session_name", message, "session", name, "letters, digits, -, _"))
    return f"{name}{SUFFIX}"


def recall(name: str, guideline: Guideline) -> Session | None:
    """Return a session, None where it has not begun; raises ``InputError`` for a broken one."""
    file = _named(name)
    folder = _folder()
    if folder is None:
        return None
    try:
        data = trusted(folder, file)
    except FileNotFoundError:
        return None
    except OSError:
        data = None
    try:
        found = json.loads(data or b"{}")
        facts = tuple((str(each), str(text)) for each, text in found["facts"])
        concepts = tuple(str(each) for each in found["concepts"])
        question = str(found["question"])
    except (ValueError, TypeError, KeyError) as error:
        message = f"The session {name} cannot be read. Erase it: whitlow ask --forget {name}."
        raise InputError(Problem("unreadable_session", message, "session", name)) from error
    known = tuple((each, Scalar(text, PLACE)) for each, text in facts if each in guideline.facts)
    return Session(known, concepts, question if question in guideline.questions else "")


def gone_on(answer: Answer, before: Session | None) -> Session:
    """Return what the next question may leave out, after an answer."""
    told = {fact.fact: Scalar(fact.value, PLACE) for fact in answer.asked.reading.facts}
    old = {} if before is None else dict(before.facts)
    own = [each.id for each in answer.asked.concepts if each.kind in SUBJECTS]
    carried = () if before is None else before.concepts
    covered = "" if answer.covered is None else answer.covered.id
    return Session(tuple({**old, **told}.items()), tuple(dict.fromkeys(own or carried)), covered)


def keep(name: str, answer: Answer, before: Session | None) -> None:
    """Keep what an answer was about; raises ``InputError`` where it cannot be kept."""
    file = _named(name)
    folder = _folder()
    now = gone_on(answer, before)
    document = {
        "facts": [[each, _text(node)] for each, node in now.facts],
        "concepts": [*now.concepts],
        "question": now.question,
    }
    try:
        _write(folder, file, json.dumps(document, ensure_ascii=False).encode())
    except OSError as error:
        message = f"The session {name} cannot be kept. Ask without --session."
        raise InputError(Problem("session_not_kept", message, "session", name)) from error


def _write(folder: Path | None, file: str, data: bytes) -> None:
    """Write a session; raises ``OSError`` where there is no place that is the user's alone."""
    if folder is None:
        raise FileNotFoundError
    make_folder(folder)
    if not is_ours(folder.stat()):
        raise PermissionError
    write(folder, file, data)


def _text(node: Node) -> str:
    return node.value if isinstance(node, Scalar) else ""


def forget(name: str) -> bool:
    """Erase a session; return whether there was one."""
    file = _named(name)
    folder = _folder()
    if folder is None or not (folder / file).is_file():
        return False
    (folder / file).unlink()
    return True
