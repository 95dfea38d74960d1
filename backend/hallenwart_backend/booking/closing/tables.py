"""Closings by staff, and what became of the dates they met."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Column, Date, ForeignKey, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

closings: Final = Table(
    "closings",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(12), nullable=False),  # block, closure
    Column("halls", JSON, nullable=False),
    Column("sections", JSON, nullable=False),  # none: whole halls
    Column("why", String(200), nullable=False),
    Column("note", String(400), nullable=False),
    Column("first", String(16), nullable=False),  # local wall time: 2026-12-24T08:00
    Column("last", String(16), nullable=False),
    Column("every", String(8), nullable=False),  # week, month, year
    Column("step", Integer, nullable=False),
    Column("until", Date, nullable=True),
    Column("who", String(12), nullable=False),  # pseudonym
    Column("made_ms", BigInteger, nullable=False),
    Column("lifted_ms", BigInteger, nullable=True),
)
dates: Final = Table(
    "closing_dates",
    metadata,
    Column("closing", ForeignKey("closings.id", ondelete="CASCADE"), primary_key=True),
    Column("booking", ForeignKey("bookings.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("lot", String(12), nullable=False),  # block, cancelled, moved, kept, keeps_hall
)
