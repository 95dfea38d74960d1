"""Codes of dark lockers that were told to somebody."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

dark_codes: Final = Table(
    "dark_codes",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("kid", Integer, primary_key=True),
    Column("id", String(48), primary_key=True),
    Column("slot", Integer, nullable=False),
    Column("start_ms", BigInteger, nullable=False),
    Column("hours", Integer, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("grant", String(64), nullable=False, server_default=""),
    Column("booking", String(32), nullable=False, server_default="", index=True),
    Column("issued_ms", BigInteger, nullable=False),
    Column("who", String(12), nullable=False, server_default=""),
    Column("denied_ms", BigInteger, nullable=True),
)
