"""`/api/alert-policy`: whom which incident wakes, read by managers, changed by administrators and the office."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Depends
from pydantic import Field, StringConstraints

from hallenwart_backend.accounts.rules import Person, Role
from hallenwart_backend.alerts.policy.rules import FIRE, Cell, Order, Policy, Situation, Urgency, Whom, every
from hallenwart_backend.alerts.policy.words import SITUATIONS, sentence
from hallenwart_backend.revisions import Saved
from hallenwart_backend.web.fields import Body, Id, Shape, Words
from hallenwart_backend.web.parts import Manager, PageReader, PartsOf, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api", tags=["alerts"])
POLICY_MAKERS: Final = frozenset({Role.ADMIN, Role.OFFICE})
WallTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Seconds = Annotated[int, Field(strict=True, ge=0, le=86_400)]


class OrderBody(Body):
    """Whom one situation calls. `escalate_s` 0: nobody after the first; `remind_s` 0: no reminders."""

    situation: Situation
    night: bool
    occupied: bool
    whom: Whom
    urgency: Urgency
    escalate_s: Seconds
    remind_s: Seconds


class OrderSaid(OrderBody):
    words: Words


class SituationSaid(Shape):
    """`fire`: must always wake somebody."""

    situation: Situation
    words: Words
    fire: bool


class NightBody(Body):
    """Local wall time of the site."""

    start: WallTime
    end: WallTime


class PolicyBody(Body):
    """`rev` is the revision this one was made from; orders that are left out become the safe defaults."""

    rev: Annotated[int, Field(strict=True, ge=0)]
    orders: Annotated[list[OrderBody], Field(max_length=len(Situation) * 4)]
    night: NightBody
    nights: Annotated[dict[Id, NightBody], Field(max_length=1_000, default_factory=dict)]
    cooldown_s: Seconds


class PolicySaid(Shape):
    rev: int
    saved_ms: int
    saved_by: str
    situations: list[SituationSaid]
    orders: list[OrderSaid]
    night: NightBody
    nights: dict[str, NightBody]
    cooldown_s: int
    may_change: bool


async def policy_maker(person: Manager) -> Person:
    """Return who asks, when it is somebody who makes the policy. Raises RefusedError 401, 403."""
    if not person.has(POLICY_MAKERS):
        raise forbidden()
    return person


PolicyMaker = Annotated[Person, Depends(policy_maker)]


@router.get("/alert-policy")
async def read_policy(person: PageReader, parts: PartsOf) -> PolicySaid:
    """Return every order, in words too."""
    return _said(parts.alerts.policy.saved, person)


@router.put("/alert-policy")
async def save_policy(body: PolicyBody, person: PolicyMaker, parts: PartsOf) -> PolicySaid:
    """Save the whole table. 422 says what is wrong with it, 409 that somebody saved another meanwhile."""
    policy = Policy(
        orders={
            (one.situation, Cell(one.night, one.occupied)): Order(one.whom, one.urgency, one.escalate_s, one.remind_s)
            for one in body.orders
        },
        night=_minutes(body.night),
        nights={site: _minutes(night) for site, night in body.nights.items()},
        cooldown_s=body.cooldown_s,
    )
    saved = await parts.alerts.policy.save(
        policy, rev=body.rev, by=person.name, person=person.id, sites=parts.places.current.sites
    )
    return _said(saved, person)


def _said(saved: Saved[Policy], person: Person) -> PolicySaid:
    policy = saved.policy
    return PolicySaid(
        rev=saved.rev,
        saved_ms=saved.saved_ms,
        saved_by=saved.saved_by,
        situations=[
            SituationSaid(situation=one, words=Words(de=SITUATIONS[one][0], en=SITUATIONS[one][1]), fire=one in FIRE)
            for one in Situation
        ],
        orders=[_order(situation, cell, policy.order(situation, cell)) for situation, cell in every()],
        night=_night(policy.night),
        nights={site: _night(night) for site, night in policy.nights.items()},
        cooldown_s=policy.cooldown_s,
        may_change=person.has(POLICY_MAKERS),
    )


def _order(situation: Situation, cell: Cell, order: Order) -> OrderSaid:
    de, en = sentence(situation, cell, order)
    return OrderSaid(
        situation=situation,
        night=cell.night,
        occupied=cell.occupied,
        whom=order.whom,
        urgency=order.urgency,
        escalate_s=order.escalate_s,
        remind_s=order.remind_s,
        words=Words(de=de, en=en),
    )


def _minutes(night: NightBody) -> tuple[int, int]:
    return _minute(night.start), _minute(night.end)


def _minute(wall: str) -> int:
    hours, _, minutes = wall.partition(":")
    return int(hours) * 60 + int(minutes)


def _night(night: tuple[int, int]) -> NightBody:
    start, end = (f"{minute // 60:02}:{minute % 60:02}" for minute in night)
    return NightBody(start=start, end=end)
