"""What happened to streams: started, stopped, how many watched. By role, never by name."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

streams: Final = Table(
    "streams",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("event", String(32), nullable=False, index=True),
    Column("started_ms", BigInteger, nullable=False),
    Column("ended_ms", BigInteger, nullable=True),
    Column("why", String(12), nullable=False, server_default=""),  # person, over, withdrawn, fault
    Column("peak", Integer, nullable=False, server_default="0"),  # most viewers at once
    Column("keep_until_ms", BigInteger, nullable=True),  # of its recording; none: there is none
)
log: Final = Table(
    "stream_log",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("event", String(32), nullable=False, index=True),
    Column("t_ms", BigInteger, nullable=False),
    Column("deed", String(16), nullable=False),  # asked_on, asked_off, on, off, refused, ended, withdrawn, erased, objection
    Column("by", String(12), nullable=False),  # club, office, panel, camera, system, visitor
    Column("why", String(40), nullable=False, server_default=""),
)
