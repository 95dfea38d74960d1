"""`/cap`: alarms of fire and drills for other systems, without sign-in, where the operator wants that."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Path, Response

from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/cap", tags=["alerts"])
_BRIEFLY: Final = {"Cache-Control": "public, max-age=10"}


@router.get("/feed.atom", response_class=Response)
async def feed(parts: PartsOf) -> Response:
    """Return the messages of the last seven days, newest first, as an Atom feed."""
    return Response(await parts.channels.cap.feed(), media_type="application/atom+xml", headers=_BRIEFLY)


@router.get("/{message}.xml", response_class=Response)
async def message(message: Annotated[str, Path(pattern=r"^[A-Za-z0-9]{1,32}\.\d{1,6}$")], parts: PartsOf) -> Response:
    """Return one message as CAP 1.2."""
    return Response(await parts.channels.cap.message(message), media_type="application/cap+xml", headers=_BRIEFLY)
