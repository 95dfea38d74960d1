"""Serves the built pages with a small stand-in for backend, agent and director. It answers with the contract's own structs."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec
import uvicorn
from hallenwart_contract import director, live, screens
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect
from support import page_states as states

from hallenwart_dashboards import static_root

# Strict on purpose: a page that needs an inline style, a foreign host or a data: address fails here.
POLICY = "default-src 'self'; frame-ancestors 'none'"
MANAGER = {"name": "M. Kern", "email": "kern@stadt.example", "roles": ["caretaker"], "club": None}
TRAINER = {"name": "Jana Lindner", "email": "jana@tsv-lindenau.example", "roles": ["trainer"], "club": {"id": "tsv", "name": "TSV Lindenau"}}
HALLS = [
    {"id": "nordpark", "name": "Sporthalle Nordpark", "site": "nordpark", "site_name": "Sporthalle Nordpark", "sections": 3, "capacity": 199, "address": "Am Nordpark 7"},
    {"id": "gymnastik", "name": "Gymnastikraum", "site": "nordpark", "site_name": "Sporthalle Nordpark", "sections": 1, "capacity": 40, "address": "Am Nordpark 7"},
    {"id": "sued", "name": "Halle Süd", "site": "sued", "site_name": "Halle Süd", "sections": 2, "capacity": 120, "address": "Südring 12"},
]  # fmt: skip


@dataclass
class Stage:
    """What the stand-in says and has heard; tests change it while the server runs."""

    session: dict[str, Any] | None = field(default_factory=lambda: dict(MANAGER))
    manager: live.ManagerView = field(default_factory=states.quiet)
    kiosk: screens.Kiosk = field(default_factory=lambda: states.kiosk_steps()["pin"])
    display: screens.Display = field(default_factory=states.display)
    bookings: list[dict[str, Any]] = field(default_factory=list)
    silent: bool = False
    """sockets are refused: nothing is heard"""
    conflict: bool = False
    posts: list[tuple[str, Any]] = field(default_factory=list)
    actions: list[screens.KioskAction] = field(default_factory=list)
    town: director.Director = field(default_factory=states.town)
    port: int = 0
    over: bool = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def booking(**changes: Any) -> dict[str, Any]:
    size = 25
    modules = ["".join("1" if (x * y + x + y) % 3 == 0 else "0" for x in range(size)) for y in range(size)]
    values: dict[str, Any] = {
        "id": "b-1", "hall": "nordpark", "hall_name": "Sporthalle Nordpark", "site_name": "Sporthalle Nordpark", "address": "Am Nordpark 7",
        "sections": [2, 3], "section_count": 3, "title": "Volleyball Jugend", "club": "TSV Lindenau", "start_ms": states.at("18:00"),
        "end_ms": states.at("20:00"), "state": "booked", "code": "47110815", "qr": modules, "code_state": "stored", "code_ms": states.at("16:05"),
        "valid_from_ms": states.at("17:45"), "valid_to_ms": states.at("20:15"), "slots": [3],
    }  # fmt: skip
    return values | changes


def bookings() -> list[dict[str, Any]]:
    later = {"code": None, "qr": None, "code_ms": None}
    return [
        booking(),
        booking(id="b-2", start_ms=states.at("18:00", 26), end_ms=states.at("19:30", 26), sections=[2], code_state="waiting", **later),
        booking(id="b-3", start_ms=states.at("18:00", 28), end_ms=states.at("20:00", 28), code_state="none", **later),
    ]


def _json(content: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(content), status, media_type="application/json")


def _refusal(code: str, de: str, en: str, status: int, **more: Any) -> Response:
    return _json({"code": code, "message": {"de": de, "en": en}, **more}, status)


def _slot(start: str, end: str, day: int, state: str, free: list[int]) -> dict[str, Any]:
    return {"start_ms": states.at(start, day), "end_ms": states.at(end, day), "state": state, "free_sections": free, "section_count": 3}


class Api:
    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    async def session(self, request: Request) -> Response:
        if request.method == "DELETE":
            self.stage.session = None
            return Response(status_code=204)
        if request.method == "POST":
            sent = await request.json()
            if sent["password"] != "richtig":
                return _refusal("credentials", "E-Mail oder Passwort stimmt nicht.", "E-mail or password is wrong.", 401)
            self.stage.session = dict(MANAGER if sent["email"] == MANAGER["email"] else TRAINER)
        if self.stage.session is None:
            return _refusal("signed_out", "Bitte anmelden.", "Please sign in.", 401)
        return _json(self.stage.session)

    async def act(self, request: Request) -> Response:
        body = await request.json() if await request.body() else None
        self.stage.posts.append((request.url.path, body))
        if request.url.path.startswith("/api/incidents/"):
            return _json(self.stage.manager.incidents[0])
        return _json({"id": "c-1"}, 202)

    async def command(self, request: Request) -> Response:
        return _json({"id": request.path_params["id"], "state": "done", "code": "ok"})

    async def incidents(self, _: Request) -> Response:
        done = states.smoke(id="i-old", state="resolved", cleared_ms=states.at("17:05"), since_ms=states.at("17:00"), acked_by="M. Kern")
        return _json({"incidents": [done]})

    async def halls(self, _: Request) -> Response:
        return _json({"halls": HALLS})

    async def day(self, request: Request) -> Response:
        counts = [("08:00", 0), ("09:00", 0), ("09:30", 22), ("10:00", 28), ("10:30", 26), ("11:00", 14), ("11:30", 4), ("12:00", 0), ("12:30", 0),
                  ("13:00", 0), ("13:30", 31), ("14:00", 41), ("14:30", 47), ("15:00", 45), ("15:30", 44), ("16:00", 20), ("16:30", 30), ("17:00", 34),
                  ("17:30", 31), ("17:50", 12), ("18:10", 21), ("18:40", 26)]  # fmt: skip
        planned = [("Sportamt", "Kinderturnen", "09:00", "11:30", [1, 2]), ("SG Süd", "Handball-Spiel", "13:15", "16:00", [1, 2, 3]), ("BC 04", "Badminton", "16:30", "17:45", [1]),
                   ("TSV Lindenau", "Volleyball Jugend", "18:00", "20:00", [2, 3]), ("Hobby", "Basketball", "20:15", "22:00", [1, 2, 3])]  # fmt: skip
        return _json(
            {
                "date": request.query_params["date"],
                "zone": states.ZONE,
                "now_ms": states.NOW_MS,
                "open_ms": states.at("08:00"),
                "close_ms": states.at("22:00"),
                "capacity": 199,
                "people": [[states.at(clock), people] for clock, people in counts],
                "bookings": [
                    {"id": title, "title": title, "club": club, "sections": sections, "start_ms": states.at(start), "end_ms": states.at(end)}
                    for club, title, start, end, sections in planned
                ],
                "alarms": [states.at("18:42")],
            }
        )

    async def slots(self, request: Request) -> Response:
        day = int(request.query_params["date"][-2:])
        free = [0, 1, 3, 2, 0]
        slots = [
            _slot("16:00", "17:30", day, "free", [2]),
            _slot("17:30", "19:00", day, "free", [2, 3]),
            _slot("19:00", "20:30", day, "taken", []),
            _slot("20:30", "22:00", day, "free", [1, 2]),
            _slot("22:00", "23:30", day, "closed", []),
        ]
        days = [{"date": f"2026-11-{21 + n:02d}", "free": free[n], "closed": n == 4} for n in range(5)]
        return _json({"date": request.query_params["date"], "zone": states.ZONE, "days": days, "slots": slots})

    async def bookings(self, request: Request) -> Response:
        if request.method == "GET":
            return _json({"bookings": self.stage.bookings})
        wanted = await request.json()
        self.stage.posts.append((request.url.path, wanted))
        if self.stage.conflict:
            nearest = [_slot("16:00", "17:30", 22, "free", [2]), _slot("20:30", "22:00", 22, "free", [1, 2]), _slot("16:00", "17:30", 23, "free", [2])]
            return _refusal("taken", "Diese Zeit wurde gerade vergeben.", "This time has just been taken.", 409, nearest=nearest)
        made = booking(**(wanted | {"id": "b-new", "code_state": "waiting", "code": None, "qr": None}))
        self.stage.bookings.append(made)
        return _json(made, 201)

    async def cancel(self, request: Request) -> Response:
        self.stage.posts.append((f"DELETE {request.url.path}", None))
        self.stage.bookings = [one for one in self.stage.bookings if one["id"] != request.path_params["id"]]
        return Response(status_code=204)


class Sockets:
    """Every socket gets the state of its page four times a second when it changed, and a beat."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    async def _tell(self, socket: WebSocket, *fields: str, beat: bool = False) -> None:
        if self.stage.silent:
            await socket.close(1011)
            return
        await socket.accept()
        told: bytes = b""
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            while not self.stage.over:
                state = b"".join(msgspec.json.encode(getattr(self.stage, name)) for name in fields)
                if self.stage.silent:
                    pass  # open, and silent: the half-open connection pages must notice
                elif state and state != told:
                    await socket.send_text(state.decode())
                    told = state
                elif beat or not fields:
                    await socket.send_text(msgspec.json.encode(live.Beat(now_ms=states.NOW_MS)).decode())
                await asyncio.sleep(0.1)

    async def api(self, socket: WebSocket) -> None:
        manager = self.stage.session is not None and self.stage.session["club"] is None
        await (self._tell(socket, "manager", beat=True) if manager else self._tell(socket))

    async def kiosk(self, socket: WebSocket) -> None:
        async with asyncio.TaskGroup() as tasks:
            telling = tasks.create_task(self._tell(socket, "kiosk"))
            while socket.application_state.name == "CONNECTING" and not telling.done():
                await asyncio.sleep(0.01)
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                while not telling.done():
                    self._press(msgspec.json.decode(await socket.receive_text(), type=screens.KioskAction))
            telling.cancel()

    def _press(self, action: screens.KioskAction) -> None:
        self.stage.actions.append(action)
        digits = self.stage.kiosk.digits
        if action.do == "digit":
            digits += 1
        elif action.do in {"erase", "clear"}:
            digits = 0 if action.do == "clear" else max(0, digits - 1)
        self.stage.kiosk = msgspec.structs.replace(self.stage.kiosk, digits=min(digits, self.stage.kiosk.code_length))

    async def display(self, socket: WebSocket) -> None:
        await self._tell(socket, "display")

    async def director(self, socket: WebSocket) -> None:
        await self._tell(socket, "town")


class Headers(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Response:
        answer: Response = await call_next(request)
        answer.headers.update({"content-security-policy": POLICY, "x-content-type-options": "nosniff", "referrer-policy": "same-origin"})
        return answer


def application(stage: Stage) -> Starlette:
    root = static_root()
    api, sockets = Api(stage), Sockets(stage)
    pages = [
        Route(f"/{name}/", lambda _, name=name: FileResponse(root / name / "index.html"))
        for name in ("manager", "club", "login", "kiosk", "display", "director")
    ]
    routes = [
        Route("/api/session", api.session, methods=["GET", "POST", "DELETE"]),
        Route("/api/incidents", api.incidents),
        Route("/api/incidents/{id}/{act}", api.act, methods=["POST"]),
        Route("/api/halls", api.halls),
        Route("/api/halls/{id}/day", api.day),
        Route("/api/halls/{id}/slots", api.slots),
        Route("/api/bookings", api.bookings, methods=["GET", "POST"]),
        Route("/api/bookings/{id}", api.cancel, methods=["DELETE"]),
        Route("/api/devices/{id}/open", api.act, methods=["POST"]),
        Route("/api/commands/{id}", api.command),
        Route("/director/do", api.act, methods=["POST"]),
        WebSocketRoute("/api/live", sockets.api),
        WebSocketRoute("/kiosk/live", sockets.kiosk),
        WebSocketRoute("/display/live", sockets.display),
        WebSocketRoute("/director/live", sockets.director),
        Route("/sw.js", lambda _: FileResponse(root / "sw.js", headers={"cache-control": "no-cache"})),
        *pages,
        Mount("/assets", StaticFiles(directory=root / "assets")),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Headers)])


@contextlib.contextmanager
def serving(stage: Stage) -> Iterator[Stage]:
    """Serve on a free port of loopback in a thread until the block ends."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        stage.port = listener.getsockname()[1]
        config = uvicorn.Config(application(stage), log_level="warning", lifespan="off", ws="websockets-sansio", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="page-server", daemon=True)
        thread.start()
        try:
            yield stage
        finally:
            stage.over = True
            server.should_exit = True
            thread.join(10)
