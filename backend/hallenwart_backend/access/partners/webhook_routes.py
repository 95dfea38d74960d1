"""`/partner/v1/webhook`: where a booking system is told, with which secret, what was sent, and sending it again."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import Path, Query
from pydantic import ConfigDict, StringConstraints

from hallenwart_backend.access.partners import book
from hallenwart_backend.access.partners.book import Line
from hallenwart_backend.access.partners.reach import ANSWERS, Asking
from hallenwart_backend.access.partners.refusals import refused
from hallenwart_backend.web.fields import Body, Id, Ms, Shape
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router
from hallenwart_contract.whole import MAX_WHOLE

router = Router(prefix="/partner/v1/webhook", tags=["partner"], responses=ANSWERS)


class PartnerWebhookBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"url": "https://buchung.stadt.example/hallenwart"}]})
    url: Annotated[str, StringConstraints(min_length=1, max_length=500)]


class PartnerSinceBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"since_ms": 1795431600000}]})
    since_ms: Ms


class PartnerSecretOut(Shape):
    """The secret is shown this once. `Hallenwart-Signature` is `t=<seconds>,v1=<HMAC-SHA256 of "<t>." and the body>`."""

    url: str
    secret: str


class PartnerWebhookOut(Shape):
    url: str | None


class PartnerEventOut(Shape):
    """`state`: delivered, waiting, stopped (given up, or nobody listened); `status` is that of the last answer."""

    number: int
    id: str
    type: str
    grant: str
    t_ms: int
    state: str
    attempts: int
    delivered_ms: int | None
    next_ms: int | None
    status: int | None
    error: str


class PartnerEventsOut(Shape):
    events: list[PartnerEventOut]


class PartnerSentOut(Shape):
    queued: int


def _out(line: Line) -> PartnerEventOut:
    state = "waiting" if line.next_ms is not None else "delivered" if line.delivered_ms is not None else "stopped"
    return PartnerEventOut(
        number=line.number,
        id=line.id,
        type=line.kind,
        grant=line.claim,
        t_ms=line.t_ms,
        state=state,
        attempts=line.attempts,
        delivered_ms=line.delivered_ms,
        next_ms=line.next_ms,
        status=line.status,
        error=line.error,
    )


@router.get("")
async def webhook(partner: Asking) -> PartnerWebhookOut:
    return PartnerWebhookOut(url=partner.url or None)


@router.put("")
async def listen(body: PartnerWebhookBody, partner: Asking, parts: PartsOf) -> PartnerSecretOut:
    """Enter where events go: https, to a public address. A new address gets a new secret."""
    return PartnerSecretOut(url=body.url, secret=await parts.partner_desk.systems.listen(partner, body.url))


@router.delete("", status_code=204)
async def stop(partner: Asking, parts: PartsOf) -> None:
    await parts.partner_desk.systems.listen(partner, "")


@router.post("/secret")
async def rotate(partner: Asking, parts: PartsOf) -> PartnerSecretOut:
    """Make a new secret; for a day events carry a second `v1` with the old one."""
    return PartnerSecretOut(url=partner.url, secret=await parts.partner_desk.systems.rotate(partner))


@router.post("/ping", status_code=202)
async def ping(partner: Asking, parts: PartsOf) -> PartnerSentOut:
    """Send an event of type `ping`."""
    if not partner.url:
        raise refused("no_webhook")
    now, mark = parts.clock.now_ms(), "evt_" + secrets.token_hex(13)
    await parts.records.write(lambda connection: book.ping(connection, partner.id, mark, now_ms=now))
    parts.partner_desk.webhooks.wake()
    return PartnerSentOut(queued=1)


@router.get("/events")
async def events(
    partner: Asking,
    parts: PartsOf,
    before: Annotated[int | None, Query(ge=1, le=MAX_WHOLE, description="`number` of the oldest event seen")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> PartnerEventsOut:
    """Return the log of events, newest first."""
    found = await parts.records.read(lambda connection: book.log(connection, partner.id, before=before, limit=limit))
    return PartnerEventsOut(events=[_out(line) for line in found])


@router.post("/events/{event}/replay", status_code=202)
async def replay_one(event: Annotated[Id, Path()], partner: Asking, parts: PartsOf) -> PartnerSentOut:
    """Send one event again; it keeps its id."""
    now = _listening(partner.url, parts.clock.now_ms())
    if not await parts.records.write(lambda connection: book.again(connection, partner.id, event, now_ms=now)):
        raise refused("no_such_event")
    parts.partner_desk.webhooks.wake()
    return PartnerSentOut(queued=1)


@router.post("/replay", status_code=202)
async def replay_since(body: PartnerSinceBody, partner: Asking, parts: PartsOf) -> PartnerSentOut:
    """Send everything again that happened since a time; each event keeps its id."""
    now = _listening(partner.url, parts.clock.now_ms())
    queued = await parts.records.write(lambda connection: book.again_since(connection, partner.id, body.since_ms, now_ms=now))
    parts.partner_desk.webhooks.wake()
    return PartnerSentOut(queued=queued)


def _listening(url: str, now_ms: int) -> int:
    if not url:
        raise refused("no_webhook")
    return now_ms
