"""`hallenwart-edge schema`: the JSON Schema of a device's wiring, from the same structs by which its file is read."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from hallenwart_contract.wiring import OWN_TABLES
from hallenwart_edge.config import AgentConfig


def wiring_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12) of agent.toml without the tables that stay in the device's own file."""
    schema = msgspec.json.schema(AgentConfig)
    kinds: dict[str, Any] = schema["$defs"]
    whole = kinds.pop("AgentConfig")
    for table in OWN_TABLES:
        whole["properties"].pop(table, None)
    whole["required"] = [name for name in whole.get("required", []) if name not in OWN_TABLES]
    whole["title"] = "Wiring"
    whole["description"] = "What is connected where: the tables of agent.toml apart from who the device is."
    used = json.dumps(whole)
    kept: dict[str, Any] = {}
    while names := [name for name in kinds if name not in kept and f'"#/$defs/{name}"' in used]:
        for name in names:
            kept[name] = kinds[name]
            used += json.dumps(kinds[name])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole, "$defs": dict(sorted(kept.items()))}


def schema_text() -> str:
    return json.dumps(wiring_schema(), indent=1, ensure_ascii=False) + "\n"
