"""Offers of help, their shifts, helpers, sign-ups, and proposals that were dismissed."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

offers: Final = Table(
    "offers",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("club", String(64), nullable=True),  # none: the town
    Column("title", String(120), nullable=False),
    Column("role", String(16), nullable=False),
    Column("body", Text, nullable=False, server_default=""),
    Column("needs", String(400), nullable=False, server_default=""),
    Column("sport", String(40), nullable=False, server_default=""),
    Column("skills", JSON, nullable=False),
    Column("languages", JSON, nullable=False),
    Column("min_age", Integer, nullable=False, server_default="0"),
    Column("step_free", Boolean, nullable=False, server_default="0"),
    Column("seated", Boolean, nullable=False, server_default="0"),
    Column("youth", Boolean, nullable=False, server_default="0"),  # a certificate has to be seen
    Column("contact", String(200), nullable=False, server_default=""),  # the address of a role
    Column("hall", String(64), nullable=False, server_default=""),
    Column("place", String(200), nullable=False, server_default=""),  # in words, where it is no hall of ours
    Column("booking", ForeignKey("bookings.id", ondelete="SET NULL"), nullable=True, index=True),
    Column("from_ms", BigInteger, nullable=True),  # of the booking, as it was followed last
    Column("to_ms", BigInteger, nullable=True),
    Column("key", Boolean, nullable=False, server_default="0"),
    Column("state", String(12), nullable=False),
    Column("made_by", String(12), nullable=False),  # pseudonym
    Column("made_ms", BigInteger, nullable=False),
    Column("modified_ms", BigInteger, nullable=False),
    Index(None, "club"),
    Index(None, "state"),
    Index(None, "modified_ms"),
)
shifts: Final = Table(
    "shifts",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("offer", ForeignKey("offers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("from_ms", BigInteger, nullable=False, index=True),
    Column("to_ms", BigInteger, nullable=False, index=True),
    Column("wanted", Integer, nullable=False),
    Column("cancelled_ms", BigInteger, nullable=True),
)
helpers: Final = Table(
    "helpers",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("email", String(254), nullable=False, index=True),  # emptied when an account with it is erased
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=True, unique=True),
    Column("lang", String(2), nullable=False, server_default="de"),
    Column("confirmed_ms", BigInteger, nullable=True),
    Column("made_ms", BigInteger, nullable=False),
    Column("seen_ms", BigInteger, nullable=False, index=True),  # signed up last
)
signups: Final = Table(
    "signups",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("shift", ForeignKey("shifts.id", ondelete="CASCADE"), nullable=False),
    Column("helper", ForeignKey("helpers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("state", String(12), nullable=False, index=True),
    Column("line", Integer, nullable=False),  # the order in which people came
    Column("made_ms", BigInteger, nullable=False),
    Column("modified_ms", BigInteger, nullable=False),
    Column("confirmed_ms", BigInteger, nullable=True),
    Column("answer_by_ms", BigInteger, nullable=True),  # a free place is kept until then
    Column("in_ms", BigInteger, nullable=True),
    Column("reminded", Integer, nullable=False, server_default="0"),
    Column("mark_digest", String(32), nullable=False, server_default="", index=True),
    Column("mark", LargeBinary, nullable=False, server_default=""),  # encrypted
    Index(None, "shift", "helper", unique=True),
)
offer_dismissals: Final = Table(  # proposals that a club did not want
    "offer_dismissals",
    metadata,
    Column("booking", ForeignKey("bookings.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(16), primary_key=True),
    Column("made_ms", BigInteger, nullable=False),
    Column("made_by", String(12), nullable=False),  # pseudonym
)
