"""Participation platforms, and what they published."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table, Text, false

from hallenwart_backend.adapters.records_db import metadata

platforms: Final = Table(
    "platforms",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("kind", String(12), nullable=False),  # decidim, consul, adhocracy
    Column("name", String(80), nullable=False),
    Column("url", String(300), nullable=False),
    Column("every_min", Integer, nullable=False),
    Column("running", Boolean, nullable=False),
    Column("rules", JSON, nullable=False),  # [{"words": …, "hall": …, "site": …}]
    Column("token", LargeBinary, nullable=False, server_default=""),  # sealed
    Column("tried_ms", BigInteger, nullable=True),
    Column("read_ms", BigInteger, nullable=True),
    Column("fault", String(32), nullable=False, server_default=""),
    Column("created_ms", BigInteger, nullable=False),
)
projects: Final = Table(
    "projects",
    metadata,
    Column("id", String(16), primary_key=True),  # made of the platform and what it calls the project
    Column("platform", String(16), nullable=False),
    Column("ref", String(120), nullable=False),
    Column("title", String(160), nullable=False),
    Column("text", Text, nullable=False, server_default=""),
    Column("link", String(600), nullable=False, server_default=""),
    Column("area", String(200), nullable=False, server_default=""),
    Column("from_ms", BigInteger, nullable=True),
    Column("to_ms", BigInteger, nullable=True),
    Column("support", Integer, nullable=True),
    Column("placed", JSON, nullable=True),  # by hand: [[hall, site], …]
    Column("hidden", Boolean, nullable=False, server_default=false()),
    Column("read_ms", BigInteger, nullable=False),
    Column("modified_ms", BigInteger, nullable=False),
    Column("gone_ms", BigInteger, nullable=True),
    Index("ix_projects_platform", "platform"),
)
