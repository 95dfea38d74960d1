"""The contract for readers who do not speak Python: JSON Schemas, bundles for the pages, and the AsyncAPI document.

Everything here is computed from the message types and the channel table, in a fixed order, so that a change of the
contract is a change of these files.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from hallenwart_contract import (
    asyncapi,
    device_http,
    director,
    display,
    documents,
    kiosk,
    live,
    messages,
    releases,
    signed,
    site_link,
    streams,
    view,
)
from hallenwart_contract.guides import GUIDES

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_REFERENCE: Final = "#/$defs/{name}"

MESSAGES: Final[tuple[type, ...]] = (
    messages.Conn,
    messages.Heartbeat,
    messages.State,
    messages.Batch,
    messages.Ack,
    messages.Receipt,
    signed.Signed,
    messages.Alarm,
    messages.Event,
    messages.Reading,
    documents.Command,
    documents.Config,
    documents.Grants,
    view.View,
    kiosk.Kiosk,
    kiosk.KioskAction,
    display.Display,
    display.DisplayAction,
    live.ManagerView,
    live.Beat,
    live.ClubChanged,
    director.Director,
    director.Do,
    director.OnPhone,
    site_link.Said,
    device_http.EnrolAsk,
    device_http.EnrolAnswer,
    device_http.RenewAsk,
    device_http.RenewAnswer,
    device_http.LogLines,
    device_http.WiringText,
    device_http.Protocol,
    device_http.ScreenProof,
    streams.StreamEnd,
    releases.Release,
)
"""What gets a schema of its own."""

BUNDLES: Final[dict[str, tuple[type, ...]]] = {
    "pages-live": (live.ManagerView, live.Beat, live.ClubChanged),
    "pages-screens": (kiosk.Kiosk, kiosk.KioskAction, display.Display, display.DisplayAction),
    "pages-director": (director.Director, director.Do, director.OnPhone),
}
"""What the pages need; each becomes one file of TypeScript types."""

_UNIONS: Final[dict[str, tuple[type, ...]]] = {"pages-live": (live.ManagerView, live.Beat, live.ClubChanged)}
_UNION_TITLES: Final = {"pages-live": "Live"}


def files() -> dict[str, str]:
    """Return every generated file by its path below `generated/`."""
    made = {f"schema/{kind.__name__}.json": _text(message_schema(kind)) for kind in MESSAGES}
    made |= {f"schema/{name}.json": _text(bundle(name)) for name in BUNDLES}
    made["asyncapi.yaml"] = asyncapi.render(MESSAGES)
    made["guides.json"] = _text({"guides": msgspec.to_builtins(GUIDES)})
    return made


def message_schema(kind: type) -> dict[str, Any]:
    """Return the schema a receiver holds a message to: what has a default may be absent, unknown fields may be there."""
    (root,), definitions = msgspec.json.schema_components([kind], ref_template=_REFERENCE)
    return {"$schema": _DIALECT, "$id": f"hallenwart:{kind.__name__}", **root, "$defs": _sorted(definitions)}


def bundle(name: str) -> dict[str, Any]:
    """Return one schema that reaches every type of a page. The sender always sends all fields, so all are required."""
    kinds = BUNDLES[name]
    roots, definitions = msgspec.json.schema_components(kinds, ref_template=_REFERENCE)
    complete = {key: _all_required(value) for key, value in _sorted(definitions).items()}
    if name in _UNIONS:
        complete[_UNION_TITLES[name]] = {"title": _UNION_TITLES[name], "anyOf": list(roots)}
    return {
        "$schema": _DIALECT,
        "$id": f"hallenwart:{name}",
        "title": "".join(word.capitalize() for word in name.split("-")),
        "type": "object",
        "description": "Reaches every type below; not a message itself.",
        "properties": {key: {"$ref": _REFERENCE.format(name=key)} for key in complete},
        "required": list(complete),
        "additionalProperties": False,
        "$defs": complete,
    }


def _sorted(definitions: dict[str, Any]) -> dict[str, Any]:
    return {name: asyncapi.tidy(schema) for name, schema in sorted(definitions.items())}


def _all_required(schema: dict[str, Any]) -> dict[str, Any]:
    if "properties" not in schema:
        return schema
    fields = {
        name: {key: value for key, value in field.items() if key != "default"} for name, field in schema["properties"].items()
    }
    return {**schema, "properties": fields, "required": list(fields), "additionalProperties": False}


def _text(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
