"""The stand-in's open data: what is told, three sources (read, at fault, by hand), and what came."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hallenwart_backend.exchange.polling import FAULTS
from hallenwart_backend.exchange.source_routes import ExchangeOut
from hallenwart_backend.exchange.teller import LICENSES
from hallenwart_backend.opendata.office_routes import OpenDataOut
from support.page_api import Stage, answer
from support.page_keys import Noting
from support.page_states import at


def _source(identity: str, name: str, **changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": identity,
        "name": name,
        "url": f"https://{identity}.example/daten/events.jsonld",
        "format": "auto",
        "every_min": 60,
        "license": "CC BY 4.0",
        "paused": False,
        "tried_ms": at("17:30"),
        "read_ms": at("17:30"),
        "fault": None,
        "broken": 0,
        "counts": {},
        "merged": 0,
        "ours": 0,
    }
    return values | changes


def _fault(code: str) -> dict[str, str]:
    return {"code": code, "de": FAULTS[code][0], "en": FAULTS[code][1]}


class Data(Noting):
    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._told: dict[str, Any] = {"license": "CC-BY-4.0", "publisher": "Sportamt Musterstadt", "price_ct": None}
        self._sources = [
            _source("kreis", "Kreissportbund", counts={"event": 12, "offer": 3}, merged=2, ours=1, broken=1),
            _source("nachbar", "Stadt Neustadt", fault=_fault("timeout"), read_ms=at("09:00", 22), counts={"event": 4}),
            _source("von-hand", "Freiwilligenagentur", url="", read_ms=None, tried_ms=None),
        ]

    def _whole(self) -> Response:
        came = {
            "kind": "event",
            "title": "Stadtlauf",
            "url": "https://kreis.example/lauf",
            "by": "Laufclub",
            "place": "Stadtpark",
        }
        told = self._told | {
            "licenses": [{"id": one, "name": name, "url": url} for one, (name, url) in LICENSES.items()],
            "told": {"event": 5, "offer": 2, "slot": 672, "facility": 3},
            "feeds": ["/daten/events.jsonld"],
            "sources": self._sources,
            "came": [came | {"from_ms": at("10:00", 29), "sources": ["Kreissportbund", "Stadt Neustadt"]}],
        }
        return answer(ExchangeOut.model_validate(told).model_dump(mode="json"))

    async def whole(self, request: Request) -> Response:
        if request.method == "PUT":
            self._told = await self._noted(request)
        return self._whole()

    async def add(self, request: Request) -> Response:
        wish = await self._noted(request)
        self._sources.append(_source("neu", wish["name"], url=wish["url"], tried_ms=None, read_ms=None))
        return self._whole()

    async def one(self, request: Request) -> Response:
        if request.method == "DELETE":
            self.stage.posts.append((f"DELETE {request.url.path}", None))
            self._sources = [one for one in self._sources if one["id"] != request.path_params["id"]]
            return Response(status_code=204)
        await self._noted(request)
        return self._whole()


class OpenData(Noting):
    """Two datasets, one key in use, one that ran out."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        way = {
            "name_de": "Raumklima, Stunde für Stunde (CSV)",
            "name_en": "Climate (CSV)",
            "path": "/daten/dumps/climate-hours.csv",
        }
        self._sets = [
            {
                "id": "climate",
                "title_de": "Raumklima der Sporthallen",
                "title_en": "Climate in the sports halls",
                "ways": [way],
            },
            {"id": "clubs", "title_de": "Sportvereine", "title_en": "Sports clubs", "ways": []},
        ]
        self._said = {one["id"]: {"rights": "public", "license": ""} for one in self._sets}
        self._publisher: dict[str, str] = {}
        key = {"created_ms": at("09:00", 1), "expires_ms": at("09:00", 28), "used_ms": at("17:30"), "revoked_ms": None}
        self._keys: list[dict[str, Any]] = [
            key | {"id": "aa", "name": "Stadtplan Musterstadt"},
            key | {"id": "bb", "name": "Alte App", "expires_ms": at("09:00", 2), "used_ms": None},
        ]

    def _whole(self) -> Response:
        told = {
            "datasets": [one | self._said[str(one["id"])] | {"usual": "public"} for one in self._sets],
            "licenses": [{"id": one, "name": name} for one, (name, _) in LICENSES.items()],
            "publisher": self._publisher,
            "keys": self._keys,
        }
        return answer(OpenDataOut.model_validate(told).model_dump(mode="json"))

    async def whole(self, _: Request) -> Response:
        return self._whole()

    async def say(self, request: Request) -> Response:
        self._said[request.path_params["id"]] = await self._noted(request)
        return self._whole()

    async def publish(self, request: Request) -> Response:
        self._publisher = await self._noted(request)
        return self._whole()

    async def make(self, request: Request) -> Response:
        wish = await self._noted(request)
        key = self._keys[0] | {"id": "cc", "name": wish["name"], "used_ms": None}
        self._keys.insert(0, key)
        return answer({"key": key, "secret": "hwk_0123456789ab_" + "c" * 64}, 201)

    async def end(self, request: Request) -> Response:
        self.stage.posts.append((f"DELETE {request.url.path}", None))
        for key in self._keys:
            if key["id"] == request.path_params["id"]:
                key["revoked_ms"] = at("17:45")
        return Response(status_code=204)


def routes(stage: Stage) -> list[Route]:
    data, open_data = Data(stage), OpenData(stage)
    return [
        Route("/api/open-data", open_data.whole, methods=["GET"]),
        Route("/api/open-data/datasets/{id}", open_data.say, methods=["PUT"]),
        Route("/api/open-data/publisher", open_data.publish, methods=["PUT"]),
        Route("/api/open-data/keys", open_data.make, methods=["POST"]),
        Route("/api/open-data/keys/{id}", open_data.end, methods=["DELETE"]),
        Route("/api/exchange", data.whole, methods=["GET", "PUT"]),
        Route("/api/exchange/sources", data.add, methods=["POST"]),
        Route("/api/exchange/sources/{id}", data.one, methods=["PUT", "DELETE"]),
        Route("/api/exchange/sources/{id}/{act}", data.one, methods=["POST"]),
    ]
