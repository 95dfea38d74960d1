"""How errors are told: always `{code, message: {de, en}}`, never a trace."""

from __future__ import annotations

import logging
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DataError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from hallenwart_backend.errors import RefusedError, StoreUnavailableError

_log: Final = logging.getLogger(__name__)
_WORDS: Final = {
    404: ("not_found", "Das gibt es hier nicht.", "There is no such thing here."),
    405: ("method", "So geht das hier nicht.", "That is not how this works."),
    413: ("too_large", "Das ist zu groß.", "That is too large."),
}


def answer(status: int, code: str, de: str, en: str, **extra: object) -> JSONResponse:
    return JSONResponse({"code": code, "message": {"de": de, "en": en}, **extra}, status_code=status)


async def _refused(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RefusedError)  # noqa: S101 - registered for this class alone
    told = answer(error.status, error.code, error.de, error.en, **error.extra)
    if "wait_s" in error.extra:
        told.headers["Retry-After"] = str(error.extra["wait_s"])
    return told


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class alone
    fields = sorted({".".join(str(part) for part in one["loc"][1:]) or "body" for one in error.errors()})
    named = ", ".join(fields)[:200]
    return answer(422, "invalid", f"Diese Angaben stimmen nicht: {named}.", f"This is not right: {named}.", fields=fields[:20])


async def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class alone
    code, de, en = _WORDS.get(error.status_code, ("refused", "Das geht nicht.", "That does not work."))
    return answer(error.status_code, code, de, en)


async def _unavailable(_request: Request, error: Exception) -> JSONResponse:
    _log.warning("records unavailable: %s", error)
    return answer(
        503, "unavailable", "Gerade nicht möglich. Bitte gleich noch einmal.", "Not possible now. Please try again soon."
    )


async def _unfit(request: Request, error: Exception) -> JSONResponse:
    """The last net below the checks of fields: a value that the database cannot hold is the sender's fault."""
    _log.warning("%s %s: %s", request.method, request.url.path, error)
    return answer(422, "invalid", "Diese Angaben stimmen nicht.", "This is not right.")


async def _gone(_request: Request, _error: Exception) -> JSONResponse:
    """Nobody reads this: who asked went away, or was too slow, in the middle of the body."""
    return answer(400, "gone", "Die Anfrage brach ab.", "The request broke off.")


async def _unknown(request: Request, error: Exception) -> JSONResponse:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return answer(500, "error", "Hier ist etwas schiefgegangen.", "Something went wrong here.")


def install(app: FastAPI) -> None:
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(StoreUnavailableError, _unavailable)
    app.add_exception_handler(DataError, _unfit)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _unknown)  # the last resort: whatever it is, people get words
