"""The stand-in's calendars to subscribe to, and what everybody may see of the halls."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from support.page_api import Stage, answer
from support.page_states import at

ADDRESS = "https://halle.stadt.example/feeds/Zm9yLXRlc3RzLW9ubHktMDEyMzQ1Njc4OWFiY2RlZg.ics"


def feed(**changes: Any) -> dict[str, Any]:
    plain = {"id": "f-1", "kind": "hall", "scope": "nordpark", "name": "Sporthalle Nordpark", "mine": True}
    return plain | {"created_ms": at("09:00"), "fetched_ms": at("18:30"), "fetches": 12} | changes


class Feeds:
    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.known = [feed()]
        self.public: dict[str, Any] = {
            "halls": {"nordpark": {"shown": True, "names": True, "feed": False}},
            "contact": "Sportamt, 0241 123",
        }

    async def feeds(self, request: Request) -> Response:
        if request.method == "GET":
            return answer({"feeds": self.known})
        wanted = await request.json()
        self.stage.posts.append(("POST /api/feeds", wanted))
        made = feed(**wanted | {"id": "f-2", "name": wanted["name"] or "TSV Lindenau", "fetched_ms": None, "fetches": 0})
        self.known = [made, *self.known]
        return answer({"feed": made, "url": ADDRESS}, 201)

    async def end(self, request: Request) -> Response:
        self.stage.posts.append((f"DELETE {request.url.path}", None))
        self.known = [one for one in self.known if one["id"] != request.path_params["id"]]
        return Response(status_code=204)

    async def shown(self, request: Request) -> Response:
        if request.method == "PUT":
            self.public = await request.json()
            self.stage.posts.append(("PUT /api/public", self.public))
        return answer(self.public)


def routes(stage: Stage) -> list[Route]:
    feeds = Feeds(stage)
    return [
        Route("/api/feeds", feeds.feeds, methods=["GET", "POST"]),
        Route("/api/feeds/{id}", feeds.end, methods=["DELETE"]),
        Route("/api/public", feeds.shown, methods=["GET", "PUT"]),
    ]
