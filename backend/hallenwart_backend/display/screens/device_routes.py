"""`/device/v1/screen`: what the browser of a display drew."""

from __future__ import annotations

from typing import Any, Final

from hallenwart_backend.fleet.enrolment.sending import BySigned
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router
from hallenwart_contract.device_http import PREFIX, ScreenProof

router = Router(prefix=PREFIX, tags=["device"])
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"description": "`ScreenProof` of the contract", "schema": {"type": "object"}}},
    }
}


@router.post("/screen", status_code=204, openapi_extra=_BODY)
async def screen(sent: BySigned, parts: PartsOf) -> None:
    """Take what the browser of a display drew."""
    await parts.displays.proofs.screen(sent, sent.read(ScreenProof))
