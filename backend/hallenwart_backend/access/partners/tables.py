"""Other booking systems, what they claim, which requests they repeated, what they are told, and what they did."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

systems: Final = Table(
    "partner_systems",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("key_hash", String(64), nullable=False),
    Column("sites", JSON, nullable=False),
    Column("spots", JSON, nullable=False),  # [[device, number], …] beside the whole sites
    Column("created_ms", BigInteger, nullable=False),
    Column("created_by", String(120), nullable=False),
    Column("revoked_ms", BigInteger, nullable=True),
    Column("used_ms", BigInteger, nullable=True),
    Column("url", Text, nullable=False, server_default=""),
    Column("secret", LargeBinary, nullable=True),  # AES-GCM with the key in records.key
    Column("old_secret", LargeBinary, nullable=True),
    Column("old_until_ms", BigInteger, nullable=True),
)
claims: Final = Table(
    "partner_claims",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("partner", ForeignKey("partner_systems.id"), nullable=False),
    Column("reference", String(120), nullable=False),
    Column("owns_reference", String(160), nullable=True, unique=True),  # NULL once lapsed: the reference is free again
    Column("hold_digest", String(64), nullable=False, server_default=""),
    Column("grant_digest", String(64), nullable=False, server_default=""),
    Column("state", String(12), nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("seq", BigInteger, nullable=False, unique=True),  # grows with every change: the cursor of lists
    Column("spots", JSON, nullable=False),
    Column("halls", JSON, nullable=False),
    Column("from_ms", BigInteger, nullable=False),
    Column("to_ms", BigInteger, nullable=False),
    Column("title", String(80), nullable=False, server_default=""),
    Column("bookings", JSON, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("held_until_ms", BigInteger, nullable=True),
    Column("granted_ms", BigInteger, nullable=True),
    Column("changed_ms", BigInteger, nullable=True),
    Column("revoked_ms", BigInteger, nullable=True),
    Index(None, "partner", "seq"),
    Index(None, "state", "to_ms"),
)
quarters: Final = Table(
    "partner_quarters",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("slot", Integer, primary_key=True),
    Column("quarter", BigInteger, primary_key=True),  # start_ms // 900 000
    Column("claim", ForeignKey("partner_claims.id", ondelete="CASCADE"), nullable=False, index=True),
)
repeats: Final = Table(
    "partner_repeats",
    metadata,
    Column("partner", ForeignKey("partner_systems.id"), primary_key=True),
    Column("key", String(120), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("claim", String(32), nullable=False),
    Column("created_ms", BigInteger, nullable=False, index=True),
)
events: Final = Table(
    "partner_events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("partner", ForeignKey("partner_systems.id"), nullable=False),
    Column("claim", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("t_ms", BigInteger, nullable=False),
    Column("device", String(32), nullable=False, server_default=""),
    Column("slot", Integer, nullable=True),
    Column("body", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("next_ms", BigInteger, nullable=True),  # NULL: nobody waits for it
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("delivered_ms", BigInteger, nullable=True),
    Column("status", Integer, nullable=True),  # of the last answer
    Column("error", String(200), nullable=False, server_default=""),
    Index(None, "claim"),
    Index(None, "next_ms"),
    Index(None, "partner", "number"),
)
audit: Final = Table(
    "partner_audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("partner", ForeignKey("partner_systems.id"), nullable=False),
    Column("t_ms", BigInteger, nullable=False),
    Column("action", String(24), nullable=False),
    Column("claim", String(32), nullable=False, server_default=""),
    Column("reference", String(120), nullable=False, server_default=""),
    Column("outcome", String(40), nullable=False),
    Column("by", String(120), nullable=False, server_default=""),
    Index(None, "partner", "number"),
)
