"""What the office lets everybody see of a hall; one without a row is as the defaults say."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

public_halls: Final = Table(
    "public_halls",
    metadata,
    Column("hall", ForeignKey("halls.id", ondelete="CASCADE"), primary_key=True),
    Column("shown", Boolean, nullable=False),
    Column("names", Boolean, nullable=False),  # clubs and groups; else "taken"
    Column("feed", Boolean, nullable=False),  # its calendar may be subscribed to by everybody
)
public_page: Final = Table(
    "public_page",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # 1
    Column("contact", String(400), nullable=False, server_default=""),
)
