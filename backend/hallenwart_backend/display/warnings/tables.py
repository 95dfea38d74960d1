"""Where official warnings are read, what was read, and by which codes of areas a site is named there."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table

from hallenwart_backend.adapters.records_db import metadata

warning_sources: Final = Table(
    "warning_sources",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("url", String(400), nullable=False),  # https, or file: a name in the folder `warnings` of the server's state
    Column("every_min", Integer, nullable=False),
    Column("running", Boolean, nullable=False),
    Column("tag", String(400), nullable=False, server_default=""),
    Column("modified", String(80), nullable=False, server_default=""),
    Column("tried_ms", BigInteger, nullable=True),
    Column("read_ms", BigInteger, nullable=True),  # when it was last read well
    Column("fault", String(32), nullable=False, server_default=""),
    Column("created_ms", BigInteger, nullable=False),
)
warnings: Final = Table(
    "warnings",
    metadata,
    Column("id", String(32), primary_key=True),  # made of source, sender, identifier and sent
    Column("source", String(16), nullable=False),
    Column("sender", String(200), nullable=False),
    Column("identifier", String(200), nullable=False),
    Column("sent_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("received_ms", BigInteger, nullable=False),
    Column("ended_ms", BigInteger, nullable=True),  # cancelled, or another message took its place
    Column("body", LargeBinary, nullable=False),  # warnings.cap.Message
    Index("ix_warnings_expires_ms", "expires_ms"),
)
site_warning_codes: Final = Table(
    "site_warning_codes",
    metadata,
    Column("site", String(64), primary_key=True),
    Column("codes", JSON, nullable=False),
    Column("set_ms", BigInteger, nullable=False),
)
