"""`/feeds/{token}.ics`: the plan of a hall, club or trainer for calendar programs. `/api/feeds`: making and ending them."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import Request
from fastapi.responses import PlainTextResponse, Response
from pydantic import StringConstraints

from hallenwart_backend.booking.feeds.store import Feed
from hallenwart_backend.secret_hash import secret_hash
from hallenwart_backend.web.etags import etag, fits
from hallenwart_backend.web.fields import Body, Id, Line, Shape
from hallenwart_backend.web.parts import Parts, PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(tags=["exchange"])
CALENDAR: Final = "text/calendar; charset=utf-8"
_CACHED: Final = "private, max-age=300"


class FeedBody(Body):
    """`scope`: the id of the hall or club; nothing for one's own dates as a trainer. `name` is what the calendar is called."""

    kind: Literal["hall", "club", "trainer"]
    scope: Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9._-]*$")] = ""
    name: Line | None = None


class FeedOut(Shape):
    """`mine`: made by who asks. `fetched_ms` null: nobody fetched it yet."""

    id: str
    kind: str
    scope: str
    name: str
    mine: bool
    created_ms: int
    fetched_ms: int | None
    fetches: int


class FeedsOut(Shape):
    feeds: list[FeedOut]


class NewFeedOut(Shape):
    """`url` holds the secret; it is told this once."""

    feed: FeedOut
    url: str


def _out(feed: Feed, person: str) -> FeedOut:
    fields = {name: getattr(feed, name) for name in FeedOut.model_fields if name != "mine"}
    return FeedOut(**fields, mine=feed.person == person)


@router.get("/api/feeds")
async def listed(person: SignedIn, parts: PartsOf) -> FeedsOut:
    return FeedsOut(feeds=[_out(one, person.id) for one in await parts.booking.feeds.of(person)])


@router.post("/api/feeds", status_code=201)
async def make(body: FeedBody, person: SignedIn, parts: PartsOf) -> NewFeedOut:
    """Make a calendar; its address is told this once."""
    name = body.name or _name(body, parts)
    feed, token = await parts.booking.feeds.make(person, body.kind, body.scope, name)
    return NewFeedOut(feed=_out(feed, person.id), url=f"{parts.account_room.public_url.rstrip('/')}/feeds/{token}.ics")


def _name(body: FeedBody, parts: Parts) -> str:
    places = parts.places.current
    if body.kind == "hall":
        return parts.places.hall(body.scope).name
    return places.clubs.get(body.scope, "Hallenwart") if body.kind == "club" else "Meine Hallenzeiten"


@router.delete("/api/feeds/{feed}", status_code=204)
async def end(feed: Id, person: SignedIn, parts: PartsOf) -> None:
    await parts.booking.feeds.end(person, feed)


@router.get("/feeds/{token}.ics", include_in_schema=False)
async def fetch(token: str, request: Request, parts: PartsOf) -> Response:
    """Return the calendar; who has the address needs nothing else."""
    sender = request.client.host if request.client else ""
    if parts.booking.feed_rate.take(secret_hash(token) + sender, parts.clock.mono_ms()):
        return PlainTextResponse("429", 429, headers={"Retry-After": "10"})
    if not 40 <= len(token) <= 50 or (content := await parts.booking.feeds.fetch(token)) is None:
        return PlainTextResponse("Diesen Kalender gibt es nicht (mehr). / There is no such calendar (any more).", 404)
    return calendar_answer(content, request, "hallenplan.ics", _CACHED)


def calendar_answer(content: bytes, request: Request, name: str, cached: str) -> Response:
    """Return a calendar, or 304 to who has it already."""
    tag = etag(content)
    headers = {"ETag": tag, "Cache-Control": cached, "Content-Disposition": f'inline; filename="{name}"'}
    if fits(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=CALENDAR, headers=headers)


@router.head("/feeds/{token}.ics", include_in_schema=False)
async def head(token: str, request: Request, parts: PartsOf) -> Response:
    answer = await fetch(token, request, parts)
    return Response(status_code=answer.status_code, headers=dict(answer.headers))
