"""Alarms between the Pis of one site, over the LAN, without broker or backend.

    datagram = JSON of `Said` | HMAC-SHA256(site key, JSON)        (32 bytes at the end)

Sent every second in alarm and every 5 s otherwise. `boot` is random per start, `seq` rises within it: a replayed
datagram is refused. 15 s of silence from a peer means its alarms are not connected.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

import msgspec

from hallenwart_contract.codec import decode
from hallenwart_contract.errors import BadSignatureError

EVERY_QUIET_MS: Final = 5_000
EVERY_ALARM_MS: Final = 1_000
LOST_AFTER_MS: Final = 15_000
MAX_DATAGRAM_BYTES: Final = 1_400
_MAC_BYTES: Final = 32


class ZoneAlarm(msgspec.Struct, frozen=True, kw_only=True):
    """`cause`: own (this system's sensors), panel (the building's alarm contact), named (a person), drill.

    `sounds` False: the alarm is shown on pages and told to people, siren and evacuation still wait (delay, dependency C).
    """

    id: str
    zone: str
    cause: str
    since_ms: int
    sounds: bool = True


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """The alarm state of one device. An empty list is the explicit all-clear of that device.

    `people` are the counts per hall that this device knows (None: not to be trusted), for the displays of the site.
    """

    site: str
    dev: str
    boot: int
    seq: int
    alarms: list[ZoneAlarm] = []
    people: dict[str, int | None] = {}


def seal(said: Said, *, key: bytes) -> bytes:
    body = msgspec.json.encode(said)
    return body + hmac.new(key, body, hashlib.sha256).digest()


def unseal(datagram: bytes, *, key: bytes) -> Said:
    """Return what was said. Raises BadSignatureError or UndecodableError."""
    body, mac = datagram[:-_MAC_BYTES], datagram[-_MAC_BYTES:]
    if not hmac.compare_digest(mac, hmac.new(key, body, hashlib.sha256).digest()):
        raise BadSignatureError("datagram not signed with the key of this site")
    return decode(body, Said)
