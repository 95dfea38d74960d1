"""`/a/{token}`: the page behind the link of a message. Only a press with a name acknowledges, whoever fetches it."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from hallenwart_backend.alerts.links import page, words
from hallenwart_backend.alerts.links.service import Looked
from hallenwart_backend.alerts.links.words import Line
from hallenwart_backend.web import plain
from hallenwart_backend.web.parts import Parts, PartsOf
from hallenwart_backend.web.routing import Router
from hallenwart_contract.live_incidents import IncidentKind

router = Router(include_in_schema=False)
_STATUS: Final = {"live": 200, "over": 200, "expired": 410, "unknown": 404}
_MOST_FORM_BYTES: Final = 4_096
_MOST_NAME: Final = 80
_MOST_DIGITS: Final = 18
_LOOKERS: Final = ("prefetch", "preview", "prerender")
_MACHINES: Final = (
    *("bot", "crawler", "spider", "scan", "safelinks", "proofpoint", "mimecast", "barracuda", "skypeuripreview", "whatsapp"),
    *("facebookexternalhit", "slack", "telegram", "discord", "curl", "wget", "python", "monitor", "preview", "google-safety"),
)
"""Parts of names by which programs say that nobody is looking. Only what is noted depends on it: no GET acknowledges."""


@router.get("/a/{token}", response_class=HTMLResponse)
async def show(token: str, request: Request, parts: PartsOf) -> HTMLResponse:
    if not parts.people.answers.may_look(token, _sender(request)):
        return plain.answer(page.plain(words.UNKNOWN, words.TOO_MANY), 429)
    looked = await parts.people.answers.look(token, opened=_by_a_person(request))
    said = request.query_params.get("said", "")
    done = looked.incident is not None and said in words.WORDS and looked.incident.ack_word == said
    notes = (words.thanks(looked.incident.acked_by, said),) if done and looked.incident else ()
    return _shown(looked, token, parts, notes)


@router.head("/a/{token}")
async def head(token: str) -> Response:
    """Say that there is a page, and note nothing."""
    return Response(status_code=200 if token else 404, headers={"Cache-Control": "no-store"})


@router.post("/a/{token}", response_class=HTMLResponse)
async def answer(token: str, request: Request, parts: PartsOf) -> Response:
    """Take the answer. The token stands in the body too: the form of this very page was sent."""
    if not parts.people.answers.may_try(token, _sender(request)):
        return plain.answer(page.plain(words.UNKNOWN, words.TOO_MANY), 429)
    form = await _form(request)
    word, name = form.get("word", ""), " ".join(form.get("name", "").split())[:_MOST_NAME]
    if form.get("token") != token or word not in words.WORDS:
        return _shown(await parts.people.answers.look(token, opened=False), token, parts, (), status=422)
    if not name or not name.isprintable():
        return _shown(await parts.people.answers.look(token, opened=False), token, parts, (words.NO_NAME,), status=422)
    stage = form.get("stage", "")
    stage_ms = int(stage) if stage.isdecimal() and len(stage) < _MOST_DIGITS else None
    looked = await parts.people.answers.answer(parts.incidents, token, name=name, word=word, stage_ms=stage_ms)
    if looked.grown and looked.state == "live":
        return _shown(looked, token, parts, (words.GROWN,), status=409)
    if looked.state != "live" or looked.incident is None:
        return _shown(looked, token, parts, (), status=409 if looked.state == "over" else None)
    if looked.incident.what.kind is IncidentKind.HELP and looked.person is not None:
        for call in looked.incident.causes:
            await parts.lockers.help.seen(call, looked.person)  # whoever waits at the locker learns of it
    return RedirectResponse(f"/a/{token}?said={word}", status_code=303, headers={"Cache-Control": "no-store"})


def _shown(looked: Looked, token: str, parts: Parts, notes: tuple[Line, ...], status: int | None = None) -> HTMLResponse:
    code = status if status is not None and looked.state in {"live", "over"} else _STATUS[looked.state]
    if looked.incident is None:
        expired = looked.state == "expired"
        text = page.plain(words.EXPIRED, words.EXPIRED_HINT) if expired else page.plain(words.UNKNOWN, words.UNKNOWN_HINT)
        return plain.answer(text, code)
    site = parts.places.current.sites.get(looked.incident.what.site)
    view = page.View(
        incident=parts.alerts.shown.incident(looked.incident),
        steps=looked.steps,
        zone=ZoneInfo(site.zone if site else parts.places.current.zone),
        token=token,
        name=looked.person.name if looked.person else "",
        stage_ms=looked.incident.stage_ms,
        notes=notes,
    )
    return plain.answer(page.incident_page(view), code)


def _sender(request: Request) -> str:
    return request.client.host if request.client else ""


def _by_a_person(request: Request) -> bool:
    """Say whether a person probably looks: no prefetch, no program that names itself."""
    asked = " ".join(request.headers.get(name, "") for name in ("purpose", "sec-purpose", "x-purpose", "x-moz")).lower()
    agent = request.headers.get("user-agent", "").lower()
    return bool(agent) and not any(word in asked for word in _LOOKERS) and not any(word in agent for word in _MACHINES)


async def _form(request: Request) -> dict[str, str]:
    """Return the fields of a small urlencoded form; nothing for anything else."""
    body = await request.body()
    if len(body) > _MOST_FORM_BYTES:
        return {}
    try:
        return {name: values[0] for name, values in parse_qs(body.decode(), max_num_fields=8).items()}
    except ValueError:
        return {}
