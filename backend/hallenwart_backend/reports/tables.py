"""Hand-over reports; photos apart, so that lists stay small and photos can be erased earlier."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

reports: Final = Table(
    "reports",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("t_ms", BigInteger, nullable=False),
    Column("booking", String(32), nullable=False, server_default=""),
    Column("hall", String(64), nullable=False, server_default=""),
    Column("club", String(64), nullable=False, server_default=""),
    Column("device", String(32), nullable=False, server_default=""),
    Column("slot", Integer, nullable=True),
    Column("condition", String(8), nullable=False),  # good, untidy, damaged
    Column("text", Text, nullable=False, server_default=""),
    Column("source", String(8), nullable=False),  # kiosk, phone
    Index(None, "hall", "t_ms"),
    Index(None, "booking"),
)
report_photos: Final = Table(
    "report_photos",
    metadata,
    Column("report", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("jpeg", LargeBinary, nullable=False),
    Column("t_ms", BigInteger, nullable=False, index=True),
)
