"""`hallenwart backup` and `hallenwart restore`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hallenwart_backend import __version__
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.records_engine import records_url
from hallenwart_backend.adapters.series_open import series_url
from hallenwart_backend.backup.making import make
from hallenwart_backend.backup.restoring import restore
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.secret_files import database_told, series_told
from hallenwart_contract.clock import SystemClock

WithSeries = Callable[[argparse.ArgumentParser], argparse.ArgumentParser]


def install(commands: Any, with_series: WithSeries) -> None:
    backup = with_series(commands.add_parser("backup", help="everything the server knows into one file, while it runs"))
    backup.add_argument("--out", type=Path, required=True, help="FILE.tar.gz, or a folder: then named by the time")
    backup.set_defaults(run=_backup)
    back = with_series(commands.add_parser("restore", help="from a backup into an empty state folder and database"))
    back.add_argument("file", type=Path)
    back.set_defaults(run=_restore)


def _backup(arguments: argparse.Namespace) -> int:
    now_ms = SystemClock().now_ms()
    out: Path = arguments.out
    if out.is_dir():
        out = out / f"hallenwart-{datetime.fromtimestamp(now_ms / 1000, UTC):%Y%m%d-%H%M%S}.tar.gz"
    if not arguments.state.is_dir():
        raise ConfigError(f"{arguments.state} is no folder")
    try:
        database = database_told(arguments)
        series = series_url(arguments.state, database, series_told(arguments))
        with closing(Records(records_url(arguments.state, database))) as records:
            said = make(arguments.state, records.engine, series, out, now_ms=now_ms, program=__version__)
    except OSError as error:
        raise ConfigError(f"{out}: {error.strerror or error}") from error
    rows = sum(part.rows for part in said.tables.values())
    size_mb = out.stat().st_size / 1_000_000
    print(f"hallenwart: {out}: {rows} Zeilen, {len(said.parts)} Dateien, {size_mb:.1f} MB / rows, files")
    print("hallenwart: enthält Schlüssel und Namen: verschlüsselt aufbewahren / holds keys and names: keep it encrypted")
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    said = restore(
        arguments.file,
        arguments.state,
        database_told(arguments),
        series_told(arguments),
        now_ms=SystemClock().now_ms(),
        step=lambda words: print(f"hallenwart: {words}", flush=True),
    )
    made = datetime.fromtimestamp(said.made_ms / 1000, UTC)
    print(f"hallenwart: Stand {made:%Y-%m-%d %H:%M} UTC wiederhergestellt in {arguments.state} / restored")
    return 0
