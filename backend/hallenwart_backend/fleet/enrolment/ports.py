"""What enrolment needs from others: the keeper of the authority's key, the places, the rights, the devices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy import Connection

from hallenwart_backend.errors import BackendError
from hallenwart_contract.keeper import Issued, Revoked, Standing


class KeeperAwayError(BackendError):
    """Raised when the keeper does not answer. Nothing can be said of what it did; asking again is safe."""


class KeeperRefusedError(BackendError):
    """Raised when the keeper refuses; `code` is one of `hallenwart_contract.keeper.Refused`."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class Keeper(Protocol):
    """Raises KeeperAwayError and KeeperRefusedError throughout."""

    async def issue(self, device: str, csr_pem: str) -> Issued: ...

    async def revoke(self, device: str, reason: str) -> Revoked: ...

    async def standing(self) -> Standing: ...


@dataclass(frozen=True, slots=True)
class SiteFacts:
    name: str
    zone: str


class SitesBook(Protocol):
    """The buildings."""

    def site(self, site: str) -> SiteFacts | None: ...

    def place(self, connection: Connection, device: str, site: str) -> None:
        """Let a device belong to a building, in the transaction that makes it. It stays where it is placed already."""
        ...

    async def refresh(self) -> object:
        """See what was placed."""
        ...


class Rights(Protocol):
    """What lockers give."""

    def device_gone(self, connection: Connection, device: str, now_ms: int) -> None:
        """Take back every code that a device knew, in the transaction that ends its access."""
        ...


class Documents(Protocol):
    """What is published to devices."""

    async def forget(self, device: str) -> None:
        """Wipe out what the broker keeps for a device, now or as soon as there is a broker."""
        ...

    def applied_site_keys(self, device: str) -> tuple[bytes, ...] | None:
        """Return the site keys of the configuration a device said it applied, None when it has not the newest one."""
        ...


class Presence(Protocol):
    """Who is heard. Monotonic milliseconds."""

    def heard_at(self, device: str) -> int | None:
        """Return when a connection of it was heard last, None when not since this server started."""
        ...

    def is_online(self, device: str) -> bool:
        """Whether its last word was no farewell."""
        ...


@dataclass(frozen=True, slots=True)
class Authority:
    """What devices are told to hold to. `ca` is PEM, `fingerprint` its SHA-256 in hex; both empty: there is none here.

    `url` is where devices reach `/device/v1`, `broker_host` and `broker_port` where they reach the broker with their
    certificate; empty: the broker knows none. Keys in hex by key id.
    """

    ca: str
    fingerprint: str
    url: str
    broker_host: str
    broker_port: int
    signing_keys: Mapping[str, str] = field(default_factory=dict)
    release_keys: Mapping[str, str] = field(default_factory=dict)
