"""The cookies of accounts: who is signed in, and which browser asked for a link or went to the city's sign-in."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from fastapi import Request, Response

from hallenwart_backend.accounts.browsers import words_of
from hallenwart_backend.accounts.rules import SESSION_MS
from hallenwart_backend.accounts.service import Came
from hallenwart_backend.web.parts import COOKIE, SAFE_COOKIE, Parts, session_token

ASKED: Final = "hallenwart_asked"
"""Tells that it is the same browser that asked for a link; of no use without the link."""
_ASKED_S: Final = 15 * 60
MARK: Final = "hallenwart_mark"
"""Changes with every sign-in, and the page may read it: what it kept for another sign-in it erases, also without network."""
_MARK_S: Final = 180 * 86_400


def set_session(response: Response, token: str, *, secure: bool) -> None:
    name = SAFE_COOKIE if secure else COOKIE
    response.set_cookie(name, token, max_age=SESSION_MS // 1000, httponly=True, samesite="lax", secure=secure)
    mark = hashlib.sha256(f"mark:{token}".encode()).hexdigest()[:16]
    response.set_cookie(MARK, mark, max_age=_MARK_S, httponly=False, samesite="lax", secure=secure)


def drop_session(response: Response) -> None:
    response.delete_cookie(SAFE_COOKIE, secure=True, httponly=True)  # without `secure` browsers keep it
    for name in (COOKIE, MARK):
        response.delete_cookie(name)


def set_asked(request: Request, response: Response, *, secure: bool) -> str:
    """Mark the browser; return the mark."""
    mark = request.cookies.get(ASKED) or secrets.token_urlsafe(24)
    response.set_cookie(ASKED, mark, max_age=_ASKED_S, httponly=True, samesite="lax", secure=secure)
    return mark


def came_by(request: Request, parts: Parts, way: str) -> Came:
    return Came(way, words_of(request.headers.get("user-agent", "")), session_token(request, parts))


def sender_of(request: Request) -> str:
    return request.client.host if request.client else ""
