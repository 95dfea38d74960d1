"""Zones: the rooms of a site that detectors name, with their names and halls."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "zones",
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("hall", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["hall"], ["halls.id"], name=op.f("fk_zones_hall_halls")),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name=op.f("fk_zones_site_sites")),
        sa.PrimaryKeyConstraint("site", "id", name=op.f("pk_zones")),
    )


def downgrade() -> None:
    op.drop_table("zones")
