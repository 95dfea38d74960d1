"""The policy as it was saved last. Without a row the safe defaults hold."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Column, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

alert_policy: Final = Table(
    "alert_policy",
    metadata,
    Column("rev", Integer, primary_key=True, autoincrement=False),
    Column("body", JSON, nullable=False),
    Column("saved_ms", BigInteger, nullable=False),
    Column("saved_by", String(120), nullable=False),
)
"""Every revision stays: who woke whom by which order can be told years later. The highest `rev` holds."""
