"""Matches for this Pi's own page: the server's HLS, asked for as this device.

Each part is asked for once, a playlist is never kept.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from hallenwart_contract.device_http import PREFIX
from hallenwart_contract.view import View
from hallenwart_edge.device_client import ServerRefusedError
from hallenwart_edge.errors import EdgeError, LinkDownError
from hallenwart_edge.screens.pictures import Get

MOST_BYTES: Final = 8_000_000
AT_ONCE: Final = 4
PLAYLIST: Final = "index.m3u8"
_PART: Final = re.compile(r"\d{1,5}/\d{1,7}\.m4s")
_PLAYLIST_TYPE: Final = "application/vnd.apple.mpegurl"
_PART_TYPE: Final = "video/mp4"
_PASSED_ON: Final = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.SERVICE_UNAVAILABLE})


class Streams:
    """`view` tells which matches may be shown here; `get` None: there is no server."""

    def __init__(self, view: Callable[[], View | None], get: Get | None, now_ms: Callable[[], int]) -> None:
        self._view, self._get, self._now_ms = view, get, now_ms
        self._parts: OrderedDict[str, bytes] = OrderedDict()
        self._asking: dict[str, asyncio.Task[bytes]] = {}
        self._room = asyncio.Semaphore(AT_ONCE)

    async def answer(self, request: Request) -> Response:
        """Answer `/display/streams/{id}/{name:path}`. Without a server: 503."""
        stream, name = request.path_params["id"], request.path_params["name"]
        playlist = name == PLAYLIST
        if not (playlist or _PART.fullmatch(name)) or not self._may(stream):
            return _said(HTTPStatus.NOT_FOUND)
        path = f"{PREFIX}/streams/{stream}/{name}"
        try:
            content = self._parts.get(path) or await self._once(path)
        except ServerRefusedError as refusal:
            return _said(refusal.status if refusal.status in _PASSED_ON else HTTPStatus.SERVICE_UNAVAILABLE)
        except EdgeError:
            return _said(HTTPStatus.SERVICE_UNAVAILABLE)
        if playlist:
            return Response(content, media_type=_PLAYLIST_TYPE, headers={"Cache-Control": "no-store"})
        self._keep(path, content)
        return Response(content, media_type=_PART_TYPE, headers={"Cache-Control": "private, max-age=600"})

    def _may(self, stream: str) -> bool:
        view, now_ms = self._view(), self._now_ms()
        shown = view.shown_streams if view is not None else []
        return any(each.id == stream and each.from_ms <= now_ms < each.to_ms for each in shown)

    async def _once(self, path: str) -> bytes:
        """Ask the server, together with whoever asks for the same right now."""
        task = self._asking.get(path)
        if task is None:
            task = asyncio.create_task(self._ask(path), name="stream part")
            self._asking[path] = task
            task.add_done_callback(lambda asked: self._answered(path, asked))
        return await asyncio.shield(task)

    def _answered(self, path: str, asked: asyncio.Task[bytes]) -> None:
        self._asking.pop(path, None)
        if not asked.cancelled():
            asked.exception()  # whoever asked may have gone

    async def _ask(self, path: str) -> bytes:
        if self._get is None:
            raise LinkDownError("there is no server")
        async with self._room:
            return await self._get(path)

    def _keep(self, path: str, content: bytes) -> None:
        self._parts[path] = content
        self._parts.move_to_end(path)
        while sum(map(len, self._parts.values())) > MOST_BYTES:
            self._parts.popitem(last=False)


def _said(status: int) -> Response:
    return Response(status_code=status, headers={"Cache-Control": "no-store"})
