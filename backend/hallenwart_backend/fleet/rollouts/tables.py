"""Rollouts and how far each device is."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

rollouts: Final = Table(
    "rollout",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("version", String(24), nullable=False),
    Column("waves", Integer, nullable=False),
    Column("pause_ms", BigInteger, nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("made_by", String(128), nullable=False),
    Column("state", String(12), nullable=False),
    Column("wave", Integer, nullable=False),
    Column("wave_done_ms", BigInteger),
    Column("ended_ms", BigInteger),
    Column("reason", String(200), nullable=False),
    Column("note", String(200), nullable=False),
)
targets: Final = Table(
    "rollout_target",
    metadata,
    Column("rollout", String(16), primary_key=True),
    Column("device", String(32), primary_key=True),
    Column("wave", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("since_ms", BigInteger, nullable=False),
    Column("asked_ms", BigInteger, nullable=False),
    Column("why", String(200), nullable=False),
)
