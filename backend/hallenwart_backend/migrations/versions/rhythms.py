"""Series every second week, and the phases a series went through."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "rhythms"
down_revision = "places"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("series") as batch:
        batch.add_column(sa.Column("every_weeks", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("phase_of", sa.String(length=32), nullable=True))
    op.create_index(op.f("ix_series_phase_of"), "series", ["phase_of"])


def downgrade() -> None:
    op.drop_index(op.f("ix_series_phase_of"), "series")
    with op.batch_alter_table("series") as batch:
        for column in ("phase_of", "every_weeks"):
            batch.drop_column(column)
