"""Calls for help, and what was done about them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, Integer, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

help_calls: Final = Table(
    "help_calls",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("device", String(32), primary_key=True),
    Column("slot", Integer, nullable=True),
    Column("booking", String(32), nullable=False, server_default=""),
    Column("asked_ms", BigInteger, nullable=False),
    Column("ended_ms", BigInteger, nullable=True),
    Column("word", String(8), nullable=False, server_default=""),
    Column("word_by", String(120), nullable=False, server_default=""),
    Column("word_ms", BigInteger, nullable=True),
)
help_acts: Final = Table(
    "help_acts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("help", String(64), nullable=False),
    Column("device", String(32), nullable=False),
    Column("t_ms", BigInteger, nullable=False),
    Column("by", String(120), nullable=False),
    Column("word", String(8), nullable=False),  # seen, call, done, open
    Column("slot", Integer, nullable=True),
    Column("question", Text, nullable=False, server_default=""),
    Column("answer", Text, nullable=False, server_default=""),
    Column("command", String(64), nullable=False, server_default=""),
    ForeignKeyConstraint(["help", "device"], ["help_calls.id", "help_calls.device"], ondelete="CASCADE"),
    Index(None, "help", "device"),
)
