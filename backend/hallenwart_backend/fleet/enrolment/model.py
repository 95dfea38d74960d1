"""What is known of devices, their certificates and tickets. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

DAY_MS: Final = 86_400_000
TICKET_MS: Final = DAY_MS
"""How long a one-time token may be used."""
LATE_MS: Final = 30 * DAY_MS
"""So long after its end a certificate may be renewed, when a person agrees; later the device is enrolled anew."""


class DeviceState(StrEnum):
    PLANNED = "planned"
    """Made in the page; no certificate yet."""
    ENROLLED = "enrolled"
    REVOKED = "revoked"


class Ending(StrEnum):
    """How far a revocation is: the authority was not reached yet; it still may be connected; it is gone; it came back."""

    NONE = ""
    PENDING = "pending"
    CONNECTED = "connected"
    GONE = "gone"
    HEARD = "heard"


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate. `public_key` is DER; `state` valid, replaced or revoked; `made_ms` when it came here."""

    serial: str
    public_key: bytes
    pem: str
    from_ms: int
    until_ms: int
    state: str = "valid"
    made_ms: int = 0


@dataclass(frozen=True, slots=True)
class Ticket:
    """A one-time token, without the token itself."""

    id: str
    device: str
    made_ms: int
    made_by: str
    until_ms: int


@dataclass(frozen=True, slots=True)
class Renewal:
    """A device whose certificate had ended asks for a new one; `state` waiting, agreed or refused."""

    device: str
    asked_ms: int
    state: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A device as the fleet's papers know it. `certificates`: the newest first."""

    id: str
    site: str
    name: str
    state: DeviceState
    made_ms: int
    enrolled_ms: int | None
    revoked_ms: int | None
    reason: str
    ending: Ending
    certificates: Sequence[Held] = ()
    tickets: Sequence[Ticket] = ()
    renewal: Renewal | None = None

    @property
    def until_ms(self) -> int | None:
        """When the certificate it uses ends, None without one."""
        return max((held.until_ms for held in self.certificates if held.state == "valid"), default=None)
