"""`/api/live`: the one WebSocket of a page; `/api/health` for supervisors."""

from __future__ import annotations

import asyncio
from typing import Final

from fastapi import WebSocket, WebSocketDisconnect

from hallenwart_backend.accounts.rules import same_origin
from hallenwart_backend.live import MOST_PAGES
from hallenwart_backend.web.fields import Shape
from hallenwart_backend.web.parts import PartsOf, parts_of, session_token
from hallenwart_backend.web.routing import Router

router = Router(tags=["live"])
_LOOK_S: Final = 30.0
POLICY, TRY_LATER = 1008, 1013


class HealthOut(Shape):
    status: str


@router.get("/api/health")
async def health(parts: PartsOf) -> HealthOut:
    """Answer when the records can be read."""
    await parts.places.refresh()
    return HealthOut(status="ok")


@router.websocket("/api/live")
async def live(socket: WebSocket) -> None:
    """Push until the page goes, or the session ends (looked at every half minute)."""
    parts = parts_of(socket)
    token = session_token(socket, parts)
    person = await parts.accounts.who(token)
    if (
        person is None
        or await parts.account_room.passkeys.held_up(person)
        or not same_origin(socket.headers.get("origin"), socket.headers.get("host", ""))
    ):
        await socket.close(POLICY)
        return
    if parts.hub.open_pages >= MOST_PAGES:
        await socket.close(TRY_LATER)
        return
    await socket.accept()
    club = None if person.sees_manager_page else person.club or ""
    serving = asyncio.create_task(parts.hub.serve(socket.send_text, club), name=f"page-{person.id}")
    reading = asyncio.create_task(_read_away(socket), name=f"page-read-{person.id}")
    try:
        while (person := await parts.accounts.who(token)) and not await parts.account_room.passkeys.held_up(person):
            done, _ = await asyncio.wait({serving, reading}, timeout=_LOOK_S, return_when=asyncio.FIRST_COMPLETED)
            if done:
                return
        await socket.close(POLICY)
    finally:
        serving.cancel()
        reading.cancel()
        await asyncio.gather(serving, reading, return_exceptions=True)


async def _read_away(socket: WebSocket) -> None:
    """Take what a page sends (nothing is expected) until it goes."""
    try:
        while True:
            await socket.receive_text()
    except (WebSocketDisconnect, KeyError):  # KeyError: bytes instead of text; such a page is let go
        return
