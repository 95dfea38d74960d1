"""Places: sites, halls, opening hours, clubs, lockers' compartments, displays."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, CheckConstraint, Column, Date, Float, ForeignKey, Integer, String, Table

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
    Column("lat", Float, nullable=True),  # degrees, WGS 84
    Column("lon", Float, nullable=True),
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
    Column("facts", JSON, nullable=False, server_default="{}"),
    Column("alone", Boolean, nullable=False, server_default="0"),  # a room that clubs may book without a hall
    Column("only_halls", JSON, nullable=False, server_default="[]"),  # a room that goes with these halls only
    Column("led_by", String(32), nullable=True),  # the source outside that leads its plan
    CheckConstraint("sections >= 1", name="has_sections"),
)
parts: Final = Table(
    "hall_parts",
    metadata,
    Column("hall", ForeignKey("halls.id", ondelete="CASCADE"), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", String(80), nullable=False),
    Column("sections", JSON, nullable=False),
    Column("parent", String(64), nullable=False, server_default=""),
)
hours: Final = Table(
    "hall_hours",
    metadata,
    Column("hall", ForeignKey("halls.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(12), nullable=False),  # open, children, school
    Column("name", String(80), nullable=False, server_default=""),
    Column("first", Date, nullable=True),  # of a season, both days included; none: the standard week
    Column("last", Date, nullable=True),
    Column("week", JSON, nullable=False),  # by weekday, Monday first: [[open_min, close_min], …] after local midnight
)
calendars: Final = Table(
    "holiday_calendars",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("kind", String(12), nullable=False),  # public, school
    Column("url", String(2000), nullable=False, server_default=""),  # read anew every day
    Column("read_ms", BigInteger, nullable=True),
    Column("fault", String(40), nullable=False, server_default=""),  # why the last reading failed
)
holidays: Final = Table(
    "holidays",
    metadata,
    Column("calendar", ForeignKey("holiday_calendars.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", String(120), nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
)
holiday_rules: Final = Table(
    "holiday_rules",
    metadata,
    Column("hall", ForeignKey("halls.id", ondelete="CASCADE"), primary_key=True),
    Column("calendar", ForeignKey("holiday_calendars.id", ondelete="CASCADE"), primary_key=True),
    Column("rule", String(12), nullable=False),  # closed, own
    Column("spans", JSON, nullable=False),  # own hours of such a day
)
closures: Final = Table(
    "closures",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("site", ForeignKey("sites.id", ondelete="CASCADE"), nullable=False),
    Column("hall", ForeignKey("halls.id", ondelete="CASCADE"), nullable=True),  # none: the whole site
    Column("sections", JSON, nullable=False),  # none: the whole hall
    Column("why", String(200), nullable=False),
    Column("first", String(16), nullable=False),  # local wall time: 2026-12-24T08:00
    Column("last", String(16), nullable=False),
    Column("every", String(8), nullable=False, server_default=""),  # week, month, year
    Column("step", Integer, nullable=False, server_default="1"),
    Column("until", Date, nullable=True),
    Column("who", String(12), nullable=False, server_default=""),  # pseudonym
    Column("made_ms", BigInteger, nullable=False),
)
doors: Final = Table(
    "hall_doors",
    metadata,
    Column("site", ForeignKey("sites.id", ondelete="CASCADE"), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", String(80), nullable=False),
    Column("hall", ForeignKey("halls.id", ondelete="CASCADE"), nullable=True),
    Column("sections", JSON, nullable=False),
    Column("rooms", JSON, nullable=False),
    Column("keys", JSON, nullable=False),  # [[device, number], …]
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
