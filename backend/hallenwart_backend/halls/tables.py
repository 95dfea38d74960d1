"""Places: sites, halls, opening hours, clubs, lockers' compartments, displays."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

sites: Final = Table(
    "sites",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("address", String(200), nullable=False, server_default=""),
    Column("zone", String(64), nullable=False, server_default="Europe/Berlin"),
    Column("assembly_point", String(200), nullable=False, server_default=""),
    Column("help_phone", String(40), nullable=False, server_default=""),
)
halls: Final = Table(
    "halls",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("site", ForeignKey("sites.id"), nullable=False),
    Column("name", String(120), nullable=False),
    Column("sections", Integer, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("kind", String(12), nullable=False, server_default="hall"),  # hall, room, equipment, changing, kitchen
    Column("buffer_min", Integer, nullable=False, server_default="0"),  # nobody else so long after each booking
    CheckConstraint("sections >= 1", name="has_sections"),
)
opening_hours: Final = Table(
    "opening_hours",
    metadata,
    Column("hall", ForeignKey("halls.id", ondelete="CASCADE"), primary_key=True),
    Column("weekday", Integer, primary_key=True),  # 0 is Monday
    Column("open_min", Integer, nullable=False),  # minutes after local midnight
    Column("close_min", Integer, nullable=False),
    CheckConstraint("0 <= open_min AND open_min < close_min AND close_min <= 1440", name="in_a_day"),
)
clubs: Final = Table(
    "clubs",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("club_group", String(12), nullable=False, server_default="club"),  # school, club, other
    Column("state", String(12), nullable=False, server_default="active"),  # asked, active, closed
    Column("email", String(254), nullable=False, server_default=""),
)
devices: Final = Table(
    "site_devices",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("site", ForeignKey("sites.id"), nullable=False),
    Column("halls", JSON, nullable=False),
)
zones: Final = Table(
    "zones",
    metadata,
    Column("site", ForeignKey("sites.id"), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("hall", ForeignKey("halls.id"), nullable=True),  # none: a room of the whole building
)
compartments: Final = Table(
    "compartments",
    metadata,
    Column("device", ForeignKey("site_devices.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("label", String(120), nullable=False),
    Column("hall", ForeignKey("halls.id"), nullable=True),
    Column("sections", JSON, nullable=False),
)
displays: Final = Table(
    "displays",
    metadata,
    Column("device", ForeignKey("site_devices.id"), primary_key=True),
    Column("title", String(120), nullable=False),
    Column("halls", JSON, nullable=False),
)
