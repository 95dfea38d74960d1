"""Season rounds: wishes of clubs, who got what, objections, what happened."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "rounds"
down_revision = "badges"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rounds",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("halls", sa.JSON(), nullable=False),
        sa.Column("wishes_until_ms", sa.BigInteger(), nullable=True),
        sa.Column("objections_until_ms", sa.BigInteger(), nullable=True),
        sa.Column("made_by", sa.String(length=12), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("published_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
    )
    op.create_index(op.f("ix_rounds_state"), "rounds", ["state"], unique=False)
    op.create_table(
        "round_wishes",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("round", sa.String(length=16), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("group", sa.String(length=80), nullable=False),
        sa.Column("sport", sa.String(length=40), server_default="", nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("youth", sa.Integer(), nullable=False),
        sa.Column("sections", sa.Integer(), nullable=False),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.Column("earliest_min", sa.Integer(), nullable=False),
        sa.Column("latest_min", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("halls", sa.JSON(), nullable=False),
        sa.Column("marking", sa.String(length=40), server_default="", nullable=False),
        sa.Column("step_free", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("made_by", sa.String(length=12), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f("fk_round_wishes_club_clubs"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"], name=op.f("fk_round_wishes_round_rounds"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_wishes")),
    )
    op.create_index(op.f("ix_round_wishes_club"), "round_wishes", ["club"], unique=False)
    op.create_index(op.f("ix_round_wishes_round_club"), "round_wishes", ["round", "club"], unique=False)
    op.create_table(
        "round_assignments",
        sa.Column("wish", sa.String(length=16), nullable=False),
        sa.Column("round", sa.String(length=16), nullable=False),
        sa.Column("hall", sa.String(length=64), nullable=True),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("start_min", sa.Integer(), nullable=False),
        sa.Column("end_min", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=12), nullable=False),
        sa.Column("fixed", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("series", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["hall"], ["halls.id"], name=op.f("fk_round_assignments_hall_halls")),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"], name=op.f("fk_round_assignments_round_rounds"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["wish"], ["round_wishes.id"], name=op.f("fk_round_assignments_wish_round_wishes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("wish", name=op.f("pk_round_assignments")),
    )
    op.create_index(op.f("ix_round_assignments_round"), "round_assignments", ["round"], unique=False)
    op.create_table(
        "round_objections",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("round", sa.String(length=16), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("wish", sa.String(length=16), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("made_by", sa.String(length=12), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("answered_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f("fk_round_objections_club_clubs"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"], name=op.f("fk_round_objections_round_rounds"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_objections")),
    )
    op.create_index(op.f("ix_round_objections_round"), "round_objections", ["round"], unique=False)
    op.create_table(
        "round_events",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(length=16), nullable=False),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("deed", sa.String(length=24), nullable=False),
        sa.Column("who", sa.String(length=12), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"], name=op.f("fk_round_events_round_rounds"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_round_events")),
    )
    op.create_index(op.f("ix_round_events_round"), "round_events", ["round"], unique=False)


def downgrade() -> None:
    op.drop_table("round_events")
    op.drop_table("round_objections")
    op.drop_table("round_assignments")
    op.drop_table("round_wishes")
    op.drop_table("rounds")
