"""Profiles of clubs, and whom to ask there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "clubs"
down_revision = "volunteering"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "club_profiles",
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("shown", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("hidden", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("hidden_why", sa.Text(), server_default="", nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("trial", sa.JSON(), nullable=False),
        sa.Column("sports", sa.JSON(), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("welcome", sa.JSON(), nullable=False),
        sa.Column("web", sa.String(length=400), server_default="", nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("modified_ms", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f("fk_club_profiles_club_clubs"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("club", name=op.f("pk_club_profiles")),
    )
    op.create_table(
        "club_contacts",
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("email", sa.String(length=254), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=40), server_default="", nullable=False),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f("fk_club_contacts_club_clubs"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_club_contacts_person_people"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("club", "role", name=op.f("pk_club_contacts")),
    )


def downgrade() -> None:
    op.drop_table("club_contacts")
    op.drop_table("club_profiles")
