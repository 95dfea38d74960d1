"""Closings by staff, and what became of the dates they met."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "closings"
down_revision = "terms"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "closings",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("halls", sa.JSON(), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("first", sa.String(length=16), nullable=False),
        sa.Column("last", sa.String(length=16), nullable=False),
        sa.Column("every", sa.String(length=8), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("who", sa.String(length=12), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("lifted_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closings")),
    )
    op.create_table(
        "closing_dates",
        sa.Column("closing", sa.String(length=32), nullable=False),
        sa.Column("booking", sa.String(length=32), nullable=False),
        sa.Column("lot", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["closing"], ["closings.id"], name=op.f("fk_closing_dates_closing_closings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["booking"], ["bookings.id"], name=op.f("fk_closing_dates_booking_bookings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("closing", "booking", name=op.f("pk_closing_dates")),
    )
    op.create_index(op.f("ix_closing_dates_booking"), "closing_dates", ["booking"])


def downgrade() -> None:
    op.drop_table("closing_dates")
    op.drop_table("closings")
