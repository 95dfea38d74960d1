"""The built pages: hashed assets for ever, pages and the service worker never without asking."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from hallenwart_backend.web.parts import PartsOf, session_token
from hallenwart_backend.web.routing import Router

PAGES: Final = ("manager", "club", "login")
_DENSE: Final = ("/live/", "/device/")
"""Video and bundles: packed already, and asked for in parts."""
router = Router(include_in_schema=False)


class Zipped(GZipMiddleware):
    """Compresses what becomes smaller by it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(_DENSE):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


class Cached(StaticFiles):
    """Static files with one cache rule."""

    def __init__(self, directory: Path, *, cache: str, html: bool = False) -> None:
        super().__init__(directory=directory, html=html)
        self._cache = cache

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = self._cache
        return response


@router.get("/")
async def home(request: Request, parts: PartsOf) -> RedirectResponse:
    """Lead to the page of one's role."""
    person = await parts.accounts.who(session_token(request, parts))
    if person is not None and await parts.account_room.passkeys.held_up(person):
        return RedirectResponse("/login/#/passkey", status_code=303, headers={"Cache-Control": "no-store"})
    page = "/login/" if person is None else "/manager/" if person.sees_manager_page else "/club/"
    return RedirectResponse(page, status_code=303, headers={"Cache-Control": "no-store"})


def install(app: FastAPI, root: Path) -> None:
    """Serve the pages under `root`."""

    async def service_worker() -> FileResponse:
        return FileResponse(root / "sw.js", media_type="text/javascript", headers={"Cache-Control": "no-cache"})

    async def watch() -> FileResponse:
        return FileResponse(root / "watch.js", media_type="text/javascript", headers={"Cache-Control": "no-cache"})

    app.add_middleware(Zipped, minimum_size=1_000)
    app.include_router(router)
    app.add_api_route("/sw.js", service_worker, include_in_schema=False)
    app.add_api_route("/watch.js", watch, include_in_schema=False)
    app.mount("/assets", Cached(root / "assets", cache="public, max-age=31536000, immutable"), name="assets")
    for page in PAGES:
        if (root / page).is_dir():
            app.mount(f"/{page}", Cached(root / page, cache="no-cache", html=True), name=page)
