"""Ways of people with their proof, quiet hours, shifts and stand-ins; addresses and subscriptions become ways."""

from __future__ import annotations

import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "roster"
down_revision = "channels"
branch_labels = None
depends_on = None


def upgrade() -> None:
    old = _old_ways()
    op.drop_table("ways")
    op.drop_index("ix_push_subscriptions_person", table_name="push_subscriptions")
    op.drop_table("push_subscriptions")
    _create_ways()
    _create_duty()
    if old:
        op.bulk_insert(_WAYS, old)
    op.add_column("outgoing", sa.Column("way_id", sa.String(length=16), server_default="", nullable=False))


_WAYS = sa.table(
    "ways",
    *(sa.column(name, sa.String()) for name in ("id", "person", "kind", "address")),
    sa.column("push_keys", sa.JSON(none_as_null=True)),
    sa.column("created_ms", sa.BigInteger()),
)


def _old_ways() -> list[dict[str, Any]]:
    """They carried messages, but nobody proved it: they begin unverified."""
    connection = op.get_bind()
    addresses = connection.execute(sa.text("SELECT person, address FROM ways")).all()
    phones = connection.execute(sa.text("SELECT person, endpoint, p256dh, auth, created_ms FROM push_subscriptions")).all()
    return [
        *(
            {"person": row.person, "kind": "other", "address": row.address, "push_keys": None, "created_ms": 0}
            | {"id": secrets.token_hex(8)}
            for row in addresses
        ),
        *(
            {"person": row.person, "kind": "webpush", "address": row.endpoint, "created_ms": row.created_ms}
            | {"id": secrets.token_hex(8), "push_keys": {"p256dh": row.p256dh, "auth": row.auth}}
            for row in phones
        ),
    ]


def _create_ways() -> None:
    op.create_table(
        "ways",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), server_default="other", nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.String(length=80), server_default="", nullable=False),
        sa.Column("push_keys", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_ms", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("verified_ms", sa.BigInteger(), nullable=True),
        sa.Column("last_delivered_ms", sa.BigInteger(), nullable=True),
        sa.Column("failing", sa.String(length=200), server_default="", nullable=False),
        sa.Column("failing_ms", sa.BigInteger(), nullable=True),
        sa.Column("proof", sa.String(length=64), server_default="", nullable=False),
        sa.Column("proof_until_ms", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("proof_sent_ms", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("proof_tries", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_ways_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ways")),
        sa.UniqueConstraint("person", "kind", "address", name=op.f("uq_ways_person_kind_address")),
    )
    op.create_index(op.f("ix_ways_person"), "ways", ["person"])
    op.create_table(
        "way_gateways",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_way_gateways")),
    )
    op.create_table(
        "quiet_hours",
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_quiet_hours_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_quiet_hours")),
    )


def _create_duty() -> None:
    op.create_table(
        "duty_shifts",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("sites", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("from_ms", sa.BigInteger(), nullable=True),
        sa.Column("to_ms", sa.BigInteger(), nullable=True),
        sa.Column("weekly", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("uid", sa.String(length=200), server_default="", nullable=False),
        sa.Column("note", sa.String(length=120), server_default="", nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "(weekly IS NULL) = (from_ms IS NOT NULL AND to_ms IS NOT NULL)", name=op.f("ck_duty_shifts_once_or_weekly")
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_duty_shifts_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_shifts")),
    )
    for column in ("person", "to_ms", "uid"):
        op.create_index(op.f(f"ix_duty_shifts_{column}"), "duty_shifts", [column])
    op.create_table(
        "duty_stand_ins",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("absent", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("from_ms", sa.BigInteger(), nullable=False),
        sa.Column("to_ms", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(length=120), server_default="", nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["absent"], ["people.id"], name=op.f("fk_duty_stand_ins_absent_people"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_duty_stand_ins_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_stand_ins")),
    )
    for column in ("absent", "to_ms"):
        op.create_index(op.f(f"ix_duty_stand_ins_{column}"), "duty_stand_ins", [column])


def downgrade() -> None:
    op.drop_column("outgoing", "way_id")
    for table in ("duty_stand_ins", "duty_shifts", "quiet_hours", "way_gateways", "ways"):
        op.drop_table(table)
    op.create_table(
        "push_subscriptions",
        sa.Column("endpoint", sa.Text(), primary_key=True),
        sa.Column("person", sa.String(length=32), sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        sa.Column("p256dh", sa.String(length=120), nullable=False),
        sa.Column("auth", sa.String(length=60), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_push_subscriptions_person", "push_subscriptions", ["person"])
    op.create_table(
        "ways",
        sa.Column("person", sa.String(length=32), sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("address", sa.Text(), primary_key=True),
    )
