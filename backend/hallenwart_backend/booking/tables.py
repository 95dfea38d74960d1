"""Bookings, and the quarters of an hour they occupy: the primary key of those makes double booking impossible."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

bookings: Final = Table(
    "bookings",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("hall", ForeignKey("halls.id"), nullable=False),
    Column("sections", JSON, nullable=False),
    Column("club", ForeignKey("clubs.id"), nullable=True),
    Column("title", String(120), nullable=False),
    Column("person", ForeignKey("people.id", ondelete="SET NULL"), nullable=True),
    Column("start_ms", BigInteger, nullable=False),
    Column("end_ms", BigInteger, nullable=False),
    Column("state", String(12), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("cancelled_ms", BigInteger, nullable=True),
    Column("partner", String(32), nullable=True),  # the other booking system that leads it
    Column("was_start_ms", BigInteger, nullable=True),  # of a moved booking: when it was to begin at first
    Column("effects", JSON, nullable=False, server_default="[]"),  # what it brings with it that sensors would see: fog
    CheckConstraint("start_ms < end_ms", name="lasts"),
    Index(None, "hall", "start_ms"),
    Index(None, "club", "start_ms"),
)
occupied: Final = Table(
    "occupied_quarters",
    metadata,
    Column("hall", ForeignKey("halls.id"), primary_key=True),
    Column("section", Integer, primary_key=True),
    Column("quarter", BigInteger, primary_key=True),  # start_ms // 900 000
    Column("booking", ForeignKey("bookings.id", ondelete="CASCADE"), nullable=False, index=True),
)
