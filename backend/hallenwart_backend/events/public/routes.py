"""`/veranstaltungen`: public events for everybody, without script; `.ics` for calendars."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Path, Request
from fastapi.responses import RedirectResponse, Response

from hallenwart_backend.accounts.page import form_of
from hallenwart_backend.booking.feeds.routes import calendar_answer
from hallenwart_backend.booking.feeds.rules import Entry, calendar
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.events.public import page
from hallenwart_backend.events.public.page import LIST, Elsewhere, Shown
from hallenwart_backend.events.rules import Phase
from hallenwart_backend.events.store import Dated
from hallenwart_backend.events.tickets.public.page import order_form
from hallenwart_backend.events.tickets.public.words import WORDS as TICKET_WORDS
from hallenwart_backend.exchange.model import ItemKind
from hallenwart_backend.public.answers import CALM, frame_of, html
from hallenwart_backend.public.frame import Frame, Said, nowhere
from hallenwart_backend.web.parts import Parts, PartsOf, session_token
from hallenwart_backend.web.routing import Router

_DAY_MS: Final = 86_400_000
_AHEAD_MS: Final = 90 * _DAY_MS
_LONGEST: Final = 1_000
_MOST_ELSEWHERE: Final = 50
Event = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]


router = Router(prefix=LIST, include_in_schema=False, dependencies=CALM)


def _html(request: Request, text: str, status: int = 200) -> Response:
    return html(request, text, status, csp=page.csp(), cache="public, max-age=10")


async def _shown(found: Dated, parts: Parts) -> Shown:
    hall = parts.places.hall(found.date.hall)
    return Shown(
        found,
        hall,
        parts.places.current.clubs.get(found.event.club or "", ""),
        parts.events.events.phase(found),
        await parts.watching.state(found.event.stream_id),
        sorted(await parts.events.events.captions_of(found.event.id)),
    )


async def _coming(parts: Parts) -> list[Dated]:
    """Return what is on now and in the coming weeks, in halls that everybody may see."""
    now, halls = parts.clock.now_ms(), await parts.booking.public.shown()
    found = await parts.events.events.between(now, now + _AHEAD_MS)
    return [one for one in found if one.date.hall in halls and parts.events.events.phase(one) in {Phase.COMING, Phase.NOW}]


async def one_shown(event: str, parts: Parts) -> Dated | None:
    try:
        found = await parts.events.events.one(event)
    except RefusedError:
        return None
    return found if found.date.hall in await parts.booking.public.shown() else None


@router.get("")
async def listed(request: Request, parts: PartsOf) -> Response:
    shown = [await _shown(one, parts) for one in await _coming(parts)]
    return _html(request, page.list_page(await frame_of(request, parts, LIST), shown, await _elsewhere(parts)))


async def _elsewhere(parts: Parts) -> list[Elsewhere]:
    """Return what others tell of the coming weeks and is not ours, the soonest first."""
    until = parts.clock.now_ms() + _AHEAD_MS
    found = [
        Elsewhere(one.item.title, one.item.url, start, one.item.to_ms or start, one.item.spot.name, one.item.by, one.sources)
        for one in await parts.exchange.desk.shown(ItemKind.EVENT)
        if (start := one.item.from_ms) is not None and start < until
    ]
    return sorted(found, key=lambda one: (one.start_ms, one.title))[:_MOST_ELSEWHERE]


@router.get(".ics")
async def feed(request: Request, parts: PartsOf) -> Response:
    entries = [_entry(one, parts) for one in await _coming(parts)]
    return calendar_answer(calendar("Veranstaltungen", entries), request, "veranstaltungen.ics", "public, max-age=300")


@router.get("/{event}.ics")
async def one_feed(event: Event, request: Request, parts: PartsOf) -> Response:
    found = await one_shown(event, parts)
    if found is None:
        return _html(request, nowhere(await frame_of(request, parts, LIST)), 404)
    entry = _entry(found, parts)
    return calendar_answer(calendar(found.event.title, [entry]), request, f"{event}.ics", "public, max-age=300")


def _entry(one: Dated, parts: Parts) -> Entry:
    event, hall = one.event, parts.places.hall(one.date.hall)
    return Entry(
        uid=f"event-{event.id}",
        start_ms=one.date.start_ms,
        end_ms=one.date.end_ms,
        title=event.title,
        club=parts.places.current.clubs.get(event.club or "", ""),
        place=hall.name,
        where=", ".join(dict.fromkeys(filter(None, (hall.name, hall.site.address)))),
        zone=hall.site.zone,
        created_ms=event.made_ms,
        changed_ms=event.changed_ms,
        sequence=event.sequence,
        cancelled=parts.events.events.phase(one) is Phase.GONE,
        note=f"{parts.account_room.public_url.rstrip('/')}{LIST}/{event.id}",
    )


@router.get("/{event}")
async def shown(event: Event, request: Request, parts: PartsOf) -> Response:
    frame, found = await frame_of(request, parts, f"{LIST}/{event}"), await one_shown(event, parts)
    if found is None:
        return _html(request, nowhere(frame), 404)
    said = request.query_params.get("said", "")
    if said == "tickets":
        return await show(request, parts, frame, found, Said("note", str(TICKET_WORDS[frame.lang]["sent"])))
    return await show(request, parts, frame, found, said=said)


async def show(
    request: Request,
    parts: Parts,
    frame: Frame,
    found: Dated,
    told: Said | None = None,
    status: int = 200,
    email: str = "",
    *,
    said: str = "",
) -> Response:
    """Return the page of an event with its form for tickets; `told` is what became of a wish for some."""
    tickets = parts.events.tickets.tickets
    room, person = await tickets.room(found), None
    if room is not None and room.open:
        person = await parts.accounts.who(session_token(request, parts))
    badge = person is not None and await tickets.has_badge(person)
    form = order_form(room, frame.lang, badge=badge, member=person is not None, email=email)
    text = page.event_page(frame, await _shown(found, parts), said=said, tickets=form, told=told)
    if person is not None or told is not None:
        return html(request, text, status, csp=page.csp(), cache="no-store")
    return _html(request, text, status)


@router.post("/{event}/widerspruch")
async def objected(event: Event, request: Request, parts: PartsOf) -> Response:
    """Take the word of somebody who is seen and does not want that; the office gets it by e-mail."""
    frame, found = await frame_of(request, parts, f"{LIST}/{event}"), await one_shown(event, parts)
    if found is None:
        return _html(request, nowhere(frame), 404)
    sender = request.client.host if request.client else ""
    if parts.events.objections.slow(sender):
        return _html(request, page.event_page(frame, await _shown(found, parts), said="failed"), 429)
    form = await form_of(request)
    text, contact = form.get("text", "").strip()[:_LONGEST], form.get("contact", "").strip()[:200]
    if not text or not await parts.events.objections.take(found, text, contact):
        return _html(request, page.event_page(frame, await _shown(found, parts), said="failed"), 422 if not text else 503)
    return RedirectResponse(f"{LIST}/{event}?lang={frame.lang}&said=done", 303, headers={"Cache-Control": "no-store"})
