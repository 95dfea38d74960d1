"""Season credentials and staff codes, and what each locker keeps of them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, String, Table

from hallenwart_backend.adapters.records_db import metadata
from hallenwart_contract.codes import HASH_BYTES

credentials: Final = Table(
    "credentials",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(8), nullable=False),  # card, sun, pin, staff
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("site", ForeignKey("sites.id"), nullable=True),  # of a staff code
    Column("label", String(80), nullable=False, server_default=""),
    Column("state", String(8), nullable=False),  # waiting, active, blocked
    Column("secret", LargeBinary, nullable=True),  # digits or UID and key, AES-GCM; NULL while waiting and once blocked
    Column("mark", LargeBinary(16), nullable=True),
    Column("created_ms", BigInteger, nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
    Index("uq_credentials_mark", "mark", unique=True),
)
device_credentials: Final = Table(
    "device_credentials",
    metadata,
    Column("credential", ForeignKey("credentials.id", ondelete="CASCADE"), primary_key=True),
    Column("device", String(32), primary_key=True),
    Column("hash", LargeBinary(HASH_BYTES), nullable=False),
    Column("long", LargeBinary(HASH_BYTES), nullable=False),
    Column("duress", LargeBinary(HASH_BYTES), nullable=False),
    Column("key", LargeBinary, nullable=False),  # sealed for the device
    Index("ix_device_credentials_device_hash", "device", "hash"),
)
