"""Protocols of releases, and marks of exits that are blocked. What was signed never changes; only its end is noted."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Column, Index, LargeBinary, String, Table

from hallenwart_backend.adapters.records_db import metadata

display_exits: Final = Table(
    "display_exits",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("kind", String(12), nullable=False),  # released, blocked
    Column("device", String(32), nullable=False),
    Column("site", String(64), nullable=False),
    Column("halls", JSON, nullable=False),
    Column("identity", String(64), nullable=False),  # which enrolment of the device it is about
    Column("way", String(12), nullable=False),
    Column("place", String(120), nullable=False),
    Column("statement", String(16), nullable=False),  # version of the text that was agreed to
    Column("given_by", String(120), nullable=False),
    Column("person", String(32), nullable=True),
    Column("given_ms", BigInteger, nullable=False),
    Column("from_ms", BigInteger, nullable=False),
    Column("until_ms", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),  # what was signed: canonical JSON, the person as pseudonym
    Column("digest", String(64), nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("ended_ms", BigInteger, nullable=True),
    Column("ended_why", String(16), nullable=False, server_default=""),
    Column("ended_by", String(120), nullable=False, server_default=""),
    Index("ix_display_exits_device_until_ms", "device", "until_ms"),
)
