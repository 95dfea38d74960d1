"""The public halves of the keys that sign releases: `release/release.pub` of provisioning, and `release_keys.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from hallenwart_backend.errors import ConfigError

FILE: Final = "release_keys.toml"
PROVISIONED: Final = Path("release") / "release.pub"
PROVISIONED_ID: Final = "1"


def read_release_keys(state: Path) -> dict[str, str]:
    """Return the keys in hex by id; what stands in the file outweighs what provisioning made. Raises ConfigError."""
    keys: dict[str, str] = {}
    try:
        keys[PROVISIONED_ID] = (state / PROVISIONED).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        raise ConfigError(f"{state / PROVISIONED}: {error}") from error
    try:
        keys |= msgspec.toml.decode((state / FILE).read_bytes(), type=dict[str, str])
    except FileNotFoundError:
        pass
    except (OSError, msgspec.MsgspecError) as error:
        raise ConfigError(f'{state / FILE}: {error}; write: 1 = "64 hex digits"') from error
    return keys
