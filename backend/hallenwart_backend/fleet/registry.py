"""The provisioned devices: `devices.toml`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from hallenwart_backend.errors import ConfigError
from hallenwart_backend.fleet.ports import DeviceEntry
from hallenwart_contract.channels import checked_device
from hallenwart_contract.errors import TopicError


class _Row(msgspec.Struct):
    id: str
    site: str
    secret: str
    salt: str


class _File(msgspec.Struct):
    device: list[_Row] = []


def read_devices(path: Path) -> dict[str, DeviceEntry]:
    """Return the devices by id. Raises ConfigError when the file is missing or not as provisioning writes it."""
    try:
        rows = msgspec.toml.decode(path.read_bytes(), type=_File).device
        return {row.id: DeviceEntry(checked_device(row.id), row.site, *_keys(row)) for row in rows}
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; run: hallenwart-broker provision") from error
    except (msgspec.MsgspecError, TopicError, ValueError) as error:
        raise ConfigError(f"{path}: {error}") from error


def _keys(row: _Row) -> tuple[bytes, bytes]:
    return bytes.fromhex(row.secret), bytes.fromhex(row.salt)
