"""Where the time series are: the file `series.db` in the state folder, or the schema `telemetry` of a PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import make_url

from hallenwart_backend.adapters.records_engine import open_engine, postgresql_url, reach, sqlite_url
from hallenwart_backend.adapters.series_sqlite import SqliteSeries
from hallenwart_backend.config import SERIES_DB
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.telemetry.ports import SeriesStore

FILE: Final = "sqlite"
"""What `--series-url` says for the file, beside records in PostgreSQL."""


def series_url(state: Path, database: str = "", told: str = "") -> str:
    """Return where the time series are; holds a password, so never to be shown.

    `told` is a URL of PostgreSQL or the word `sqlite`; empty: where the records are (`database`, empty for files). Readings
    that are in the file already stay there until they are carried over. Raises ConfigError.
    """
    if told == FILE or not (told or database) or is_left(state, told):
        return sqlite_url(state / SERIES_DB)
    return server_url(database, told)


def server_url(database: str, told: str = "") -> str:
    """Return the PostgreSQL that is meant for time series. Raises ConfigError where none is."""
    if told == FILE or not (told or database):
        raise ConfigError("say with --database or --series-url which PostgreSQL is meant for the readings")
    return postgresql_url(told, "--series-url") if told else postgresql_url(database, "--database")


def is_left(state: Path, told: str) -> bool:
    """Whether readings are in the file although nothing was said of it: those of a time before PostgreSQL held them."""
    return not told and (state / SERIES_DB).exists()


def open_series(url: str) -> SeriesStore:
    """Open or make what `series_url` named. Raises ConfigError, StoreUnavailableError."""
    file = file_of(url)
    if file is not None:
        return SqliteSeries(file)
    from hallenwart_backend.adapters.series_postgres import PostgresSeries

    engine = open_engine(url)
    try:
        reach(engine)
    finally:
        engine.dispose()
    return PostgresSeries(url)


def file_of(url: str) -> Path | None:
    """Return the file a URL names, None for a PostgreSQL."""
    made = make_url(url)
    return Path(made.database or "") if made.get_backend_name() == "sqlite" else None
