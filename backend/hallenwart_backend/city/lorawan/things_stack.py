"""The Things Stack v3 over MQTT 3.1.1; its broker gives QoS 0 alone.

    v3/APP@TENANT/devices/DEVICE/up     end_device_ids, received_at, simulated, uplink_message: session_key_id, f_port, f_cnt,
                                        frm_payload (base64), decoded_payload, received_at, last_battery_percentage
    v3/APP@TENANT/devices/DEVICE/join   end_device_ids, join_accept

The open-source server leaves `@TENANT` out. What is empty or zero is left out. Source: The Things Stack's documentation.
"""

from __future__ import annotations

from typing import Any, Final

from hallenwart_backend.city.lorawan.frames import (
    LARGEST_COUNT,
    Frame,
    Joined,
    Refused,
    Uplink,
    dev_eui_of,
    inner,
    message,
    octets,
    percent,
    whole,
)
from hallenwart_backend.city.moments import moment

_EVENTS: Final = ("up", "join")
_LEVELS: Final = 5
_LAST_PORT: Final = 255


def filters(application: str) -> list[str]:
    """Return what to subscribe. `application`: `app@tenant`, of the open-source server `app`."""
    return [f"v3/{application}/devices/+/{event}" for event in _EVENTS]


def read(topic: str, payload: bytes) -> Frame | None:
    """Return what a message says; None for events that say nothing of a device's readings. Never fails."""
    levels = topic.split("/")
    if len(levels) != _LEVELS or levels[0] != "v3" or levels[-1] not in _EVENTS:
        return None
    said = message(payload)
    if isinstance(said, Refused):
        return said
    uplink = inner(said, "uplink_message")
    if said.get("simulated") is True or uplink.get("simulated") is True:
        return Refused("simulated")
    ids = inner(said, "end_device_ids")
    dev_eui = dev_eui_of(ids.get("dev_eui"))
    if not dev_eui or ids.get("device_id") != levels[3]:
        return Refused("wrong_device" if dev_eui else "no_device")
    return _uplink(dev_eui, said, uplink) if levels[-1] == "up" else Joined(dev_eui, moment(said.get("received_at")))


def _uplink(dev_eui: str, said: dict[str, Any], uplink: dict[str, Any]) -> Frame:
    payload = octets(uplink.get("frm_payload"))
    if payload is None:
        return Refused("payload")
    session, at_ms = uplink.get("session_key_id"), moment(uplink.get("received_at"))
    return Uplink(
        dev_eui,
        session if isinstance(session, str) else "",
        whole(uplink.get("f_cnt"), LARGEST_COUNT),
        whole(uplink.get("f_port"), _LAST_PORT),
        payload,
        inner(uplink, "decoded_payload"),
        moment(said.get("received_at")) if at_ms is None else at_ms,
        percent(inner(uplink, "last_battery_percentage").get("value")),
    )
