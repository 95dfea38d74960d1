"""Smoke heads behind Zigbee2MQTT.

    BASE/NAME                 {"smoke":false,"test":false,"tamper":false,"battery":100,"battery_low":false,"linkquality":120}
    BASE/NAME/availability    {"state":"online"}, or in old versions the bare word
    BASE/bridge/state         the same, retained: Zigbee2MQTT itself

Always the whole state as the bridge knows it. `last_seen` (ISO 8601 or milliseconds) comes when `advanced.last_seen` is set;
without it nobody can say how old a retained state is. Source: Zigbee2MQTT's documentation; names as of Heiman HS1SA.
"""

from __future__ import annotations

from typing import Final

from hallenwart_edge.local_bus.fields import Fields
from hallenwart_edge.local_bus.head import HeadReport

_FULL_PCT: Final = 100
_BEST_LINK: Final = 255
_WELL: Final = "normal"


def topics(topic: str, base: str) -> list[str]:
    """Return what to subscribe for one head."""
    return [topic, availability_topic(topic), bridge_topic(base)]


def availability_topic(topic: str) -> str:
    return f"{topic}/availability"


def bridge_topic(base: str) -> str:
    return f"{base}/bridge/state"


def state(payload: bytes, age_ms: int | None) -> HeadReport:
    """Read a head's state."""
    fields = Fields(payload)
    fault = fields.text("fault_state")
    battery_pct, link_quality = fields.within("battery", 0, _FULL_PCT), fields.within("linkquality", 0, _BEST_LINK)
    return HeadReport(
        smoke=fields.truth("smoke"),
        test=fields.truth("test"),
        tamper=fields.truth("tamper"),
        battery_low=fields.truth("battery_low"),
        faulty=None if fault is None else fault != _WELL,
        battery_pct=battery_pct,
        link_quality=link_quality,
        stamp_ms=fields.moment("last_seen"),
        nonsense=fields.nonsense,
        age_ms=age_ms,
    )


def online(payload: bytes) -> bool | None:
    """Read an availability or the bridge's state; None for anything else."""
    word = payload.decode("utf-8", "replace").strip()
    if word not in _WORDS:
        word = Fields(payload).text("state") or ""
    return _WORDS.get(word)


_WORDS: Final = {"online": True, "offline": False}
