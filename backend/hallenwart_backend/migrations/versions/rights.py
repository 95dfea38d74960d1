"""Rights: long codes, season credentials, dark codes, what sites and compartments demand, how far a right has come."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "rights"
down_revision = "custody"
branch_labels = None
depends_on = None

HASH_BYTES = 16


def upgrade() -> None:
    with op.batch_alter_table("grants") as batch:
        batch.add_column(sa.Column("long", sa.LargeBinary(HASH_BYTES), nullable=True))
        batch.add_column(sa.Column("duress", sa.LargeBinary(HASH_BYTES), nullable=True))
        batch.add_column(sa.Column("who", sa.String(12), nullable=False, server_default=""))
        batch.add_column(sa.Column("created_ms", sa.BigInteger(), nullable=False, server_default="0"))
        for step in ("delivered_ms", "applied_ms", "used_ms"):
            batch.add_column(sa.Column(step, sa.BigInteger(), nullable=True))
    op.execute("UPDATE grants SET pin = substr(pin, 1, 16) WHERE pin IS NOT NULL")
    _credentials()
    _demands()
    _dark_codes()
    op.create_table(
        "access_audit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(12), nullable=False),
        sa.Column("act", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("detail", sa.String(200), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_audit")),
    )
    op.create_index(op.f("ix_access_audit_t_ms"), "access_audit", ["t_ms"])


def _credentials() -> None:
    op.create_table(
        "credentials",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("site", sa.String(64), nullable=True),
        sa.Column("label", sa.String(80), nullable=False, server_default=""),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.Column("mark", sa.LargeBinary(16), nullable=True),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_credentials_person_people"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name=op.f("fk_credentials_site_sites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credentials")),
    )
    op.create_index(op.f("ix_credentials_person"), "credentials", ["person"])
    op.create_index("uq_credentials_mark", "credentials", ["mark"], unique=True)
    op.create_table(
        "device_credentials",
        sa.Column("credential", sa.String(32), nullable=False),
        sa.Column("device", sa.String(32), nullable=False),
        sa.Column("hash", sa.LargeBinary(HASH_BYTES), nullable=False),
        sa.Column("long", sa.LargeBinary(HASH_BYTES), nullable=False),
        sa.Column("duress", sa.LargeBinary(HASH_BYTES), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["credential"],
            ["credentials.id"],
            name=op.f("fk_device_credentials_credential_credentials"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("credential", "device", name=op.f("pk_device_credentials")),
    )
    op.create_index("ix_device_credentials_device_hash", "device_credentials", ["device", "hash"])


def _demands() -> None:
    op.create_table(
        "site_access",
        sa.Column("site", sa.String(64), nullable=False),
        sa.Column("before_min", sa.Integer(), nullable=False),
        sa.Column("after_min", sa.Integer(), nullable=False),
        sa.Column("late_min", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name=op.f("fk_site_access_site_sites"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site", name=op.f("pk_site_access")),
    )
    op.create_table(
        "compartment_access",
        sa.Column("device", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("second", sa.Boolean(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("device", "number", name=op.f("pk_compartment_access")),
    )
    op.create_table(
        "device_access",
        sa.Column("device", sa.String(32), nullable=False),
        sa.Column("dark_kid", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("sun_meta", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("device", name=op.f("pk_device_access")),
    )


def _dark_codes() -> None:
    op.create_table(
        "dark_codes",
        sa.Column("device", sa.String(32), nullable=False),
        sa.Column("kid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(48), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("start_ms", sa.BigInteger(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("grant", sa.String(64), nullable=False, server_default=""),
        sa.Column("booking", sa.String(32), nullable=False, server_default=""),
        sa.Column("issued_ms", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(12), nullable=False, server_default=""),
        sa.Column("denied_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("device", "kid", "id", name=op.f("pk_dark_codes")),
    )
    op.create_index(op.f("ix_dark_codes_booking"), "dark_codes", ["booking"])


def downgrade() -> None:
    for table in ("access_audit", "dark_codes", "device_access", "compartment_access", "site_access", "device_credentials"):
        op.drop_table(table)
    op.drop_table("credentials")
    with op.batch_alter_table("grants") as batch:
        for column in ("used_ms", "applied_ms", "delivered_ms", "created_ms", "who", "duress", "long"):
            batch.drop_column(column)
