"""Car parks with their spaces, permits of bookings, links of guests and wardens, and how often was checked."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

car_parks: Final = Table(
    "car_parks",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("site", ForeignKey("sites.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", String(80), nullable=False),
    Column("text", Text, nullable=False, server_default=""),  # where it is, how to get in
    Column("for_whom", String(120), nullable=False, server_default=""),  # empty: for everybody
    Column("lat", Float, nullable=True),
    Column("lon", Float, nullable=True),
    Column("public", Boolean, nullable=False, server_default="1"),
    Column("capacity", Integer, nullable=False, server_default="0"),  # permits at one time; 0: as many as there are spaces
    Column("limits", JSON, nullable=False, server_default="{}"),  # permits of one booking, by its kind
    Column("early_min", Integer, nullable=False, server_default="60"),
    Column("grace_min", Integer, nullable=False, server_default="60"),
    Column("made_ms", BigInteger, nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
)
spaces: Final = Table(
    "spaces",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("car_park", ForeignKey("car_parks.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("name", String(40), nullable=False),
    Column("kind", String(12), nullable=False),  # rules.SpaceKind
    Column("device", String(64), nullable=False, server_default=""),  # of the series `parked`; empty: nothing measures it
    Column("component", String(64), nullable=False, server_default=""),
    Index(None, "car_park", "position"),
    Index(None, "device", "component"),
)
permits: Final = Table(
    "permits",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("booking", ForeignKey("bookings.id", ondelete="CASCADE"), nullable=False),
    Column("car_park", ForeignKey("car_parks.id", ondelete="CASCADE"), nullable=False),
    Column("club", String(64), nullable=True),  # whose date it was then; none: the town's
    Column("plate_hash", String(64), nullable=False),
    Column("label", String(40), nullable=False, server_default=""),  # a word of the club's, so that it knows which one to end
    Column("by_guest", Boolean, nullable=False, server_default="0"),
    Column("from_ms", BigInteger, nullable=False),
    Column("to_ms", BigInteger, nullable=False),
    Column("made_by", String(12), nullable=False, server_default=""),  # pseudonym; empty: a guest
    Column("made_ms", BigInteger, nullable=False),
    Index(None, "booking", "car_park", "plate_hash", unique=True),
    Index(None, "car_park", "to_ms"),
    Index(None, "to_ms"),
)
permit_links: Final = Table(  # by which guests enter their own plates
    "permit_links",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("booking", ForeignKey("bookings.id", ondelete="CASCADE"), nullable=False),
    Column("car_park", ForeignKey("car_parks.id", ondelete="CASCADE"), nullable=False),
    Column("most", Integer, nullable=False),
    Column("used", Integer, nullable=False, server_default="0"),
    Column("until_ms", BigInteger, nullable=False),
    Column("made_by", String(12), nullable=False),  # pseudonym
    Column("made_ms", BigInteger, nullable=False),
    Index(None, "booking"),
    Index(None, "until_ms"),
)
warden_links: Final = Table(
    "warden_links",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("label", String(80), nullable=False),
    Column("car_park", ForeignKey("car_parks.id", ondelete="CASCADE"), nullable=True),  # none: all
    Column("until_ms", BigInteger, nullable=False),
    Column("revoked_ms", BigInteger, nullable=True),
    Column("made_by", String(12), nullable=False),  # pseudonym
    Column("made_ms", BigInteger, nullable=False),
    Index(None, "until_ms"),
)
permit_checks: Final = Table(  # how many, never which
    "permit_checks",
    metadata,
    Column("day_ms", BigInteger, primary_key=True, autoincrement=False),
    Column("verdict", String(12), primary_key=True),
    Column("checks", Integer, nullable=False),
)
