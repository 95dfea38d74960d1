"""Participation platforms, what they publish, and where ideas are handed on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "platforms"
down_revision = "clubs_sharing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "idea_handing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=200), server_default="", nullable=False),
        sa.Column("url", sa.String(length=300), server_default="", nullable=False),
        sa.Column("secret", sa.LargeBinary(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_handing")),
    )
    op.create_table(
        "platforms",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.Column("every_min", sa.Integer(), nullable=False),
        sa.Column("running", sa.Boolean(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("token", sa.LargeBinary(), server_default="", nullable=False),
        sa.Column("tried_ms", sa.BigInteger(), nullable=True),
        sa.Column("read_ms", sa.BigInteger(), nullable=True),
        sa.Column("fault", sa.String(length=32), server_default="", nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platforms")),
    )
    op.create_table(
        "projects",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("ref", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("link", sa.String(length=600), server_default="", nullable=False),
        sa.Column("area", sa.String(length=200), server_default="", nullable=False),
        sa.Column("from_ms", sa.BigInteger(), nullable=True),
        sa.Column("to_ms", sa.BigInteger(), nullable=True),
        sa.Column("support", sa.Integer(), nullable=True),
        sa.Column("placed", sa.JSON(), nullable=True),
        sa.Column("hidden", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("read_ms", sa.BigInteger(), nullable=False),
        sa.Column("modified_ms", sa.BigInteger(), nullable=False),
        sa.Column("gone_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
    )
    op.create_index("ix_projects_platform", "projects", ["platform"])


def downgrade() -> None:
    op.drop_table("projects")
    op.drop_table("platforms")
    op.drop_table("idea_handing")
