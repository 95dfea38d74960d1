"""How displays are set, what their browsers drew, and what they showed when."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table

from hallenwart_backend.adapters.records_db import metadata

display_screens: Final = Table(
    "display_screens",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("body", LargeBinary, nullable=False),  # contract.view.Screen, without an exit
    Column("set_ms", BigInteger, nullable=False),
)
screen_proofs: Final = Table(
    "screen_proofs",
    metadata,
    Column("id", String(32), primary_key=True),  # made of device, time and hash: told twice, it is one
    Column("device", String(32), nullable=False),
    Column("t_ms", BigInteger, nullable=False),
    Column("received_ms", BigInteger, nullable=False),
    Column("ref", String(64), nullable=False),
    Column("why", String(16), nullable=False),  # asked, alarm, clear
    Column("mode", String(16), nullable=False),
    Column("rung", String(16), nullable=False),
    Column("card", String(64), nullable=False),
    Column("sha256", String(64), nullable=False),  # of the whole picture as PNG; only the small one came
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("picture", LargeBinary, nullable=False),  # JPEG
    Column("alarm", Boolean, nullable=False),
    Column("incident", String(32), nullable=False, server_default=""),
    Index("ix_screen_proofs_device_t_ms", "device", "t_ms"),
)
screen_shown: Final = Table(
    "screen_shown",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("t_ms", BigInteger, primary_key=True),
    Column("mode", String(16), nullable=False),
    Column("rung", String(16), nullable=False),
    Column("card", String(64), nullable=False),
)
