"""This module is the part of the store's schema that is about people: accounts and sessions.

It refuses to hold a password, a session or a link as it is: it has places for their hashes alone.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from whitlow.editorial.tables import HASH, NAME, SCHEMA

__all__ = [
    "ACCOUNTS",
    "ATTEMPTS",
    "HELD_KEYS",
    "LINKS",
    "ONCE",
    "SCHEMA",
    "SESSIONS",
    "SETTINGS",
    "WAITING",
]

ACCOUNTS: Final = Table(
    "accounts",
    SCHEMA,
    Column("name", String(NAME), primary_key=True),
    Column("title", String(NAME), nullable=False),
    Column("roles", Text, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("password", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("step", BigInteger, nullable=False),
    Column("issuer", String(NAME), nullable=True),
    Column("subject", String(NAME), nullable=True),
    UniqueConstraint("issuer", "subject", name="accounts_by_subject"),
)
"""``secret`` is that of the second factor, ``step`` the last of its codes that was taken."""

SESSIONS: Final = Table(
    "sessions",
    SCHEMA,
    Column("hash", String(HASH), primary_key=True),
    Column("account", ForeignKey("accounts.name"), nullable=False, index=True),
    Column("whole", Boolean, nullable=False),
    Column("began", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
)
"""A session that is not ``whole`` waits for the second factor."""

LINKS: Final = Table(
    "links",
    SCHEMA,
    Column("hash", String(HASH), primary_key=True),
    Column("account", ForeignKey("accounts.name"), nullable=False),
    Column("until", BigInteger, nullable=False),
    Column("drops_factor", Boolean, nullable=False),
)

ATTEMPTS: Final = Table(
    "attempts",
    SCHEMA,
    Column("number", Integer, primary_key=True),
    Column("who", String(HASH), nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("attempts_by_who", "who", "at"),
)

ONCE: Final = Table(
    "once",
    SCHEMA,
    Column("hash", String(HASH), primary_key=True),
    Column("until", BigInteger, nullable=False),
)
"""What counts once, and until when it would have counted at all."""

HELD_KEYS: Final = Table(
    "held_keys",
    SCHEMA,
    Column("account", ForeignKey("accounts.name"), primary_key=True),
    Column("public", String(NAME), nullable=False),
    Column("pem", Text, nullable=False),
)
"""Keys that are locked with a word which only their owner knows."""

SETTINGS: Final = Table(
    "settings",
    SCHEMA,
    Column("name", String(NAME), primary_key=True),
    Column("value", Text, nullable=False),
)

WAITING: Final = Table(
    "waiting",
    SCHEMA,
    Column("nonce", String(NAME), primary_key=True),
    Column("at", String(NAME), nullable=False, index=True),
    Column("document", Text, nullable=False),
)
"""What the desk attests, until a chair has enrolled its key."""
