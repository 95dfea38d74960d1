"""Public events, the ledger of consents, one-time links for visiting teams, captions."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

events: Final = Table(
    "public_events",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("booking", ForeignKey("bookings.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("club", String(64), nullable=True),  # who had the date when it was made public; none: the town
    Column("title", String(120), nullable=False),
    Column("body", Text, nullable=False, server_default=""),
    Column("sport", String(40), nullable=False, server_default=""),
    Column("teams", JSON, nullable=False),
    Column("visitors", String(120), nullable=False, server_default=""),  # the visiting team, that has to agree itself
    Column("spectators", Integer, nullable=True),  # expected
    Column("links", JSON, nullable=False),  # [[label, url], …]
    Column("minors", Boolean, nullable=False),
    Column("stream", Boolean, nullable=False),
    Column("device", String(64), nullable=False, server_default=""),
    Column("camera", String(64), nullable=False, server_default=""),
    Column("stream_id", String(32), nullable=False),  # another one when the camera changes
    Column("record_days", Integer, nullable=False, server_default="0"),  # 0: no recording
    Column("shown_in", JSON, nullable=False),  # halls of other sites whose displays show the stream too
    Column("push", LargeBinary, nullable=False, server_default=""),  # an address outside, encrypted
    Column("made_ms", BigInteger, nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
    Column("sequence", Integer, nullable=False, server_default="0"),
    Column("withdrawn_ms", BigInteger, nullable=True),
    Column("made_by", String(12), nullable=False),  # pseudonym
)
consents: Final = Table(
    "event_consents",
    metadata,
    Column("number", Integer, primary_key=True),  # rows are only ever added
    Column("event", ForeignKey("public_events.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("party", String(12), nullable=False),  # club, visitors, guardians, office
    Column("given", Boolean, nullable=False),
    Column("t_ms", BigInteger, nullable=False),
    Column("version", String(20), nullable=False),  # of the text that was agreed to
    Column("team", String(120), nullable=False, server_default=""),  # which visiting team
    Column("record_days", Integer, nullable=False),  # a recording of up to so long was agreed to
    Column("way", String(12), nullable=False),  # account, link
    Column("who", String(12), nullable=False),  # pseudonym; empty: by the link
)
links: Final = Table(
    "event_links",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("event", ForeignKey("public_events.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("team", String(120), nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("used_ms", BigInteger, nullable=True),
    Column("made_by", String(12), nullable=False),  # pseudonym
)
captions: Final = Table(
    "event_captions",
    metadata,
    Column("event", ForeignKey("public_events.id", ondelete="CASCADE"), primary_key=True),
    Column("language", String(8), primary_key=True),
    Column("body", Text, nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
)
