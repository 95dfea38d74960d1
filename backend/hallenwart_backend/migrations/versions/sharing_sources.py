"""Where offers of others are read from, and what came."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "sharing_sources"
down_revision = "ideas"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exchange_sources",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("format", sa.String(length=16), nullable=False),
        sa.Column("license", sa.String(length=200), nullable=False, server_default=""),
        sa.Column("every_min", sa.Integer(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("tag", sa.String(length=400), nullable=False, server_default=""),
        sa.Column("modified", sa.String(length=80), nullable=False, server_default=""),
        sa.Column("next", sa.String(length=1000), nullable=False, server_default=""),
        sa.Column("tried_ms", sa.BigInteger(), nullable=True),
        sa.Column("read_ms", sa.BigInteger(), nullable=True),
        sa.Column("fault", sa.String(length=40), nullable=False, server_default=""),
        sa.Column("broken", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_sources")),
    )
    op.create_table(
        "exchange_taken",
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("to_ms", sa.BigInteger(), nullable=True),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("source", "id", name=op.f("pk_exchange_taken")),
    )
    op.create_index("ix_exchange_taken_kind", "exchange_taken", ["kind"])


def downgrade() -> None:
    op.drop_table("exchange_taken")
    op.drop_table("exchange_sources")
