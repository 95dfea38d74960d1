"""What a device is to run by: its settings, every wiring it was ever given, and how its trials went."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

settings: Final = Table(
    "device_settings",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("set_ms", BigInteger, nullable=False),
)
wirings: Final = Table(
    "device_wiring",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("made_by", String(128), nullable=False),
)
"""`made_by` is a name; the one with the highest number is wanted."""
trials: Final = Table(
    "device_trial",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("of", String(16), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("began_ms", BigInteger, nullable=False),
    Column("until_ms", BigInteger),
    Column("ended_ms", BigInteger),
    Column("why", String(200), nullable=False, server_default=""),
    Index("ix_device_trial_device_began_ms", "device", "began_ms"),
)
"""`name` is the revision of the configuration or the version of the release. `state`: trying, confirmed, rolled_back."""
components: Final = Table(
    "device_component",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("c", String(64), primary_key=True),
    Column("quality", String(16), nullable=False),
    Column("reason", String(200), nullable=False),
    Column("since_ms", BigInteger, nullable=False),
)
