"""`/sensorthings/v1.1/…`: what halls measure, for programs. Read only."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from fastapi import Depends, Request
from fastapi.responses import Response

from hallenwart_backend.accounts.throttle import paused
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.opendata.datasets import Rights
from hallenwart_backend.opendata.reader import Reader, Reading
from hallenwart_backend.opendata.sensorthings.refusals import QueryError
from hallenwart_backend.opendata.sensorthings.service import DATASETS, ROOT
from hallenwart_backend.public.answers import OPEN, answer
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router

JSON: Final = "application/json"
_CACHED: Final = "public, max-age=60"
_ALLOWED: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Authorization, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


async def calm(request: Request, parts: PartsOf) -> None:
    """Raises RefusedError 429 for an address that asks too fast."""
    sender = request.client.host if request.client else ""
    if (wait_ms := parts.sensorthings.rate.take(sender, parts.clock.mono_ms())) > 0:
        raise paused(wait_ms)


router = Router(include_in_schema=False, dependencies=[Depends(calm)])


@router.get(ROOT)
@router.get(f"{ROOT}/")
async def root(request: Request, parts: PartsOf) -> Response:
    """Return what the service offers."""
    return _told(request, parts.sensorthings.root(), {})


@router.get(ROOT + "/{path:path}")
async def read(path: str, request: Request, parts: PartsOf, reader: Reading) -> Response:
    """Return entities. Refusals look as SensorThings has them."""
    try:
        _check(reader)
        content = await parts.sensorthings.answer(path, request.url.query, reader.may)
    except QueryError as error:
        return _refused(error)
    except RefusedError as error:
        return _refused(QueryError(error.status, error.de, error.en))
    closed = reader.headers(*(one for one in DATASETS if reader.may(one)))
    if path.endswith("/$value") and not isinstance(content, dict | list):
        return answer(request, str(content).encode(), "text/plain; charset=utf-8", OPEN | closed, cache=_CACHED)
    return _told(request, content, closed)


def _check(reader: Reader) -> None:
    """Raises RefusedError 401 for who needs a key and has none that is valid, 404 where all is off."""
    closed = [one for one in DATASETS if not reader.may(one)]
    if len(closed) == len(DATASETS) or reader.wrong:
        keyed = [one for one in closed if reader.registry.rights(one) is Rights.KEY]
        for one in keyed or closed:
            reader.need(one)


@router.options(ROOT + "/{path:path}")
async def allowed() -> Response:
    """Return what pages of other sites may ask."""
    return Response(status_code=204, headers=OPEN | _ALLOWED)


def _told(request: Request, content: Any, headers: dict[str, str]) -> Response:
    return answer(request, msgspec.json.encode(content), JSON, OPEN | headers, cache=_CACHED)


def _refused(error: QueryError) -> Response:
    content = {"code": error.status, "type": "error", "message": str(error), "messages": {"de": error.de, "en": error.en}}
    return Response(msgspec.json.encode(content), error.status, media_type=JSON, headers=OPEN)
