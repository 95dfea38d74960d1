"""What a Home Assistant of the city is shown of a hall's device: one discovery document, one state, read-only. Pure.

    DISCOVERY/device/NODE/config    dev, o, cmps: the device and what it has, retained
    PREFIX/DEVICE/state             {"zone_foyer":"OFF","door_1":"OFF","people_nordpark":12}, retained
    PREFIX/DEVICE/availability      online or offline, retained; PREFIX/status is the server's own

No entity takes a command: Home Assistant's lock needs one, so compartments are doors. Nothing names a person. What nobody
knows is null, which Home Assistant shows as unknown: a zone at fault is not smoke-free.
Source: Home Assistant's MQTT discovery pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from hallenwart_contract.messages import Quality, State
from hallenwart_contract.zones import ZoneWord

ORIGIN: Final = "Hallenwart"
_ODD: Final = re.compile("[^a-z0-9_]")
_ON, _OFF = "ON", "OFF"
_SMOKE: Final[dict[str, str]] = {
    ZoneWord.FIRE: _ON,
    ZoneWord.PRE_ALARM: _OFF,
    ZoneWord.TEST: _OFF,
    ZoneWord.NORMAL: _OFF,
}


@dataclass(frozen=True, slots=True)
class HallDevice:
    """A device as it was heard last. `zones`, `doors` and `halls` are names by id; what has none is called by its id."""

    id: str
    name: str
    area: str
    online: bool
    state: State
    zones: Mapping[str, str] = field(default_factory=dict)
    doors: Mapping[int, str] = field(default_factory=dict)
    halls: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity: how it is described and what it says now."""

    platform: str
    name: str
    value: str | int | None
    more: Mapping[str, object] = field(default_factory=dict)


def node_of(prefix: str, device: str) -> str:
    """Return the name under which a device is discovered; its beginning is this town's own."""
    return f"{_slug(prefix)}-{device}"


def is_ours(prefix: str, node: str, document: Mapping[str, Any]) -> bool:
    """Say whether a document found at the broker was written by this town."""
    origin = document.get("o")
    return node.startswith(f"{_slug(prefix)}-") and isinstance(origin, dict) and origin.get("name") == ORIGIN


def entities_of(device: HallDevice) -> dict[str, Entity]:
    """Return every entity of a device by its key."""
    found: dict[str, Entity] = {}
    for zone in device.state.zones:
        name = device.zones.get(zone.id, zone.id)
        _add(found, f"zone_{zone.id}", Entity("binary_sensor", f"Rauch {name}", _SMOKE.get(zone.word), {"dev_cla": "smoke"}))
        words = {"dev_cla": "enum", "ops": [str(word) for word in ZoneWord]}
        _add(found, f"zone_{zone.id}_word", Entity("sensor", f"Zone {name}", _word(zone.word), words))
    for door in device.state.doors:
        opened = None if not door.known else _OFF if door.closed else _ON
        name = f"Fach {door.c} {device.doors.get(door.c, '')}".strip()
        _add(found, f"door_{door.c}", Entity("binary_sensor", name, opened, {"dev_cla": "door"}))
    for hall, people in device.state.people.items():
        more = {"stat_cla": "measurement", "unit_of_meas": "Personen", "ic": "mdi:account-group"}
        _add(found, f"people_{hall}", Entity("sensor", f"Personen {device.halls.get(hall, hall)}", people, more))
    faulty = any(quality in (Quality.FAULT, Quality.STALE) for quality in device.state.sensors.values())
    _add(
        found,
        "fault",
        Entity("binary_sensor", "Störung", _ON if faulty else _OFF, {"dev_cla": "problem", "ent_cat": "diagnostic"}),
    )
    return found


def document_of(device: HallDevice, *, prefix: str, version: str, gone: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the discovery document. `gone`: entities that were there before, with their platforms; they are taken away."""
    node = node_of(prefix, device.id)
    entities = {
        key: {
            "p": entity.platform,
            "name": entity.name,
            "uniq_id": f"{node}_{key}",
            "val_tpl": f"{{{{ value_json.{key} }}}}",
            **entity.more,
        }
        for key, entity in entities_of(device).items()
    }
    return {
        "dev": {"ids": [node], "name": device.name, "mf": ORIGIN, "mdl": device.id, "sa": device.area},
        "o": {"name": ORIGIN, "sw": version},
        "cmps": entities | {key: {"p": platform} for key, platform in (gone or {}).items()},
        "stat_t": state_topic(prefix, device.id),
        "avty": [{"t": status_topic(prefix)}, {"t": availability_topic(prefix, device.id)}],
        "avty_mode": "all",
        "qos": 1,
    }


def state_of(device: HallDevice) -> dict[str, str | int | None]:
    return {key: entity.value for key, entity in entities_of(device).items()}


def gone_from(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """Return the platforms of entities that a document had and another has no more."""
    old, new = before.get("cmps"), after.get("cmps", {})
    if not isinstance(old, dict):
        return {}
    return {
        key: str(entity.get("p", "sensor"))
        for key, entity in old.items()
        if key not in new and isinstance(entity, dict) and isinstance(key, str)
    }


def config_topic(discovery: str, node: str) -> str:
    return f"{discovery}/device/{node}/config"


def state_topic(prefix: str, device: str) -> str:
    return f"{prefix}/{device}/state"


def availability_topic(prefix: str, device: str) -> str:
    return f"{prefix}/{device}/availability"


def status_topic(prefix: str) -> str:
    return f"{prefix}/status"


def _word(word: str) -> str | None:
    return word if word in set(ZoneWord) else None


def _slug(text: str) -> str:
    return _ODD.sub("_", text.lower())


def _add(found: dict[str, Entity], name: str, entity: Entity) -> None:
    """Add under a key that templates can name; two names that look alike get a number."""
    key, number = _slug(name), 2
    while key in found:
        key, number = f"{_slug(name)}_{number}", number + 1
    found[key] = entity
