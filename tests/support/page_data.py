"""The stand-in's open data: what is told, three sources (read, at fault, by hand), and what came."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hallenwart_backend.exchange.polling import FAULTS
from hallenwart_backend.exchange.source_routes import ExchangeOut
from hallenwart_backend.exchange.teller import LICENSES
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


def routes(stage: Stage) -> list[Route]:
    data = Data(stage)
    return [
        Route("/api/exchange", data.whole, methods=["GET", "PUT"]),
        Route("/api/exchange/sources", data.add, methods=["POST"]),
        Route("/api/exchange/sources/{id}", data.one, methods=["PUT", "DELETE"]),
        Route("/api/exchange/sources/{id}/{act}", data.one, methods=["POST"]),
    ]
