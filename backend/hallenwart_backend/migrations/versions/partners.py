"""Other booking systems: their keys, claims, repeated requests, events and audit log; bookings that another system leads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "partners"
down_revision = "rights"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _systems()
    _audit()
    _claims()
    _events()
    _repeats()
    _quarters()
    op.add_column("bookings", sa.Column("partner", sa.String(length=32), nullable=True))


def _systems() -> None:
    op.create_table(
        "partner_systems",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("sites", sa.JSON(), nullable=False),
        sa.Column("spots", sa.JSON(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("revoked_ms", sa.BigInteger(), nullable=True),
        sa.Column("used_ms", sa.BigInteger(), nullable=True),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.Column("old_secret", sa.LargeBinary(), nullable=True),
        sa.Column("old_until_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_systems")),
    )


def _audit() -> None:
    op.create_table(
        "partner_audit",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("partner", sa.String(length=32), nullable=False),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(length=24), nullable=False),
        sa.Column("claim", sa.String(length=32), server_default="", nullable=False),
        sa.Column("reference", sa.String(length=120), server_default="", nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=120), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["partner"], ["partner_systems.id"], name=op.f("fk_partner_audit_partner_partner_systems")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_partner_audit")),
    )
    op.create_index(op.f("ix_partner_audit_partner_number"), "partner_audit", ["partner", "number"], unique=False)


def _claims() -> None:
    op.create_table(
        "partner_claims",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("partner", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=120), nullable=False),
        sa.Column("owns_reference", sa.String(length=160), nullable=True),
        sa.Column("hold_digest", sa.String(length=64), server_default="", nullable=False),
        sa.Column("grant_digest", sa.String(length=64), server_default="", nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("spots", sa.JSON(), nullable=False),
        sa.Column("halls", sa.JSON(), nullable=False),
        sa.Column("from_ms", sa.BigInteger(), nullable=False),
        sa.Column("to_ms", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=80), server_default="", nullable=False),
        sa.Column("bookings", sa.JSON(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("held_until_ms", sa.BigInteger(), nullable=True),
        sa.Column("granted_ms", sa.BigInteger(), nullable=True),
        sa.Column("changed_ms", sa.BigInteger(), nullable=True),
        sa.Column("revoked_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["partner"], ["partner_systems.id"], name=op.f("fk_partner_claims_partner_partner_systems")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_claims")),
        sa.UniqueConstraint("owns_reference", name=op.f("uq_partner_claims_owns_reference")),
        sa.UniqueConstraint("seq", name=op.f("uq_partner_claims_seq")),
    )
    op.create_index(op.f("ix_partner_claims_partner_seq"), "partner_claims", ["partner", "seq"], unique=False)
    op.create_index(op.f("ix_partner_claims_state_to_ms"), "partner_claims", ["state", "to_ms"], unique=False)


def _events() -> None:
    op.create_table(
        "partner_events",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("partner", sa.String(length=32), nullable=False),
        sa.Column("claim", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.String(length=32), server_default="", nullable=False),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("next_ms", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("delivered_ms", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("error", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["partner"], ["partner_systems.id"], name=op.f("fk_partner_events_partner_partner_systems")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_partner_events")),
        sa.UniqueConstraint("id", name=op.f("uq_partner_events_id")),
    )
    op.create_index(op.f("ix_partner_events_claim"), "partner_events", ["claim"], unique=False)
    op.create_index(op.f("ix_partner_events_next_ms"), "partner_events", ["next_ms"], unique=False)
    op.create_index(op.f("ix_partner_events_partner_number"), "partner_events", ["partner", "number"], unique=False)


def _repeats() -> None:
    op.create_table(
        "partner_repeats",
        sa.Column("partner", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("claim", sa.String(length=32), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["partner"], ["partner_systems.id"], name=op.f("fk_partner_repeats_partner_partner_systems")),
        sa.PrimaryKeyConstraint("partner", "key", name=op.f("pk_partner_repeats")),
    )
    op.create_index(op.f("ix_partner_repeats_created_ms"), "partner_repeats", ["created_ms"], unique=False)


def _quarters() -> None:
    op.create_table(
        "partner_quarters",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.BigInteger(), nullable=False),
        sa.Column("claim", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim"], ["partner_claims.id"], name=op.f("fk_partner_quarters_claim_partner_claims"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("device", "slot", "quarter", name=op.f("pk_partner_quarters")),
    )
    op.create_index(op.f("ix_partner_quarters_claim"), "partner_quarters", ["claim"], unique=False)


def downgrade() -> None:
    op.drop_column("bookings", "partner")
    op.drop_index(op.f("ix_partner_quarters_claim"), table_name="partner_quarters")
    op.drop_table("partner_quarters")
    op.drop_index(op.f("ix_partner_repeats_created_ms"), table_name="partner_repeats")
    op.drop_table("partner_repeats")
    op.drop_index(op.f("ix_partner_events_partner_number"), table_name="partner_events")
    op.drop_index(op.f("ix_partner_events_next_ms"), table_name="partner_events")
    op.drop_index(op.f("ix_partner_events_claim"), table_name="partner_events")
    op.drop_table("partner_events")
    op.drop_index(op.f("ix_partner_claims_state_to_ms"), table_name="partner_claims")
    op.drop_index(op.f("ix_partner_claims_partner_seq"), table_name="partner_claims")
    op.drop_table("partner_claims")
    op.drop_index(op.f("ix_partner_audit_partner_number"), table_name="partner_audit")
    op.drop_table("partner_audit")
    op.drop_table("partner_systems")
