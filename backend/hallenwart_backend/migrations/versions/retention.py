"""How long what is kept, what the deletion did, and who answers for the data."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "retention"
down_revision = "supervision"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "retention_days",
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(length=120), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_retention_days")),
    )
    op.create_table(
        "retention_runs",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.JSON(), nullable=False),
        sa.Column("left", sa.JSON(), nullable=False),
        sa.Column("ok", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_retention_runs")),
    )
    op.create_index(op.f("ix_retention_runs_t_ms"), "retention_runs", ["t_ms"])
    op.create_table(
        "privacy_sheet",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("controller", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.String(length=120), nullable=False),
        sa.Column("saved_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_sheet")),
    )


def downgrade() -> None:
    op.drop_table("privacy_sheet")
    op.drop_index(op.f("ix_retention_runs_t_ms"), table_name="retention_runs")
    op.drop_table("retention_runs")
    op.drop_table("retention_days")
