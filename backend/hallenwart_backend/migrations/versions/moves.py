"""Moves: when a moved booking was to begin at first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "moves"
down_revision = "partners"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("bookings") as batch:
        batch.add_column(sa.Column("was_start_ms", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("bookings") as batch:
        batch.drop_column("was_start_ms")
