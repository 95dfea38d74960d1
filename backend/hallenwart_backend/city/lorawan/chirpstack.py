"""ChirpStack v4 over MQTT, its integration set to JSON.

    application/APPLICATION/device/DEV_EUI/event/up: deviceInfo, devAddr, fCnt, fPort, data (base64), object, time
    …/event/status   margin, batteryLevel, externalPowerSource, batteryLevelUnavailable
    …/event/join     deviceInfo, devAddr

JSON as protobuf writes it: camelCase, and what is 0, false or empty is left out. `object` is there when a codec is set. A
session is the device's address: it changes with every join. Source: ChirpStack's documentation and its `integration.proto`.
"""

from __future__ import annotations

from typing import Any, Final

from hallenwart_backend.city.lorawan.frames import (
    LARGEST_COUNT,
    Frame,
    Joined,
    Refused,
    Status,
    Uplink,
    dev_eui_of,
    inner,
    message,
    octets,
    percent,
    whole,
)
from hallenwart_backend.city.moments import moment

_EVENTS: Final = ("up", "status", "join")
_LEVELS: Final = 6
_LAST_PORT: Final = 255


def filters(application: str) -> list[str]:
    """Return what to subscribe."""
    return [f"application/{application}/device/+/event/{event}" for event in _EVENTS]


def read(topic: str, payload: bytes) -> Frame | None:
    """Return what a message says; None for events that say nothing of a device's readings. Never fails."""
    levels = topic.split("/")
    if len(levels) < _LEVELS or levels[-2] != "event" or levels[-1] not in _EVENTS:
        return None
    said = message(payload)
    if isinstance(said, Refused):
        return said
    dev_eui = dev_eui_of(inner(said, "deviceInfo").get("devEui"))
    if not dev_eui:
        return Refused("no_device")
    if dev_eui != dev_eui_of(levels[-3]):
        return Refused("wrong_device")
    if levels[-1] == "join":
        return Joined(dev_eui, moment(said.get("time")))
    return _status(dev_eui, said) if levels[-1] == "status" else _uplink(dev_eui, said)


def _uplink(dev_eui: str, said: dict[str, Any]) -> Frame:
    payload = octets(said.get("data"))
    if payload is None:
        return Refused("payload")
    session = said.get("devAddr")
    return Uplink(
        dev_eui,
        session if isinstance(session, str) else "",
        whole(said.get("fCnt"), LARGEST_COUNT),
        whole(said.get("fPort"), _LAST_PORT),
        payload,
        inner(said, "object"),
        moment(said.get("time")),
    )


def _status(dev_eui: str, said: dict[str, Any]) -> Status:
    """A level that is left out is not told: the lowest a device can tell is 0.4 %."""
    known = said.get("externalPowerSource") is not True and said.get("batteryLevelUnavailable") is not True
    return Status(dev_eui, percent(said.get("batteryLevel")) if known else None, moment(said.get("time")))
