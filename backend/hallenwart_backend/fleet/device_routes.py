"""`/device/v1`: what devices ask over HTTPS. Bodies are those of `hallenwart_contract.device_http`."""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
from fastapi import Path, Request
from fastapi.responses import FileResponse, PlainTextResponse, Response

from hallenwart_backend.fleet.enrolment.refusals import refused
from hallenwart_backend.fleet.enrolment.sending import BySigned, BySignedLate, sender_of
from hallenwart_backend.fleet.enrolment.signing import read_body
from hallenwart_backend.web.fields import Id
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router
from hallenwart_contract.codec import encode
from hallenwart_contract.device_http import PREFIX, EnrolAsk, LogLines, Protocol, RenewAsk, WiringText

router = Router(prefix=PREFIX, tags=["device"])


def _body(name: str) -> dict[str, Any]:
    described = {"description": f"`{name}` of the contract", "schema": {"type": "object"}}
    return {"requestBody": {"required": True, "content": {"application/json": described}}}


_UPLOADED: Final = 204


def _json(answer: msgspec.Struct) -> Response:
    return Response(encode(answer), media_type="application/json")


@router.get("/ca", response_class=PlainTextResponse)
async def ca(request: Request, parts: PartsOf) -> PlainTextResponse:
    """Return the certificate of the authority. Whoever asks holds it to the fingerprint it was given before it trusts it."""
    parts.enrolment.gate.looked(sender_of(request))
    if not parts.enrolment.authority.ca:
        raise refused("no_authority")
    return PlainTextResponse(parts.enrolment.authority.ca, media_type="application/x-pem-file")


@router.post("/enrol", openapi_extra=_body("EnrolAsk"))
async def enrol(request: Request, parts: PartsOf) -> Response:
    """Give a certificate for a one-time token."""
    ask = read_body(await request.body(), EnrolAsk)
    return _json(await parts.enrolment.admission.enrol(ask, sender_of(request)))


@router.post("/renew", openapi_extra=_body("RenewAsk"))
async def renew(sent: BySignedLate, parts: PartsOf) -> Response:
    """Give a new certificate; after the end of the old one only when a person agreed."""
    return _json(await parts.enrolment.renewing.renew(sent, sent.read(RenewAsk)))


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


@router.get("/releases/{version}", response_class=FileResponse)
async def release(version: Annotated[Id, Path()], _: BySigned, parts: PartsOf) -> FileResponse:
    """Return the bundle of a release, or the part of it that `Range` asks for."""
    return FileResponse(parts.fleet.rollouts.bundle(version), media_type="application/x-tar")
