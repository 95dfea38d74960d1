"""Invitations into a club."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table

from hallenwart_backend.adapters.records_db import metadata

invites: Final = Table(
    "invites",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("club", ForeignKey("clubs.id"), nullable=False),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", String(20), nullable=False),
    Column("invited_by", ForeignKey("people.id", ondelete="SET NULL"), nullable=True),
    Column("created_ms", BigInteger, nullable=False),
    Column("sent_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("accepted_ms", BigInteger, nullable=True),
    Column("withdrawn_ms", BigInteger, nullable=True),
    Index(None, "club", "created_ms"),
)
