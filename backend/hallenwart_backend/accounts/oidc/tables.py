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
