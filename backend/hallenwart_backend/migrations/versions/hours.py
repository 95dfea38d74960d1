"""Whom clubs know by name, certificates they have seen, signs of shifts, hours with signed records, certificates of hours."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "hours"
down_revision = "sharing_sources"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "confirmations",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=True),
        sa.Column("helper", sa.String(length=16), sa.ForeignKey("helpers.id", ondelete="CASCADE"), nullable=False),
        sa.Column("by", sa.String(length=12), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_confirmations_helper_club", "confirmations", ["helper", "club"])
    op.create_table(
        "certificates_seen",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=True),
        sa.Column("helper", sa.String(length=16), sa.ForeignKey("helpers.id", ondelete="CASCADE"), nullable=False),
        sa.Column("by", sa.String(length=12), nullable=False),
        sa.Column("seen_on", sa.String(length=10), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_certificates_seen_helper_club", "certificates_seen", ["helper", "club"])
    op.create_table(
        "shift_signs",
        sa.Column("signup", sa.String(length=16), sa.ForeignKey("signups.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("device", sa.String(length=32), server_default="", nullable=False),
        sa.Column("by", sa.String(length=12), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("signup", "kind", "at_ms"),
    )
    op.create_table(
        "hours",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("signup", sa.String(length=16), sa.ForeignKey("signups.id", ondelete="SET NULL"), nullable=True),
        sa.Column("club", sa.String(length=64), nullable=True),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("from_ms", sa.BigInteger(), nullable=False),
        sa.Column("to_ms", sa.BigInteger(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("by", sa.String(length=12), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("signature", sa.String(length=88), nullable=False),
        sa.Column("withdrawn_ms", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_why", sa.String(length=200), server_default="", nullable=False),
        sa.Column("replaces", sa.String(length=20), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_hours_club_from_ms", "hours", ["club", "from_ms"])
    op.create_index("ix_hours_signup", "hours", ["signup"])
    op.create_table(
        "hour_names",
        sa.Column("hours", sa.String(length=20), sa.ForeignKey("hours.id", ondelete="CASCADE"), nullable=False),
        sa.Column("helper", sa.String(length=16), sa.ForeignKey("helpers.id", ondelete="CASCADE"), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("hours"),
    )
    op.create_index("ix_hour_names_helper", "hour_names", ["helper"])
    op.create_table(
        "hour_papers",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("digest"),
    )


def downgrade() -> None:
    for table in ("hour_papers", "hour_names", "hours", "shift_signs", "certificates_seen", "confirmations"):
        op.drop_table(table)
