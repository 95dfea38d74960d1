"""What the server reads at start: the files of provisioning in its state folder."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from hallenwart_backend.errors import ConfigError

RECORDS_DB: Final = "records.db"
SERIES_DB: Final = "series.db"
_HINT: Final = "make it with: hallenwart-broker provision --fleet FLEET.toml --state DIR"

T = TypeVar("T")


class DeviceEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One device of `devices.toml`; secret and salt in hex."""

    id: str
    site: str
    secret: str
    salt: str

    @property
    def secret_bytes(self) -> bytes:
        return bytes.fromhex(self.secret)

    @property
    def salt_bytes(self) -> bytes:
        return bytes.fromhex(self.salt)


class _Devices(msgspec.Struct, frozen=True, kw_only=True):
    device: list[DeviceEntry] = []


def read_toml(path: Path) -> dict[str, Any]:
    """Return the file's tables. Raises ConfigError with the path and what to do."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(f"{path} is missing; {_HINT}") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error


def _convert(path: Path, kind: type[T]) -> T:
    try:
        return msgspec.convert(read_toml(path), kind)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}") from error


def load_devices(state: Path) -> dict[str, DeviceEntry]:
    """Return the devices by id. Raises ConfigError."""
    path = state / "devices.toml"
    devices = {entry.id: entry for entry in _convert(path, _Devices).device}
    for entry in devices.values():
        try:
            sizes = len(entry.secret_bytes), len(entry.salt_bytes)
        except ValueError as error:
            raise ConfigError(f"{path}: {entry.id}: secret and salt are hex") from error
        if sizes != (32, 16):
            raise ConfigError(f"{path}: {entry.id}: secret needs 32 bytes and salt 16, not {sizes[0]} and {sizes[1]}")
    return devices


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
