"""Wishes to move a date that only the office may grant."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, String, Table

from hallenwart_backend.adapters.records_db import metadata

move_wishes: Final = Table(
    "move_wishes",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("booking", ForeignKey("bookings.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("club", String(64), nullable=False),
    Column("person", ForeignKey("people.id", ondelete="SET NULL"), nullable=True),
    Column("change", JSON, nullable=False),
    Column("why", String(400), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("state", String(12), nullable=False),  # asked, approved, declined, expired
    Index(None, "state", "created_ms"),
)
