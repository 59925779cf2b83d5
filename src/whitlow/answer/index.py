"""This module finds records: a full-text index with concepts beside the words, and the wordings.

It refuses to let a version of the search engine decide: scores are rounded, and what is left equal
is ordered by id. Every word of a question is quoted, so that none is an instruction to the engine.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.answer.documents import documents
from whitlow.answer.features import features_of, read_features, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any, Protocol

    from whitlow.guideline import Guideline

    class Engine(Protocol):
        """What an index needs of a search engine: the standard library's, or another."""

        def execute(self, sql: str, values: Sequence[str | bytes] = ..., /) -> Any:  # noqa: ANN401 - rows
            """Run one statement."""


__all__ = ["Found", "Index", "build", "mark", "opened"]

NOT_A_LETTER: Final = str.maketrans(dict.fromkeys("-_#.:/ ", "0"))
SCHEMA: Final = (
    """CREATE VIRTUAL TABLE record USING fts5(
        words, concepts, kind UNINDEXED, id UNINDEXED, tokenize='porter unicode61'
    )""",
    "CREATE TABLE kept (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID",
)
INSERT: Final = "INSERT INTO record (words, concepts, kind, id) VALUES (?, ?, ?, ?)"
SEARCH: Final = (
    "SELECT id, kind, round(bm25(record, 1.0, 2.0), 4) AS score FROM record WHERE record MATCH ? "
    "ORDER BY score, id LIMIT 100"
)
KEPT: Final = "features"


class Found(NamedTuple):
    """A record that was found; the greater the weight, the better it fits."""

    id: str
    kind: str
    weight: float


class Index:
    """The records of one guideline, to be searched."""

    def __init__(self, engine: Engine) -> None:
        """Keep the engine, and read what is kept beside the records."""
        self._engine: Final = engine
        row = engine.execute("SELECT value FROM kept WHERE name = ?", (KEPT,)).fetchone()
        self.features: Final = read_features(row[0])

    def search(self, words: Iterable[str], concepts: Iterable[str]) -> tuple[Found, ...]:
        """Return the records that hold any of the words or concepts, the best first."""
        wanted = [_quoted("words", word) for word in dict.fromkeys(words)]
        wanted += [_quoted("concepts", mark(name)) for name in dict.fromkeys(concepts)]
        if not wanted:
            return ()
        rows = self._engine.execute(SEARCH, (" OR ".join(wanted),)).fetchall()
        return tuple(Found(identity, kind, -score) for identity, kind, score in rows)


def mark(concept: str) -> str:
    """Return a concept as a word that no text holds and no stemmer shortens.

    >>> mark("balm-iv")
    'zq0balm0ivq'
    """
    return f"zq0{concept.translate(NOT_A_LETTER)}q"


def _quoted(column: str, word: str) -> str:
    text = word.replace('"', '""')
    return f'{column} : "{text}"'


def build(guideline: Guideline, engine: Engine) -> None:
    """Write the index of a guideline into an empty database."""
    for statement in SCHEMA:
        engine.execute(statement)
    for each in documents(guideline):
        marks = " ".join(mark(name) for name in each.concepts)
        engine.execute(INSERT, (each.words, marks, each.kind, each.id))
    data = written(features_of(guideline))
    engine.execute("INSERT INTO kept (name, value) VALUES (?, ?)", (KEPT, data))


def opened(data: bytes) -> Index:
    """Return the index that some bytes hold; raises ``sqlite3.Error`` where they hold none."""
    # It is only read from now on, and a server may ask from another thread.
    engine = sqlite3.connect(":memory:", check_same_thread=False)
    engine.deserialize(data)
    return Index(engine)
