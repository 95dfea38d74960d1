"""The stand-in's cards, PINs, keys and reports."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from support import page_states as states
from support.page_api import Stage


def card(**changes: Any) -> dict[str, Any]:
    values = {"id": "c-1", "kind": "card", "label": "", "site": None, "state": "active", "since_ms": states.at("16:00")}
    return values | changes


def people() -> list[dict[str, Any]]:
    return [
        {"id": "p-1", "name": "Jana Lindner", "roles": ["trainer"], "you": True, "credentials": [card()]},
        {
            "id": "p-2",
            "name": "Tom Becker",
            "roles": ["trainer"],
            "you": False,
            "credentials": [card(id="c-2", state="waiting"), card(id="c-3", kind="pin")],
        },
        {"id": "p-3", "name": "Mira Okafor", "roles": ["member"], "you": False, "credentials": []},
    ]


def staff() -> list[dict[str, Any]]:
    own = card(id="c-9", kind="staff", site="nordpark")
    return [{"id": "p-9", "name": "M. Kern", "roles": ["caretaker"], "you": True, "credentials": [own]}, *people()]


def key(**changes: Any) -> dict[str, Any]:
    values = {
        "device": "nordpark-1",
        "slot": 3,
        "label": "Nordpark Drittel 3",
        "hall": "nordpark",
        "club": "TSV Lindenau",
        "title": "Volleyball Jugend",
        "holder": "Jana Lindner",
        "booking": "b-1",
        "since_ms": states.at("17:52"),
        "due_ms": states.at("20:00"),
        "overdue": False,
        "lost": False,
    }
    return values | changes


class Keys:
    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    async def _noted(self, request: Request) -> Any:
        body = await request.json() if request.headers.get("content-length", "0") != "0" else None
        self.stage.posts.append((f"{request.method} {request.url.path}", body))
        return body

    async def credentials(self, request: Request) -> Response:
        if request.method == "GET":
            manager = self.stage.session is not None and self.stage.session["club"] is None
            return _json({"people": staff() if manager else people()})
        body = await self._noted(request)
        digits = {"pin": "481516239042", "staff": "704118253390"}.get(body["kind"], "")
        made = card(id="c-new", kind=body["kind"], site=body["site"], state="active" if digits else "waiting")
        code = digits[:8] if body["kind"] == "pin" else ""
        return _json({"credential": made, "code": code, "long": digits, "key": ""}, 201)

    async def credential(self, request: Request) -> Response:
        await self._noted(request)
        act = request.path_params.get("act", "")
        if act == "learn":
            return _json({"id": "cmd-1"}, 202)
        if act == "replace":
            return _json({"credential": card(id="c-new", state="waiting"), "code": "", "long": "", "key": ""}, 201)
        return Response(status_code=204)

    async def out(self, _: Request) -> Response:
        keys = [key(), key(slot=5, label="Halle Süd 1", overdue=True, holder="")]
        return _json({"now_ms": states.NOW_MS, "keys": keys})

    async def changed(self, request: Request) -> Response:
        await self._noted(request)
        return Response(status_code=204)

    async def report(self, request: Request) -> Response:
        await self._noted(request)
        return _json({"id": "r-1"}, 201)


def _json(content: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(content), status, media_type="application/json")


def routes(stage: Stage) -> list[Route]:
    keys = Keys(stage)
    return [
        Route("/api/credentials", keys.credentials, methods=["GET", "POST"]),
        Route("/api/credentials/{id}", keys.credential, methods=["DELETE"]),
        Route("/api/credentials/{id}/{act}", keys.credential, methods=["POST"]),
        Route("/api/keys", keys.out),
        Route("/api/compartments/{device}/{slot}/lost", keys.changed, methods=["PUT", "DELETE"]),
        Route("/api/bookings/{id}/report", keys.report, methods=["POST"]),
    ]
