"""How people want to be told of bookings, and what they were told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "letters"
down_revision = "closings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "message_choices",
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("lead_min", sa.Integer(), nullable=False),
        sa.Column("digest_min", sa.Integer(), nullable=True),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("town", sa.Boolean(), nullable=False),
        sa.Column("code_in_mail", sa.Boolean(), nullable=False),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_message_choices_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_message_choices")),
    )
    op.create_table(
        "booking_letters",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("once", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("booking", sa.String(length=32), nullable=True),
        sa.Column("series", sa.String(length=32), nullable=True),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("notice", sa.JSON(), nullable=False),
        sa.Column("due_ms", sa.BigInteger(), nullable=True),
        sa.Column("letter", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_booking_letters_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_letters")),
    )
    op.create_index(op.f("ix_booking_letters_booking"), "booking_letters", ["booking"])
    op.create_index(op.f("ix_booking_letters_due_ms"), "booking_letters", ["due_ms"])
    op.create_index(op.f("ix_booking_letters_created_ms"), "booking_letters", ["created_ms"])
    op.create_index(op.f("ix_booking_letters_person_created_ms"), "booking_letters", ["person", "created_ms"])
    op.create_index("uq_booking_letters_once", "booking_letters", ["person", "once"], unique=True)


def downgrade() -> None:
    op.drop_table("booking_letters")
    op.drop_table("message_choices")
