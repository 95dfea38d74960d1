"""What is told to others, since when; where it is read from; and what came."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

items: Final = Table(
    "exchange_items",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("id", String(160), primary_key=True),
    Column("digest", String(32), nullable=False),  # of what is told
    Column("body", Text, nullable=False),  # an Item as JSON; empty: deleted
    Column("modified_ms", BigInteger, nullable=False),  # when this was told first; no two writes have the same
    Column("deleted", Boolean, nullable=False),
)
Index("ix_exchange_items_kind_modified_ms", items.c.kind, items.c.modified_ms)
terms: Final = Table(
    "exchange_terms",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # 1
    Column("high_ms", BigInteger, nullable=False, server_default="0"),  # nothing new is told with a time up to this one
    Column("license", String(40), nullable=False, server_default="CC-BY-4.0"),
    Column("publisher", String(120), nullable=False, server_default=""),
    Column("price_ct", Integer, nullable=True),  # of an hour of a section, in euro cents; null: nobody said
)
sources: Final = Table(
    "exchange_sources",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("url", String(1000), nullable=False),  # empty: files are put in by hand
    Column("format", String(16), nullable=False),
    Column("license", String(200), nullable=False, server_default=""),  # as they say it
    Column("every_min", Integer, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("tag", String(400), nullable=False, server_default=""),
    Column("modified", String(80), nullable=False, server_default=""),
    Column("next", String(1000), nullable=False, server_default=""),  # where an RPDE feed goes on
    Column("tried_ms", BigInteger, nullable=True),
    Column("read_ms", BigInteger, nullable=True),  # when it was read last without a fault
    Column("fault", String(40), nullable=False, server_default=""),
    Column("broken", Integer, nullable=False, server_default="0"),  # things that could not be read
)
taken: Final = Table(
    "exchange_taken",
    metadata,
    Column("source", String(16), primary_key=True),
    Column("id", String(40), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("body", Text, nullable=False),  # an Item as JSON
    Column("digest", String(32), nullable=False),
    Column("to_ms", BigInteger, nullable=True),  # when it is over
    Column("changed_ms", BigInteger, nullable=False),
)
Index("ix_exchange_taken_kind", taken.c.kind)
