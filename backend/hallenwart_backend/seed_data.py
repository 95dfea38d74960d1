"""Who publishes open data, in a seed file.

    [data]   mail, homepage, contributor = "http://dcat-ap.de/def/contributors/…", area = "…", place, name

What the office said already stays. `name` is who is named as the source.
"""

from __future__ import annotations

from dataclasses import replace

import msgspec
from sqlalchemy import Connection

from hallenwart_backend.errors import ConfigError
from hallenwart_backend.exchange import store as terms
from hallenwart_backend.opendata import store
from hallenwart_backend.opendata.publisher import Publisher, fault


class SeedData(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str = ""
    mail: str = ""
    homepage: str = ""
    contributor: str = ""
    area: str = ""
    place: str = ""


def plant_data(connection: Connection, seed: SeedData | None) -> None:
    """Write who publishes where nobody said so yet. Raises ConfigError for what is no address or key."""
    if seed is None:
        return
    said = Publisher(seed.mail, seed.homepage, seed.contributor, seed.area, seed.place)
    if wrong := fault(said):
        raise ConfigError(f"data: {wrong.en}")
    if store.publisher_of(connection) == Publisher():
        store.set_publisher(connection, said)
    had = terms.terms_of(connection)
    if seed.name and not had.publisher:
        terms.set_terms(connection, replace(had, publisher=seed.name))
