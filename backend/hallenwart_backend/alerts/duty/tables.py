"""Shifts, stand-ins, and the standing chain that fills their gaps."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, ForeignKey, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

on_call: Final = Table(
    "on_call",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, unique=True),
)
shifts: Final = Table(
    "duty_shifts",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("sites", JSON, nullable=False),  # empty: all
    Column("position", Integer, nullable=False),
    Column("from_ms", BigInteger, nullable=True),
    Column("to_ms", BigInteger, nullable=True, index=True),
    Column("weekly", JSON(none_as_null=True), nullable=True),  # local wall time, see rules.Weekly
    Column("uid", String(200), nullable=False, server_default="", index=True),  # of the calendar entry it came from
    Column("note", String(120), nullable=False, server_default=""),
    Column("created_ms", BigInteger, nullable=False),
    Column("created_by", String(120), nullable=False),
    CheckConstraint("(weekly IS NULL) = (from_ms IS NOT NULL AND to_ms IS NOT NULL)", name="once_or_weekly"),
)
stand_ins: Final = Table(
    "duty_stand_ins",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("absent", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=True),  # none: nobody yet
    Column("from_ms", BigInteger, nullable=False),
    Column("to_ms", BigInteger, nullable=False, index=True),
    Column("note", String(120), nullable=False, server_default=""),
    Column("created_ms", BigInteger, nullable=False),
    Column("created_by", String(120), nullable=False),
)
