"""Car parks with their spaces, permits of bookings, links of guests and wardens, and how often was checked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "parking"
down_revision = "rounds"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "car_parks",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("for_whom", sa.String(length=120), server_default="", nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("public", sa.Boolean(), server_default="1", nullable=False),
        sa.Column("capacity", sa.Integer(), server_default="0", nullable=False),
        sa.Column("limits", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("early_min", sa.Integer(), server_default="60", nullable=False),
        sa.Column("grace_min", sa.Integer(), server_default="60", nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name=op.f("fk_car_parks_site_sites"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_car_parks")),
    )
    op.create_index(op.f("ix_car_parks_site"), "car_parks", ["site"])
    op.create_table(
        "spaces",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("car_park", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("device", sa.String(length=64), server_default="", nullable=False),
        sa.Column("component", sa.String(length=64), server_default="", nullable=False),
        _of_car_park("spaces"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spaces")),
    )
    op.create_index(op.f("ix_spaces_car_park_position"), "spaces", ["car_park", "position"])
    op.create_index(op.f("ix_spaces_device_component"), "spaces", ["device", "component"])
    op.create_table(
        "permits",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("booking", sa.String(length=32), nullable=False),
        sa.Column("car_park", sa.String(length=16), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=True),
        sa.Column("plate_hash", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=40), server_default="", nullable=False),
        sa.Column("by_guest", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("from_ms", sa.BigInteger(), nullable=False),
        sa.Column("to_ms", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=12), server_default="", nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        _of_booking("permits"),
        _of_car_park("permits"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_permits")),
    )
    columns = ["booking", "car_park", "plate_hash"]
    op.create_index(op.f("ix_permits_booking_car_park_plate_hash"), "permits", columns, unique=True)
    op.create_index(op.f("ix_permits_car_park_to_ms"), "permits", ["car_park", "to_ms"])
    op.create_index(op.f("ix_permits_to_ms"), "permits", ["to_ms"])
    _links()


def _links() -> None:
    op.create_table(
        "permit_links",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("booking", sa.String(length=32), nullable=False),
        sa.Column("car_park", sa.String(length=16), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), server_default="0", nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=12), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        _of_booking("permit_links"),
        _of_car_park("permit_links"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_permit_links")),
    )
    op.create_index(op.f("ix_permit_links_booking"), "permit_links", ["booking"])
    op.create_index(op.f("ix_permit_links_until_ms"), "permit_links", ["until_ms"])
    op.create_table(
        "warden_links",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("car_park", sa.String(length=16), nullable=True),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
        sa.Column("revoked_ms", sa.BigInteger(), nullable=True),
        sa.Column("made_by", sa.String(length=12), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        _of_car_park("warden_links"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warden_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_warden_links_token_hash")),
    )
    op.create_index(op.f("ix_warden_links_until_ms"), "warden_links", ["until_ms"])
    op.create_table(
        "permit_checks",
        sa.Column("day_ms", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("checks", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day_ms", "verdict", name=op.f("pk_permit_checks")),
    )


def _of_car_park(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_car_park_car_parks")
    return sa.ForeignKeyConstraint(["car_park"], ["car_parks.id"], name=name, ondelete="CASCADE")


def _of_booking(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_booking_bookings")
    return sa.ForeignKeyConstraint(["booking"], ["bookings.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    for table in ("permit_checks", "warden_links", "permit_links", "permits", "spaces", "car_parks"):
        op.drop_table(table)
