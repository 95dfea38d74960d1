"""`/outside/v1`: a system outside says what is booked in the halls it leads. Every request may come twice, or late."""

from __future__ import annotations

from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo

from fastapi import Depends, Path, Query, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import Field, StringConstraints

from hallenwart_backend.booking.outside import store
from hallenwart_backend.booking.outside.answers import (
    OutcomeOut,
    OutsidePlanOut,
    OutsideRowOut,
    counts_of,
    outcome_out,
    plan_out,
    row_out,
)
from hallenwart_backend.booking.outside.mirror import Seen
from hallenwart_backend.booking.outside.model import Became, Outcome, Source, Told
from hallenwart_backend.booking.outside.moments import fault_of_span, moment_ms, on_quarter
from hallenwart_backend.booking.outside.naming import spot_of
from hallenwart_backend.booking.outside.refusals import WHY, refused
from hallenwart_backend.booking.outside.saying import Gone, Nothing, One, WholePlan
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.audited import Actor
from hallenwart_backend.web.fields import Body, Ms, Refusal, Shape
from hallenwart_backend.web.parts import Parts, PartsOf
from hallenwart_backend.web.routing import Router
from hallenwart_contract.whole import MAX_WHOLE

_bearer: Final = HTTPBearer(auto_error=False, scheme_name="sourceKey", description="the source's key, `hwo_…`")
ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    401: {"model": Refusal, "description": "`bad_key`: no key, a wrong one, or of a source that has ended"},
    409: {"model": Refusal, "description": "`not_live`: the office has paused the source, or not switched it on yet"},
    422: {"model": Refusal, "description": "What is said makes no sense"},
    429: {"model": Refusal, "description": "`too_fast`: wait as long as `Retry-After` says"},
}
router = Router(prefix="/outside/v1", tags=["outside"], responses=ANSWERS)
MOST_ROWS: Final = 5_000
Uid = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[!-~]+$")]
Text = Annotated[str, StringConstraints(max_length=120)]
Moment = Annotated[
    str,
    StringConstraints(min_length=8, max_length=40),
    Field(description="ISO 8601, with offset or as wall time in `zone`", examples=["2026-11-26T18:00:00+01:00"]),
]
Version = Annotated[int, Field(strict=True, ge=0, le=4_102_444_800_000)]


class OutsideBookingBody(Body):
    """`place`: a hall as you or we call it; `part`: a part of it, or sections as `1,2`; both empty: the only hall you lead.

    `updated_ms` or `sequence` (use one of them, always) rise with each change: an older word is then ignored.
    """

    start: Moment
    end: Moment
    zone: Annotated[str, StringConstraints(max_length=64)] = ""
    place: Text = ""
    part: Annotated[str, StringConstraints(max_length=80)] = ""
    title: Text = ""
    club: Text = ""
    updated_ms: Version | None = None
    sequence: Version | None = None


class OutsidePlanRow(OutsideBookingBody):
    uid: Uid


class OutsidePlanBody(Body):
    """Everything between `from_ms` and `to_ms`. What is known there and not named is cancelled, unless it has begun.

    A plan that would cancel everything needs `confirm_empty`. `every_row`: answer unchanged rows too.
    """

    from_ms: Ms
    to_ms: Ms
    bookings: Annotated[list[OutsidePlanRow], Field(max_length=MOST_ROWS)]
    updated_ms: Version | None = None
    confirm_empty: bool = False
    every_row: bool = False


class LedHallOut(Shape):
    id: str
    name: str
    zone: str
    sections: int
    parts: list[str]


class OutsidePlaceOut(Shape):
    name: str
    hall: str
    sections: list[int]


class OutsideSelfOut(Shape):
    """What this key leads, and how it stands. `state`: draft, live, paused."""

    name: str
    state: str
    as_of_ms: int | None
    halls: list[LedHallOut]
    places: list[OutsidePlaceOut]


class OutsideRowsOut(Shape):
    bookings: list[OutsideRowOut]


async def pushing(
    request: Request, parts: PartsOf, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Source:
    """Return whose key came with the request. Raises RefusedError 401, 429."""
    if credentials is None:
        raise refused("bad_key")
    sender = request.client.host if request.client else ""
    source = await parts.booking.outside.keys.who(credentials.credentials, sender)
    request.state.actor = Actor(program=f"source:{source.id}")
    return source


Pushing = Annotated[Source, Depends(pushing)]
Named = Annotated[Uid, Path()]


def _told(uid: str, body: OutsideBookingBody, source: Source, parts: Parts) -> Told:
    """Return what is said. Raises RefusedError 422."""
    try:
        zone = ZoneInfo(body.zone) if body.zone else _zone_of(body, source, parts)
    except (KeyError, ValueError, OSError) as error:
        raise refused("bad_zone") from error
    try:
        start, end = (on_quarter(moment_ms(text, zone)) for text in (body.start, body.end))
    except (ValueError, OverflowError) as error:
        raise refused("bad_time") from error
    return Told(
        uid,
        start,
        end,
        place=_tidy(body.place),
        part=_tidy(body.part),
        title=_tidy(body.title),
        club=_tidy(body.club),
        version=body.updated_ms if body.updated_ms is not None else body.sequence,
        fault=fault_of_span(start, end),
    )


def _tidy(text: str) -> str:
    return "".join(one for one in " ".join(text.split()) if one.isprintable())


def _zone_of(body: OutsideBookingBody, source: Source, parts: Parts) -> ZoneInfo:
    halls = parts.places.current.halls
    spot = spot_of(source, halls, body.place)
    found = halls.get(spot.hall) or next((halls[hall] for hall in source.halls if hall in halls), None)
    return found.zone if found else ZoneInfo(parts.places.current.zone)


def _of(seen: Seen, uid: str) -> OutcomeOut:
    """Return what became of one uid. Raises RefusedError 409 where it was refused; it is tried again when something changes."""
    one = next(found for found in seen.outcomes if found.uid == uid)
    if one.became is Became.REFUSED:
        de, en = WHY[one.why]
        raise RefusedError(one.why, f"{de}.", f"{en}.", status=409, uid=uid, other=one.other)
    return outcome_out(one)


@router.get("")
async def self_(source: Pushing, parts: PartsOf) -> OutsideSelfOut:
    """Return what this key leads."""
    halls = parts.places.current.halls
    led = [halls[hall] for hall in source.halls if hall in halls]
    return OutsideSelfOut(
        name=source.name,
        state=source.state,
        as_of_ms=source.as_of_ms,
        halls=[
            LedHallOut(
                id=hall.id,
                name=hall.name,
                zone=hall.site.zone,
                sections=hall.sections,
                parts=[part.name for part in hall.parts],
            )
            for hall in led
        ],
        places=[OutsidePlaceOut(name=one.name, hall=one.hall, sections=list(one.sections)) for one in source.places],
    )


@router.get("/bookings")
async def rows(
    source: Pushing,
    parts: PartsOf,
    from_ms: Annotated[int | None, Query(ge=0, le=MAX_WHOLE)] = None,
    to_ms: Annotated[int | None, Query(ge=0, le=MAX_WHOLE)] = None,
) -> OutsideRowsOut:
    """Return what is known of your plan (from now on, where no time is named), and what became of each booking."""
    after = parts.clock.now_ms() if from_ms is None else from_ms
    found = await parts.records.read(lambda connection: store.rows_of(connection, source.id, after))
    shown = [row_out(row) for row in found.values() if to_ms is None or row.told.start_ms < to_ms]
    return OutsideRowsOut(bookings=shown)


@router.get("/bookings/{uid:path}", responses={404: {"model": Refusal, "description": "`no_such_row`"}})
async def row(uid: Named, source: Pushing, parts: PartsOf) -> OutsideRowOut:
    found = await parts.records.read(lambda connection: store.some_rows(connection, source.id, [uid], 0))
    if uid not in found:
        raise refused("no_such_row")
    return row_out(found[uid])


@router.put("/bookings/{uid:path}")
async def put(uid: Named, body: OutsideBookingBody, source: Pushing, parts: PartsOf, response: Response) -> OutcomeOut:
    """Say how one booking stands. Repeated it is `unchanged`. Refused (409) it is kept in mind and tried again."""
    told = _told(uid, body, source, parts)
    if told.fault:
        raise refused(told.fault)
    done = _of(await parts.booking.outside.mirror.take(source.id, One(told, parts.clock.now_ms())), uid)
    response.status_code = 201 if done.result == "created" else 200
    return done


@router.delete("/bookings/{uid:path}")
async def cancel(
    uid: Named,
    source: Pushing,
    parts: PartsOf,
    updated_ms: Annotated[int | None, Query(ge=0, le=MAX_WHOLE)] = None,
    sequence: Annotated[int | None, Query(ge=0, le=MAX_WHOLE)] = None,
) -> OutcomeOut:
    """Say that a booking is cancelled. Repeated, or never known, it is `unchanged`."""
    version = updated_ms if updated_ms is not None else sequence
    return _of(await parts.booking.outside.mirror.take(source.id, Gone(uid, version, parts.clock.now_ms())), uid)


@router.put("/plan")
async def plan(body: OutsidePlanBody, source: Pushing, parts: PartsOf) -> OutsidePlanOut:
    """Say the whole plan of a time. A row that cannot be costs that row: it is answered with why."""
    told, bad = [], []
    for one in body.bookings:
        try:
            found = _told(one.uid, one, source, parts)
        except RefusedError as error:
            bad.append(Outcome(one.uid, Became.REFUSED, error.code))
        else:
            told.append(found)
            if found.fault:
                told.pop()
                bad.append(Outcome(one.uid, Became.REFUSED, found.fault))
    said = WholePlan(
        told,
        body.from_ms,
        body.to_ms,
        parts.clock.now_ms(),
        version=body.updated_ms,
        named=bad,
        confirmed=body.confirm_empty,
    )
    seen = await parts.booking.outside.mirror.take(source.id, said)
    await parts.booking.outside.note_report(source.id, counts_of(seen.outcomes))
    return plan_out(seen.outcomes, every=body.every_row)


@router.post("/current", status_code=204)
async def current(source: Pushing, parts: PartsOf) -> None:
    """Say that nothing changed: the plan is as old as this moment."""
    await parts.booking.outside.mirror.take(source.id, Nothing())
