"""`/partner/v1`: hold, grant, change, revoke compartments."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Request

from hallenwart_backend.access.partners.answers import (
    PartnerGrantOut,
    PartnerGrantsOut,
    PartnerHoldOut,
    PartnerPlacesOut,
    grant_out,
    hold_out,
    places_out,
)
from hallenwart_backend.access.partners.asking import (
    PartnerChangeBody,
    PartnerGrantBody,
    PartnerHoldBody,
    PartnerRenewBody,
    change_of,
    wish_of,
)
from hallenwart_backend.access.partners.reach import ANSWERS, CONFLICTS, Asking, IdempotencyKey, once
from hallenwart_backend.access.partners.refusals import refused
from hallenwart_backend.access.partners.service import Ask, Full
from hallenwart_backend.web.fields import Id
from hallenwart_backend.web.parts import Parts, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/partner/v1", tags=["partner"], responses=ANSWERS)
_MOST: int = 100


def _grant(full: Full, parts: Parts) -> PartnerGrantOut:
    return grant_out(full, parts.places.current, parts.clock.now_ms())


@router.get("/places")
async def places(partner: Asking, parts: PartsOf) -> PartnerPlacesOut:
    """Return what this key may grant."""
    return places_out(partner, parts.places.current)


@router.post("/holds", status_code=201, responses=CONFLICTS)
async def hold(
    body: PartnerHoldBody, partner: Asking, parts: PartsOf, request: Request, idempotency_key: IdempotencyKey = None
) -> PartnerHoldOut:
    """Hold compartments for a short time, while somebody pays. Repeated, the answer is the same."""
    wish = wish_of(body, partner, parts.places.current)
    ask = Ask(body.reference, wish, ttl_ms=body.hold_s * 1000)
    return hold_out(
        await parts.partner_desk.partners.hold(partner, ask, once(idempotency_key, request, body)), parts.places.current
    )


@router.post("/holds/{hold}/renew", responses=CONFLICTS)
async def renew(
    hold: Annotated[Id, Path()],
    body: PartnerRenewBody,
    partner: Asking,
    parts: PartsOf,
    request: Request,
    idempotency_key: IdempotencyKey = None,
) -> PartnerHoldOut:
    """Let a hold run anew from now; a lapsed one is 409 `hold_lapsed`."""
    said = once(idempotency_key, request, body)
    return hold_out(await parts.partner_desk.partners.renew(partner, hold, body.hold_s * 1000, said), parts.places.current)


@router.delete("/holds/{hold}", status_code=204, responses=CONFLICTS)
async def release(hold: Annotated[Id, Path()], partner: Asking, parts: PartsOf) -> None:
    """Give a hold back; repeated, or lapsed, it is nothing to do."""
    await parts.partner_desk.partners.release(partner, hold)


@router.post("/grants", status_code=201, responses=CONFLICTS)
async def grant(
    body: PartnerGrantBody, partner: Asking, parts: PartsOf, request: Request, idempotency_key: IdempotencyKey = None
) -> PartnerGrantOut:
    """Grant what is held, or compartments at once. Repeated, it is the same grant, as it stands by then."""
    ask = Ask(body.reference, wish_of(body, partner, parts.places.current), hold=body.hold or "")
    return _grant(await parts.partner_desk.partners.grant(partner, ask, once(idempotency_key, request, body)), parts)


@router.get("/grants")
async def grants(
    partner: Asking,
    parts: PartsOf,
    since: Annotated[str, Query(max_length=20, description="`next` of the answer before; empty: from the beginning")] = "",
    limit: Annotated[int, Query(ge=1, le=_MOST)] = _MOST,
) -> PartnerGrantsOut:
    """Return what changed after a cursor, the oldest change first."""
    if since and not (since.isascii() and since.isdigit()):
        raise refused("bad_cursor")
    found = await parts.partner_desk.partners.page(partner, since=int(since or "0"), limit=limit + 1)
    shown = found[:limit]
    after = str(shown[-1].claim.seq) if shown else since or "0"
    return PartnerGrantsOut(grants=[_grant(full, parts) for full in shown], next=after, more=len(found) > limit)


@router.get("/grants/{grant}")
async def one_grant(grant: Annotated[Id, Path()], partner: Asking, parts: PartsOf) -> PartnerGrantOut:
    """Return how far a grant is, and how old the lockers' lists are."""
    return _grant(await parts.partner_desk.partners.one(partner, grant), parts)


@router.patch("/grants/{grant}", responses=CONFLICTS)
async def change(
    grant: Annotated[Id, Path()],
    body: PartnerChangeBody,
    partner: Asking,
    parts: PartsOf,
    request: Request,
    idempotency_key: IdempotencyKey = None,
) -> PartnerGrantOut:
    """Move a grant in time or to other compartments; the code stays the same."""
    alter = change_of(body, partner, parts.places.current)
    said = once(idempotency_key, request, body)
    return _grant(await parts.partner_desk.partners.change(partner, grant, alter, said), parts)


@router.delete("/grants/{grant}", status_code=204)
async def revoke(grant: Annotated[Id, Path()], partner: Asking, parts: PartsOf) -> None:
    """Take a grant back; repeated it is nothing to do. A key that is out may always be returned."""
    await parts.partner_desk.partners.revoke(partner, grant)
    parts.partner_desk.webhooks.wake()
