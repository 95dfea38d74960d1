"""Plans in and out: imports with what they made, calendars by secret address, what everybody may see of halls."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "exchange"
down_revision = "letters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_imports",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("sheet", sa.LargeBinary(), nullable=True),
        sa.Column("summary", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_plan_imports_person_people"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_imports")),
    )
    op.create_index(op.f("ix_plan_imports_person"), "plan_imports", ["person"])
    op.create_index(op.f("ix_plan_imports_created_ms"), "plan_imports", ["created_ms"])
    _items()
    _feeds()
    _public()


def _items() -> None:
    op.create_table(
        "plan_import_items",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("import", sa.String(length=32), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(length=32), nullable=True),
        sa.Column("booking", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["import"], ["plan_imports.id"], name=op.f("fk_plan_import_items_import_plan_imports"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_plan_import_items")),
    )
    for column in ("import", "series", "booking"):
        op.create_index(op.f(f"ix_plan_import_items_{column}"), "plan_import_items", [column])


def _feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("trainer", sa.String(length=32), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("fetched_ms", sa.BigInteger(), nullable=True),
        sa.Column("fetches", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revoked_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_feeds_person_people"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["trainer"], ["people.id"], name=op.f("fk_feeds_trainer_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_feeds_token_hash")),
    )
    for column in ("person", "scope", "trainer"):
        op.create_index(op.f(f"ix_feeds_{column}"), "feeds", [column])


def _public() -> None:
    op.create_table(
        "public_halls",
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("names", sa.Boolean(), nullable=False),
        sa.Column("feed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["halls.id"], name=op.f("fk_public_halls_hall_halls"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hall", name=op.f("pk_public_halls")),
    )
    op.create_table(
        "public_page",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("contact", sa.String(length=400), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_public_page")),
    )


def downgrade() -> None:
    for table in ("public_page", "public_halls", "feeds", "plan_import_items", "plan_imports"):
        op.drop_table(table)
