"""Posts for hall displays, their pictures, and which clubs post without being asked about it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "posts"
down_revision = "screens"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "posts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("link", sa.String(length=200), server_default="", nullable=False),
        sa.Column("picture", sa.String(length=64), server_default="", nullable=False),
        sa.Column("alt", sa.String(length=200), server_default="", nullable=False),
        sa.Column("sender", sa.String(length=80), server_default="", nullable=False),
        sa.Column("level", sa.String(length=10), server_default="", nullable=False),
        sa.Column("club", sa.String(length=64), nullable=True),
        sa.Column("everywhere", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("sites", sa.JSON(), nullable=False),
        sa.Column("halls", sa.JSON(), nullable=False),
        sa.Column("displays", sa.JSON(), nullable=False),
        sa.Column("from_ms", sa.BigInteger(), nullable=False),
        sa.Column("to_ms", sa.BigInteger(), nullable=False),
        sa.Column("own_hours", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("author", sa.String(length=32), nullable=True),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.Column("decided_ms", sa.BigInteger(), nullable=True),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("recalled_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_posts_author_people"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_posts_decided_by_people"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
    )
    op.create_index(op.f("ix_posts_author"), "posts", ["author"])
    op.create_index(op.f("ix_posts_club"), "posts", ["club"])
    op.create_index(op.f("ix_posts_state_to_ms"), "posts", ["state", "to_ms"])
    op.create_table(
        "post_pictures",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("jpeg", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("keep_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_post_pictures")),
    )
    op.create_index(op.f("ix_post_pictures_keep_ms"), "post_pictures", ["keep_ms"])
    op.create_table(
        "post_rules",
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("way", sa.String(length=8), server_default="", nullable=False),
        sa.Column("accepted", sa.Integer(), server_default="0", nullable=False),
        sa.Column("changed_by", sa.String(length=120), server_default="", nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f("fk_post_rules_club_clubs"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("club", name=op.f("pk_post_rules")),
    )


def downgrade() -> None:
    op.drop_table("post_rules")
    op.drop_table("post_pictures")
    op.drop_table("posts")
