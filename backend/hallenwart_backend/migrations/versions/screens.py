"""Displays as they run, arrows and their release, official warnings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "screens"
down_revision = "usage_months"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _screens()
    _exits()
    _warnings()


def _screens() -> None:
    op.create_table(
        "display_screens",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("set_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device", name=op.f("pk_display_screens")),
    )
    op.create_table(
        "screen_proofs",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("received_ms", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("why", sa.String(length=16), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("rung", sa.String(length=16), nullable=False),
        sa.Column("card", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.Column("alarm", sa.Boolean(), nullable=False),
        sa.Column("incident", sa.String(length=32), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screen_proofs")),
    )
    op.create_index("ix_screen_proofs_device_t_ms", "screen_proofs", ["device", "t_ms"])
    op.create_table(
        "screen_shown",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("t_ms", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("rung", sa.String(length=16), nullable=False),
        sa.Column("card", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("device", "t_ms", name=op.f("pk_screen_shown")),
    )


def _exits() -> None:
    op.create_table(
        "display_exits",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("halls", sa.JSON(), nullable=False),
        sa.Column("identity", sa.String(length=64), nullable=False),
        sa.Column("way", sa.String(length=12), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("statement", sa.String(length=16), nullable=False),
        sa.Column("given_by", sa.String(length=120), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("given_ms", sa.BigInteger(), nullable=False),
        sa.Column("from_ms", sa.BigInteger(), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.Column("ended_why", sa.String(length=16), nullable=False, server_default=""),
        sa.Column("ended_by", sa.String(length=120), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_display_exits")),
    )
    op.create_index("ix_display_exits_device_until_ms", "display_exits", ["device", "until_ms"])


def _warnings() -> None:
    op.create_table(
        "warning_sources",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("url", sa.String(length=400), nullable=False),
        sa.Column("every_min", sa.Integer(), nullable=False),
        sa.Column("running", sa.Boolean(), nullable=False),
        sa.Column("tag", sa.String(length=400), nullable=False, server_default=""),
        sa.Column("modified", sa.String(length=80), nullable=False, server_default=""),
        sa.Column("tried_ms", sa.BigInteger(), nullable=True),
        sa.Column("read_ms", sa.BigInteger(), nullable=True),
        sa.Column("fault", sa.String(length=32), nullable=False, server_default=""),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warning_sources")),
    )
    op.create_table(
        "warnings",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("sender", sa.String(length=200), nullable=False),
        sa.Column("identifier", sa.String(length=200), nullable=False),
        sa.Column("sent_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("received_ms", sa.BigInteger(), nullable=False),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warnings")),
    )
    op.create_index("ix_warnings_expires_ms", "warnings", ["expires_ms"])
    op.create_table(
        "site_warning_codes",
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("set_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site", name=op.f("pk_site_warning_codes")),
    )


def downgrade() -> None:
    for table in (
        "site_warning_codes",
        "warnings",
        "warning_sources",
        "display_exits",
        "screen_shown",
        "screen_proofs",
        "display_screens",
    ):
        op.drop_table(table)
