"""Badges, where their keys lie, and handles that were taken back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "badges"
down_revision = "tickets"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "badges",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("key_ms", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.String(length=8), nullable=False),
        sa.Column("leaked_ms", sa.BigInteger(), nullable=True),
        sa.Column("paper_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("paper_ms", sa.BigInteger(), nullable=True),
        sa.Column("used_ms", sa.BigInteger(), nullable=True),
        sa.Column("used_step", sa.BigInteger(), server_default="-1", nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_badges_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badges")),
        sa.UniqueConstraint("person", name=op.f("uq_badges_person")),
    )
    op.create_index(op.f("ix_badges_paper_hash"), "badges", ["paper_hash"])
    op.create_table(
        "badge_shares",
        sa.Column("badge", sa.String(length=16), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["badge"], ["badges.id"], name=op.f("fk_badge_shares_badge_badges"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("badge", "device", name=op.f("pk_badge_shares")),
    )
    op.create_index(op.f("ix_badge_shares_device"), "badge_shares", ["device"])
    op.create_table(
        "badge_denials",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("denied_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge_denials")),
    )


def downgrade() -> None:
    op.drop_table("badge_denials")
    op.drop_index(op.f("ix_badge_shares_device"), table_name="badge_shares")
    op.drop_table("badge_shares")
    op.drop_index(op.f("ix_badges_paper_hash"), table_name="badges")
    op.drop_table("badges")
