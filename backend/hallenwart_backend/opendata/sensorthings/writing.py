"""Entities as SensorThings tells them in JSON (OGC 18-088, 8.2 and 9.3). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote, urlencode

from hallenwart_backend.opendata.sensorthings.model import TYPES, Instant, Item, Kind, Row, Span, value_of
from hallenwart_contract.clock import utc

COMPONENTS: Final = ("id", "phenomenonTime", "resultTime", "result", "parameters")
_FINE: Final = "$(),;'/:~.-_"


class Writer:
    """`root` is the service's address without a slash at its end."""

    def __init__(self, root: str) -> None:
        self.root = root

    def link(self, item: Item) -> str:
        return f"{self.root}/{kind_of(item)}('{item.id.replace(chr(39), chr(39) * 2)}')"

    def entity(self, item: Item, select: Sequence[str] = (), expanded: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return an entity; `expanded` are its followed links by name, with their remarks."""
        known, everything, link = TYPES[kind_of(item)], not select or "*" in select, self.link(item)
        told: dict[str, Any] = {}
        if everything or "id" in select:
            told["@iot.id"] = item.id
        if everything:
            told["@iot.selfLink"] = link
        for name in known.properties:
            if everything or name in select:
                value = plain(value_of(item, name))
                if value is not None or name in select:
                    told[name] = value
        followed = expanded or {}
        for name in known.links:
            if everything or name in select or name in followed:
                told[f"{name}@iot.navigationLink"] = f"{link}/{name}"
        return told | dict(followed)

    def ref(self, item: Item) -> dict[str, str]:
        return {"@iot.selfLink": self.link(item)}

    def next(self, path: str, query: Sequence[tuple[str, str]], more: Mapping[str, str]) -> str:
        """Return the address of the page behind this one: the same question, going on where this one ends."""
        kept = [(name, text) for name, text in query if name not in ("$skip", "$skiptoken")]
        asked = urlencode([*kept, *more.items()], safe=_FINE, quote_via=quote)
        return f"{self.root}/{quote(path, safe=_FINE)}?{asked}"

    def array(self, rows: Sequence[Row], select: Sequence[str]) -> list[dict[str, Any]]:
        """Return observations as `dataArray` (12.2 of the standard): grouped by datastream, values without names."""
        names = [one for one in COMPONENTS if not select or "*" in select or one in select]
        if not select and not any(value_of(row, "parameters") for row in rows):
            names.remove("parameters")
        grouped: dict[str, list[Row]] = {}
        for row in rows:
            grouped.setdefault(row.stream.id, []).append(row)
        return [
            {
                "Datastream@iot.navigationLink": self.link(of[0].stream),
                "components": names,
                "dataArray@iot.count": len(of),
                "dataArray": [[plain(value_of(row, name)) for name in names] for row in of],
            }
            for of in grouped.values()
        ]


def kind_of(item: Item) -> Kind:
    return Kind.OBSERVATION if isinstance(item, Row) else item.kind


def plain(value: Any) -> Any:
    """Return a property as JSON has it: times after ISO 8601 in UTC, one that lasts as an interval."""
    if isinstance(value, Instant):
        return iso(value.ms)
    if isinstance(value, Span):
        return f"{iso(value.ms)}/{iso(value.end_ms)}"
    return value


def iso(ms: int) -> str:
    text = utc(ms).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{text}Z" if ms % 1000 == 0 else f"{text}.{ms % 1000:03}Z"
