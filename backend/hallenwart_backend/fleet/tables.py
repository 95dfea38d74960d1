"""What was last heard of each device, the documents it should have, and the commands it was sent."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table

from hallenwart_backend.adapters.records_db import metadata

device_heard: Final = Table(
    "device_heard",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("seen_ms", BigInteger, nullable=False),
    Column("online", Boolean, nullable=False),
    Column("conn", LargeBinary),
    Column("state", LargeBinary),
)
"""`conn` is the last birth, heartbeat or will that counted, `state` the last snapshot; both as on the wire."""

wanted_document: Final = Table(
    "wanted_document",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("rev", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("made_ms", BigInteger, nullable=False),
)

device_command: Final = Table(
    "device_command",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("device", String(32), nullable=False),
    Column("op", String(32), nullable=False),
    Column("boot", String(64), nullable=False),
    Column("conn", BigInteger, nullable=False),
    Column("requested_by", String(128), nullable=False),
    Column("state", String(16), nullable=False),
    Column("code", String(64), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("exp_ms", BigInteger, nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
    Index("ix_device_command_device_created_ms", "device", "created_ms"),
)
