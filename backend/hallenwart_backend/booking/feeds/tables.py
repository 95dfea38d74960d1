"""Calendars by secret address. Of the address only a hash is kept."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

feeds: Final = Table(
    "feeds",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("kind", String(12), nullable=False),  # hall, club, trainer
    Column("scope", String(64), nullable=False, index=True),  # the hall's or club's id, the trainer's for a trainer
    Column("trainer", ForeignKey("people.id", ondelete="CASCADE"), nullable=True, index=True),
    Column("name", String(120), nullable=False),
    Column("person", ForeignKey("people.id", ondelete="SET NULL"), nullable=True, index=True),  # who made it
    Column("created_ms", BigInteger, nullable=False),
    Column("fetched_ms", BigInteger, nullable=True),
    Column("fetches", Integer, nullable=False, server_default="0"),
    Column("revoked_ms", BigInteger, nullable=True),
)
