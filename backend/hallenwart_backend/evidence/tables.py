"""The chain, and apart from it what its links stand for: that may be erased, the chain stays valid."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

evidence: Final = Table(
    "evidence",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("t_ms", BigInteger, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("about", String(64), nullable=False, index=True),
    Column("who", String(32), nullable=False),
    Column("commitment", LargeBinary(32), nullable=False),
    Column("prev", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
)
"""`about` is the id of what it is about, `who` a pseudonym."""

evidence_said: Final = Table(
    "evidence_said",
    metadata,
    Column("number", ForeignKey("evidence.number"), primary_key=True),
    Column("salt", LargeBinary(32), nullable=False),
    Column("said", Text, nullable=False),
)
"""What was said, in words, with names. A row that was erased leaves its commitment."""

evidence_at: Final = Table(
    "evidence_at",
    metadata,
    Column("number", ForeignKey("evidence.number"), primary_key=True),
    Column("site", String(64), nullable=False, index=True),
    Column("device", String(32), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("c", String(64), nullable=False),
)
"""Where it was, to be found by. The chain does not cover it: `about` names what it is about."""
