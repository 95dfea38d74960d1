"""`/api/session/oidc`: to the city's sign-in and back. Both are opened by the browser itself, so refusals are pages."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Query, Request
from fastapi.responses import RedirectResponse, Response

from hallenwart_backend.accounts import page
from hallenwart_backend.accounts.cookies import came_by, set_session
from hallenwart_backend.accounts.oidc.service import Answered, CityAccounts
from hallenwart_backend.accounts.page import Line, Page
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.parts import Parts, PartsOf, is_secure
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/session/oidc", include_in_schema=False)
FLOW: Final = "hallenwart_oidc"
_FLOW_S: Final = 600
_NONE: Final = Line("Diese Art der Anmeldung gibt es hier nicht.", "There is no such way to sign in here.")
_TITLE: Final = Line("Anmeldung nicht möglich", "Sign-in not possible")
_Text = Annotated[str, Query(max_length=2_000)]


@router.get("/start")
async def start(request: Request, parts: PartsOf) -> Response:
    oidc = parts.account_room.oidc
    if oidc is None:
        return Page(_TITLE, lead=(_NONE,)).answer(404)
    try:
        url, browser = await oidc.start()
    except RefusedError as error:
        return _refused(error)
    answer = RedirectResponse(url, status_code=303, headers={"Cache-Control": "no-store"})
    secure = is_secure(request, parts.account_room.public_url)
    answer.set_cookie(FLOW, browser, max_age=_FLOW_S, httponly=True, samesite="lax", secure=secure, path="/api/session/oidc")
    return answer


@router.get("/callback")
async def callback(
    request: Request, parts: PartsOf, *, state: _Text = "", code: _Text = "", error: _Text = "", iss: _Text = ""
) -> Response:
    oidc = parts.account_room.oidc
    if oidc is None:
        return Page(_TITLE, lead=(_NONE,)).answer(404)
    answer = await _answered(oidc, Answered(state, code, error, iss or None), request, parts)
    answer.delete_cookie(FLOW, path="/api/session/oidc")
    return answer


async def _answered(oidc: CityAccounts, answered: Answered, request: Request, parts: Parts) -> Response:
    try:
        token, _ = await oidc.answer(answered, request.cookies.get(FLOW), came_by(request, parts, "oidc"))
    except RefusedError as refusal:
        return _refused(refusal)
    answer = RedirectResponse("/", status_code=303, headers={"Cache-Control": "no-store"})
    set_session(answer, token, secure=is_secure(request, parts.account_room.public_url))
    return answer


def _refused(error: RefusedError) -> Response:
    return Page(_TITLE, lead=(page.told(error),)).answer(error.status)
