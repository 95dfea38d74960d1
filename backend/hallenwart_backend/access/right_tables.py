"""Season credentials and staff codes, dark codes, what a site and a compartment demand, and who changed any of it."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

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
site_access: Final = Table(
    "site_access",
    metadata,
    Column("site", ForeignKey("sites.id", ondelete="CASCADE"), primary_key=True),
    Column("before_min", Integer, nullable=False),
    Column("after_min", Integer, nullable=False),
    Column("late_min", Integer, nullable=False),
)
compartment_access: Final = Table(
    "compartment_access",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("second", Boolean, nullable=False),
    Column("uses", Integer, nullable=False),
)
device_access: Final = Table(
    "device_access",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("dark_kid", Integer, nullable=False, server_default="1"),
    Column("sun_meta", LargeBinary, nullable=True),  # sealed for the device
    Column("dark_on", Boolean, nullable=False, server_default="1"),
)
dark_codes: Final = Table(
    "dark_codes",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("kid", Integer, primary_key=True),
    Column("id", String(48), primary_key=True),
    Column("slot", Integer, nullable=False),
    Column("start_ms", BigInteger, nullable=False),
    Column("hours", Integer, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("grant", String(64), nullable=False, server_default=""),
    Column("booking", String(32), nullable=False, server_default="", index=True),
    Column("issued_ms", BigInteger, nullable=False),
    Column("who", String(12), nullable=False, server_default=""),
    Column("denied_ms", BigInteger, nullable=True),
)
audit: Final = Table(
    "access_audit",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("t_ms", BigInteger, nullable=False, index=True),
    Column("who", String(12), nullable=False),  # pseudonym
    Column("act", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("detail", String(200), nullable=False, server_default=""),
)
