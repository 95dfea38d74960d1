"""Notices between clubs, documents of clubs, and who came by a club's own list."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "clubs_sharing"
down_revision = "hours"
branch_labels = None
depends_on = None


def _club(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f(f"fk_{table}_club_clubs"), ondelete="CASCADE")


def upgrade() -> None:
    _notices()
    op.create_table(
        "club_documents",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("readers", sa.String(length=8), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=12), nullable=False),
        _club("club_documents"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_club_documents")),
    )
    op.create_index(op.f("ix_club_documents_club"), "club_documents", ["club"])
    op.create_table(
        "club_listed",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        _club("club_listed"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_club_listed_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_club_listed")),
    )
    op.create_index(op.f("ix_club_listed_club"), "club_listed", ["club"])
    op.create_index(op.f("ix_club_listed_person"), "club_listed", ["person"])
    op.create_table(
        "club_lists",
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("run_ms", sa.BigInteger(), nullable=True),
        sa.Column("new", sa.Integer(), server_default="0", nullable=False),
        sa.Column("changed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("gone", sa.Integer(), server_default="0", nullable=False),
        _club("club_lists"),
        sa.PrimaryKeyConstraint("club", name=op.f("pk_club_lists")),
    )


def _notices() -> None:
    op.create_table(
        "club_notices",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("modified_ms", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reported_ms", sa.BigInteger(), nullable=True),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        _club("club_notices"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_club_notices_person_people"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_club_notices")),
    )
    op.create_index(op.f("ix_club_notices_club"), "club_notices", ["club"])
    op.create_index(op.f("ix_club_notices_state_until_ms"), "club_notices", ["state", "until_ms"])
    op.create_table(
        "club_notice_answers",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("notice", sa.String(length=16), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("last_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice"], ["club_notices.id"], name=op.f("fk_club_notice_answers_notice_club_notices"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_club_notice_answers_person_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_club_notice_answers")),
    )
    op.create_index(op.f("ix_club_notice_answers_notice_person"), "club_notice_answers", ["notice", "person"], unique=True)


def downgrade() -> None:
    for table in ("club_lists", "club_listed", "club_documents", "club_notice_answers", "club_notices"):
        op.drop_table(table)
