"""Posts for hall displays, their pictures, and which clubs post without being asked about it."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, false

from hallenwart_backend.adapters.records_db import metadata

posts: Final = Table(
    "posts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(12), nullable=False),  # contract view.PostKind
    Column("texts", JSON, nullable=False),  # {"de": {"title": …, "text": …}, "en": …, "easy": …}
    Column("link", String(200), nullable=False, server_default=""),
    Column("picture", String(64), nullable=False, server_default=""),  # SHA-256 of one of post_pictures
    Column("alt", String(200), nullable=False, server_default=""),
    Column("sender", String(80), nullable=False, server_default=""),  # the club or office that says it, as shown
    Column("level", String(10), nullable=False, server_default=""),  # of a warning
    Column("club", String(64), nullable=True, index=True),  # None: the town's own
    Column("everywhere", Boolean, nullable=False, server_default=false()),
    Column("sites", JSON, nullable=False),
    Column("halls", JSON, nullable=False),
    Column("displays", JSON, nullable=False),  # devices
    Column("from_ms", BigInteger, nullable=False),
    Column("to_ms", BigInteger, nullable=False),  # drawn nearer when it is taken back
    Column("own_hours", Boolean, nullable=False, server_default=false()),  # only while its club has a place there
    Column("state", String(8), nullable=False),  # draft, asked, shown, declined
    Column("author", ForeignKey("people.id", ondelete="SET NULL"), nullable=True, index=True),
    Column("made_ms", BigInteger, nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
    Column("decided_by", ForeignKey("people.id", ondelete="SET NULL"), nullable=True),
    Column("decided_ms", BigInteger, nullable=True),
    Column("why", Text, nullable=False, server_default=""),  # what the office said to it
    Column("recalled_ms", BigInteger, nullable=True),
    Index(None, "state", "to_ms"),
)

post_pictures: Final = Table(
    "post_pictures",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("jpeg", LargeBinary, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("keep_ms", BigInteger, nullable=False, index=True),  # until then a post shows it; without one, when it came
)

post_rules: Final = Table(
    "post_rules",
    metadata,
    Column("club", ForeignKey("clubs.id", ondelete="CASCADE"), primary_key=True),
    Column("way", String(8), nullable=False, server_default=""),  # trusted, ask; empty: as usual
    Column("accepted", Integer, nullable=False, server_default="0"),  # in a row
    Column("changed_by", String(120), nullable=False, server_default=""),
    Column("changed_ms", BigInteger, nullable=False, server_default="0"),
)
