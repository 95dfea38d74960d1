"""Custody of keys, what is wrong with them, and where their spares hang."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Integer, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

custody: Final = Table(
    "custody",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("slot", Integer, primary_key=True),
    Column("taken_ms", BigInteger, primary_key=True),
    Column("returned_ms", BigInteger, nullable=True),
    Column("grant", String(64), nullable=False, server_default=""),
    Column("booking", String(32), nullable=False, server_default=""),
    Column("due_ms", BigInteger, nullable=True),
    Column("cred", String(64), nullable=False, server_default=""),
    Column("who", String(64), nullable=False, server_default=""),
)
marks: Final = Table(
    "compartment_marks",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("slot", Integer, primary_key=True),
    Column("mark", String(16), primary_key=True),  # lost, out_of_service
    Column("note", Text, nullable=False, server_default=""),
    Column("by", String(120), nullable=False),
    Column("since_ms", BigInteger, nullable=False),
)
spares: Final = Table(
    "compartment_spares",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("slot", Integer, primary_key=True),
    Column("spare", Integer, nullable=False),
)
