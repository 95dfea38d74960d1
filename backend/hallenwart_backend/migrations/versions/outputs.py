"""Lights and heatings: how they follow bookings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "outputs"
down_revision = "people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "output_times",
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("lead_min", sa.Integer(), nullable=False),
        sa.Column("lag_min", sa.Integer(), nullable=False),
        sa.Column("absent_min", sa.Integer(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name=op.f("fk_output_times_site_sites"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site", "name", name=op.f("pk_output_times")),
    )


def downgrade() -> None:
    op.drop_table("output_times")
