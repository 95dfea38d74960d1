"""How people are reached, which gateways carry it, and when they want to be left alone."""

from __future__ import annotations

import secrets
from typing import Final

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from hallenwart_backend.adapters.records_db import metadata

ways: Final = Table(
    "ways",
    metadata,
    Column("id", String(16), primary_key=True, default=lambda: secrets.token_hex(8)),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(16), nullable=False, server_default="other"),
    Column("address", Text, nullable=False),  # what the person gave; of `other` an apprise URL, of `webpush` the endpoint
    Column("name", String(80), nullable=False, server_default=""),
    Column("push_keys", JSON(none_as_null=True), nullable=True),
    Column("created_ms", BigInteger, nullable=False, server_default="0"),
    Column("verified_ms", BigInteger, nullable=True),
    Column("last_delivered_ms", BigInteger, nullable=True),
    Column("failing", String(200), nullable=False, server_default=""),  # why, empty while it works
    Column("failing_ms", BigInteger, nullable=True),
    Column("proof", String(64), nullable=False, server_default=""),  # keyed hash of the code that was sent
    Column("proof_until_ms", BigInteger, nullable=False, server_default="0"),
    Column("proof_sent_ms", BigInteger, nullable=False, server_default="0"),
    Column("proof_tries", Integer, nullable=False, server_default="0"),
    UniqueConstraint("person", "kind", "address"),
)
way_gateways: Final = Table(
    "way_gateways",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("template", Text, nullable=False),  # an apprise URL with {to}
    Column("changed_ms", BigInteger, nullable=False),
    Column("changed_by", String(120), nullable=False),
)
quiet_hours: Final = Table(
    "quiet_hours",
    metadata,
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("zone", String(64), nullable=False),
    Column("spans", JSON, nullable=False),  # [{weekdays: [0..6], from_min, to_min}]
)
