"""Who came by a club's own list: name, e-mail address, role; and how that list is read."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

club_listed: Final = Table(
    "club_listed",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("club", ForeignKey("clubs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("email", String(254), nullable=False),
    Column("name", String(120), nullable=False),
    Column("role", String(20), nullable=False),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=True, index=True),  # once invited
    Column("since_ms", BigInteger, nullable=False),
)
club_lists: Final = Table(
    "club_lists",
    metadata,
    Column("club", ForeignKey("clubs.id", ondelete="CASCADE"), primary_key=True),
    Column("columns", JSON, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("run_ms", BigInteger, nullable=True),
    Column("new", Integer, nullable=False, server_default="0"),  # at the last run
    Column("changed", Integer, nullable=False, server_default="0"),
    Column("gone", Integer, nullable=False, server_default="0"),
)
