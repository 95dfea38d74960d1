"""`/api/booking-policy`: what may be booked, read by everybody who books, changed by administrators and the office."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field, StringConstraints

from hallenwart_backend.accounts.rules import Role
from hallenwart_backend.booking.model import Group, Kind
from hallenwart_backend.booking.policy import words
from hallenwart_backend.booking.policy.rules import (
    Approval,
    Entry,
    GroupRules,
    LendingRules,
    Policy,
    Quota,
    WaitingRules,
)
from hallenwart_backend.revisions import Saved
from hallenwart_backend.web.fields import Body, Id, Shape, Words
from hallenwart_backend.web.parts import PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api", tags=["booking"])
POLICY_MAKERS: Final = frozenset({Role.ADMIN, Role.OFFICE})
Number = Annotated[int, Field(strict=True, ge=0, le=100_000)]
WallTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]


class ApprovalBody(Body):
    """What the office approves. `longer_min` 0: length is no reason."""

    always: bool = False
    kinds: Annotated[tuple[Kind, ...], Field(max_length=len(Kind))] = ()
    series: bool = False
    longer_min: Number = 0
    weekends: bool = False


class EntryBody(Body):
    """Minutes before the start; a deadline of 0 is the start itself. `ahead_days` holds for single dates."""

    approval: ApprovalBody
    ahead_days: Number
    cancel_min: Number
    move_min: Number


class QuotaBody(Body):
    """`coming` single dates; minutes a week, 0 for no limit."""

    coming: Number
    week_min: Number
    prime_min: Number


class GroupBody(Body):
    group: Group
    entry: EntryBody
    quota: QuotaBody


class PlaceBody(Body):
    """Other entry rules of one hall or site. `place` is its id."""

    place: Id
    group: Group
    entry: EntryBody


class LendingBody(Body):
    allowed: bool
    until_min: Number
    row: Number
    week: Number
    unused: Number
    looked_at: Number


class WaitingRulesBody(Body):
    offer_h: Number
    until_min: Number
    most: Number


class BookingPolicyBody(Body):
    """`rev` is the revision this one was made from; a group that is left out gets the defaults."""

    rev: Annotated[int, Field(strict=True, ge=0)]
    groups: Annotated[list[GroupBody], Field(max_length=len(Group))]
    places: Annotated[tuple[PlaceBody, ...], Field(max_length=200)] = ()
    lending: LendingBody
    waiting: WaitingRulesBody
    prime_from: WallTime
    prime_to: WallTime
    children_until: WallTime


class GroupSaid(GroupBody):
    name: Words
    words: list[Words]


class PlaceSaid(PlaceBody):
    name: str
    words: list[Words]


class BookingPolicyOut(Shape):
    rev: int
    saved_ms: int
    saved_by: str
    groups: list[GroupSaid]
    places: list[PlaceSaid]
    lending: LendingBody
    lending_words: list[Words]
    waiting: WaitingRulesBody
    waiting_words: list[Words]
    prime_from: str
    prime_to: str
    children_until: str
    may_change: bool


@router.get("/booking-policy")
async def booking_policy(person: SignedIn, parts: PartsOf) -> BookingPolicyOut:
    """Return the booking rules, in words too."""
    saved = await parts.booking.policy.saved()
    return _said(saved, parts, may_change=person.has(POLICY_MAKERS))


@router.put("/booking-policy")
async def save_booking_policy(body: BookingPolicyBody, person: SignedIn, parts: PartsOf) -> BookingPolicyOut:
    """Save all rules. 422 says what is wrong with them, 409 that somebody saved others meanwhile."""
    if not person.has(POLICY_MAKERS):
        raise forbidden()
    policy = Policy(
        groups={one.group: GroupRules(_entry(one.entry), Quota(**one.quota.model_dump())) for one in body.groups},
        places={(one.place, one.group): _entry(one.entry) for one in body.places},
        lending=LendingRules(**body.lending.model_dump()),
        waiting=WaitingRules(**body.waiting.model_dump()),
        prime=(_minute(body.prime_from), _minute(body.prime_to)),
        children_until=_minute(body.children_until),
    )
    saved = await parts.booking.policy.save(policy, rev=body.rev, by=person.name)
    return _said(saved, parts, may_change=True)


def _entry(body: EntryBody) -> Entry:
    approval = Approval(**body.approval.model_dump() | {"kinds": tuple(dict.fromkeys(body.approval.kinds))})
    return Entry(approval, body.ahead_days, body.cancel_min, body.move_min)


def _entry_body(entry: Entry) -> EntryBody:
    asked = entry.approval
    approval = ApprovalBody(
        always=asked.always,
        kinds=asked.kinds,
        series=asked.series,
        longer_min=asked.longer_min,
        weekends=asked.weekends,
    )
    return EntryBody(approval=approval, ahead_days=entry.ahead_days, cancel_min=entry.cancel_min, move_min=entry.move_min)


def _words(said: list[words.Said]) -> list[Words]:
    return [Words(de=de, en=en) for de, en in said]


def _fields(rules: Quota | LendingRules | WaitingRules) -> dict[str, int | bool]:
    return {name: getattr(rules, name) for name in rules.__dataclass_fields__}


def _said(saved: Saved[Policy], parts: PartsOf, *, may_change: bool) -> BookingPolicyOut:
    policy, places = saved.policy, parts.places.current
    names = {hall.id: hall.name for hall in places.halls.values()} | {site.id: site.name for site in places.sites.values()}
    return BookingPolicyOut(
        rev=saved.rev,
        saved_ms=saved.saved_ms,
        saved_by=saved.saved_by,
        groups=[_group(group, policy.group(group)) for group in Group],
        places=[
            PlaceSaid(
                place=place,
                group=group,
                entry=_entry_body(entry),
                name=names.get(place, place),
                words=_words(words.of_entry(entry)),
            )
            for (place, group), entry in policy.places.items()
        ],
        lending=LendingBody.model_validate(_fields(policy.lending)),
        lending_words=_words(words.of_lending(policy.lending)),
        waiting=WaitingRulesBody(**_fields(policy.waiting)),
        waiting_words=_words(words.of_waiting(policy)),
        prime_from=_clock(policy.prime[0]),
        prime_to=_clock(policy.prime[1]),
        children_until=_clock(policy.children_until),
        may_change=may_change,
    )


def _group(group: Group, rules: GroupRules) -> GroupSaid:
    de, en = words.GROUPS[group]
    return GroupSaid(
        group=group,
        entry=_entry_body(rules.entry),
        quota=QuotaBody(**_fields(rules.quota)),
        name=Words(de=de, en=en),
        words=_words(words.of_group(rules)),
    )


def _minute(wall: str) -> int:
    hours, _, minutes = wall.partition(":")
    return int(hours) * 60 + int(minutes)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
