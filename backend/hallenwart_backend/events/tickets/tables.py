"""What is set for the tickets of events, who asked for them, each ticket, and who was let in."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from hallenwart_backend.adapters.records_db import metadata

ticketing: Final = Table(
    "ticketing",
    metadata,
    Column("event", ForeignKey("public_events.id", ondelete="CASCADE"), primary_key=True),
    Column("open", Boolean, nullable=False),
    Column("places", Integer, nullable=True),
    Column("held_back", Integer, nullable=False, server_default="0"),
    Column("link_ms", BigInteger, nullable=False, server_default="0"),
    Column("known_start_ms", BigInteger, nullable=False, server_default="0"),
    Column("known_hall", String(64), nullable=False, server_default=""),
    Column("known_gone", Boolean, nullable=False, server_default="0"),
    Column("given", Integer, nullable=False, server_default="0"),  # counts stay when addresses are gone
    Column("came", Integer, nullable=False, server_default="0"),
    Column("waited", Integer, nullable=False, server_default="0"),
)
orders: Final = Table(
    "ticket_orders",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("event", ForeignKey("public_events.id", ondelete="CASCADE"), nullable=False),
    Column("email", String(254), nullable=False, server_default=""),
    Column("lang", String(2), nullable=False, server_default="de"),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=True, index=True),
    Column("badge", String(16), nullable=False, server_default=""),  # the handle that stands for the first ticket
    Column("places", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("confirmed_ms", BigInteger, nullable=True),
    Column("until_ms", BigInteger, nullable=False, index=True),  # the end of the event
    Index(None, "event", "email"),
)
tickets: Final = Table(
    "tickets",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("order", ForeignKey("ticket_orders.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("event", String(32), nullable=False),
    Column("digest", LargeBinary(9), nullable=False),
    Column("secret", LargeBinary, nullable=False),  # the text of its symbol, encrypted
    Column("badge", String(16), nullable=False, server_default=""),
    Column("cancelled_ms", BigInteger, nullable=True),
    Index(None, "event", "digest"),
)
check_ins: Final = Table(
    "check_ins",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("event", String(32), nullable=False, index=True),
    Column("ticket", ForeignKey("tickets.id", ondelete="CASCADE"), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("door", String(64), nullable=False),  # a device, or a phone by the name it drew for itself
    Column("outcome", String(12), nullable=False),
    Index(None, "ticket", "at_ms", "door", unique=True),
)
