"""Alarms and events as they came, how far each stream is consumed, what could not be stored, and who was told what."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from hallenwart_backend.adapters.records_db import metadata

_Number: Final = BigInteger().with_variant(Integer, "sqlite")

stream_row: Final = Table(
    "stream_row",
    metadata,
    Column("number", _Number, primary_key=True),
    Column("device", String(32), nullable=False),
    Column("epoch", String(64), nullable=False),
    Column("stream", String(1), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("copy", Integer, nullable=False),
    Column("t_ms", BigInteger, nullable=False),
    Column("received_ms", BigInteger, nullable=False),
    Column("replayed", Boolean, nullable=False),
    Column("server_time", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("device", "epoch", "stream", "seq", "copy"),
    Index("ix_stream_row_stream_number", "stream", "number"),
    Index("ix_stream_row_device_t_ms", "device", "t_ms"),
)
"""`copy` is 0, or counts further alarms that came under a number that was taken."""

stream_progress: Final = Table(
    "stream_progress",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("epoch", String(64), primary_key=True),
    Column("stream", String(1), primary_key=True),
    Column("wm", BigInteger, nullable=False),
    Column("beyond", Text, nullable=False),
)

dead_letter: Final = Table(
    "dead_letter",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("topic", Text, nullable=False),
    Column("reason", String(64), nullable=False),
    Column("digest", LargeBinary(16), nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("first_ms", BigInteger, nullable=False),
    Column("last_ms", BigInteger, nullable=False),
    Column("count", Integer, nullable=False),
    UniqueConstraint("digest"),
)

told: Final = Table(
    "told",
    metadata,
    Column("listener", String(64), primary_key=True),
    Column("stream", String(1), primary_key=True),
    Column("number", BigInteger, nullable=False),
)
