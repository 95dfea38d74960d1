"""Badges, the lockers their keys lay in, and handles that were taken back."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, LargeBinary, String, Table

from hallenwart_backend.adapters.records_db import metadata

badges: Final = Table(
    "badges",
    metadata,
    Column("id", String(16), primary_key=True),  # the handle
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("secret", LargeBinary, nullable=False),  # the key, AES-GCM with the key in records.key
    Column("made_ms", BigInteger, nullable=False),
    Column("key_ms", BigInteger, nullable=False),  # the key is from then
    Column("why", String(8), nullable=False),  # made, renewed, device
    Column("leaked_ms", BigInteger, nullable=True),  # its key lay in a locker that is not trusted any more
    Column("paper_hash", LargeBinary(32), nullable=True, index=True),
    Column("paper_ms", BigInteger, nullable=True),
    Column("used_ms", BigInteger, nullable=True),
    Column("used_step", BigInteger, nullable=False, server_default="-1"),
)
badge_shares: Final = Table(
    "badge_shares",
    metadata,
    Column("badge", ForeignKey("badges.id", ondelete="CASCADE"), primary_key=True),
    Column("device", String(32), primary_key=True, index=True),
)
badge_denials: Final = Table(
    "badge_denials",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("denied_ms", BigInteger, nullable=False),
)
