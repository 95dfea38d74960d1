"""Telephone calls: which message they read, and how they ended."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, String, Table

from hallenwart_backend.adapters.records_db import metadata

voice_calls: Final = Table(
    "voice_calls",
    metadata,
    Column("token", String(64), primary_key=True),  # names the call in the gateway's callbacks
    Column("letter", ForeignKey("outgoing.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("sid", String(64), nullable=False, server_default=""),  # the gateway's id of the call
    Column("state", String(12), nullable=False, server_default="ringing"),
    Column("word", String(16), nullable=False, server_default=""),
    Column("started_ms", BigInteger, nullable=False),
    Column("ended_ms", BigInteger, nullable=True),
)
