"""What devices are to run by, how their trials went, and since when their components are as they are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "supervision"
down_revision = "rollouts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "device_settings",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("set_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device", name=op.f("pk_device_settings")),
    )
    op.create_table(
        "device_wiring",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=128), nullable=False),
        sa.PrimaryKeyConstraint("device", "number", name=op.f("pk_device_wiring")),
    )
    op.create_table(
        "device_trial",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("of", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("began_ms", sa.BigInteger(), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=True),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.Column("why", sa.String(length=200), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("device", "of", "name", name=op.f("pk_device_trial")),
    )
    op.create_index("ix_device_trial_device_began_ms", "device_trial", ["device", "began_ms"])
    op.create_table(
        "device_component",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("c", sa.String(length=64), nullable=False),
        sa.Column("quality", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device", "c", name=op.f("pk_device_component")),
    )


def downgrade() -> None:
    for table in ("device_component", "device_trial", "device_wiring", "device_settings"):
        op.drop_table(table)
