"""Public events with their consents, and the log of streams."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "streams"
down_revision = "posts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "public_events",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("booking", sa.String(length=32), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.Column("sport", sa.String(length=40), server_default="", nullable=False),
        sa.Column("teams", sa.JSON(), nullable=False),
        sa.Column("visitors", sa.String(length=120), server_default="", nullable=False),
        sa.Column("spectators", sa.Integer(), nullable=True),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.Column("minors", sa.Boolean(), nullable=False),
        sa.Column("stream", sa.Boolean(), nullable=False),
        sa.Column("device", sa.String(length=64), server_default="", nullable=False),
        sa.Column("camera", sa.String(length=64), server_default="", nullable=False),
        sa.Column("stream_id", sa.String(length=32), nullable=False),
        sa.Column("record_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("shown_in", sa.JSON(), nullable=False),
        sa.Column("push", sa.LargeBinary(), server_default="", nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.Column("sequence", sa.Integer(), server_default="0", nullable=False),
        sa.Column("withdrawn_ms", sa.BigInteger(), nullable=True),
        sa.Column("made_by", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking"], ["bookings.id"], name=op.f("fk_public_events_booking_bookings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_events")),
        sa.UniqueConstraint("booking", name=op.f("uq_public_events_booking")),
    )
    op.create_table(
        "event_consents",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("party", sa.String(length=12), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("team", sa.String(length=120), server_default="", nullable=False),
        sa.Column("record_days", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=12), nullable=False),
        sa.Column("who", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["event"], ["public_events.id"], name=op.f("fk_event_consents_event_public_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_event_consents")),
    )
    op.create_index(op.f("ix_event_consents_event"), "event_consents", ["event"])
    op.create_table(
        "event_links",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("team", sa.String(length=120), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("used_ms", sa.BigInteger(), nullable=True),
        sa.Column("made_by", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["event"], ["public_events.id"], name=op.f("fk_event_links_event_public_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_links")),
    )
    op.create_index(op.f("ix_event_links_event"), "event_links", ["event"])
    op.create_table(
        "event_captions",
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event"], ["public_events.id"], name=op.f("fk_event_captions_event_public_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event", "language", name=op.f("pk_event_captions")),
    )
    op.create_table(
        "streams",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("started_ms", sa.BigInteger(), nullable=False),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.Column("why", sa.String(length=12), server_default="", nullable=False),
        sa.Column("peak", sa.Integer(), server_default="0", nullable=False),
        sa.Column("keep_until_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_streams")),
    )
    op.create_index(op.f("ix_streams_event"), "streams", ["event"])
    op.create_table(
        "stream_log",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("deed", sa.String(length=16), nullable=False),
        sa.Column("by", sa.String(length=12), nullable=False),
        sa.Column("why", sa.String(length=40), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_stream_log")),
    )
    op.create_index(op.f("ix_stream_log_event"), "stream_log", ["event"])


def downgrade() -> None:
    for table in ("stream_log", "streams", "event_captions", "event_links", "event_consents", "public_events"):
        op.drop_table(table)
