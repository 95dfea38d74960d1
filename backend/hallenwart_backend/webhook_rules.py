"""How systems are told by webhook: signature, pauses, and which addresses may be called. Pure; times in milliseconds."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

GIVE_UP_MS: Final = 3 * 86_400_000
"""A webhook that was not taken for so long waits for its replay."""
FIRST_PAUSE_MS: Final = 5_000
LONGEST_PAUSE_MS: Final = 3_600_000


def new_secret() -> str:
    return "whsec_" + secrets.token_urlsafe(32)


def signature(secrets: Iterable[str], t_s: int, body: bytes) -> str:
    """Return the header: `t=1764060000,v1=<hex>`, one `v1` per secret: HMAC-SHA256 over `<t>.` and the body's bytes."""
    signed = f"{t_s}.".encode() + body
    marks = (hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest() for secret in secrets)
    return ",".join([f"t={t_s}", *(f"v1={mark}" for mark in marks)])


def pause_ms(attempts: int) -> int:
    """Return how long to wait after so many failed attempts: 5 s, doubling up to an hour."""
    return min(FIRST_PAUSE_MS << min(attempts - 1, 20), LONGEST_PAUSE_MS)


def fault_of_url(url: str, *, loopback: bool) -> str | None:
    """Return why this address gets no webhooks, as a code, or None. `loopback` allows this machine, also without TLS."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "bad_url"
    if (
        not host
        or parts.username
        or parts.password
        or parts.fragment
        or port == 0
        or not url.isascii()
        or not url.isprintable()
    ):
        return "bad_url"
    here = host == "localhost" or _is_loopback(host)
    if here:
        return None if loopback and parts.scheme in {"http", "https"} else "private_address"
    if parts.scheme != "https":
        return "no_https"
    return "private_address" if _is_number(host) and not may_reach(host, loopback=loopback) else None


def may_reach(address: str, *, loopback: bool) -> bool:
    """Say whether a resolved address is public; `loopback` allows this machine."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        for inner in (found.ipv4_mapped, found.sixtofour, found.teredo and found.teredo[1]):
            if inner:
                return may_reach(str(inner), loopback=loopback)
        if found in _NAT64:
            return may_reach(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)), loopback=loopback)
    if found.is_loopback:
        return loopback
    return found.is_global and not found.is_multicast and not found.is_reserved


_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return _is_number(host) and ipaddress.ip_address(host).is_loopback
