"""How booked time was used: a verdict per slot, figures per day, what clubs and office said of it, learned weeks."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Column, Date, Float, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

usage_rules: Final = Table(
    "usage_rules",
    metadata,
    Column("rev", Integer, primary_key=True, autoincrement=False),
    Column("body", JSON, nullable=False),
    Column("saved_ms", BigInteger, nullable=False),
    Column("saved_by", String(120), nullable=False),
)
usage_slots: Final = Table(
    "usage_slots",
    metadata,
    Column("id", String(40), primary_key=True),  # the booking's, or made of hall, sections and start
    Column("booking", String(32), nullable=True, index=True),  # null: used without booking
    Column("hall", String(64), nullable=False),
    Column("sections", JSON, nullable=False),
    Column("club", String(64), nullable=True),  # who had the date: a borrower before the owner; null: the town
    Column("series", String(32), nullable=True),
    Column("title", String(120), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("start_ms", BigInteger, nullable=False),
    Column("end_ms", BigInteger, nullable=False),
    Column("verdict", String(12), nullable=False),
    Column("p_used", Float, nullable=False),
    Column("p_under", Float, nullable=False),
    Column("p_no_show", Float, nullable=False),
    Column("p_unbooked", Float, nullable=False),
    Column("people_mean", Float, nullable=True),
    Column("people_peak", Float, nullable=True),
    Column("expected", Float, nullable=True),
    Column("used_share", Float, nullable=True),  # of its time
    Column("covered", Float, nullable=False),  # share of its time that sensors saw
    Column("reasons", JSON, nullable=False),  # [[code, {figures}], …]
    Column("judged_ms", BigInteger, nullable=False),
    Column("office_from_ms", BigInteger, nullable=False),
    Column("told_ms", BigInteger, nullable=True),  # when the club was told
    Index(None, "hall", "start_ms"),
    Index(None, "club", "start_ms"),
    Index(None, "series", "start_ms"),
    Index(None, "start_ms"),
)
usage_explanations: Final = Table(
    "usage_explanations",
    metadata,
    Column("slot", String(40), primary_key=True),
    Column("club", String(64), nullable=False),
    Column("word", String(16), nullable=False),
    Column("text", String(400), nullable=False),
    Column("person", ForeignKey("people.id", ondelete="SET NULL"), nullable=True),
    Column("t_ms", BigInteger, nullable=False),
)
usage_days: Final = Table(
    "usage_days",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("from_ms", BigInteger, nullable=False, index=True),
    Column("judged_ms", BigInteger, nullable=False),
    Column("mark", String(64), nullable=False),  # of what it was made from
    Column("open_min", Float, nullable=False),
    Column("booked_min", Float, nullable=False),
    Column("used_min", Float, nullable=False),
    Column("empty_min", Float, nullable=False),
    Column("unknown_min", Float, nullable=False),
    Column("unbooked_min", Float, nullable=False),
    Column("seen_min", Float, nullable=False),  # of the open time
    Column("people_min", Float, nullable=False),  # people times minutes
    Column("counted_min", Float, nullable=False),
    Column("peak", Float, nullable=True),
    Column("body", Text, nullable=False),  # by local hour, see figures.rules.Hours
)
usage_months: Final = Table(
    "usage_months",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("month", Date, primary_key=True),  # its first day
    Column("days", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),  # see figures.months
)
usage_proposals: Final = Table(
    "usage_proposals",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("series", String(32), nullable=False, index=True),
    Column("club", String(64), nullable=False, index=True),
    Column("kind", String(12), nullable=False),  # lend, release
    Column("from_date", Date, nullable=False),
    Column("to_date", Date, nullable=False),
    Column("text", String(400), nullable=False),
    Column("no_shows", Integer, nullable=False),
    Column("of", Integer, nullable=False),
    Column("p_next", Float, nullable=False),
    Column("state", String(12), nullable=False),  # made, accepted, objected, done, withdrawn
    Column("made_ms", BigInteger, nullable=False),
    Column("person", ForeignKey("people.id", ondelete="SET NULL"), nullable=True),
    Column("answer", String(400), nullable=False, server_default=""),
    Column("answered_ms", BigInteger, nullable=True),
    Column("answerer", ForeignKey("people.id", ondelete="SET NULL"), nullable=True),
    Column("ended_ms", BigInteger, nullable=True),
    Column("carried_out", JSON, nullable=False, server_default="[]"),  # the bookings that were lent or released
)
usage_releases: Final = Table(
    "usage_releases",
    metadata,
    Column("booking", String(32), primary_key=True),
    Column("club", String(64), nullable=True),
    Column("t_ms", BigInteger, nullable=False),
    Column("way", String(12), nullable=False),  # cancelled, refused
)
usage_profiles: Final = Table(
    "usage_profiles",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("measure", String(16), primary_key=True),
    Column("learned_ms", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
