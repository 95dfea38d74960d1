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


class PeerDoor(msgspec.Struct, frozen=True, array_like=True):
    """A counter at a door into `sections` of a hall (none: all of it), from outside or `out_of` others.

    `ins` and `outs` are the persons since its device was put into service; `ok`: it counts.
    """

    hall: str
    sections: list[int]
    out_of: list[int]
    ins: int
    outs: int
    ok: bool = True


class PeerEye(msgspec.Struct, frozen=True, array_like=True):
    """A sensor that sees somebody in sections of a hall, by motion or as a radar. `sees` None: it is not to be believed."""

    hall: str
    sections: list[int]
    motion: bool
    sees: bool | None = None


class Look(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a device sees of people, so that those who watch the same hall count together.

    `keys`: how many keys are out per hall of its locker, under an empty name those of the whole site; None: not known.
    """

    doors: dict[str, PeerDoor] = {}
    eyes: dict[str, PeerEye] = {}
    keys: dict[str, int | None] = {}


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """The alarm state of one device. An empty list is the explicit all-clear of that device.

    `people` are the counts per hall that this device knows (None: not to be trusted), for the displays of the site; `use` has
    the word per hall as lights may act on it; `look` is what both stand on. `cameras`: whether a camera of a hall sends; None:
    not known. A hall without an entry has no camera here. `dangers` clear a hall and are no fire (cause `co`): the displays of
    the site show them, no siren follows them.
    """

    site: str
    dev: str
    boot: int
    seq: int
    alarms: list[ZoneAlarm] = []
    people: dict[str, int | None] = {}
    use: dict[str, str] = {}
    look: Look = Look()
    cameras: dict[str, bool | None] = {}
    dangers: list[ZoneAlarm] = []


def seal(said: Said, *, key: bytes) -> bytes:
    body = msgspec.json.encode(said)
    return body + hmac.new(key, body, hashlib.sha256).digest()


def unseal(datagram: bytes, *, key: bytes) -> Said:
    """Return what was said. Raises BadSignatureError or UndecodableError."""
    body, mac = datagram[:-_MAC_BYTES], datagram[-_MAC_BYTES:]
    if not hmac.compare_digest(mac, hmac.new(key, body, hashlib.sha256).digest()):
        raise BadSignatureError("datagram not signed with the key of this site")
    return decode(body, Said)
