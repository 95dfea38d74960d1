"""Clubs that asked to be let in."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

club_requests: Final = Table(
    "club_requests",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("group", String(8), nullable=False),  # school, club, other
    Column("contact", String(120), nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_ms", BigInteger, nullable=False),
    Column("confirmed_ms", BigInteger, nullable=True),  # the address was proved: only then the office sees it
    Column("decided_ms", BigInteger, nullable=True),
    Column("decided_by", ForeignKey("people.id", ondelete="SET NULL"), nullable=True),
    Column("state", String(12), nullable=False),  # new, asked, approved, declined
    Column("why", Text, nullable=False, server_default=""),
    Column("club", String(64), nullable=False, server_default=""),  # once approved
    Index(None, "state", "created_ms"),
)
