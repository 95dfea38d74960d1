"""Ideas of citizens, and who said "me too" today."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "ideas"
down_revision = "clubs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ideas",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=8), nullable=False),
        sa.Column("hall", sa.String(length=64), server_default="", nullable=False),
        sa.Column("site", sa.String(length=64), server_default="", nullable=False),
        sa.Column("device", sa.String(length=64), server_default="", nullable=False),
        sa.Column("support", sa.Integer(), server_default="0", nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_ms", sa.BigInteger(), nullable=True),
        sa.Column("answered_by", sa.String(length=12), server_default="", nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("into", sa.String(length=32), server_default="", nullable=False),
        sa.Column("email", sa.String(length=200), server_default="", nullable=False),
        sa.Column("lang", sa.String(length=2), server_default="de", nullable=False),
        sa.Column("token_hash", sa.String(length=64), server_default="", nullable=False),
        sa.Column("confirmed_ms", sa.BigInteger(), nullable=True),
        sa.Column("passed_way", sa.String(length=8), server_default="", nullable=False),
        sa.Column("passed_to", sa.String(length=200), server_default="", nullable=False),
        sa.Column("passed_ms", sa.BigInteger(), nullable=True),
        sa.Column("passed_ref", sa.String(length=200), server_default="", nullable=False),
        sa.Column("passed_sent", sa.String(length=8), server_default="", nullable=False),
        sa.Column("passed_attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("passed_next_ms", sa.BigInteger(), nullable=True),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ideas")),
    )
    op.create_index("ix_ideas_state", "ideas", ["state"])
    op.create_index("ix_ideas_token_hash", "ideas", ["token_hash"])
    op.create_table(
        "idea_supports",
        sa.Column("idea", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("idea", "mark", name=op.f("pk_idea_supports")),
    )
    op.create_index("ix_idea_supports_t_ms", "idea_supports", ["t_ms"])


def downgrade() -> None:
    op.drop_table("idea_supports")
    op.drop_table("ideas")
