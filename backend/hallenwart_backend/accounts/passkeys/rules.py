"""For which address passkeys are, who is asked for one, and what a counter tells. Pure."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from hallenwart_backend.accounts.rules import MANAGERS, Person

MOST_PASSKEYS: Final = 10
FLOW_MS: Final = 5 * 60_000
"""How long a challenge may be answered."""
MOST_FLOWS: Final = 2_000
FRESH_MS: Final = 10 * 60_000
"""So long a new session is proof enough to add a passkey without the password."""
WAY: Final = "passkey"
HELD_TO: Final = frozenset(MANAGERS)
"""Whom the office's policy is about: administrators, office, caretakers."""
ALWAYS_OPEN: Final = ("/api/session", "/api/sessions", "/api/me", "/api/passkeys")
"""What whoever still has to add a passkey may use."""


class Mode(StrEnum):
    OFF = "off"
    REMIND = "remind"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Policy:
    """What the office asks of staff; `required` holds from `from_ms` on, before it is a reminder."""

    mode: Mode = Mode.OFF
    from_ms: int = 0

    def holds(self, now_ms: int) -> bool:
        return self.mode is Mode.REQUIRED and now_ms >= self.from_ms


@dataclass(frozen=True, slots=True)
class Address:
    """For which name a passkey is made (the relying party's id), and from which origin it may be used."""

    host: str
    origin: str


def address_of(public_url: str) -> Address | None:
    """Return for which address passkeys are; None where browsers make none: without https, or without a name.

    A server on this very machine is `localhost`, whatever address of it people were told.
    """
    url = urlsplit(public_url)
    host = (url.hostname or "").lower()
    loopback = host == "localhost" or _is_loopback(host)
    name = "localhost" if loopback else host
    if not host or (not loopback and (_is_ip(host) or url.scheme != "https")):
        return None
    usual = url.port is None or url.port == {"https": 443, "http": 80}.get(url.scheme)
    return Address(name, f"{url.scheme}://{name}" + ("" if usual else f":{url.port}"))


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return _is_ip(host) and ipaddress.ip_address(host).is_loopback


def went_back(known: int, told: int) -> bool:
    """Say whether the counter tells of a copy. Passkeys kept in several places do not count: both are 0 then."""
    return (known > 0 or told > 0) and told <= known


def is_held_up(person: Person, policy: Policy, now_ms: int) -> bool:
    """Say whether this session may do no more than add a passkey. Programs keep what they were given."""
    return policy.holds(now_ms) and person.has(HELD_TO) and not person.key and person.way != WAY


def is_always_open(path: str) -> bool:
    return any(path == one or path.startswith(f"{one}/") for one in ALWAYS_OPEN)
