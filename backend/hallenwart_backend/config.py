"""What the server reads at start: the files of provisioning in its state folder."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

from hallenwart_backend.errors import ConfigError

RECORDS_DB: Final = "records.db"
SERIES_DB: Final = "series.db"
EXPORTS: Final = "exports"
DUMPS: Final = "dumps"
"""The folder of files that people asked for; deleted after a day."""
DEVICES_FILE: Final = "devices.toml"
SITE_KEYS_FILE: Final = "site_keys.toml"
_HINT: Final = "make it with: hallenwart-broker provision --fleet FLEET.toml --state DIR"


def read_toml(path: Path) -> dict[str, Any]:
    """Return the file's tables. Raises ConfigError with the path and what to do."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(f"{path} is missing; {_HINT}") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error


def load_records_key(state: Path) -> bytes:
    """Return the 32 bytes that encrypt codes in the records. Raises ConfigError."""
    path = state / "records.key"
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except FileNotFoundError as error:
        raise ConfigError(f"{path} is missing; {_HINT}") from error
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} must hold 64 hex digits") from error
    if len(key) != 32:
        raise ConfigError(f"{path} must hold 64 hex digits")
    return key
