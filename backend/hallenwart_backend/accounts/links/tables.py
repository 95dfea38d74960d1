"""Links that were sent by e-mail. What proves one is a signature; it stands in no table."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, String, Table

from hallenwart_backend.adapters.records_db import metadata

account_links: Final = Table(
    "account_links",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(12), nullable=False),  # sign_in, reset, address, club
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("about", String(254), nullable=False, server_default=""),  # the new address, or the club's request
    Column("browser", String(64), nullable=False, server_default=""),  # hash of the cookie of who asked
    Column("created_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False, index=True),
    Column("used_ms", BigInteger, nullable=True),
)
