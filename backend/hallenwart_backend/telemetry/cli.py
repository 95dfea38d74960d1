"""`hallenwart admin import-series`, `move-series` and `mirror-again`."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.records_engine import records_url
from hallenwart_backend.adapters.records_migrate import prepare
from hallenwart_backend.adapters.series_open import open_series, series_url, server_url
from hallenwart_backend.config import SERIES_DB
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.secret_files import database_told, series_told
from hallenwart_backend.series_file import read_points
from hallenwart_backend.start import open_fleet
from hallenwart_backend.telemetry.mirror.service import fill_again
from hallenwart_backend.telemetry.mirror.settings import settings_of
from hallenwart_contract.clock import SystemClock

WithSeries = Callable[[argparse.ArgumentParser], argparse.ArgumentParser]


def install(admin: Any, with_series: WithSeries) -> None:
    enter = with_series(admin.add_parser("import-series", help="enter readings of the past from a CSV file"))
    enter.add_argument("file", type=Path, help="columns device,component,quantity,t_ms,x")
    enter.set_defaults(run=_import)
    move = with_series(admin.add_parser("move-series", help="carry the readings of the file series.db over to PostgreSQL"))
    move.set_defaults(run=_move)
    again = with_series(admin.add_parser("mirror-again", help="let the mirror fill in everything there is once more"))
    add_mirror(again)
    again.set_defaults(run=_again)


def add_mirror(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say which database is the mirror."""
    parser.add_argument(
        "--mirror",
        default="",
        metavar="URL",
        help="write time series there as well: an InfluxDB 2 or 3, a VictoriaMetrics; its token in STATE/mirror.token",
    )
    parser.add_argument("--mirror-bucket", default="hallenwart", metavar="NAME", help="the bucket or database of InfluxDB")
    parser.add_argument("--mirror-org", default="", metavar="NAME", help="the organization of InfluxDB 2")


def _again(arguments: argparse.Namespace) -> int:
    mirror = settings_of(arguments.mirror, arguments.mirror_bucket, arguments.mirror_org, history=True)
    if mirror is None:
        raise ConfigError("say which one, as the server is told: --mirror URL")
    with closing(open_series(series_url(arguments.state, database_told(arguments), series_told(arguments)))) as series:
        asyncio.run(fill_again(series, mirror.id))
    print("hallenwart: from its next start on the server fills in everything there is")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    database = database_told(arguments)
    with closing(Records(records_url(arguments.state, database))) as records:
        prepare(records.engine)
        registry, _ = open_fleet(arguments.state, records, SystemClock().now_ms())
    points = read_points(arguments.file, registry)
    with closing(open_series(series_url(arguments.state, database, series_told(arguments)))) as series:
        try:
            asyncio.run(series.append(points))
        except ValueError as error:
            raise ConfigError(f"{arguments.file}: a device has too many series: {error}") from error
    print(f"hallenwart: {len(points)} readings; a running server shows them after its next start")
    return 0


def _move(arguments: argparse.Namespace) -> int:
    url, path = server_url(database_told(arguments), series_told(arguments)), arguments.state / SERIES_DB
    if not path.exists():
        raise ConfigError(f"{path} is not there: nothing to carry over")
    from hallenwart_backend.adapters.series_carry import from_file

    rows = from_file(path, url, lambda table, count: print(f"hallenwart: {table}: {count} rows", flush=True))
    for part in ("", "-wal", "-shm"):
        old = path.with_name(path.name + part)
        if old.exists():
            old.rename(path.with_name(f"{path.name}.moved{part}"))
    print(f"hallenwart: {rows} readings carried over; {path}.moved may be deleted once the server has run on them")
    return 0
