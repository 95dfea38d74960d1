"""The booking rules as saved, every revision; and who cancelled late. Without a row the defaults hold."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

booking_policy: Final = Table(
    "booking_policy",
    metadata,
    Column("rev", Integer, primary_key=True, autoincrement=False),
    Column("body", JSON, nullable=False),
    Column("saved_ms", BigInteger, nullable=False),
    Column("saved_by", String(120), nullable=False),
)
late_cancels: Final = Table(
    "late_cancels",
    metadata,
    Column("booking", String(32), primary_key=True),
    Column("club", String(64), nullable=False),
    Column("t_ms", BigInteger, nullable=False),
    Column("before_min", Integer, nullable=False),  # so long before the start
    Index(None, "club", "t_ms"),
)
