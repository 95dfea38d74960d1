"""Months of halls, rolled up from their days."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "usage_months"
down_revision = "usage"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "usage_months",
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "month", name=op.f("pk_usage_months")),
    )


def downgrade() -> None:
    op.drop_table("usage_months")
