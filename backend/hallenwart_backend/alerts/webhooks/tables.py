"""Who is told of incidents by webhook, and what is sent."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

alert_webhooks: Final = Table(
    "alert_webhooks",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("url", Text, nullable=False),
    Column("site", String(64), nullable=False, server_default=""),  # empty: incidents of every site
    Column("secret", LargeBinary, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("created_by", String(120), nullable=False),
)
alert_events: Final = Table(
    "alert_events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(40), nullable=False),
    Column("webhook", ForeignKey("alert_webhooks.id", ondelete="CASCADE"), nullable=False),
    Column("incident", String(32), nullable=False, server_default=""),
    Column("kind", String(24), nullable=False),
    Column("t_ms", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("next_ms", BigInteger, nullable=True, index=True),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("delivered_ms", BigInteger, nullable=True),
    Column("status", Integer, nullable=True),
    Column("error", String(200), nullable=False, server_default=""),
    Index("uq_alert_events_id", "webhook", "id", unique=True),
)
