"""What was changed through the API, and how far the syslog was told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "acts"
down_revision = "protocols"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "acts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(length=12), nullable=False),
        sa.Column("program", sa.String(length=80), nullable=False),
        sa.Column("act", sa.String(length=120), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acts")),
    )
    op.create_index(op.f("ix_acts_t_ms"), "acts", ["t_ms"])
    op.create_table(
        "syslog_cursor",
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_syslog_cursor")),
    )


def downgrade() -> None:
    op.drop_table("syslog_cursor")
    op.drop_table("acts")
