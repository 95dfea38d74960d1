"""`/device/v1`: what devices ask over HTTPS. Bodies are those of `hallenwart_contract.device_http`."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter

from hallenwart_backend.fleet.enrolment.sending import BySigned
from hallenwart_backend.web.parts import PartsOf
from hallenwart_contract.device_http import PREFIX, LogLines, Protocol, WiringText

router = APIRouter(prefix=PREFIX, tags=["device"])


def _body(name: str) -> dict[str, Any]:
    described = {"description": f"`{name}` of the contract", "schema": {"type": "object"}}
    return {"requestBody": {"required": True, "content": {"application/json": described}}}


_UPLOADED: Final = 204


@router.post("/logs", status_code=_UPLOADED, openapi_extra=_body("LogLines"))
async def logs(sent: BySigned, parts: PartsOf) -> None:
    """Take a device's last log lines."""
    await parts.enrolment.uploads.logs(sent, sent.read(LogLines))


@router.post("/wiring", status_code=_UPLOADED, openapi_extra=_body("WiringText"))
async def wiring(sent: BySigned, parts: PartsOf) -> None:
    """Take what a device runs by."""
    await parts.enrolment.uploads.wiring(sent, sent.read(WiringText))


@router.post("/protocol", status_code=_UPLOADED, openapi_extra=_body("Protocol"))
async def protocol(sent: BySigned, parts: PartsOf) -> None:
    """Take the protocol of a commissioning."""
    await parts.enrolment.uploads.protocol(sent, sent.read(Protocol))
