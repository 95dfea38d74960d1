"""Offered dates, and rights of which so many dates were lent that the office is asked about them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, text

from hallenwart_backend.adapters.records_db import metadata

offers: Final = Table(
    "lending_offers",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("booking", ForeignKey("bookings.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("series", String(32), nullable=True),
    Column("club", String(64), nullable=False),
    Column("note", String(400), nullable=False, server_default=""),
    Column("created_ms", BigInteger, nullable=False),
    Column("state", String(12), nullable=False),  # open, taken, withdrawn, expired, returned, ended
    Column("to_club", String(64), nullable=True),
    Column("to_group", String(12), nullable=True),
    Column("person", ForeignKey("people.id", ondelete="SET NULL"), nullable=True),
    Column("on_behalf", Boolean, nullable=False, server_default="0"),
    Column("borrower", String(64), nullable=True),
    Column("taken_ms", BigInteger, nullable=True),
    Column("ended_ms", BigInteger, nullable=True),
    Column("was_person", ForeignKey("people.id", ondelete="SET NULL"), nullable=True),
    Index(None, "state", "created_ms"),
    Index(
        "uq_lending_offers_living",
        "booking",
        unique=True,
        sqlite_where=text("state IN ('open', 'taken')"),
        postgresql_where=text("state IN ('open', 'taken')"),
    ),
)
"""A date has one living offer at most."""
questions: Final = Table(
    "right_questions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("series", ForeignKey("series.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("club", String(64), nullable=False),
    Column("lent", Integer, nullable=False),  # dates in a row
    Column("created_ms", BigInteger, nullable=False),
    Column("decided_ms", BigInteger, nullable=True),
)
