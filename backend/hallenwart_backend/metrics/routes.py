"""`/healthz`, `/readyz` for supervisors, `/metrics` for Prometheus with the token of `metrics.token` in the state folder."""

from __future__ import annotations

import hmac
from typing import Final

from fastapi import Request, Response
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import JSONResponse, PlainTextResponse

from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router

router = Router(include_in_schema=False)
TOKEN_FILE: Final = "metrics.token"  # noqa: S105 - the name of a file
_NO_STORE: Final = {"Cache-Control": "no-store"}


@router.get("/healthz")
async def healthz() -> Response:
    """Answer whenever the process does."""
    return JSONResponse({"alive": True}, headers=_NO_STORE)


@router.get("/readyz")
async def readyz(parts: PartsOf) -> Response:
    """Answer 200 when records, broker and ingest are there, else 503 and which is missing."""
    try:
        ready = await parts.figures.ready()
    except StoreUnavailableError:
        ready = {"records": False}
    return JSONResponse(ready, status_code=200 if all(ready.values()) else 503, headers=_NO_STORE)


@router.get("/metrics")
async def metrics(request: Request, parts: PartsOf) -> Response:
    """Without a token in the state folder there is nothing here; with it, whoever shows it is answered."""
    if not parts.metrics_token:
        return PlainTextResponse("make a metrics.token in the state folder first\n", status_code=404, headers=_NO_STORE)
    shown = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not hmac.compare_digest(shown.encode(), parts.metrics_token.encode()):
        return PlainTextResponse("show the token of metrics.token\n", status_code=401, headers=_NO_STORE)
    return Response(await parts.figures.text(), media_type=CONTENT_TYPE_LATEST, headers=_NO_STORE)
