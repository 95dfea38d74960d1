"""Profiles of clubs, and whom to ask there."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

club_profiles: Final = Table(
    "club_profiles",
    metadata,
    Column("club", ForeignKey("clubs.id", ondelete="CASCADE"), primary_key=True),
    Column("shown", Boolean, nullable=False, server_default="0"),
    Column("hidden", Boolean, nullable=False, server_default="0"),  # by the office
    Column("hidden_why", Text, nullable=False, server_default=""),
    Column("about", JSON, nullable=False),  # text by language: de, en, easy
    Column("trial", JSON, nullable=False),
    Column("sports", JSON, nullable=False),
    Column("groups", JSON, nullable=False),  # [{name, sport, level, min_age, max_age, trial, plan, note}, …]
    Column("welcome", JSON, nullable=False),
    Column("web", String(400), nullable=False, server_default=""),
    Column("made_ms", BigInteger, nullable=False),
    Column("modified_ms", BigInteger, nullable=False),
    Column("changed_by", String(12), nullable=False),  # pseudonym
)
club_contacts: Final = Table(
    "club_contacts",
    metadata,
    Column("club", ForeignKey("clubs.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(12), primary_key=True),
    Column("email", String(254), nullable=False, server_default=""),
    Column("phone", String(40), nullable=False, server_default=""),
    Column("person", ForeignKey("people.id", ondelete="SET NULL"), nullable=True),  # who lets their name stand there
)
