"""Passkeys: what the server knows of them opens nothing elsewhere."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

passkeys: Final = Table(
    "passkeys",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("credential_id", String(1_400), nullable=False, unique=True),  # base64url of at most 1,023 bytes
    Column("public_key", String(2_000), nullable=False),  # base64url of the COSE key
    Column("sign_count", BigInteger, nullable=False),
    Column("name", String(80), nullable=False),
    Column("transports", JSON, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("used_ms", BigInteger, nullable=True),
    Column("backed_up", Boolean, nullable=False),  # lives in an account of its maker, too
)
passkey_policy: Final = Table(
    "passkey_policy",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # always 1
    Column("mode", String(8), nullable=False),
    Column("from_ms", BigInteger, nullable=False),
    Column("changed_by", String(120), nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
)
