"""Commissioning protocols: the body without the person's name, which stands beside it and can be erased."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, String, Table

from hallenwart_backend.adapters.records_db import metadata

protocols: Final = Table(
    "device_protocol",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("ref", String(64), primary_key=True),
    Column("t_ms", BigInteger, nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("person", String(128), nullable=False),
    Column("steps", Integer, nullable=False),
    Column("bad", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("covered", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("serial", String(40), nullable=False),
)
"""`digest` is SHA-256 of what was signed, with the name; `covered` and `signature` are those of the request it came by."""
