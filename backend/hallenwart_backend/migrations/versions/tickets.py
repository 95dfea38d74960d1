"""Free tickets for public events: what is set, who asked, each ticket, and who was let in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "tickets"
down_revision = "opendata"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ticketing",
        sa.Column("event", sa.String(length=32), sa.ForeignKey("public_events.id", ondelete="CASCADE"), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("held_back", sa.Integer(), server_default="0", nullable=False),
        sa.Column("link_ms", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("known_start_ms", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("known_hall", sa.String(length=64), server_default="", nullable=False),
        sa.Column("known_gone", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("given", sa.Integer(), server_default="0", nullable=False),
        sa.Column("came", sa.Integer(), server_default="0", nullable=False),
        sa.Column("waited", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("event"),
    )
    op.create_table(
        "ticket_orders",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("event", sa.String(length=32), sa.ForeignKey("public_events.id", ondelete="CASCADE"), nullable=False),
        sa.Column("email", sa.String(length=254), server_default="", nullable=False),
        sa.Column("lang", sa.String(length=2), server_default="de", nullable=False),
        sa.Column("person", sa.String(length=32), sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=True),
        sa.Column("badge", sa.String(length=16), server_default="", nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_ms", sa.BigInteger(), nullable=True),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_ticket_orders_event_email", "ticket_orders", ["event", "email"])
    op.create_index("ix_ticket_orders_person", "ticket_orders", ["person"])
    op.create_index("ix_ticket_orders_until_ms", "ticket_orders", ["until_ms"])
    op.create_table(
        "tickets",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("order", sa.String(length=16), sa.ForeignKey("ticket_orders.id", ondelete="CASCADE"), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=9), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("badge", sa.String(length=16), server_default="", nullable=False),
        sa.Column("cancelled_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_tickets_order", "tickets", ["order"])
    op.create_index("ix_tickets_event_digest", "tickets", ["event", "digest"])
    op.create_table(
        "check_ins",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("ticket", sa.String(length=16), sa.ForeignKey("tickets.id", ondelete="CASCADE"), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("door", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_check_ins_event", "check_ins", ["event"])
    op.create_index("ix_check_ins_ticket_at_ms_door", "check_ins", ["ticket", "at_ms", "door"], unique=True)


def downgrade() -> None:
    for table in ("check_ins", "tickets", "ticket_orders", "ticketing"):
        op.drop_table(table)
