"""How public pages and feeds are answered: not too often to one address, cached, and with nothing sent that is known."""

from __future__ import annotations

import json
from typing import Any, Final
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from fastapi.responses import Response

from hallenwart_backend.accounts.throttle import paused
from hallenwart_backend.public import frame as frames
from hallenwart_backend.public.frame import Frame
from hallenwart_backend.web.etags import etag, fits
from hallenwart_backend.web.parts import Parts, PartsOf

CACHED: Final = "public, max-age=60"
OPEN: Final = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Headers of what other sites' pages may read."""
HTML: Final = "text/html; charset=utf-8"


async def calm(request: Request, parts: PartsOf) -> None:
    """Everybody may look, nobody may empty the database. Raises RefusedError 429."""
    if (wait_ms := parts.booking.public_rate.take(request.client.host if request.client else "", parts.clock.mono_ms())) > 0:
        raise paused(wait_ms)


CALM: Final = [Depends(calm)]


async def frame_of(request: Request, parts: Parts, path: str) -> Frame:
    lang = "en" if request.query_params.get("lang") == "en" else "de"
    _, contact = await parts.booking.public.settings()
    base = parts.account_room.public_url.rstrip("/")
    return Frame(lang, parts.clock.now_ms(), ZoneInfo(parts.places.current.zone), contact, base, path)


def answer(
    request: Request, content: bytes, kind: str, headers: dict[str, str] | None = None, status: int = 200, cache: str = CACHED
) -> Response:
    """Return content, or 304 to who has it; the page says itself how old it is."""
    tag = etag(content)
    named = {"ETag": tag, "Cache-Control": cache} | (headers or {})
    if status == 200 and fits(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=named)
    return Response(content, status, media_type=kind, headers=named)


def html(request: Request, text: str, status: int = 200, *, csp: str = "", cache: str = CACHED) -> Response:
    """Return a page; `csp` where it may load more than its own style. A page for one person only is `no-store`."""
    headers = {"Content-Security-Policy": csp or frames.csp(), "Referrer-Policy": "same-origin"}
    return answer(request, text.encode(), HTML, headers, status, cache)


def told(
    request: Request, content: Any, kind: str = "application/json", cache: str = CACHED, headers: dict[str, str] | None = None
) -> Response:
    """Return data that any page and program may read; `headers` beside those that say so."""
    return answer(request, json.dumps(content, ensure_ascii=False).encode(), kind, OPEN | (headers or {}), cache=cache)
