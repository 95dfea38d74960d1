"""The devices that take part, in memory; and the two files by which provisioning tells of devices and sites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from hallenwart_backend.errors import ConfigError
from hallenwart_backend.fleet.ports import DeviceEntry
from hallenwart_contract.channels import checked_device
from hallenwart_contract.codes import SALT_BYTES
from hallenwart_contract.errors import TopicError

SECRET_BYTES: Final = 32
T = TypeVar("T")


class Registry(Mapping[str, DeviceEntry]):
    """One for the whole server: who holds it sees at once when a device joins or leaves."""

    def __init__(self, entries: Iterable[DeviceEntry] = ()) -> None:
        self._entries = {entry.id: entry for entry in entries}

    def __getitem__(self, device: str) -> DeviceEntry:
        return self._entries[device]

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._entries))

    def __len__(self) -> int:
        return len(self._entries)

    def put(self, entry: DeviceEntry) -> None:
        """Let a device take part, or change its site or secrets."""
        self._entries[entry.id] = entry

    def drop(self, device: str) -> None:
        self._entries.pop(device, None)

    def replace(self, entries: Iterable[DeviceEntry]) -> None:
        """Let exactly these take part."""
        self._entries = {entry.id: entry for entry in entries}


class Sites(Mapping[str, str]):
    """The site of each device of a registry, as it stands."""

    def __init__(self, registry: Mapping[str, DeviceEntry]) -> None:
        self._registry = registry

    def __getitem__(self, device: str) -> str:
        return self._registry[device].site

    def __iter__(self) -> Iterator[str]:
        return iter(self._registry)

    def __len__(self) -> int:
        return len(self._registry)


@dataclass(frozen=True, slots=True)
class Provisioned:
    """A row of `devices.toml`. `certificate` is PEM, empty where provisioning gave none."""

    entry: DeviceEntry
    certificate: str


class _Row(msgspec.Struct, frozen=True):
    id: str
    site: str
    secret: str
    salt: str
    certificate: str = ""


class _File(msgspec.Struct, frozen=True):
    device: list[_Row] = []


class _Site(msgspec.Struct, frozen=True):
    id: str
    key: str


class _SiteFile(msgspec.Struct, frozen=True):
    site: list[_Site] = []


def read_provisioned(path: Path) -> dict[str, Provisioned]:
    """Return the devices by id. Raises ConfigError when the file is missing or not as provisioning writes it."""
    return {row.id: _provisioned(path, row) for row in _read(path, _File).device}


def read_devices(path: Path) -> dict[str, DeviceEntry]:
    """Return what takes part by the file alone. Raises ConfigError."""
    return {name: one.entry for name, one in read_provisioned(path).items()}


def read_site_keys(path: Path) -> dict[str, bytes]:
    """Return the key of each site's link, none where the file is not there. Raises ConfigError."""
    if not path.exists():
        return {}
    try:
        return {site.id: _hex(site.key, SECRET_BYTES, "key") for site in _read(path, _SiteFile).site}
    except ValueError as error:
        raise ConfigError(f"{path}: {error}") from error


def _provisioned(path: Path, row: _Row) -> Provisioned:
    try:
        secret, salt = _hex(row.secret, SECRET_BYTES, "secret"), _hex(row.salt, SALT_BYTES, "salt")
        return Provisioned(DeviceEntry(checked_device(row.id), row.site, secret, salt), row.certificate)
    except (TopicError, ValueError) as error:
        raise ConfigError(f"{path}: {row.id}: {error}") from error


def _hex(text: str, size: int, name: str) -> bytes:
    """Raises ValueError."""
    try:
        found = bytes.fromhex(text)
    except ValueError as error:
        raise ValueError(f"{name} must be hex") from error
    if len(found) != size:
        raise ValueError(f"{name} needs {size} bytes, not {len(found)}")
    return found


def _read(path: Path, kind: type[T]) -> T:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except OSError as error:
        hint = "make it with: hallenwart-broker provision --fleet FLEET.toml --state DIR"
        raise ConfigError(f"{path}: {error.strerror}; {hint}") from error
    except (msgspec.MsgspecError, ValueError) as error:
        raise ConfigError(f"{path}: {error}") from error
