"""The public halves of the keys that sign releases, in hex by id: `release_keys.toml`, as provisioning writes it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from hallenwart_backend.errors import ConfigError

FILE: Final = "release_keys.toml"


def read_release_keys(state: Path) -> dict[str, str]:
    """Return the keys, none when there is no file. Raises ConfigError."""
    try:
        return msgspec.toml.decode((state / FILE).read_bytes(), type=dict[str, str])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.MsgspecError) as error:
        raise ConfigError(f'{state / FILE}: {error}; write: 1 = "64 hex digits"') from error
