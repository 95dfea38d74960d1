"""The stand-in's displays and posts over HTTP, told by the backend's own answers; what pages send must be what it takes."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any

import msgspec
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hallenwart_backend.display.exits import routes as exits
from hallenwart_backend.display.posts import bodies
from hallenwart_backend.display.screens import routes as displays
from hallenwart_backend.display.warnings import routes as warned
from hallenwart_contract.display import BoardCard, CardText, Panel
from hallenwart_contract.view import Rung
from support import page_boards
from support import page_displays_data as data
from support.page_states import NOW_MS

if TYPE_CHECKING:
    from support.page_api import Stage


def _answer(content: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(content), status, media_type="application/json")


def said(model: type[BaseModel], content: Any, status: int = 200) -> Response:
    return _answer(model.model_validate(content).model_dump(mode="json"), status)


def png(width: int, height: int, rgb: tuple[int, int, int]) -> bytes:
    """Return a picture of one colour."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = (b"\0" + bytes(rgb) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Displays:
    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    async def _note(self, request: Request, body: type[BaseModel] | None = None) -> Any:
        sent = await request.json() if await request.body() else None
        if body is not None:
            body.model_validate_json(await request.body())
        self.stage.posts.append((f"{request.method} {request.url.path}", sent))
        return sent

    def _display(self, request: Request) -> dict[str, Any]:
        return next(one for one in self.stage.displays if one["device"] == request.path_params["device"])

    def _post(self, request: Request) -> dict[str, Any]:
        return next(one for one in self.stage.hall_posts if one["id"] == request.path_params["id"])

    async def displays(self, _: Request) -> Response:
        return said(displays.DisplaysOut, {"now_ms": NOW_MS, "displays": self.stage.displays})

    async def screen(self, request: Request) -> Response:
        self._display(request)["panel"] = await self._note(request, displays.ScreenShape)
        return said(displays.ScreenShape, self._display(request)["panel"])

    async def proof(self, request: Request) -> Response:
        await self._note(request)
        if self.stage.proof_comes:
            one = self._display(request)
            one["thumbnail"] = data.picture(one["device"], "18:44", "77") | {"t_ms": NOW_MS}
        return said(displays.ProofAskedOut, {"id": "c-proof", "ref": "77"}, 202)

    async def thumbnail(self, request: Request) -> Response:
        tall = self._display(request)["panel"]["turned"] % 180
        return Response(png(*((90, 160) if tall else (160, 90)), (19, 53, 88)), media_type="image/png")

    async def shown(self, request: Request) -> Response:
        first, last = int(request.query_params["from"]), int(request.query_params["to"])
        found = [one for one in data.shown() if first <= one["t_ms"] < last]
        return said(displays.ShownListOut, {"shown": found, "more": False})

    async def exit(self, request: Request) -> Response:
        one = self._display(request)
        if request.method == "GET":
            return said(exits.ExitsOut, data.exits(one["exit"]))
        blocks = request.url.path.endswith("blocked")
        body = exits.BlockExitBody if blocks else exits.ReleaseExitBody
        sent = await self._note(request, body if request.method == "POST" else None)
        if request.method == "DELETE":
            one["exit"] = None
            return Response(status_code=204)
        told = {"place": sent["place"], "until_ms": sent["until_ms"], "protocol": "AP-2026-021"}
        kind = {"kind": "released", "way": sent["way"]} if "way" in sent else {"kind": "blocked", "way": "blocked"}
        one["exit"] = data.way_out(**told, **kind)
        return said(exits.ExitOut, data.protocol(**one["exit"]), 201)

    async def posts(self, request: Request) -> Response:
        session = self.stage.session or {}
        if request.method == "POST":
            sent = await self._note(request, bodies.PostBody)
            club = (session.get("club") or {}).get("id")
            state = "draft" if sent["draft"] else "asked" if club else "shown"
            made = data.post("po-new", "", **(sent | {"state": state, "club": club, "made_ms": NOW_MS, "on": state == "shown"}))
            self.stage.hall_posts = [made, *self.stage.hall_posts]
            return said(bodies.PostOut, made, 201)
        own = session.get("club") or {}
        mine = [one for one in self.stage.hall_posts if not own or one["club"] == own["id"]]
        return said(bodies.PostsOut, {"posts": mine, "asks": True if own else None, "waiting": 1})

    async def post(self, request: Request) -> Response:
        sent = await self._note(request)
        one = self._post(request)
        if request.method == "DELETE":
            self.stage.hall_posts = [other for other in self.stage.hall_posts if other is not one]
            return Response(status_code=204)
        club = one["club"]
        one |= sent | {"state": "draft" if sent["draft"] else "asked" if club else "shown", "reason": ""}
        return said(bodies.PostOut, one)

    async def decide(self, request: Request) -> Response:
        sent = await self._note(request, bodies.DecisionBody)
        one = self._post(request)
        one |= {"state": "shown" if sent["decision"] == "accept" else "declined", "reason": sent["reason"], "may_decide": False}
        return said(bodies.PostOut, one)

    async def picture(self, request: Request) -> Response:
        if request.method == "PUT":
            self.stage.posts.append(("PUT picture", len(await request.body())))
            return said(bodies.PictureOut, {"sha256": "cd" * 32, "width": 160, "height": 90})
        return Response(png(160, 90, (124, 196, 240)), media_type="image/png")

    async def preview(self, request: Request) -> Response:
        if request.method == "POST":
            sent = await request.json()
            bodies.PostBody.model_validate_json(await request.body())
        else:
            sent = self._post(request)
        device = request.query_params.get("device")
        found = next((one for one in self.stage.displays if one["device"] == device), self.stage.displays[0])
        panel = {name: found["panel"][name] for name in ("inches", "distance_m", "turned", "languages", "easy")}
        texts = {name: CardText(**text) for name, text in sent["texts"].items()}
        squares = ["".join("1" if (x * y + x + y) % 3 == 0 else "0" for x in range(25)) for y in range(25)]
        kind = sent["kind"]
        above = kind in {"safety", "note"}
        card = BoardCard(
            id="preview",
            rung=kind if above else Rung.VOLUNTEER if kind == "volunteer" else Rung.POST,
            kind=kind,
            texts=texts,
            link=sent["link"],
            qr=squares if sent["link"] else [],
            picture=f"/api/posts/pictures/{sent['picture']}" if sent["picture"] else "",
            alt=sent["alt"],
            by="TSV Lindenau",
        )
        shown = page_boards.display(
            title=found["title"], cards=[] if above else [card], above=[card] if above else [], panel=Panel(**panel)
        )
        return Response(msgspec.json.encode(shown), media_type="application/json")

    async def rules(self, request: Request) -> Response:
        if request.method == "PUT":
            sent = await self._note(request, bodies.TrustBody)
            self.stage.post_rules = [
                one | {"trust": sent["clubs"].get(one["club"], one["trust"])} for one in self.stage.post_rules
            ]
        return said(bodies.TrustOut, {"clubs": self.stage.post_rules})

    async def warnings(self, _: Request) -> Response:
        current = all(one["current"] for one in self.stage.warning_sources)
        return said(warned.WarningsOut, {"current": current, "warnings": self.stage.warnings})

    async def sources(self, request: Request) -> Response:
        if request.method == "PUT":
            sent = await self._note(request, warned.WarningSourcesBody)
            known = {one["id"]: one for one in self.stage.warning_sources}
            fresh = {"current": False, "read_ms": None, "tried_ms": None, "fault": None}
            self.stage.warning_sources = [
                fresh | known.get(one["id"], {}) | one | {"id": one["id"] or "new"} for one in sent["sources"]
            ]
        elif request.method == "POST":
            await self._note(request)
            found = next(one for one in self.stage.warning_sources if one["id"] == request.path_params["id"])
            found |= {"current": True, "fault": None, "read_ms": NOW_MS}
        sites = data.warning_sites()
        admin = "admin" in (self.stage.session or {}).get("roles", [])
        told = {"sources": self.stage.warning_sources, "sites": sites, "may_edit": admin}
        return said(warned.WarningSourcesOut, told)


def routes(stage: Stage) -> list[Route]:
    one = Displays(stage)
    device = "/api/displays/{device}"
    return [
        Route("/api/displays", one.displays),
        Route(f"{device}/screen", one.screen, methods=["PUT"]),
        Route(f"{device}/proof", one.proof, methods=["POST"]),
        Route(f"{device}/thumbnail", one.thumbnail),
        Route(f"{device}/shown", one.shown),
        Route(f"{device}/exit", one.exit, methods=["GET", "POST", "DELETE"]),
        Route(f"{device}/exit/blocked", one.exit, methods=["POST", "DELETE"]),
        Route("/api/posts", one.posts, methods=["GET", "POST"]),
        Route("/api/posts/rules", one.rules, methods=["GET", "PUT"]),
        Route("/api/posts/preview", one.preview, methods=["POST"]),
        Route("/api/posts/pictures", one.picture, methods=["PUT"]),
        Route("/api/posts/pictures/{sha}", one.picture),
        Route("/api/posts/{id}", one.post, methods=["PUT", "DELETE"]),
        Route("/api/posts/{id}/preview", one.preview),
        Route("/api/posts/{id}/decision", one.decide, methods=["POST"]),
        Route("/api/warnings", one.warnings),
        Route("/api/warnings/sources", one.sources, methods=["GET", "PUT"]),
        Route("/api/warnings/sources/{id}/read", one.sources, methods=["POST"]),
    ]
