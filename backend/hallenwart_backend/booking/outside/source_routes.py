"""`/api/sources`: the office decides which systems outside lead which halls."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path

from hallenwart_backend.booking.answers import conflict_out
from hallenwart_backend.booking.outside.answers import (
    is_stale,
    outcome_out,
    plan_out,
    row_out,
    words_of,
)
from hallenwart_backend.booking.outside.desk import SourceWish, Standing
from hallenwart_backend.booking.outside.model import Place, Row, Source, SourceKind
from hallenwart_backend.booking.outside.naming import club_of, fold
from hallenwart_backend.booking.outside.polling import READING
from hallenwart_backend.booking.outside.source_shapes import (
    ClubNameOut,
    HandedBackOut,
    LocalOut,
    NewSourceOut,
    PauseBody,
    ReadBody,
    SourceBody,
    SourceKeyOut,
    SourceOut,
    SourcePlaceOut,
    SourcePreviewOut,
    SourceReadOut,
    SourcesOut,
    StartBody,
)
from hallenwart_backend.halls.place_routes import Editor
from hallenwart_backend.web.fields import Id, Words
from hallenwart_backend.web.parts import Parts, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/sources", tags=["outside"])
Named = Annotated[Id, Path()]
_SHOWN_ROWS = 200


def _wish(body: SourceBody) -> SourceWish:
    every = max(1, body.every_min) if body.kind is SourceKind.CALENDAR else body.every_min
    places = tuple(Place(" ".join(one.name.split()), one.hall, tuple(sorted(set(one.sections)))) for one in body.places)
    return SourceWish(body.name, body.kind, places, body.link, body.url, every, body.club_from, body.clubs)


def _names(source: Source, rows: list[Row], parts: Parts) -> list[ClubNameOut]:
    """Return every club's name of the coming plan, those nobody knows first."""
    clubs = parts.places.current.clubs
    dates: dict[str, int] = {}
    for row in rows:
        if row.told.club and not row.told.gone:
            dates[row.told.club] = dates.get(row.told.club, 0) + 1
    found = []
    for name, count in dates.items():
        club = club_of(source, clubs, name)
        found.append(ClubNameOut(name=name, club=club or "", known=club is not None or fold(name) in source.clubs, dates=count))
    return sorted(found, key=lambda one: (one.known, -one.dates, one.name))


def _local(standing: Standing, parts: Parts) -> list[LocalOut]:
    places = parts.places.current
    return [
        LocalOut(
            **conflict_out(one, places).model_dump(),
            id=one.id,
            hall_name=places.halls[one.hall].name,
            partner=one.partner or "",
        )
        for one in standing.local
        if one.hall in places.halls
    ]


def _reading(code: str) -> Words | None:
    told = READING.get(code)
    return Words(de=told[0], en=told[1]) if told else words_of(code)


def _out(standing: Standing, parts: Parts) -> SourceOut:
    source, halls, rows = standing.source, parts.places.current.halls, list(standing.rows)
    return SourceOut(
        id=source.id,
        name=source.name,
        kind=source.kind,
        state=source.state,
        link=source.link,
        url=source.url,
        every_min=source.every_min,
        club_from=source.club_from,
        places=[
            SourcePlaceOut(
                name=one.name,
                hall=one.hall,
                hall_name=halls[one.hall].name if one.hall in halls else one.hall,
                sections=list(one.sections),
            )
            for one in source.places
        ],
        as_of_ms=source.as_of_ms,
        tried_ms=source.tried_ms,
        stale=is_stale(source, parts.clock.now_ms()),
        fault=source.fault,
        fault_words=_reading(source.fault),
        counts=dict(source.report),
        dates=sum(row.booking is not None and not row.fault for row in rows),
        waiting=[row_out(row) for row in rows if row.fault][:_SHOWN_ROWS],
        names=_names(source, rows, parts),
        local=_local(standing, parts),
    )


async def _one(source: str, parts: Parts) -> SourceOut:
    found = await parts.booking.outside.desk.standing(source)
    return _out(found, parts)


@router.get("")
async def sources(_person: Editor, parts: PartsOf) -> SourcesOut:
    return SourcesOut(sources=[_out(one, parts) for one in await parts.booking.outside.desk.every()])


@router.post("", status_code=201)
async def add(body: SourceBody, person: Editor, parts: PartsOf) -> NewSourceOut:
    """Set up a source. It leads nothing before `start`."""
    made, key = await parts.booking.outside.desk.add(_wish(body), person)
    await parts.access.note_deed(person, "source.added", made.id)
    return NewSourceOut(source=await _one(made.id, parts), key=key)


@router.put("/{source}")
async def change(source: Named, body: SourceBody, person: Editor, parts: PartsOf) -> SourceOut:
    """Change names, halls, address, rhythm; what clubs are called counts at once."""
    room = parts.booking.outside
    await room.desk.change(source, _wish(body))
    await room.look_again(source)
    await parts.access.note_deed(person, "source.changed", source)
    return await _one(source, parts)


@router.post("/{source}/key", status_code=201)
async def renew_key(source: Named, person: Editor, parts: PartsOf) -> SourceKeyOut:
    """Make a new key, shown this once; the one before ends now."""
    key = await parts.booking.outside.desk.renew_key(source)
    await parts.access.note_deed(person, "source.key", source)
    return SourceKeyOut(key=key)


@router.post("/{source}/preview")
async def preview(source: Named, _person: Editor, parts: PartsOf) -> SourcePreviewOut:
    """Read a calendar and show what it would bring. Nothing is written."""
    room = parts.booking.outside
    seen = await room.poller.preview(await room.desk.one(source))
    rows = list(seen.rows.values())
    return SourcePreviewOut(
        plan=plan_out(seen.outcomes, every=True),
        rows=[row_out(row) for row in sorted(rows, key=lambda row: row.told.start_ms)][:_SHOWN_ROWS],
        names=_names(seen.source, rows, parts),
        local=_local(await room.desk.standing(source), parts),
    )


@router.post("/{source}/start")
async def start(source: Named, body: StartBody, person: Editor, parts: PartsOf) -> SourceOut:
    """Let the source lead its halls from now on; a calendar is read at once."""
    room = parts.booking.outside
    live = await room.desk.start(source, body.decided, person)
    await parts.access.note_deed(person, "source.started", source)
    if live.kind is SourceKind.CALENDAR:
        await room.poller.read(live, confirmed=True)
    return await _one(source, parts)


@router.post("/{source}/pause")
async def pause(source: Named, body: PauseBody, person: Editor, parts: PartsOf) -> SourceOut:
    """Let the plan stand as it is, or follow again. The halls stay led by the source."""
    await parts.booking.outside.desk.pause(source, paused=body.paused)
    await parts.access.note_deed(person, "source.paused" if body.paused else "source.resumed", source)
    return await _one(source, parts)


@router.post("/{source}/read")
async def read(source: Named, body: ReadBody, person: Editor, parts: PartsOf) -> SourceReadOut:
    """Read a calendar now; with `confirm` also when most of it is gone."""
    room = parts.booking.outside
    done = await room.poller.read(await room.desk.one(source), confirmed=body.confirm)
    if isinstance(done, str):
        return SourceReadOut(done=False, fault=done, fault_words=_reading(done), changes=[])
    await parts.access.note_deed(person, "source.read", source)
    changes = [outcome_out(one) for one in done.outcomes if one.became not in {"unchanged", "ignored"}]
    return SourceReadOut(done=True, fault="", fault_words=None, changes=changes[:_SHOWN_ROWS])


@router.post("/{source}/hand-back")
async def hand_back(source: Named, person: Editor, parts: PartsOf) -> HandedBackOut:
    """End the source: its coming bookings are our own, its halls can be booked here again."""
    stay = await parts.booking.outside.desk.hand_back(source, person)
    await parts.access.note_deed(person, "source.ended", source)
    return HandedBackOut(stay=stay)
