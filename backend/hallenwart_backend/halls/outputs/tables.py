"""How lights and heatings of a site follow bookings."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

output_times: Final = Table(
    "output_times",
    metadata,
    Column("site", ForeignKey("sites.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("lead_min", Integer, nullable=False),
    Column("lag_min", Integer, nullable=False),
    Column("absent_min", Integer, nullable=False),
    Column("alone", Boolean, nullable=False),
)
"""`name` is a kind (light, heating) or the id of one output."""
