"""The office's terms: booking rules, late cancellations, wishes to move, the waiting list, offered dates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "terms"
down_revision = "rhythms"
branch_labels = None
depends_on = None

_TEXT = sa.String(length=400)


def upgrade() -> None:
    op.create_table(
        "booking_policy",
        sa.Column("rev", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("saved_ms", sa.BigInteger(), nullable=False),
        sa.Column("saved_by", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("rev", name=op.f("pk_booking_policy")),
    )
    op.create_table(
        "late_cancels",
        sa.Column("booking", sa.String(length=32), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("before_min", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("booking", name=op.f("pk_late_cancels")),
    )
    op.create_index(op.f("ix_late_cancels_club_t_ms"), "late_cancels", ["club", "t_ms"])
    _move_wishes()
    _waiting()
    _lending()


def _move_wishes() -> None:
    op.create_table(
        "move_wishes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("booking", sa.String(length=32), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("why", _TEXT, nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["booking"], ["bookings.id"], name=op.f("fk_move_wishes_booking_bookings"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_move_wishes_person_people"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_move_wishes")),
    )
    op.create_index(op.f("ix_move_wishes_booking"), "move_wishes", ["booking"])
    op.create_index(op.f("ix_move_wishes_state_created_ms"), "move_wishes", ["state", "created_ms"])


def _waiting() -> None:
    op.create_table(
        "waiting_list",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("halls", sa.JSON(), nullable=False),
        sa.Column("sections", sa.Integer(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("from_min", sa.Integer(), nullable=False),
        sa.Column("to_min", sa.Integer(), nullable=False),
        sa.Column("length_min", sa.Integer(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("filled", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("passed", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("ask_first", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False, server_default="training"),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("note", _TEXT, nullable=False, server_default=""),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("booking", sa.String(length=32), nullable=True),
        sa.Column("offered_until_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f("fk_waiting_list_club_clubs")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_waiting_list_person_people"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_list")),
    )
    op.create_index(op.f("ix_waiting_list_club_created_ms"), "waiting_list", ["club", "created_ms"])
    op.create_index(op.f("ix_waiting_list_state_until_ms"), "waiting_list", ["state", "until_ms"])


def _lending() -> None:
    op.create_table(
        "lending_offers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("booking", sa.String(length=32), nullable=False),
        sa.Column("series", sa.String(length=32), nullable=True),
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("note", _TEXT, nullable=False, server_default=""),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("to_club", sa.String(length=64), nullable=True),
        sa.Column("to_group", sa.String(length=12), nullable=True),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("on_behalf", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("borrower", sa.String(length=64), nullable=True),
        sa.Column("taken_ms", sa.BigInteger(), nullable=True),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.Column("was_person", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["booking"], ["bookings.id"], name=op.f("fk_lending_offers_booking_bookings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_lending_offers_person_people"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["was_person"], ["people.id"], name=op.f("fk_lending_offers_was_person_people"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lending_offers")),
    )
    op.create_index(op.f("ix_lending_offers_booking"), "lending_offers", ["booking"])
    op.create_index(op.f("ix_lending_offers_state_created_ms"), "lending_offers", ["state", "created_ms"])
    living = sa.text("state IN ('open', 'taken')")
    op.create_index(
        op.f("uq_lending_offers_living"),
        "lending_offers",
        ["booking"],
        unique=True,
        sqlite_where=living,
        postgresql_where=living,
    )
    op.create_table(
        "right_questions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("series", sa.String(length=32), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("lent", sa.Integer(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("decided_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name=op.f("fk_right_questions_series_series"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_right_questions")),
    )
    op.create_index(op.f("ix_right_questions_series"), "right_questions", ["series"])


def downgrade() -> None:
    for table in ("right_questions", "lending_offers", "waiting_list", "move_wishes", "late_cancels", "booking_policy"):
        op.drop_table(table)
