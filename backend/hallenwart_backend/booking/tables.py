"""Bookings, series, who leads halls, and the quarters of an hour they occupy: their primary key forbids double booking."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    func,
)

from hallenwart_backend.adapters.records_db import metadata

sources: Final = Table(
    "sources",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("kind", String(12), nullable=False),  # push, calendar
    Column("state", String(12), nullable=False),  # draft, live, paused, ended
    Column("link", Text, nullable=False, server_default=""),  # the page where people book
    Column("url", Text, nullable=False, server_default=""),
    Column("every_min", Integer, nullable=False, server_default="0"),  # 0: it reports when it likes
    Column("key_hash", String(64), nullable=False, server_default=""),
    Column("places", JSON, nullable=False),  # [{name, hall, sections}, …]: what it calls halls and parts
    Column("club_from", String(12), nullable=False, server_default="summary"),
    Column("clubs", JSON, nullable=False, server_default="{}"),  # club by the name outside; empty: none of ours
    Column("created_ms", BigInteger, nullable=False),
    Column("created_by", String(120), nullable=False),
    Column("version", BigInteger, nullable=True),  # of the newest whole plan
    Column("tried_ms", BigInteger, nullable=True),
    Column("as_of_ms", BigInteger, nullable=True),  # when it last said how its plan stands
    Column("fault", String(40), nullable=False, server_default=""),
    Column("report", JSON, nullable=False, server_default="{}"),  # how many were created, moved, …, and what was unreadable
    Column("tag", String(400), nullable=False, server_default=""),  # ETag and Last-Modified of what was read last
    Column("modified", String(80), nullable=False, server_default=""),
)
series: Final = Table(
    "series",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("hall", ForeignKey("halls.id"), nullable=False, index=True),
    Column("sections", JSON, nullable=False),
    Column("rooms", JSON, nullable=False, server_default="[]"),
    Column("club", ForeignKey("clubs.id"), nullable=True, index=True),
    Column("title", String(120), nullable=False),
    Column("kind", String(12), nullable=False, server_default="training"),
    Column("weekday", Integer, nullable=False),  # 0 is Monday
    Column("start_min", Integer, nullable=False),  # minutes after local midnight
    Column("end_min", Integer, nullable=False),  # more than 1440: after the next midnight
    Column("from_date", Date, nullable=False),
    Column("to_date", Date, nullable=False),
    Column("skipped", JSON, nullable=False, server_default="[]"),  # dates without a booking, as 2026-11-23
    Column("state", String(12), nullable=False),  # asked, booked, cancelled
    Column("person", ForeignKey("people.id", ondelete="SET NULL"), nullable=True),
    Column("on_behalf", Boolean, nullable=False, server_default="0"),
    Column("note", String(400), nullable=False, server_default=""),
    Column("effects", JSON, nullable=False, server_default="[]"),
    Column("created_ms", BigInteger, nullable=False),
    Column("every_weeks", Integer, nullable=False, server_default="1"),
    Column("phase_of", String(32), nullable=True, index=True),  # the series that was so until its to_date
    CheckConstraint("start_min < end_min", name="lasts"),
)
bookings: Final = Table(
    "bookings",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("hall", ForeignKey("halls.id"), nullable=False),
    Column("sections", JSON, nullable=False),
    Column("club", ForeignKey("clubs.id"), nullable=True),
    Column("title", String(120), nullable=False),
    Column("person", ForeignKey("people.id", ondelete="SET NULL"), nullable=True),
    Column("start_ms", BigInteger, nullable=False),
    Column("end_ms", BigInteger, nullable=False),
    Column("state", String(12), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("cancelled_ms", BigInteger, nullable=True),
    Column("partner", String(32), nullable=True),  # the other booking system that leads it
    Column("was_start_ms", BigInteger, nullable=True),  # of a moved booking: when it was to begin at first
    Column("effects", JSON, nullable=False, server_default="[]"),  # what it brings with it that sensors would see: fog
    Column("borrower", String(64), nullable=True),  # the club this date is lent to
    Column("series", String(32), nullable=True),
    Column("kind", String(12), nullable=False, server_default="training"),
    Column("rooms", JSON, nullable=False, server_default="[]"),
    Column("buffer_ms", BigInteger, nullable=False, server_default="0"),
    Column("on_behalf", Boolean, nullable=False, server_default="0"),
    Column("note", String(400), nullable=False, server_default=""),
    CheckConstraint("start_ms < end_ms", name="lasts"),
    Index(None, "hall", "start_ms"),
    Index(None, "club", "start_ms"),
    Index(None, "borrower", "start_ms"),
    Index(None, "series", "start_ms"),
    Index(None, "state", "start_ms"),
)
holder: Final = func.coalesce(bookings.c.borrower, bookings.c.club)
"""The club that has the date now."""
occupied: Final = Table(
    "occupied_quarters",
    metadata,
    Column("hall", ForeignKey("halls.id"), primary_key=True),
    Column("section", Integer, primary_key=True),
    Column("quarter", BigInteger, primary_key=True),  # start_ms // 900 000
    Column("booking", ForeignKey("bookings.id", ondelete="CASCADE"), nullable=False, index=True),
)
history: Final = Table(
    "booking_history",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("booking", String(32), nullable=True, index=True),
    Column("series", String(32), nullable=True, index=True),
    Column("t_ms", BigInteger, nullable=False),
    Column("deed", String(24), nullable=False),
    Column("who", String(12), nullable=False),  # pseudonym; empty: the rules themselves
    Column("on_behalf", Boolean, nullable=False),
    Column("club", String(64), nullable=True),
    Column("why", String(400), nullable=False),
    Column("detail", JSON, nullable=False),
)
news: Final = Table(
    "booking_news",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", String(24), nullable=False),
    Column("booking", String(32), nullable=True, index=True),
    Column("series", String(32), nullable=True),
    Column("club", String(64), nullable=True),  # who is told
    Column("person", String(32), nullable=True),  # who did it
    Column("t_ms", BigInteger, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("done_ms", BigInteger, nullable=True, index=True),
)
