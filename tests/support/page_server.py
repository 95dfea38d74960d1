"""Serves the built pages with a small stand-in for backend, agent and director. It answers with the contract's own structs."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect

from hallenwart_contract import live
from hallenwart_contract.display import DisplayAction
from hallenwart_contract.kiosk import KioskAction
from hallenwart_dashboards import static_root
from support import (
    page_badge,
    page_booking,
    page_closings,
    page_data,
    page_desk,
    page_displays,
    page_duty,
    page_exchange,
    page_feeds,
    page_fleet,
    page_grid,
    page_incidents,
    page_keys,
    page_office,
    page_office_people,
    page_people,
    page_places,
    page_screen_files,
    page_terms,
    page_usage,
)
from support import page_states as states
from support.page_api import Api, Stage

# Strict on purpose: a page that needs an inline style or a foreign host fails here. Pictures may be data, as at the server.
POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"


class Sockets:
    """Every socket gets the state of its page when it changed, and beats in between."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    async def _accept(self, socket: WebSocket) -> bool:
        if self.stage.silent:
            await socket.close(1011)
            return False
        await socket.accept()
        return True

    async def _tell(self, socket: WebSocket, field_: str | None) -> None:
        told = b""
        changes = 0
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            while not self.stage.over:
                state = b"" if field_ is None else msgspec.json.encode(getattr(self.stage, field_))
                if self.stage.silent:
                    pass  # open, and silent: the half-open connection pages must notice
                elif state != told:
                    await socket.send_text(state.decode())
                    told = state
                elif field_ is None and changes < self.stage.club_changes:
                    changes += 1
                    await socket.send_text(msgspec.json.encode(live.ClubChanged(now_ms=states.NOW_MS)).decode())
                elif field_ in {None, "manager"}:
                    await socket.send_text(msgspec.json.encode(live.Beat(now_ms=states.NOW_MS)).decode())
                await asyncio.sleep(0.1)

    async def api(self, socket: WebSocket) -> None:
        manager = self.stage.session is not None and self.stage.session["club"] is None
        if await self._accept(socket):
            await self._tell(socket, "manager" if manager else None)

    async def kiosk(self, socket: WebSocket) -> None:
        if not await self._accept(socket):
            return
        async with asyncio.TaskGroup() as tasks:
            telling = tasks.create_task(self._tell(socket, "kiosk"), name="kiosk-told")
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                while not telling.done():
                    self._press(msgspec.json.decode(await socket.receive_text(), type=KioskAction))
            telling.cancel()

    def _press(self, action: KioskAction) -> None:
        self.stage.actions.append(action)
        digits = self.stage.kiosk.digits
        if action.do == "digit":
            digits += 1
        elif action.do in {"erase", "clear"}:
            digits = 0 if action.do == "clear" else max(0, digits - 1)
        self.stage.kiosk = msgspec.structs.replace(self.stage.kiosk, digits=min(digits, max(self.stage.kiosk.lengths)))

    async def display(self, socket: WebSocket) -> None:
        if not await self._accept(socket):
            return
        async with asyncio.TaskGroup() as tasks:
            telling = tasks.create_task(self._tell(socket, "display"), name="display-told")
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                while not telling.done():
                    self.stage.told.append(msgspec.json.decode(await socket.receive_text(), type=DisplayAction))
            telling.cancel()

    async def director(self, socket: WebSocket) -> None:
        if await self._accept(socket):
            await self._tell(socket, "town")


class Headers(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Response:
        answer: Response = await call_next(request)
        answer.headers.update(
            {"content-security-policy": POLICY, "x-content-type-options": "nosniff", "referrer-policy": "same-origin"}
        )
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
        *page_incidents.routes(stage),
        Route("/api/incidents/{id}/{act}", api.act, methods=["POST"]),
        Route("/api/halls", api.halls),
        Route("/api/halls/{id}/day", api.day),
        *page_places.routes(stage, page_booking.places),
        *page_terms.routes(stage),
        *page_booking.routes(stage),
        *page_office_people.routes(stage),
        *page_people.routes(stage),
        Route("/api/bookings", api.bookings, methods=["GET", "POST"]),
        Route("/api/bookings/{id}", api.change, methods=["DELETE", "PATCH"]),
        *page_keys.routes(stage),
        *page_badge.routes(stage),
        *page_desk.routes(stage),
        *page_duty.routes(stage),
        *page_office.routes(stage),
        *page_grid.routes(),
        *page_closings.routes(stage),
        *page_data.routes(stage),
        *page_exchange.routes(stage),
        *page_feeds.routes(stage),
        *page_fleet.routes(stage),
        *page_usage.routes(stage),
        *page_displays.routes(stage),
        Route("/api/devices/{id}/open", api.act, methods=["POST"]),
        Route("/api/commands/{id}", api.command),
        Route("/api/push/key", api.push_key),
        Route("/api/push/subscriptions", api.subscriptions, methods=["POST", "DELETE"]),
        Route("/api/push/test", api.act, methods=["POST"]),
        Route("/director/do", api.act, methods=["POST"]),
        WebSocketRoute("/api/live", sockets.api),
        Route("/kiosk/speech/index.json", lambda _: JSONResponse({"de/getKey": "x.wav"} if stage.voice else {})),
        WebSocketRoute("/kiosk/live", sockets.kiosk),
        *page_screen_files.routes(stage),
        WebSocketRoute("/display/live", sockets.display),
        WebSocketRoute("/director/live", sockets.director),
        Route("/sw.js", lambda _: FileResponse(root / "sw.js", headers={"cache-control": "no-cache"})),
        *pages,
        Route("/club/{file}", lambda request: FileResponse(root / "club" / request.path_params["file"])),
        Mount("/assets", StaticFiles(directory=root / "assets")),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Headers)])


@contextlib.contextmanager
def serving(stage: Stage) -> Iterator[Stage]:
    """Serve on a free port of loopback in a thread until the block ends."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()  # who comes before the server does is kept waiting, not refused
        stage.port = listener.getsockname()[1]
        config = uvicorn.Config(
            application(stage), log_level="warning", lifespan="off", ws="websockets-sansio", timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="page-server", daemon=True)
        thread.start()
        try:
            yield stage
        finally:
            stage.over = True
            server.should_exit = True
            thread.join(10)
