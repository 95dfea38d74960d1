"""`/voice/{token}`: the telephony gateway asks what to say, and tells which key was pressed and how the call ended."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Path, Query, Request, Response

from hallenwart_backend.alerts.voice.rules import Lang
from hallenwart_backend.alerts.voice.service import HEADER
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/voice", tags=["alerts"], include_in_schema=False)
_MOST_FIELDS = 100
Token = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


async def _genuine(request: Request, parts: PartsOf) -> dict[str, str]:
    """Return the form's fields when the gateway signed them. Raises RefusedError 403."""
    fields = parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    form = dict(fields)
    target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if not parts.channels.voice.is_genuine(target, form, request.headers.get(HEADER, "")):
        raise RefusedError("bad_signature", "Die Unterschrift stimmt nicht.", "The signature is wrong.", status=403)
    return form


Form = Annotated[dict[str, str], Depends(_genuine)]


@router.post("/{token}")
async def say(
    token: Token, form: Form, parts: PartsOf, lang: Lang = Lang.DE, turn: Annotated[int, Query(ge=1, le=50)] = 1
) -> Response:
    """Return what the gateway is to say next."""
    xml = await parts.channels.voice.say(token, digits=form.get("Digits", ""), lang=lang, turn=turn)
    if xml is None:
        raise _no_such()
    return Response(xml, media_type="application/xml")


@router.post("/{token}/status", status_code=204)
async def status(token: Token, form: Form, parts: PartsOf) -> None:
    """Take how the call stands."""
    if not await parts.channels.voice.ended(token, form.get("CallStatus", "")):
        raise _no_such()


def _no_such() -> RefusedError:
    return RefusedError("no_such_call", "Diesen Anruf gibt es nicht.", "There is no such call.", status=404)
