"""Imports: what was sent, what was said about it, and what it made."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Integer, LargeBinary, String, Table

from hallenwart_backend.adapters.records_db import metadata

imports: Final = Table(
    "plan_imports",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("person", ForeignKey("people.id", ondelete="SET NULL"), nullable=True, index=True),
    Column("created_ms", BigInteger, nullable=False, index=True),
    Column("state", String(12), nullable=False),  # read, applying, applied, stopped, undoing, undone
    Column("settings", JSON, nullable=False),
    Column("sheet", LargeBinary, nullable=True),  # the table as packed JSON; forgotten after a month
    Column("summary", JSON, nullable=False, server_default="{}"),
    Column("changed_ms", BigInteger, nullable=False),
)
items: Final = Table(
    "plan_import_items",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("import", ForeignKey("plan_imports.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("row", Integer, nullable=False),
    Column("series", String(32), nullable=True, index=True),
    Column("booking", String(32), nullable=True, index=True),
)
