"""Ideas, and marks of who said "me too" today."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

ideas: Final = Table(
    "ideas",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(12), nullable=False),  # contract participation.IdeaKind
    Column("state", String(12), nullable=False),  # contract participation.IdeaState
    Column("title", String(120), nullable=False),
    Column("text", Text, nullable=False),
    Column("origin", String(8), nullable=False),  # kiosk, web
    Column("hall", String(64), nullable=False, server_default=""),
    Column("site", String(64), nullable=False, server_default=""),
    Column("device", String(64), nullable=False, server_default=""),
    Column("support", Integer, nullable=False, server_default="0"),
    Column("answer", Text, nullable=False, server_default=""),
    Column("answered_ms", BigInteger, nullable=True),
    Column("answered_by", String(12), nullable=False, server_default=""),  # a pseudonym
    Column("why", Text, nullable=False, server_default=""),  # why it is hidden
    Column("into", String(32), nullable=False, server_default=""),  # the idea that says the same
    Column("email", String(200), nullable=False, server_default=""),  # until a month after the answer
    Column("lang", String(2), nullable=False, server_default="de"),
    Column("token_hash", String(64), nullable=False, server_default=""),
    Column("confirmed_ms", BigInteger, nullable=True),
    Column("passed_way", String(8), nullable=False, server_default=""),  # mail, file, call
    Column("passed_to", String(200), nullable=False, server_default=""),
    Column("passed_ms", BigInteger, nullable=True),
    Column("passed_ref", String(200), nullable=False, server_default=""),
    Column("passed_sent", String(8), nullable=False, server_default=""),  # waiting, taken, failed
    Column("passed_attempts", Integer, nullable=False, server_default="0"),
    Column("passed_next_ms", BigInteger, nullable=True),
    Column("made_ms", BigInteger, nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
    Index("ix_ideas_state", "state"),
    Index("ix_ideas_token_hash", "token_hash"),
)

idea_supports: Final = Table(
    "idea_supports",
    metadata,
    Column("idea", String(32), primary_key=True),
    Column("mark", String(64), primary_key=True),  # keyed hash of address and day, or of device and moment
    Column("t_ms", BigInteger, nullable=False),
    Index("ix_idea_supports_t_ms", "t_ms"),
)

idea_handing: Final = Table(
    "idea_handing",
    metadata,
    Column("id", Integer, primary_key=True),  # 1: there is one
    Column("email", String(200), nullable=False, server_default=""),  # an office of the town
    Column("url", String(300), nullable=False, server_default=""),
    Column("secret", LargeBinary, nullable=False, server_default=""),  # sealed
)
