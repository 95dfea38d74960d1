"""An SMS gateway on loopback, for apprise's `json://`, and somebody outside who waits for the server's sign of life."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hallenwart_sim.phones.inbox import Inbox

BASE: Final = "/phones/sms"
HEARTBEAT: Final = "/phones/heartbeat"
_MISSED_AFTER_S: Final = 150.0


class _Text(msgspec.Struct, frozen=True):
    """`type`: failure for what is urgent, info for the rest."""

    title: str = ""
    message: str = ""
    type: str = "info"


class TextGateway:
    """`people` are names by number. `down`: it answers 503."""

    def __init__(self, inbox: Inbox, people: Mapping[str, str]) -> None:
        self._inbox, self._people = inbox, people
        self.down = False

    def route(self) -> Route:
        return Route(BASE + "/{to}", self._take, methods=["POST"])

    async def _take(self, request: Request) -> Response:
        if self.down:
            return JSONResponse({"message": "out of order"}, status_code=503)
        person = self._people.get(request.path_params["to"])
        if person is None:
            return JSONResponse({"message": "no such number"}, status_code=400)
        try:
            said = msgspec.json.decode(await request.body(), type=_Text)
        except msgspec.MsgspecError:
            return JSONResponse({"message": "malformed"}, status_code=422)
        *lines, last = said.message.splitlines() or [""]
        link = last if "://" in last else ""
        text = "\n".join(lines if link else [*lines, last])
        drill = "PROBE" in said.title
        await self._inbox.put(person, "sms", title=said.title, text=text, link=link, silent=said.type != "failure", drill=drill)
        return JSONResponse({})


class Outside:
    """Waits for the sign of life as a service outside would, and says when it stays away and comes back."""

    def __init__(self, note: Callable[[str], None], *, missed_after_s: float = _MISSED_AFTER_S) -> None:
        self._note, self._missed_after_s = note, missed_after_s
        self._beaten = asyncio.Event()

    def route(self) -> Route:
        return Route(HEARTBEAT, self._take, methods=["GET", "POST"])

    async def _take(self, _: Request) -> Response:
        self._beaten.set()
        return JSONResponse({})

    async def watch(self) -> None:
        """Watch until cancelled."""
        await self._beaten.wait()
        self._note("draußen: der Server gibt Lebenszeichen")
        alive = True
        while True:
            self._beaten.clear()
            try:
                async with asyncio.timeout(self._missed_after_s if alive else None):
                    await self._beaten.wait()
            except TimeoutError:
                alive = False
                self._note("draußen: kein Lebenszeichen vom Server mehr, dort klingelt jetzt ein Telefon")
            else:
                if not alive:
                    self._note("draußen: der Server lebt wieder")
                alive = True
