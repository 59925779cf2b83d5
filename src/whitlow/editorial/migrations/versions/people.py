"""This module makes the second version of the store: people, their sessions and their keys.

It refuses to touch the chain.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

__all__ = ["branch_labels", "depends_on", "down_revision", "revision", "upgrade"]

revision = "people"
down_revision = "events"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables about people."""
    _accounts()
    _sessions()
    _counted()
    op.create_table(
        "settings",
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )
    op.create_table(
        "waiting",
        sa.Column("nonce", sa.String(200), primary_key=True),
        sa.Column("at", sa.String(200), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
    )
    op.create_index("ix_waiting_at", "waiting", ["at"])


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("step", sa.BigInteger(), nullable=False),
        sa.Column("issuer", sa.String(200), nullable=True),
        sa.Column("subject", sa.String(200), nullable=True),
        sa.UniqueConstraint("issuer", "subject", name="accounts_by_subject"),
    )
    op.create_table(
        "held_keys",
        sa.Column("account", sa.String(200), sa.ForeignKey("accounts.name"), primary_key=True),
        sa.Column("public", sa.String(200), nullable=False),
        sa.Column("pem", sa.Text(), nullable=False),
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("account", sa.String(200), sa.ForeignKey("accounts.name"), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("began", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_sessions_account", "sessions", ["account"])
    op.create_table(
        "links",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("account", sa.String(200), sa.ForeignKey("accounts.name"), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("drops_factor", sa.Boolean(), nullable=False),
    )


def _counted() -> None:
    op.create_table(
        "attempts",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_index("attempts_by_who", "attempts", ["who", "at"])
    op.create_table(
        "once",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("until", sa.BigInteger(), nullable=False),
    )
