"""A switch for the algorithmic codes of a locker."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "dark"
down_revision = "moves"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("device_access") as batch:
        batch.add_column(sa.Column("dark_on", sa.Boolean(), nullable=False, server_default="1"))


def downgrade() -> None:
    with op.batch_alter_table("device_access") as batch:
        batch.drop_column("dark_on")
