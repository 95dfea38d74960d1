"""What administrators set, what each run of the job deleted and left, and what the town says about itself."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, Integer, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

retention_days: Final = Table(
    "retention_days",
    metadata,
    Column("kind", String(24), primary_key=True),
    Column("days", Integer, nullable=False),
    Column("changed_by", String(120), nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
)
retention_runs: Final = Table(
    "retention_runs",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("t_ms", BigInteger, nullable=False, index=True),
    Column("deleted", JSON, nullable=False),
    Column("left", JSON, nullable=False),
    Column("ok", Boolean, nullable=False),
)
"""`left` counts, per kind, rows that are older than allowed after the run: none, or the run has not proved itself."""

privacy_sheet: Final = Table(
    "privacy_sheet",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("rev", Integer, nullable=False),
    Column("controller", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("officer", Text, nullable=False),
    Column("authority", Text, nullable=False),
    Column("saved_by", String(120), nullable=False),
    Column("saved_ms", BigInteger, nullable=False),
)
"""One row. `contact` and `officer` are addresses of offices, as the town publishes them."""
