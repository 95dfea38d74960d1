"""CAP messages as they were published; none is ever changed."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Integer, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

cap_messages: Final = Table(
    "cap_messages",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("incident", String(32), nullable=False, index=True),
    Column("kind", String(8), nullable=False),  # Alert, Update, Cancel
    Column("status", String(8), nullable=False),  # Actual, Exercise, Test
    Column("title", String(200), nullable=False),
    Column("sent_ms", BigInteger, nullable=False, index=True),
    Column("expires_ms", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
)
