"""Who waits for what."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

waiting: Final = Table(
    "waiting_list",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("club", ForeignKey("clubs.id"), nullable=False),
    Column("halls", JSON, nullable=False),  # empty: any
    Column("sections", Integer, nullable=False),
    Column("from_date", Date, nullable=False),
    Column("to_date", Date, nullable=False),
    Column("weekday", Integer, nullable=True),  # 0 is Monday
    Column("from_min", Integer, nullable=False),  # minutes after local midnight
    Column("to_min", Integer, nullable=False),
    Column("length_min", Integer, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("until_ms", BigInteger, nullable=False),
    Column("wanted", Integer, nullable=False, server_default="1"),
    Column("filled", Integer, nullable=False, server_default="0"),
    Column("passed", JSON, nullable=False, server_default="[]"),  # dates it has or did not want, as 2026-11-23
    Column("ask_first", Boolean, nullable=False, server_default="0"),
    Column("title", String(120), nullable=False),
    Column("kind", String(12), nullable=False, server_default="training"),
    Column("person", ForeignKey("people.id", ondelete="SET NULL"), nullable=True),
    Column("note", String(400), nullable=False, server_default=""),
    Column("state", String(12), nullable=False),  # waiting, offered, filled, ended
    Column("booking", String(32), nullable=True),  # the last one it was filled with
    Column("offered_until_ms", BigInteger, nullable=True),
    Index(None, "club", "created_ms"),
    Index(None, "state", "until_ms"),
)
