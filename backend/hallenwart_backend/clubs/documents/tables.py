"""What is known of documents; their content lies in the state folder, under `documents/`, each under its id."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

club_documents: Final = Table(
    "club_documents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("club", ForeignKey("clubs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("title", String(80), nullable=False),
    Column("kind", String(4), nullable=False),  # pdf, png, txt
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("readers", String(8), nullable=False),  # all, trainers, leads
    Column("made_ms", BigInteger, nullable=False),
    Column("made_by", String(12), nullable=False),  # pseudonym
)
