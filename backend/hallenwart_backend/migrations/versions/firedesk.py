"""Fire desk: where evidence was, what is disabled and proposed, the plans of sites, what a booking brings with it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "firedesk"
down_revision = "dark"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence_at",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("c", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["evidence.number"], name=op.f("fk_evidence_at_number_evidence")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_evidence_at")),
    )
    op.create_index(op.f("ix_evidence_at_site"), "evidence_at", ["site"])
    op.create_index(op.f("ix_evidence_about"), "evidence", ["about"])
    _fire_off()
    _plans()
    with op.batch_alter_table("bookings") as batch:
        batch.add_column(sa.Column("effects", sa.JSON(), nullable=False, server_default="[]"))


def _fire_off() -> None:
    op.create_table(
        "fire_off",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("c", sa.String(length=64), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=True),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("booking", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
        sa.Column("command", sa.String(length=32), nullable=False),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.Column("why", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["owner"], ["people.id"], name=op.f("fk_fire_off_owner_people"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fire_off")),
    )
    op.create_index(op.f("ix_fire_off_state"), "fire_off", ["state"])
    op.create_table(
        "fire_proposals",
        sa.Column("booking", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("decided_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["booking"], ["bookings.id"], name=op.f("fk_fire_proposals_booking_bookings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_fire_proposals_person_people"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("booking", name=op.f("pk_fire_proposals")),
    )


def _plans() -> None:
    op.create_table(
        "site_plans",
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=True),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name=op.f("fk_site_plans_site_sites")),
        sa.PrimaryKeyConstraint("site", name=op.f("pk_site_plans")),
    )


def downgrade() -> None:
    with op.batch_alter_table("bookings") as batch:
        batch.drop_column("effects")
    for table in ("site_plans", "fire_proposals", "fire_off"):
        op.drop_table(table)
    op.drop_index(op.f("ix_evidence_about"), "evidence")
    op.drop_table("evidence_at")
