"""Notices between clubs, and who answered. What was written goes by e-mail and is not kept here."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

club_notices: Final = Table(
    "club_notices",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("club", ForeignKey("clubs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(12), nullable=False),
    Column("title", String(120), nullable=False),
    Column("body", Text, nullable=False),
    Column("until_ms", BigInteger, nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("modified_ms", BigInteger, nullable=False),
    Column("person", ForeignKey("people.id", ondelete="SET NULL"), nullable=True),  # gets the answers
    Column("state", String(8), nullable=False),
    Column("reported_ms", BigInteger, nullable=True),
    Column("why", Text, nullable=False, server_default=""),  # the office hid it
    Index(None, "state", "until_ms"),
)
club_notice_answers: Final = Table(
    "club_notice_answers",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("notice", ForeignKey("club_notices.id", ondelete="CASCADE"), nullable=False),
    Column("club", String(64), nullable=False),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("last_ms", BigInteger, nullable=False),
    Index(None, "notice", "person", unique=True),
)
