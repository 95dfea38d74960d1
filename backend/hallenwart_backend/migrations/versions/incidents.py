"""The timeline of incidents, what their sensors said and who was told, and the policy of whom they wake."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "incidents"
down_revision = "firedesk"
branch_labels = None
depends_on = None

_COLUMNS = ("sensors", "told", "call_ms", "stepped_ms", "told_ms", "hush_until_ms", "count", "drill", "delay_until_ms")


def upgrade() -> None:
    with op.batch_alter_table("incidents") as batch:
        batch.add_column(sa.Column("sensors", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("told", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("call_ms", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("stepped_ms", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("told_ms", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("hush_until_ms", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("count", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("drill", sa.Boolean(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("delay_until_ms", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_incidents_raised_ms"), "incidents", ["raised_ms"])
    op.create_table(
        "incident_steps",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("incident", sa.String(length=32), nullable=False),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False, server_default=""),
        sa.Column("way", sa.String(length=32), nullable=False, server_default=""),
        sa.Column("text", sa.Text(), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(
            ["incident"], ["incidents.id"], name=op.f("fk_incident_steps_incident_incidents"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_steps")),
    )
    op.create_index(op.f("ix_incident_steps_incident_id"), "incident_steps", ["incident", "id"])
    op.create_table(
        "alert_policy",
        sa.Column("rev", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("saved_ms", sa.BigInteger(), nullable=False),
        sa.Column("saved_by", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("rev", name=op.f("pk_alert_policy")),
    )


def downgrade() -> None:
    op.drop_table("alert_policy")
    op.drop_index(op.f("ix_incident_steps_incident_id"), "incident_steps")
    op.drop_table("incident_steps")
    op.drop_index(op.f("ix_incidents_raised_ms"), "incidents")
    with op.batch_alter_table("incidents") as batch:
        for column in reversed(_COLUMNS):
            batch.drop_column(column)
