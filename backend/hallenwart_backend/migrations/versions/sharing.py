"""What is told to other systems, since when, and under which licence."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "sharing"
down_revision = "streams"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exchange_items",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("modified_ms", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_exchange_items")),
    )
    op.create_index("ix_exchange_items_kind_modified_ms", "exchange_items", ["kind", "modified_ms"])
    op.create_table(
        "exchange_terms",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("high_ms", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("license", sa.String(length=40), nullable=False, server_default="CC-BY-4.0"),
        sa.Column("publisher", sa.String(length=120), nullable=False, server_default=""),
        sa.Column("price_ct", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_exchange_terms")),
    )


def downgrade() -> None:
    op.drop_table("exchange_terms")
    op.drop_table("exchange_items")
