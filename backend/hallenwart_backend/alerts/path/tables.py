"""How the alert path is watched, and its tests."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

alert_path: Final = Table(
    "alert_path",
    metadata,
    Column("id", Integer, primary_key=True),  # one row: 1
    Column("heartbeat_url", Text, nullable=False, server_default=""),
    Column("heartbeat_method", String(4), nullable=False, server_default="GET"),
    Column("heartbeat_every_min", Integer, nullable=False, server_default="5"),
    Column("heartbeat_ms", BigInteger, nullable=True),  # the newest that was answered
    Column("heartbeat_error", String(200), nullable=False, server_default=""),
    Column("test_on", Boolean, nullable=False, server_default="1"),
    Column("test_min", Integer, nullable=False, server_default="660"),  # minutes after local midnight
    Column("cap_public", Boolean, nullable=False, server_default="0"),
)
alert_tests: Final = Table(
    "alert_tests",
    metadata,
    Column("id", String(32), primary_key=True),  # the reference its alarm and its messages carry
    Column("by", String(120), nullable=False, server_default=""),  # empty: the daily one
    Column("device", String(32), nullable=False, server_default=""),
    Column("sensor", String(64), nullable=False, server_default=""),
    Column("started_ms", BigInteger, nullable=False),
    Column("alarm_ms", BigInteger, nullable=True),  # when the sensor's test alarm was here
    Column("done_ms", BigInteger, nullable=True),
    Column("state", String(12), nullable=False),
    Column("letters", JSON, nullable=False),
    Column("error", String(40), nullable=False, server_default=""),
    Index(None, "started_ms"),
)
