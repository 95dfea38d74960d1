"""Rights of each dataset, who publishes them, and keys that open data alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "opendata"
down_revision = "carried"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "data_rights",
        sa.Column("dataset", sa.String(length=40), nullable=False),
        sa.Column("rights", sa.String(length=8), nullable=False),
        sa.Column("license", sa.String(length=40), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("dataset", name=op.f("pk_data_rights")),
    )
    op.create_table(
        "data_publisher",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mail", sa.String(length=200), server_default="", nullable=False),
        sa.Column("homepage", sa.String(length=400), server_default="", nullable=False),
        sa.Column("contributor", sa.String(length=200), server_default="", nullable=False),
        sa.Column("area", sa.String(length=12), server_default="", nullable=False),
        sa.Column("place", sa.String(length=80), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_data_publisher")),
    )
    op.add_column("api_keys", sa.Column("scope", sa.String(length=16), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("api_keys", "scope")
    op.drop_table("data_publisher")
    op.drop_table("data_rights")
