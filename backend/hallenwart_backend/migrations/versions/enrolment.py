"""The fleet on paper: devices, certificates, tickets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "enrolment"
down_revision = "outside"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "device",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False, server_default=""),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("from_file", sa.String(length=64), nullable=False, server_default=""),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=12), nullable=False, server_default=""),
        sa.Column("enrolled_ms", sa.BigInteger(), nullable=True),
        sa.Column("revoked_ms", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False, server_default=""),
        sa.Column("ending", sa.String(length=12), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
    )
    op.create_table(
        "device_certificate",
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("pem", sa.Text(), nullable=False),
        sa.Column("from_ms", sa.BigInteger(), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("serial", name=op.f("pk_device_certificate")),
    )
    op.create_index(op.f("ix_device_certificate_device"), "device_certificate", ["device"])
    op.create_table(
        "device_ticket",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=12), nullable=False, server_default=""),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
        sa.Column("used_ms", sa.BigInteger(), nullable=True),
        sa.Column("cancelled_ms", sa.BigInteger(), nullable=True),
        sa.Column("key_hash", sa.String(length=64), nullable=False, server_default=""),
        sa.Column("serial", sa.String(length=40), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_device_ticket")),
        sa.UniqueConstraint("id", name=op.f("uq_device_ticket_id")),
    )
    op.create_index(op.f("ix_device_ticket_device"), "device_ticket", ["device"])
    op.create_table(
        "device_renewal",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("asked_ms", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("decided_ms", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.String(length=12), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("device", name=op.f("pk_device_renewal")),
    )
    op.create_table(
        "site_key",
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("next", sa.LargeBinary(), nullable=True),
        sa.Column("begun_ms", sa.BigInteger(), nullable=True),
        sa.Column("turned_ms", sa.BigInteger(), nullable=True),
        sa.Column("from_file", sa.String(length=64), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("site", name=op.f("pk_site_key")),
    )
    op.create_table(
        "device_upload",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("covered", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("device", "kind", "ref", name=op.f("pk_device_upload")),
    )
    op.create_index("ix_device_upload_device_kind_t_ms", "device_upload", ["device", "kind", "t_ms"])


def downgrade() -> None:
    for table in (
        "device_upload",
        "site_key",
        "device_renewal",
        "device_ticket",
        "device_certificate",
        "device",
    ):
        op.drop_table(table)
