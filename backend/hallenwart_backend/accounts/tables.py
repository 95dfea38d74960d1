"""People, their roles and sessions. Names and addresses of people stand here and nowhere else."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, String, Table

from hallenwart_backend.adapters.records_db import metadata

people: Final = Table(
    "people",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("name", String(120), nullable=False),
    Column("phone", String(40), nullable=False, server_default=""),
    Column("password_hash", String(200), nullable=False),  # empty: signs in by link or by the city's account
    Column("active", Boolean, nullable=False, server_default="1"),
    Column("pending", Boolean, nullable=False, server_default="0"),  # was written to, and has not answered yet
    Column("created_ms", BigInteger, nullable=False, server_default="0"),
)
roles: Final = Table(
    "roles",
    metadata,
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(20), primary_key=True),
    Column("scope", String(64), primary_key=True, server_default=""),
)
sessions: Final = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False, index=True),
    Column("seen_ms", BigInteger, nullable=False, server_default="0"),
    Column("browser", String(80), nullable=False, server_default=""),  # in plain words
    Column("way", String(12), nullable=False, server_default="password"),  # password, link, invite, oidc, passkey
    Column("club", String(64), nullable=False, server_default=""),  # the club it acts for, empty: the first
)
