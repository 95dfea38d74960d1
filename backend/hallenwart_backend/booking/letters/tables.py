"""How each person wants to be told, and what each was told. One row is one message to one person, by all their ways."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

choices: Final = Table(
    "message_choices",
    metadata,
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("language", String(2), nullable=False),
    Column("lead_min", Integer, nullable=False),  # how long before a date its reminder comes, 0: none
    Column("digest_min", Integer, nullable=True),  # minutes after local midnight at which e-mails come together
    Column("own", Boolean, nullable=False),  # also what they did themselves
    Column("town", Boolean, nullable=False),  # offices: also the town's own bookings
    Column("code_in_mail", Boolean, nullable=False),
    Column("channels", JSON, nullable=False),  # by group: the channels that are on
)
told: Final = Table(
    "booking_letters",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("once", String(120), nullable=False),
    Column("kind", String(24), nullable=False),
    Column("booking", String(32), nullable=True, index=True),
    Column("series", String(32), nullable=True),
    Column("created_ms", BigInteger, nullable=False),
    Column("notice", JSON, nullable=False),
    Column("due_ms", BigInteger, nullable=True, index=True),  # waits for the collected e-mail, None: went out at once
    Column("letter", String(40), nullable=False),  # `once` of its letters in the queue, empty: it waits
    Index("uq_booking_letters_once", "person", "once", unique=True),
    Index(None, "person", "created_ms"),
    Index(None, "created_ms"),
)
