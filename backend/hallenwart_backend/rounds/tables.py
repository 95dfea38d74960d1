"""Rounds, wishes of clubs, who got what, objections, and what happened in between."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

rounds: Final = Table(
    "rounds",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("title", String(80), nullable=False),
    Column("from_date", Date, nullable=False),
    Column("to_date", Date, nullable=False),
    Column("state", String(12), nullable=False, index=True),
    Column("weights", JSON, nullable=False),
    Column("halls", JSON, nullable=False),
    Column("wishes_until_ms", BigInteger, nullable=True),
    Column("objections_until_ms", BigInteger, nullable=True),  # clubs see the proposal once this is set
    Column("made_by", String(12), nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("published_ms", BigInteger, nullable=True),
)
wishes: Final = Table(
    "round_wishes",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("round", ForeignKey("rounds.id", ondelete="CASCADE"), nullable=False),
    Column("club", ForeignKey("clubs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("group", String(80), nullable=False),
    Column("sport", String(40), nullable=False, server_default=""),
    Column("people", Integer, nullable=False),
    Column("youth", Integer, nullable=False),  # percent
    Column("sections", Integer, nullable=False),
    Column("weekdays", JSON, nullable=False),
    Column("earliest_min", Integer, nullable=False),
    Column("latest_min", Integer, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("halls", JSON, nullable=False),
    Column("marking", String(40), nullable=False, server_default=""),
    Column("step_free", Boolean, nullable=False, server_default="0"),
    Column("note", Text, nullable=False, server_default=""),
    Column("state", String(12), nullable=False),
    Column("made_by", String(12), nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Index(None, "round", "club"),
)
assignments: Final = Table(
    "round_assignments",
    metadata,
    Column("wish", ForeignKey("round_wishes.id", ondelete="CASCADE"), primary_key=True),
    Column("round", ForeignKey("rounds.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("hall", ForeignKey("halls.id"), nullable=True),  # none: kept out by hand
    Column("sections", JSON, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("start_min", Integer, nullable=False),
    Column("end_min", Integer, nullable=False),
    Column("source", String(12), nullable=False),  # solver, hand
    Column("fixed", Boolean, nullable=False, server_default="0"),
    Column("series", String(32), nullable=True),
)
objections: Final = Table(
    "round_objections",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("round", ForeignKey("rounds.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("club", ForeignKey("clubs.id", ondelete="CASCADE"), nullable=False),
    Column("wish", String(16), nullable=True),
    Column("text", Text, nullable=False),
    Column("answer", Text, nullable=False, server_default=""),
    Column("state", String(12), nullable=False),
    Column("made_by", String(12), nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("answered_ms", BigInteger, nullable=True),
)
events: Final = Table(
    "round_events",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("round", ForeignKey("rounds.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("t_ms", BigInteger, nullable=False),
    Column("deed", String(24), nullable=False),
    Column("who", String(12), nullable=False),  # pseudonym
    Column("club", String(64), nullable=True),
    Column("detail", JSON, nullable=False),
)
