"""Secrets stand in files that their owner reads: not on command lines, where everybody of the machine sees them."""

from __future__ import annotations

import argparse
import logging
import os
import stat
from pathlib import Path
from typing import Final

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from hallenwart_backend.errors import ConfigError

_log: Final = logging.getLogger(__name__)
DATABASE_FILE: Final = "database.url"
SERIES_FILE: Final = "series.url"
_KINDS: Final = ("*.key", "*.toml", "*.token", "*.url", "*.pem", "device-tls/*.key")


def close_to_others(state: Path) -> list[str]:
    """Take the rights of everybody from the files that hold secrets; return those that were open. Raises ConfigError."""
    opened = []
    for path in sorted({path for kind in _KINDS for path in state.glob(kind) if path.is_file()}):
        mode = stat.S_IMODE(path.stat().st_mode)
        if not mode & stat.S_IRWXO:
            continue
        try:
            path.chmod(mode & ~stat.S_IRWXO)
        except OSError as error:
            raise ConfigError(
                f"{path} holds a secret and everybody on this machine may read it; write: chmod o= {path}"
            ) from error
        _log.warning("%s was open to everybody on this machine; it is closed now. Somebody may have read it", path)
        opened.append(path.name)
    return opened


def database_of(state: Path, given: str, *, by_environment: bool) -> str:
    """Return the records' URL: as given, else from `database.url`. Raises ConfigError for a password among the arguments."""
    return _url_of(state / DATABASE_FILE, given, "--database", by_environment=by_environment)


def _url_of(path: Path, given: str, option: str, *, by_environment: bool) -> str:
    if not given:
        try:
            return path.read_text(encoding="utf-8").strip() if path.exists() else ""
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path} cannot be read: {error}") from error
    try:
        has_password = make_url(given).password is not None
    except (ArgumentError, ValueError):
        has_password = False  # that it is no URL is told by whoever opens it
    if has_password and not by_environment:
        raise ConfigError(f"{option} holds a password that everybody on this machine can see; write the URL into {path}")
    return given


def database_told(arguments: argparse.Namespace) -> str:
    """Return the records' URL as a command was told it, for every command that touches records. Raises ConfigError."""
    by_environment = arguments.database == os.environ.get("HALLENWART_DATABASE")
    return database_of(arguments.state, arguments.database, by_environment=by_environment)


def series_told(arguments: argparse.Namespace) -> str:
    """Return where the time series are as a command was told it, empty for: where the records are. Raises ConfigError."""
    by_environment = arguments.series_url == os.environ.get("HALLENWART_SERIES")
    return _url_of(arguments.state / SERIES_FILE, arguments.series_url, "--series-url", by_environment=by_environment)
