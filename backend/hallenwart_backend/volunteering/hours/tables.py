"""Whom a club trusts by name, certificates it has seen, what was seen of shifts, hours with their signed records, papers."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

confirmations: Final = Table(
    "confirmations",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("club", String(64), nullable=True),  # none: the town
    Column("helper", ForeignKey("helpers.id", ondelete="CASCADE"), nullable=False),
    Column("by", String(12), nullable=False),  # pseudonym
    Column("at_ms", BigInteger, nullable=False),
    Column("until_ms", BigInteger, nullable=False),
    Index(None, "helper", "club"),
)
certificates_seen: Final = Table(  # that one was seen, never the document
    "certificates_seen",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("club", String(64), nullable=True),
    Column("helper", ForeignKey("helpers.id", ondelete="CASCADE"), nullable=False),
    Column("by", String(12), nullable=False),
    Column("seen_on", String(10), nullable=False),  # the day, as 2026-11-26
    Column("until_ms", BigInteger, nullable=False),
    Index(None, "helper", "club"),
)
shift_signs: Final = Table(
    "shift_signs",
    metadata,
    Column("signup", ForeignKey("signups.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("at_ms", BigInteger, primary_key=True, autoincrement=False),
    Column("device", String(32), nullable=False, server_default=""),
    Column("by", String(12), nullable=False, server_default=""),
)
hours: Final = Table(
    "hours",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("signup", ForeignKey("signups.id", ondelete="SET NULL"), nullable=True, index=True),
    Column("club", String(64), nullable=True),
    Column("role", String(16), nullable=False),
    Column("title", String(120), nullable=False),
    Column("from_ms", BigInteger, nullable=False),
    Column("to_ms", BigInteger, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("basis", String(8), nullable=False),
    Column("reason", String(200), nullable=False, server_default=""),
    Column("by", String(12), nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("record", Text, nullable=False),  # what is signed, byte for byte
    Column("signature", String(88), nullable=False),  # Ed25519 by the server, base64
    Column("withdrawn_ms", BigInteger, nullable=True),
    Column("withdrawn_why", String(200), nullable=False, server_default=""),
    Column("replaces", String(20), nullable=False, server_default=""),
    Index(None, "club", "from_ms"),
)
hour_names: Final = Table(  # goes with the helper; then a record stands for nobody any more
    "hour_names",
    metadata,
    Column("hours", ForeignKey("hours.id", ondelete="CASCADE"), primary_key=True),
    Column("helper", ForeignKey("helpers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", String(80), nullable=False),
    Column("salt", LargeBinary(32), nullable=False),
)
hour_papers: Final = Table(  # certificates that were handed out
    "hour_papers",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("hours", JSON, nullable=False),
    Column("made_ms", BigInteger, nullable=False),
)
