"""Grants with their codes (encrypted), what was published to devices, custody of keys and what is wrong with them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

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
custody: Final = Table(
    "custody",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("slot", Integer, primary_key=True),
    Column("taken_ms", BigInteger, primary_key=True),
    Column("returned_ms", BigInteger, nullable=True),
    Column("grant", String(64), nullable=False, server_default=""),
    Column("booking", String(32), nullable=False, server_default=""),
    Column("due_ms", BigInteger, nullable=True),
    Column("cred", String(64), nullable=False, server_default=""),
    Column("who", String(64), nullable=False, server_default=""),
)
marks: Final = Table(
    "compartment_marks",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("slot", Integer, primary_key=True),
    Column("mark", String(16), primary_key=True),  # lost, out_of_service
    Column("note", Text, nullable=False, server_default=""),
    Column("by", String(120), nullable=False),
    Column("since_ms", BigInteger, nullable=False),
)
spares: Final = Table(
    "compartment_spares",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("slot", Integer, primary_key=True),
    Column("spare", Integer, nullable=False),
)
releases: Final = Table(
    "responder_releases",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("device", String(32), nullable=False, index=True),
    Column("slots", JSON, nullable=False),
    Column("from_ms", BigInteger, nullable=False),
    Column("to_ms", BigInteger, nullable=False),
    Column("given_by", String(120), nullable=False),
    Column("given_ms", BigInteger, nullable=False),
    Column("ended_by", String(120), nullable=False, server_default=""),
    Column("ended_ms", BigInteger, nullable=True),
)
