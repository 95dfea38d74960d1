"""Seasons: series, lent dates, extra rooms, the history of slots, news to people, groups of clubs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "seasons"
down_revision = "roster"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Columns come without foreign keys: with them SQLite builds a table anew, and dropping the old one cascades."""
    _series()
    with op.batch_alter_table("bookings") as batch:
        batch.add_column(sa.Column("borrower", sa.String(length=64), nullable=True))
        batch.add_column(sa.Column("series", sa.String(length=32), nullable=True))
        batch.add_column(sa.Column("kind", sa.String(length=12), nullable=False, server_default="training"))
        batch.add_column(sa.Column("rooms", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("buffer_ms", sa.BigInteger(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("on_behalf", sa.Boolean(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("note", sa.String(length=400), nullable=False, server_default=""))
    for column in ("borrower", "series", "state"):
        op.create_index(op.f(f"ix_bookings_{column}_start_ms"), "bookings", [column, "start_ms"])
    with op.batch_alter_table("halls") as batch:
        batch.add_column(sa.Column("kind", sa.String(length=12), nullable=False, server_default="hall"))
        batch.add_column(sa.Column("buffer_min", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("clubs") as batch:
        batch.add_column(sa.Column("club_group", sa.String(length=12), nullable=False, server_default="club"))
        batch.add_column(sa.Column("state", sa.String(length=12), nullable=False, server_default="active"))
        batch.add_column(sa.Column("email", sa.String(length=254), nullable=False, server_default=""))
    _history()


def _series() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("rooms", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("club", sa.String(length=64), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False, server_default="training"),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("start_min", sa.Integer(), nullable=False),
        sa.Column("end_min", sa.Integer(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=False),
        sa.Column("skipped", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("on_behalf", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("note", sa.String(length=400), nullable=False, server_default=""),
        sa.Column("effects", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("start_min < end_min", name=op.f("ck_series_lasts")),
        sa.ForeignKeyConstraint(["hall"], ["halls.id"], name=op.f("fk_series_hall_halls")),
        sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f("fk_series_club_clubs")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_series_person_people"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    op.create_index(op.f("ix_series_hall"), "series", ["hall"])
    op.create_index(op.f("ix_series_club"), "series", ["club"])


def _history() -> None:
    op.create_table(
        "booking_history",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("booking", sa.String(length=32), nullable=True),
        sa.Column("series", sa.String(length=32), nullable=True),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("deed", sa.String(length=24), nullable=False),
        sa.Column("who", sa.String(length=12), nullable=False),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=True),
        sa.Column("why", sa.String(length=400), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_booking_history")),
    )
    op.create_index(op.f("ix_booking_history_booking"), "booking_history", ["booking"])
    op.create_index(op.f("ix_booking_history_series"), "booking_history", ["series"])
    op.create_table(
        "booking_news",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("booking", sa.String(length=32), nullable=True),
        sa.Column("series", sa.String(length=32), nullable=True),
        sa.Column("club", sa.String(length=64), nullable=True),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("done_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_booking_news")),
    )
    op.create_index(op.f("ix_booking_news_booking"), "booking_news", ["booking"])
    op.create_index(op.f("ix_booking_news_done_ms"), "booking_news", ["done_ms"])


def downgrade() -> None:
    for table in ("booking_news", "booking_history"):
        op.drop_table(table)
    with op.batch_alter_table("clubs") as batch:
        for column in ("email", "state", "club_group"):
            batch.drop_column(column)
    with op.batch_alter_table("halls") as batch:
        for column in ("buffer_min", "kind"):
            batch.drop_column(column)
    for column in ("borrower", "series", "state"):
        op.drop_index(op.f(f"ix_bookings_{column}_start_ms"), "bookings")
    with op.batch_alter_table("bookings") as batch:
        for column in ("note", "on_behalf", "buffer_ms", "rooms", "kind", "series", "borrower"):
            batch.drop_column(column)
    op.drop_table("series")
