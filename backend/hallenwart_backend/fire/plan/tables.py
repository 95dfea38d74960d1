"""Plans of sites; the picture behind a plan was written anew, without metadata."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, LargeBinary, String, Table

from hallenwart_backend.adapters.records_db import metadata

site_plans: Final = Table(
    "site_plans",
    metadata,
    Column("site", ForeignKey("sites.id"), primary_key=True),
    Column("body", JSON, nullable=False),
    Column("picture", LargeBinary, nullable=True),
    Column("media_type", String(20), nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
)
