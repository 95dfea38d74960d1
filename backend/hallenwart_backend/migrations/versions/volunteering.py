"""Offers of help, shifts, helpers and sign-ups."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "volunteering"
down_revision = "shift_rights"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "offers",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.Column("needs", sa.String(length=400), server_default="", nullable=False),
        sa.Column("sport", sa.String(length=40), server_default="", nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("min_age", sa.Integer(), server_default="0", nullable=False),
        sa.Column("step_free", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("seated", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("youth", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("contact", sa.String(length=200), server_default="", nullable=False),
        sa.Column("hall", sa.String(length=64), server_default="", nullable=False),
        sa.Column("place", sa.String(length=200), server_default="", nullable=False),
        sa.Column("booking", sa.String(length=32), nullable=True),
        sa.Column("from_ms", sa.BigInteger(), nullable=True),
        sa.Column("to_ms", sa.BigInteger(), nullable=True),
        sa.Column("key", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("made_by", sa.String(length=12), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("modified_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["booking"], ["bookings.id"], name=op.f("fk_offers_booking_bookings"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
    )
    for column in ("booking", "club", "state", "modified_ms"):
        op.create_index(op.f(f"ix_offers_{column}"), "offers", [column])
    op.create_table(
        "shifts",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("offer", sa.String(length=16), nullable=False),
        sa.Column("from_ms", sa.BigInteger(), nullable=False),
        sa.Column("to_ms", sa.BigInteger(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("cancelled_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["offer"], ["offers.id"], name=op.f("fk_shifts_offer_offers"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shifts")),
    )
    for column in ("offer", "from_ms", "to_ms"):
        op.create_index(op.f(f"ix_shifts_{column}"), "shifts", [column])
    op.create_table(
        "helpers",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("lang", sa.String(length=2), server_default="de", nullable=False),
        sa.Column("confirmed_ms", sa.BigInteger(), nullable=True),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("seen_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_helpers_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpers")),
        sa.UniqueConstraint("person", name=op.f("uq_helpers_person")),
    )
    for column in ("email", "seen_ms"):
        op.create_index(op.f(f"ix_helpers_{column}"), "helpers", [column])
    op.create_table(
        "signups",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("shift", sa.String(length=16), nullable=False),
        sa.Column("helper", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("modified_ms", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_ms", sa.BigInteger(), nullable=True),
        sa.Column("answer_by_ms", sa.BigInteger(), nullable=True),
        sa.Column("in_ms", sa.BigInteger(), nullable=True),
        sa.Column("reminded", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_digest", sa.String(length=32), server_default="", nullable=False),
        sa.Column("mark", sa.LargeBinary(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["shift"], ["shifts.id"], name=op.f("fk_signups_shift_shifts"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["helper"], ["helpers.id"], name=op.f("fk_signups_helper_helpers"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signups")),
    )
    for column in ("helper", "state", "mark_digest"):
        op.create_index(op.f(f"ix_signups_{column}"), "signups", [column])
    op.create_index(op.f("ix_signups_shift_helper"), "signups", ["shift", "helper"], unique=True)
    op.create_table(
        "offer_dismissals",
        sa.Column("booking", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking"], ["bookings.id"], name=op.f("fk_offer_dismissals_booking_bookings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("booking", "role", name=op.f("pk_offer_dismissals")),
    )


def downgrade() -> None:
    for table in ("offer_dismissals", "signups", "helpers", "shifts", "offers"):
        op.drop_table(table)
