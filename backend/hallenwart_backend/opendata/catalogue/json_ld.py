"""Things as JSON-LD 1.1, with its context inside: nothing else need be fetched to read it. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from hallenwart_backend.opendata.catalogue.graph import SPACES, Ref, Text, Thing

MEDIA_TYPE: Final = "application/ld+json"


def write(things: Sequence[Thing]) -> bytes:
    told = {"@context": SPACES, "@graph": [_thing(one) for one in things]}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _thing(thing: Thing) -> dict[str, Any]:
    found: dict[str, Any] = ({"@id": thing.address} if thing.address else {}) | {"@type": thing.kind}
    for name, value in thing.has:
        found.setdefault(name, []).append(_value(value))
    return found


def _value(value: Ref | Text | Thing) -> dict[str, Any]:
    if isinstance(value, Ref):
        return {"@id": value.to}
    if isinstance(value, Thing):
        return _thing(value)
    said = {"@language": value.lang} if value.lang else {"@type": value.type} if value.type else {}
    return {"@value": value.text} | said
