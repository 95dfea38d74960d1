"""What one message of the local bus says, whoever sent it. Pure.

    Zigbee2MQTT  BASE/NAME               the whole known state as JSON, `last_seen` where that is switched on
                 BASE/NAME/availability  {"state":"online"}, or in old versions the bare word
    Shelly       PREFIX/events/rpc       partial: {"method":"NotifyStatus","params":{"ts":1661517385.44,"switch:0":{…}}}
                 PREFIX/status/switch:0  the whole state of one component, where status_ntf is on
                 PREFIX/online           true or false (its will)
    Tasmota      tele/T/SENSOR, STATE    {"Time":"2017-02-16T10:13:52","DS18B20":{"Temperature":20.6}}; its time names no zone
                 stat/T/RESULT, POWER    {"POWER":"ON"}, ON
                 tele/T/LWT              Online or Offline, retained
    any other    TOPIC                   JSON of its own shape; nobody tells whether it is reachable, so silence must

Source: the documentation of Zigbee2MQTT, Shelly (Gen2+ API) and Tasmota.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from hallenwart_edge.local_bus import zigbee2mqtt
from hallenwart_edge.local_bus.fields import Fields

ZIGBEE: Final = "zigbee2mqtt"
SHELLY: Final = "shelly"
TASMOTA: Final = "tasmota"
JSON: Final = "json"
FULL_TOPIC: Final = "%prefix%/%topic%/"
_STATUS: Final = frozenset({"NotifyStatus", "NotifyFullStatus"})
_ONLINE: Final = {b"online": True, b"offline": False, b"true": True, b"false": False}
_SET_CLOCK_MS: Final = 1_500_000_000_000
"""A Shelly whose clock is not set yet counts from its own start."""


@dataclass(frozen=True, slots=True)
class Said:
    """`content`: what paths lead into. `reachable`: what it, or its bridge, says of being there.

    `nonsense`: it could not be understood. `stamp_ms`: when the message says it was true, wall milliseconds. `age_ms`: how old
    it is at most by the bus's own knowledge; 0: it came just now, None: it waited at the broker, nobody knows how long.
    `alive`: the device itself spoke.
    """

    content: dict[str, Any] = field(default_factory=dict)
    reachable: bool | None = None
    nonsense: bool = False
    stamp_ms: int | None = None
    age_ms: int | None = 0
    alive: bool = True


def tasmota_topic(full_topic: str, prefix: str, topic: str) -> str:
    """Return the beginning of a Tasmota's topics: `tele/wetter/`."""
    made = full_topic.replace("%prefix%", prefix).replace("%topic%", topic)
    return made if made.endswith("/") else f"{made}/"


def topics(system: str, topic: str, paths: list[str], *, full_topic: str = FULL_TOPIC) -> list[str]:
    """Return what to subscribe for one sensor. `paths` name the components of a Shelly whose states are heard."""
    if system == JSON:
        return [topic]
    if system == ZIGBEE:
        return [topic, zigbee2mqtt.availability_topic(topic)]
    if system == SHELLY:
        components = sorted({path.split(".")[0] for path in paths})
        return [f"{topic}/{end}" for end in ("online", "events/rpc", *(f"status/{name}" for name in components))]
    tele, stat = (tasmota_topic(full_topic, prefix, topic) for prefix in ("tele", "stat"))
    powers = sorted({path for path in paths if path.startswith("POWER")})
    return [
        *(f"{tele}{end}" for end in ("LWT", "SENSOR", "STATE")),
        *(f"{stat}{end}" for end in ("RESULT", "STATUS10", *powers)),
    ]


def read(system: str, end: str, payload: bytes, age_ms: int | None) -> Said:
    """Read a message by the end of its topic, which is empty for a Zigbee device's own state. Never fails."""
    if system != JSON and end in ("availability", "online", "LWT"):
        return _presence(system, payload)
    if system == TASMOTA and end.startswith("POWER"):
        return Said({end: payload.decode("utf-8", "replace")}, age_ms=age_ms, alive=age_ms == 0)
    fields = Fields(payload)
    if fields.nonsense:
        return Said(nonsense=True, alive=False, age_ms=age_ms)
    content, stamp_ms = fields.whole(), None
    if system == ZIGBEE:
        stamp_ms = fields.moment("last_seen")
    elif system == SHELLY:
        content, stamp_ms = _shelly(end, fields)
    elif end == "STATUS10":
        content = fields.inner("StatusSNS").whole()
    return Said(content, stamp_ms=stamp_ms, age_ms=age_ms, alive=age_ms == 0)


def _presence(system: str, payload: bytes) -> Said:
    reachable = zigbee2mqtt.online(payload) if system == ZIGBEE else _ONLINE.get(payload.strip().lower())
    return Said(reachable=reachable, nonsense=reachable is None, alive=False)


def _shelly(end: str, fields: Fields) -> tuple[dict[str, Any], int | None]:
    if end != "events/rpc":
        return {end.removeprefix("status/"): fields.whole()}, None
    if fields.text("method") not in _STATUS:
        return {}, None
    params = fields.inner("params")
    stamp_ms = params.seconds("ts")
    return params.whole(), stamp_ms if stamp_ms is not None and stamp_ms > _SET_CLOCK_MS else None
