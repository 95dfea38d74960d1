"""What was changed through the API, by whom; and how far the syslog was told.

Nothing changes a row of `acts`; only its age removes one.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

acts: Final = Table(
    "acts",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("t_ms", BigInteger, nullable=False, index=True),
    Column("who", String(12), nullable=False),  # pseudonym of a person, empty for a program of nobody
    Column("program", String(80), nullable=False),  # kind and id of the key it came with, empty for a browser
    Column("act", String(120), nullable=False),
    Column("about", String(200), nullable=False),
)
"""`act` is a word like `sign_in.password`, or method and route; `about` holds the ids in its address."""

syslog_cursor: Final = Table(
    "syslog_cursor",
    metadata,
    Column("source", String(20), primary_key=True),
    Column("last", BigInteger, nullable=False),
)
"""The last row of each log that the syslog took."""
