"""Releases of the fire-safety officer."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Column, String, Table

from hallenwart_backend.adapters.records_db import metadata

releases: Final = Table(
    "responder_releases",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("device", String(32), nullable=False, index=True),
    Column("slots", JSON, nullable=False),
    Column("from_ms", BigInteger, nullable=False),
    Column("to_ms", BigInteger, nullable=False),
    Column("given_by", String(120), nullable=False),
    Column("given_ms", BigInteger, nullable=False),
    Column("ended_by", String(120), nullable=False, server_default=""),
    Column("ended_ms", BigInteger, nullable=True),
)
