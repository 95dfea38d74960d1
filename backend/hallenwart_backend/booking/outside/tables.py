"""What systems outside say of their bookings."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, String, Table

from hallenwart_backend.adapters.records_db import metadata

rows: Final = Table(
    "source_rows",
    metadata,
    Column("source", ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True),
    Column("uid", String(255), primary_key=True),
    Column("version", BigInteger, nullable=True),
    Column("place", String(120), nullable=False),
    Column("part", String(80), nullable=False),
    Column("start_ms", BigInteger, nullable=False),
    Column("end_ms", BigInteger, nullable=False, index=True),
    Column("title", String(120), nullable=False),
    Column("club", String(120), nullable=False),  # its name outside
    Column("gone", Boolean, nullable=False, server_default="0"),
    Column("booking", String(32), nullable=True, index=True),
    Column("fault", String(24), nullable=False, server_default=""),
    Column("other", String(255), nullable=False, server_default=""),  # who is in the way
    Column("changed_ms", BigInteger, nullable=False),
)
