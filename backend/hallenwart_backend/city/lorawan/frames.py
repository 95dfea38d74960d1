"""What a network server tells of a device, whoever made the server. Pure."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

_DEV_EUI: Final = re.compile("[0-9a-f]{16}")
MAX_BYTES: Final = 128 * 1024
_MOST_PAYLOAD: Final = 512
LARGEST_COUNT: Final = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Uplink:
    """`session` and `f_cnt` name the frame: a frame told twice is one. `at_ms`: when a gateway heard it."""

    dev_eui: str
    session: str = ""
    f_cnt: int = 0
    f_port: int = 0
    payload: bytes = b""
    decoded: dict[str, Any] = field(default_factory=dict)
    at_ms: int | None = None
    battery_pct: float | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """What a device told of its battery."""

    dev_eui: str
    battery_pct: float | None
    at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """It joined anew: its frames count from zero. That is a sign of life, no reading."""

    dev_eui: str
    at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a message says nothing: `json`, `not_a_message`, `no_device`, `wrong_device`, `simulated`, `payload`."""

    why: str


Frame = Uplink | Status | Joined | Refused


def message(payload: bytes) -> dict[str, Any] | Refused:
    """Return the JSON object of a message."""
    try:
        said = msgspec.json.decode(payload) if len(payload) <= MAX_BYTES else None
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return Refused("json")
    return said if isinstance(said, dict) else Refused("not_a_message")


def inner(said: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the object under a name, an empty one when there is none."""
    found = said.get(name)
    return found if isinstance(found, dict) else {}


def dev_eui_of(told: object) -> str:
    """Return a DevEUI in small letters, empty for what is none."""
    eui = told.strip().lower().replace("-", "").replace(":", "") if isinstance(told, str) else ""
    return eui if _DEV_EUI.fullmatch(eui) else ""


def whole(told: object, most: int) -> int:
    """Return a count; protobuf leaves a zero out, so what is missing or no count is zero."""
    return told if isinstance(told, int) and not isinstance(told, bool) and 0 <= told <= most else 0


def octets(told: object) -> bytes | None:
    """Return base64 as bytes, None for what is none. What is missing is empty."""
    if told is None:
        return b""
    if not isinstance(told, str) or len(told) > _MOST_PAYLOAD * 2:
        return None
    try:
        return base64.b64decode(told, validate=True)
    except (binascii.Error, ValueError):
        return None


def percent(told: object) -> float | None:
    """Return a level between 0 and 100 %, None for everything else."""
    if isinstance(told, bool) or not isinstance(told, int | float):
        return None
    return float(told) if 0 <= told <= 100 else None
