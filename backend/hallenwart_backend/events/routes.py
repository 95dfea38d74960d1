"""`/api/events`: public events, their consents and streams, for clubs and the office. `/api/cameras`."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Path, Query

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.events import telling
from hallenwart_backend.events.captions import CaptionsError, checked
from hallenwart_backend.events.fields import (
    CameraOut,
    CamerasOut,
    CaptionsBody,
    ConsentBody,
    ConsentsOut,
    EventBody,
    EventOut,
    EventsOut,
    LiveBody,
    LiveOut,
    LogLineOut,
    NewEventBody,
    Party,
    PushBody,
    StreamLogOut,
    StreamOut,
    VisitorsBody,
    VisitorsLinkOut,
)
from hallenwart_backend.events.rules import TEXT_VERSION
from hallenwart_backend.events.rules import Party as ByParty
from hallenwart_backend.web.fields import Id, Ms
from hallenwart_backend.web.parts import InBrowser, Manager, PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(tags=["events"])
_DAY_MS: Final = 86_400_000
_BEHIND_MS, _AHEAD_MS = 14 * _DAY_MS, 180 * _DAY_MS
Event = Annotated[Id, Path()]


@router.get("/api/events")
async def listed(
    person: SignedIn,
    parts: PartsOf,
    from_ms: Annotated[Ms | None, Query()] = None,
    to_ms: Annotated[Ms | None, Query()] = None,
) -> EventsOut:
    """Return the events of one's clubs, for the town's people all; by default from two weeks back to half a year ahead."""
    now, room = parts.clock.now_ms(), parts.events
    first = now - _BEHIND_MS if from_ms is None else from_ms
    last = now + _AHEAD_MS if to_ms is None else to_ms
    found = await room.events.of(person, first, last)
    told = [await telling.event_out(one, person, room, parts) for one in found]
    return EventsOut(now_ms=now, version=TEXT_VERSION, events=told)


@router.post("/api/events", status_code=201)
async def make(body: NewEventBody, person: SignedIn, parts: PartsOf) -> EventOut:
    """Make a booking public."""
    event = await parts.events.events.make(person, body.booking, body.wish)
    return await one(event.id, person, parts)


@router.get("/api/events/{event}")
async def one(event: Event, person: SignedIn, parts: PartsOf) -> EventOut:
    found = await parts.events.events.seen(person, event)
    return await telling.event_out(found, person, parts.events, parts)


@router.put("/api/events/{event}")
async def change(event: Event, body: EventBody, person: SignedIn, parts: PartsOf) -> EventOut:
    await parts.events.events.change(person, event, body.wish)
    return await one(event, person, parts)


@router.delete("/api/events/{event}", status_code=204)
async def withdraw(event: Event, person: SignedIn, parts: PartsOf) -> None:
    """Take an event from the public pages; the booking stays, a stream ends at once."""
    await parts.events.events.withdraw(person, event)


@router.get("/api/events/{event}/consents")
async def consents(event: Event, person: SignedIn, parts: PartsOf) -> ConsentsOut:
    return telling.ledger_out(await parts.events.events.seen(person, event), person, parts.events)


@router.post("/api/events/{event}/consents", status_code=201)
async def agree(event: Event, body: ConsentBody, person: InBrowser, parts: PartsOf) -> ConsentsOut:
    """Agree for one's own side: a person does that, no program."""
    room = parts.events
    found = await room.events.seen(person, event)
    await room.consents.record(person, found, ByParty(body.party), given=True, version=body.version)
    return await consents(event, person, parts)


@router.delete("/api/events/{event}/consents/{party}")
async def take_back(event: Event, party: Party, person: InBrowser, parts: PartsOf) -> ConsentsOut:
    """Take a consent back: the stream ends at once, a recording is deleted."""
    room = parts.events
    found = await room.events.seen(person, event)
    await room.consents.record(person, found, ByParty(party), given=False, version=TEXT_VERSION)
    return await consents(event, person, parts)


@router.post("/api/events/{event}/visitors", status_code=201)
async def invite(event: Event, body: VisitorsBody, person: InBrowser, parts: PartsOf) -> VisitorsLinkOut:
    """Make the visiting team's link; it is told this once."""
    room = parts.events
    path, sent = await room.consents.invite(person, await room.events.seen(person, event), body.email)
    return VisitorsLinkOut(url=f"{parts.account_room.public_url.rstrip('/')}{path}", sent=sent)


@router.post("/api/events/{event}/live", status_code=202)
async def live(event: Event, body: LiveBody, person: SignedIn, parts: PartsOf) -> LiveOut:
    """Start or stop the camera; it obeys only while the booking runs and every consent stands."""
    room = parts.events
    return LiveOut(command=await room.rights.live(person, await room.events.seen(person, event), on=body.on))


@router.put("/api/events/{event}/captions", status_code=204)
async def captions(event: Event, body: CaptionsBody, person: SignedIn, parts: PartsOf) -> None:
    """Write captions (WebVTT, times from the beginning of the recording); an empty text takes them away."""
    try:
        text = checked(body.text) if body.text else ""
    except CaptionsError as error:
        raise RefusedError(
            "bad_captions",
            f"Das sind keine Untertitel (WebVTT). Bitte sehen Sie Zeile {error.line} an.",
            f"These are no captions (WebVTT). Please look at line {error.line}.",
            status=422,
            line=error.line,
            why=error.why,
        ) from error
    await parts.events.events.captions(person, event, body.language, text)


@router.put("/api/events/{event}/push", status_code=204)
async def push(event: Event, body: PushBody, person: InBrowser, parts: PartsOf) -> None:
    """Say where the stream is sent besides (rtmp, rtmps, srt); it is never told again."""
    await parts.events.events.push(person, event, body.target)


@router.get("/api/events/{event}/log")
async def log(event: Event, person: SignedIn, parts: PartsOf) -> StreamLogOut:
    """Return when the stream was started and stopped, by which role, and how many watched."""
    await parts.events.events.seen(person, event)
    lines, streams = await parts.streaming.lines(event)
    return StreamLogOut(
        lines=[LogLineOut(t_ms=one.t_ms, deed=one.deed, by=one.by, why=one.why) for one in lines],
        streams=[StreamOut(**{name: getattr(one, name) for name in StreamOut.model_fields}) for one in streams],
    )


@router.get("/api/cameras")
async def cameras(_: Manager, parts: PartsOf) -> CamerasOut:
    """Return all cameras, as their devices told them last."""
    places = parts.places.current
    running = {one.event.stream_id: one.event.id for one in await parts.events.events.now()}
    told = [
        CameraOut(
            device=one.device,
            site=one.site,
            camera=one.now.id,
            hall=one.now.hall,
            hall_name=places.halls[one.now.hall].name if one.now.hall in places.halls else "",
            word=one.now.word,
            since_ms=one.now.since_ms,
            fault=one.now.fault,
            shutter=one.now.shutter,
            event=running.get(one.now.stream),
        )
        for one in parts.events.events.cameras()
    ]
    return CamerasOut(cameras=told)
