"""What is disabled, by whom and why, and which bookings propose it."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, String, Table

from hallenwart_backend.adapters.records_db import metadata

fire_off: Final = Table(
    "fire_off",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("device", String(32), nullable=False),
    Column("site", String(64), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("c", String(64), nullable=False),
    Column("owner", ForeignKey("people.id", ondelete="SET NULL"), nullable=True),
    Column("reason", String(16), nullable=False),
    Column("text", String(500), nullable=False),
    Column("booking", String(32), nullable=False),
    Column("state", String(12), nullable=False, index=True),
    Column("since_ms", BigInteger, nullable=False),
    Column("until_ms", BigInteger, nullable=False),
    Column("command", String(32), nullable=False),
    Column("ended_ms", BigInteger, nullable=True),
    Column("why", String(16), nullable=False),
)
"""`state`: asked (sent, the device has not shown it yet), on (the device shows it), ended. `why` it ended: person, end,
booking, refused (the device never showed it), device (it no longer shows it). `command` is the last one sent for it.
"""

fire_proposals: Final = Table(
    "fire_proposals",
    metadata,
    Column("booking", ForeignKey("bookings.id", ondelete="CASCADE"), primary_key=True),
    Column("state", String(12), nullable=False),
    Column("person", ForeignKey("people.id", ondelete="SET NULL"), nullable=True),
    Column("decided_ms", BigInteger, nullable=True),
)
"""`state`: accepted, dismissed, done (it was carried out). A booking with fog that has no row here is still open."""
