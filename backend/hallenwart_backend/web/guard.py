"""Pure ASGI middleware: security headers on every answer, the origin check on every change, limits on addresses and bodies."""

from __future__ import annotations

import re
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hallenwart_backend.accounts.rules import same_origin
from hallenwart_backend.web.errors import answer
from hallenwart_backend.web.parts import Parts, is_secure
from hallenwart_contract import device_http

MAX_BODY_BYTES: Final = 64 * 1024
MAX_CALENDAR_BODY_BYTES: Final = 2 * 1024 * 1024
MAX_PLAN_BODY_BYTES: Final = 10 * 1024 * 1024
MAX_DOCUMENT_BODY_BYTES: Final = 10 * 1024 * 1024 + 1
MAX_PHOTO_BODY_BYTES: Final = 6 * 1024 * 1024
MAX_PICTURE_BODY_BYTES: Final = 8 * 1024 * 1024
_LARGE: Final = {
    "/device/v1/logs": device_http.MAX_BODY_BYTES,
    "/device/v1/protocol": device_http.MAX_BODY_BYTES,
    "/device/v1/screen": device_http.MAX_BODY_BYTES,
    "/device/v1/wiring": device_http.MAX_BODY_BYTES,
    "/api/posts/pictures": MAX_PICTURE_BODY_BYTES,
    "/api/duty/import": MAX_CALENDAR_BODY_BYTES,
    "/api/imports": MAX_PLAN_BODY_BYTES,
    "/outside/v1/plan": MAX_CALENDAR_BODY_BYTES,
}
_SOURCE_FILE: Final = re.compile(r"/api/exchange/sources/[^/]+/file")
_STREAM: Final = re.compile(rf"{device_http.PREFIX}/streams/[^/]+/[^/]+/[^/]+\.m4s")
_CAPTIONS: Final = re.compile(r"/api/events/[^/]+/captions")
_DOCUMENT: Final = re.compile(r"/api/clubs/[^/]+/documents")
_MEMBER_LIST: Final = re.compile(r"/api/clubs/[^/]+/list/(look|apply)")
_WITH_PHOTO: Final = re.compile(r"/api/bookings/[^/]+/report|/api/sites/[^/]+/plan")
_TOKEN_IS_ENOUGH: Final = ("/a/", "/t/", "/m/", "/z/", "/api/push/received", "/device/")
"""Here a signed token is the only right, whatever page or app the request comes from; no cookie counts."""
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), "
        "publickey-credentials-get=(self), publickey-credentials-create=(self)"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
DOOR_PAGE: Final = "/club/"
"""Here alone the camera may be used, to read tickets at a door."""
_POLICY: Final = "Permissions-Policy"
HTTPS_ALONE: Final = "max-age=31536000"
_WAIT_S: Final = "10"


class Guard:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(message, scope)
            await send(message)

        if _needs_own_page(scope) and _is_foreign(headers):
            refusal = answer(
                403, "origin", "Diese Anfrage kam von einer fremden Seite.", "This request came from another site."
            )
            await refusal(scope, receive, sent)
        elif _too_large(headers, most=_most(scope["path"])):
            await answer(413, "too_large", "Das ist zu groß.", "That is too large.")(scope, receive, sent)
        elif "\0" in scope["path"] or b"%00" in scope["query_string"]:
            await answer(422, "invalid", "Diese Adresse stimmt nicht.", "This address is not right.")(scope, receive, sent)
        else:
            await self._app(scope, receive, sent)


def _needs_own_page(scope: Scope) -> bool:
    return scope["method"] not in _SAFE and not scope["path"].startswith(_TOKEN_IS_ENOUGH)


def _is_foreign(headers: Headers) -> bool:
    return headers.get("sec-fetch-site") == "cross-site" or not same_origin(headers.get("origin"), headers.get("host", ""))


def _most(path: str) -> int:
    if path in _LARGE:
        return _LARGE[path]
    if _STREAM.fullmatch(path) or _CAPTIONS.fullmatch(path):
        return device_http.MAX_BODY_BYTES
    if _DOCUMENT.fullmatch(path):
        return MAX_DOCUMENT_BODY_BYTES
    if _SOURCE_FILE.fullmatch(path) or _MEMBER_LIST.fullmatch(path):
        return MAX_CALENDAR_BODY_BYTES
    return MAX_PHOTO_BODY_BYTES if _WITH_PHOTO.fullmatch(path) else MAX_BODY_BYTES


def _too_large(headers: Headers, *, most: int) -> bool:
    """Bodies come with a length here; chunked ones are refused with the large."""
    length = headers.get("content-length", "0")
    return "transfer-encoding" in headers or not length.isascii() or not length.isdigit() or int(length[:12]) > most


def _add_headers(message: Message, scope: Scope) -> None:
    headers, path = MutableHeaders(scope=message), scope["path"]
    if path == DOOR_PAGE:
        headers.setdefault(_POLICY, HEADERS[_POLICY].replace("camera=()", "camera=(self)"))
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if path.startswith(("/api/", "/partner/", "/outside/", "/device/", "/city/")):
        headers.setdefault("Cache-Control", "no-store")
    if message["status"] == 429:
        headers.setdefault("Retry-After", _WAIT_S)
    if _by_https(scope):
        headers.setdefault("Strict-Transport-Security", HTTPS_ALONE)


def _by_https(scope: Scope) -> bool:
    parts: Parts | None = getattr(scope["app"].state, "parts", None)
    return is_secure(HTTPConnection(scope), parts.account_room.public_url if parts else "")
