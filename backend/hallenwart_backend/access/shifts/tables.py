"""Which right hangs on which sign-up."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, String, Table

from hallenwart_backend.adapters.records_db import metadata

shift_grants: Final = Table(
    "shift_grants",
    metadata,
    Column("grant", ForeignKey("grants.id", ondelete="CASCADE"), primary_key=True),
    Column("signup", String(16), nullable=False, index=True),
)
