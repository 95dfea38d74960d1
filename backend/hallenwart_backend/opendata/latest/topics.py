"""How latest values stand at a broker of the city: one retained message each. Pure.

    PREFIX/halls/HALL/QUANTITY      {"value":21.4,"unit":"°C","at":"…Z","until":"…Z","name":"Halle Nordpark"}
    PREFIX/status                   online or offline, retained; offline: nobody keeps the rest up to date
    PREFIX/about                    who publishes it, under which licence, and where it is explained

A value that nobody should believe any more is taken away: its topic is empty.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from hallenwart_backend.exchange.moments import rfc3339
from hallenwart_backend.opendata.latest.model import Of, Value

STATUS: Final = "status"
ABOUT: Final = "about"
_KINDS: Final = frozenset(str(one) for one in Of)
_PARTS: Final = (2, 3)


def topic_of(prefix: str, value: Value) -> str:
    return "/".join((prefix, *value.key))


def is_value(prefix: str, topic: str) -> bool:
    """Say whether a topic is one that this room writes values to."""
    parts = topic.removeprefix(f"{prefix}/").split("/")
    return topic.startswith(f"{prefix}/") and len(parts) in _PARTS and parts[0] in _KINDS


def told(value: Value) -> dict[str, Any]:
    """Return a value as messages and files say it."""
    said: dict[str, Any] = {"value": value.value}
    if value.unit:
        said["unit"] = value.unit
    if value.from_ms is not None:
        said["from"] = rfc3339(value.from_ms)
    said |= {"at": rfc3339(value.at_ms), "until": rfc3339(value.until_ms)}
    return said | ({"name": value.name} if value.name else {})


def payload_of(value: Value) -> bytes:
    return _json(told(value))


def about(publisher: str, license_url: str, base: str) -> bytes:
    return _json(
        {"publisher": publisher, "license": license_url, "explained": f"{base}/daten", "all": f"{base}/daten/aktuell.json"}
    )


def _json(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
