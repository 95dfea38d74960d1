"""Which account of the city belongs to whom."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, String, Table

from hallenwart_backend.adapters.records_db import metadata

oidc_identities: Final = Table(
    "oidc_identities",
    metadata,
    Column("issuer", String(200), primary_key=True),
    Column("subject", String(255), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("linked_ms", BigInteger, nullable=False),
)
oidc_club_roles: Final = Table(  # what the provider gave in clubs: only that does it take again
    "oidc_club_roles",
    metadata,
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("club", String(64), primary_key=True),
    Column("role", String(20), nullable=False),
)
