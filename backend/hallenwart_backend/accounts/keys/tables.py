"""API keys. A key is shown once and kept as a hash."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, String, Table

from hallenwart_backend.adapters.records_db import metadata

api_keys: Final = Table(
    "api_keys",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", String(80), nullable=False),
    Column("key_hash", String(64), nullable=False),
    Column("club", String(64), nullable=False, server_default=""),  # acts for this club alone
    Column("roles", JSON, nullable=False),  # with these roles alone; empty: all of the person's
    Column("writes", Boolean, nullable=False, server_default="0"),
    Column("scope", String(16), nullable=False, server_default=""),  # data: opens data alone; empty: acts for the person
    Column("created_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("used_ms", BigInteger, nullable=True),
    Column("revoked_ms", BigInteger, nullable=True),
)
