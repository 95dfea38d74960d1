"""What the office says of each dataset; one without a row is as it says itself."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Integer, String, Table

from hallenwart_backend.adapters.records_db import metadata

data_rights: Final = Table(
    "data_rights",
    metadata,
    Column("dataset", String(40), primary_key=True),
    Column("rights", String(8), nullable=False),  # public, key, off
    Column("license", String(40), nullable=False, server_default=""),  # SPDX; empty: as all data
)
publisher: Final = Table(
    "data_publisher",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # 1
    Column("mail", String(200), nullable=False, server_default=""),  # of an office, not of a person
    Column("homepage", String(400), nullable=False, server_default=""),
    Column("contributor", String(200), nullable=False, server_default=""),  # contributorID, as GovData gives it
    Column("area", String(12), nullable=False, server_default=""),  # Amtlicher Regionalschlüssel, 12 digits
    Column("place", String(80), nullable=False, server_default=""),  # the town as people name it
)
