"""Grants with their codes (encrypted), what was published to devices, what a site and a compartment demand."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from hallenwart_backend.adapters.records_db import metadata
from hallenwart_contract.codes import HASH_BYTES

grants: Final = Table(
    "grants",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("device", String(32), nullable=False),
    Column("booking", ForeignKey("bookings.id", ondelete="CASCADE"), nullable=True, index=True),
    Column("slots", JSON, nullable=False),
    Column("from_ms", BigInteger, nullable=False),
    Column("to_ms", BigInteger, nullable=False),
    Column("pin", LargeBinary(HASH_BYTES), nullable=True),  # NULL once erased or revoked: the code may be drawn anew
    Column("long", LargeBinary(HASH_BYTES), nullable=True),
    Column("duress", LargeBinary(HASH_BYTES), nullable=True),
    Column("code", LargeBinary, nullable=True),  # AES-GCM with the key in records.key
    Column("who", String(12), nullable=False, server_default=""),
    Column("staff", Boolean, nullable=False, server_default="0"),
    Column("revoked", Boolean, nullable=False, server_default="0"),
    Column("rev", Integer, nullable=True),  # first revision of the device's grants that holds it
    Column("created_ms", BigInteger, nullable=False, server_default="0"),
    Column("delivered_ms", BigInteger, nullable=True),
    Column("applied_ms", BigInteger, nullable=True),
    Column("used_ms", BigInteger, nullable=True),
    Index("uq_grants_device_pin", "device", "pin", unique=True),
)
published: Final = Table(
    "published_documents",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("channel", String(8), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("rev", Integer, nullable=False),
    Column("applied_rev", Integer, nullable=False, server_default="0"),
    Column("applied_ms", BigInteger, nullable=True),
)
site_access: Final = Table(
    "site_access",
    metadata,
    Column("site", ForeignKey("sites.id", ondelete="CASCADE"), primary_key=True),
    Column("before_min", Integer, nullable=False),
    Column("after_min", Integer, nullable=False),
    Column("late_min", Integer, nullable=False),
)
compartment_access: Final = Table(
    "compartment_access",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("second", Boolean, nullable=False),
    Column("uses", Integer, nullable=False),
)
device_access: Final = Table(
    "device_access",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("dark_kid", Integer, nullable=False, server_default="1"),
    Column("sun_meta", LargeBinary, nullable=True),  # sealed for the device
    Column("dark_on", Boolean, nullable=False, server_default="1"),
)
