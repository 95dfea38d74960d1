"""Systems outside that lead halls."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "outside"
down_revision = "exchange"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sources",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("link", sa.Text(), nullable=False, server_default=""),
        sa.Column("url", sa.Text(), nullable=False, server_default=""),
        sa.Column("every_min", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("key_hash", sa.String(length=64), nullable=False, server_default=""),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("club_from", sa.String(length=12), nullable=False, server_default="summary"),
        sa.Column("clubs", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=True),
        sa.Column("tried_ms", sa.BigInteger(), nullable=True),
        sa.Column("as_of_ms", sa.BigInteger(), nullable=True),
        sa.Column("fault", sa.String(length=40), nullable=False, server_default=""),
        sa.Column("report", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("tag", sa.String(length=400), nullable=False, server_default=""),
        sa.Column("modified", sa.String(length=80), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
    )
    op.create_table(
        "source_rows",
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("part", sa.String(length=80), nullable=False),
        sa.Column("start_ms", sa.BigInteger(), nullable=False),
        sa.Column("end_ms", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("club", sa.String(length=120), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("booking", sa.String(length=32), nullable=True),
        sa.Column("fault", sa.String(length=24), nullable=False, server_default=""),
        sa.Column("other", sa.String(length=255), nullable=False, server_default=""),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_source_rows_source_sources"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("source", "uid", name=op.f("pk_source_rows")),
    )
    op.create_index(op.f("ix_source_rows_end_ms"), "source_rows", ["end_ms"])
    op.create_index(op.f("ix_source_rows_booking"), "source_rows", ["booking"])
    with op.batch_alter_table("halls") as batch:
        batch.add_column(sa.Column("led_by", sa.String(length=32), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("halls") as batch:
        batch.drop_column("led_by")
    op.drop_table("source_rows")
    op.drop_table("sources")
