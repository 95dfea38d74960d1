"""Alarms with their life, and how long each took from the detector to the listeners."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, LargeBinary, String, Table

from hallenwart_backend.adapters.records_db import metadata

fire_alarm: Final = Table(
    "fire_alarm",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("t_ms", BigInteger, nullable=False),
    Column("received_ms", BigInteger, nullable=False),
    Column("told_ms", BigInteger),
)
"""`state`: held (an old raise that may be over already), raised, cleared. `told_ms`: when the incident was committed."""
