"""Commissioning protocols of devices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "protocols"
down_revision = "retention"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "device_protocol",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.String(length=128), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("bad", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("covered", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("device", "ref", name=op.f("pk_device_protocol")),
    )


def downgrade() -> None:
    op.drop_table("device_protocol")
