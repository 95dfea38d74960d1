"""Rows of a device by their time: whether one was stored under an epoch before."""

from __future__ import annotations

from alembic import op

revision = "carried"
down_revision = "clubs_oidc"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_stream_row_device_t_ms", "stream_row", ["device", "t_ms"])


def downgrade() -> None:
    op.drop_index("ix_stream_row_device_t_ms", table_name="stream_row")
