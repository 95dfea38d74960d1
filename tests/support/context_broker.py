"""A context broker as FIWARE platforms run one: takes batches of NGSI-LD entities and says what is wrong with each."""

from __future__ import annotations

from typing import Any

from support.http_double import Asked, Said

CORE = "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld"
_KINDS = {"Property": "value", "GeoProperty": "value", "Relationship": "object"}


class ContextBroker:
    """Answers for an `http_double`. `refuses`: ids it takes not; `down`: it answers 503."""

    def __init__(self, token: str = "", tenant: str = "") -> None:
        self.held: dict[str, dict[str, Any]] = {}
        self.refuses: set[str] = set()
        self.down = False
        self._token, self._tenant = token, tenant

    def answer(self, asked: Asked) -> Said:
        if self.down:
            return 503, {}
        if asked.headers.get("authorization", "") != (f"Bearer {self._token}" if self._token else ""):
            return 401, {"type": "about:blank"}
        if asked.headers.get("ngsild-tenant", "") != self._tenant:
            return 404, {"type": "https://uri.etsi.org/ngsi-ld/errors/NonexistentTenant"}
        if asked.target == "/ngsi-ld/v1/entityOperations/upsert?options=update":
            return self._upsert(asked.json) if asked.headers["content-type"] == "application/ld+json" else (400, {})
        if asked.target == "/ngsi-ld/v1/entityOperations/delete":
            return self._delete(asked.json)
        return 404, {}

    def _upsert(self, batch: list[dict[str, Any]]) -> Said:
        made, errors = [], []
        for one in batch:
            if one["id"] in self.refuses or not _is_entity(one):
                errors.append({"entityId": one["id"], "error": {"status": 400}})
                continue
            if one["id"] not in self.held:
                made.append(one["id"])
            self.held[one["id"]] = self.held.get(one["id"], {}) | one
        if errors:
            return 207, {"success": made, "errors": errors}
        return (201, made) if made else (204, {})

    def _delete(self, names: list[str]) -> Said:
        missing = [name for name in names if name not in self.held]
        for name in names:
            self.held.pop(name, None)
        return (207, {"success": [], "errors": [{"entityId": name} for name in missing]}) if missing else (204, {})


def _is_entity(one: dict[str, Any]) -> bool:
    attributes = {name: said for name, said in one.items() if name not in {"id", "type", "@context"}}
    return (
        one["id"].startswith("urn:ngsi-ld:")
        and CORE in one["@context"]
        and all(_KINDS.get(said.get("type", "")) in said for said in attributes.values())
    )
