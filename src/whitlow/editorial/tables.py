"""This module is the store's one schema, the same for SQLite and for PostgreSQL.

It refuses a second fork of the chain: no two events follow one event.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, Text

__all__ = ["EVENTS", "SCHEMA"]

HASH: Final = 64
NAME: Final = 200

SCHEMA: Final = MetaData()

EVENTS: Final = Table(
    "events",
    SCHEMA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("record", String(NAME), nullable=False),
    Column("kind", String(NAME), nullable=False),
    Column("actor", String(NAME), nullable=False),
    Column("nonce", String(NAME), nullable=False, unique=True),
    Column("previous", String(HASH), nullable=False, unique=True),
    Column("hash", String(HASH), nullable=False, unique=True),
    Column("document", Text, nullable=False),
    Index("events_by_record", "record", "number"),
)
