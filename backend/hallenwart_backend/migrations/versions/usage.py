"""How booked time was used: verdicts, days, what was said of them, proposals, learned weeks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "usage"
down_revision = "passkeys"
branch_labels = None
depends_on = None

_TABLES = (
    "usage_rules",
    "usage_slots",
    "usage_explanations",
    "usage_days",
    "usage_proposals",
    "usage_releases",
    "usage_profiles",
)


def upgrade() -> None:
    _rules_and_slots()
    _days()
    _proposals()


def _rules_and_slots() -> None:
    op.create_table(
        "usage_rules",
        sa.Column("rev", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("saved_ms", sa.BigInteger(), nullable=False),
        sa.Column("saved_by", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("rev", name=op.f("pk_usage_rules")),
    )
    op.create_table(
        "usage_slots",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("booking", sa.String(length=32), nullable=True),
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=True),
        sa.Column("series", sa.String(length=32), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("start_ms", sa.BigInteger(), nullable=False),
        sa.Column("end_ms", sa.BigInteger(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        *(sa.Column(name, sa.Float(), nullable=False) for name in ("p_used", "p_under", "p_no_show", "p_unbooked")),
        *(sa.Column(name, sa.Float(), nullable=True) for name in ("people_mean", "people_peak", "expected", "used_share")),
        sa.Column("covered", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("judged_ms", sa.BigInteger(), nullable=False),
        sa.Column("office_from_ms", sa.BigInteger(), nullable=False),
        sa.Column("told_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usage_slots")),
    )
    op.create_index("ix_usage_slots_booking", "usage_slots", ["booking"])
    for name in ("hall", "club", "series"):
        op.create_index(f"ix_usage_slots_{name}_start_ms", "usage_slots", [name, "start_ms"])
    op.create_index("ix_usage_slots_start_ms", "usage_slots", ["start_ms"])
    op.create_table(
        "usage_explanations",
        sa.Column("slot", sa.String(length=40), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("word", sa.String(length=16), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_usage_explanations_person_people"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("slot", name=op.f("pk_usage_explanations")),
    )


def _days() -> None:
    sums = "open_min booked_min used_min empty_min unknown_min unbooked_min seen_min people_min counted_min"
    op.create_table(
        "usage_days",
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("from_ms", sa.BigInteger(), nullable=False),
        sa.Column("judged_ms", sa.BigInteger(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        *(sa.Column(name, sa.Float(), nullable=False) for name in sums.split()),
        sa.Column("peak", sa.Float(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "day", name=op.f("pk_usage_days")),
    )
    op.create_index("ix_usage_days_from_ms", "usage_days", ["from_ms"])
    op.create_table(
        "usage_profiles",
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("measure", sa.String(length=16), nullable=False),
        sa.Column("learned_ms", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "measure", name=op.f("pk_usage_profiles")),
    )


def _proposals() -> None:
    op.create_table(
        "usage_proposals",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("series", sa.String(length=32), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("no_shows", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("p_next", sa.Float(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("answer", sa.String(length=400), nullable=False, server_default=""),
        sa.Column("answered_ms", sa.BigInteger(), nullable=True),
        sa.Column("answerer", sa.String(length=32), nullable=True),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.Column("carried_out", sa.JSON(), nullable=False, server_default="[]"),
        *(
            sa.ForeignKeyConstraint([name], ["people.id"], name=op.f(f"fk_usage_proposals_{name}_people"), ondelete="SET NULL")
            for name in ("person", "answerer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usage_proposals")),
    )
    for name in ("series", "club"):
        op.create_index(f"ix_usage_proposals_{name}", "usage_proposals", [name])
    op.create_table(
        "usage_releases",
        sa.Column("booking", sa.String(length=32), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=True),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("way", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("booking", name=op.f("pk_usage_releases")),
    )


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)
