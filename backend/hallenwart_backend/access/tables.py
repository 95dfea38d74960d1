"""Who changed whose rights."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

audit: Final = Table(
    "access_audit",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("t_ms", BigInteger, nullable=False, index=True),
    Column("who", String(12), nullable=False),  # pseudonym
    Column("act", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("detail", String(200), nullable=False, server_default=""),
)
