"""`/device/v1/pictures`: the pictures of posts, for the displays that show them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from fastapi.responses import Response

from hallenwart_backend.fleet.enrolment.sending import BySigned
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router
from hallenwart_contract.device_http import PREFIX

router = Router(prefix=PREFIX, tags=["device"])


@router.get("/pictures/{sha256}", responses={200: {"content": {"image/jpeg": {}}}}, response_class=Response)
async def picture(sha256: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")], sent: BySigned, parts: PartsOf) -> Response:
    """Return a picture that a post on this device's display names; whoever asks holds it to its SHA-256."""
    jpeg = await parts.posts.device_picture(sent.device, sha256)
    return Response(jpeg, media_type="image/jpeg")
