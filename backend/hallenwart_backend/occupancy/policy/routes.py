"""`/api/usage/rules`: how use is judged, read by everybody it is about, changed by administrators and the office."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from hallenwart_backend.booking.model import Kind
from hallenwart_backend.occupancy.policy import words
from hallenwart_backend.occupancy.policy.rules import Cleaning, Power, UsageRules
from hallenwart_backend.occupancy.sight import AnySight, OfficeSight
from hallenwart_backend.revisions import Saved
from hallenwart_backend.web.fields import Body, Id, Shape, Words
from hallenwart_backend.web.parts import PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/usage", tags=["usage"])
Number = Annotated[int, Field(strict=True, ge=0, le=2_000_000)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
WallTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]


class CleaningBody(Body):
    """Staff times; Monday is 0, `halls` empty: all halls. Whom one meets then uses nothing."""

    weekdays: Annotated[list[Annotated[int, Field(strict=True, ge=0, le=6)]], Field(max_length=7)]
    from_time: WallTime
    to_time: WallTime
    halls: Annotated[list[Id], Field(max_length=500, default_factory=list)]


class PowerBody(Body):
    """What is switched in a hall, in watts; null: nobody stated it."""

    hall: Id
    light_w: Number | None = None
    heat_w: Number | None = None


class UsageRulesBody(Body):
    """`rev` is the revision this one was made from. `expected`: people per section of a hall, by kind of booking."""

    rev: Annotated[int, Field(strict=True, ge=0)]
    under_share: Share
    grace_min: Number
    propose_after: Number
    looked_at: Number
    min_probability: Share
    auto_release: bool
    release_after_min: Number
    office_after_days: Number
    smallest: Number
    bin_min: Number
    prime_from: WallTime
    prime_to: WallTime
    expected: Annotated[dict[Kind, Number], Field(default_factory=dict)]
    cleaning: Annotated[list[CleaningBody], Field(max_length=50, default_factory=list)]
    power: Annotated[list[PowerBody], Field(max_length=500, default_factory=list)]
    cent_kwh: Number = 0


class UsageRulesOut(Shape):
    rev: int
    saved_ms: int
    saved_by: str
    under_share: float
    grace_min: int
    propose_after: int
    looked_at: int
    min_probability: float
    auto_release: bool
    release_after_min: int
    office_after_days: int
    smallest: int
    bin_min: int
    prime_from: str
    prime_to: str
    expected: dict[str, int]
    cleaning: list[CleaningBody]
    power: list[PowerBody]
    cent_kwh: int
    words: list[Words]
    may_change: bool


@router.get("/rules")
async def usage_rules(sight: AnySight, parts: PartsOf) -> UsageRulesOut:
    """Return the rules of use, in words too: a club reads by what it is judged."""
    return _said(await parts.usage.rules.saved(), may_change=sight.office)


@router.put("/rules")
async def save_usage_rules(body: UsageRulesBody, sight: OfficeSight, person: SignedIn, parts: PartsOf) -> UsageRulesOut:
    """Save all rules. 422 says what is wrong with them, 409 that somebody saved others meanwhile."""
    rules = UsageRules(
        under_share=body.under_share,
        grace_min=body.grace_min,
        propose_after=body.propose_after,
        looked_at=body.looked_at,
        min_probability=body.min_probability,
        auto_release=body.auto_release,
        release_after_min=body.release_after_min,
        office_after_days=body.office_after_days,
        smallest=body.smallest,
        bin_min=body.bin_min,
        prime=(_minute(body.prime_from), _minute(body.prime_to)),
        expected={str(kind): people for kind, people in body.expected.items()},
        cleaning=tuple(
            Cleaning(tuple(sorted(set(one.weekdays))), _minute(one.from_time), _minute(one.to_time), tuple(one.halls))
            for one in body.cleaning
        ),
        power={one.hall: Power(one.light_w, one.heat_w) for one in body.power},
        cent_kwh=body.cent_kwh,
    )
    saved = await parts.usage.rules.save(rules, rev=body.rev, by=person.name)
    return _said(saved, may_change=sight.office)


def _minute(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def _wall(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _said(saved: Saved[UsageRules], *, may_change: bool) -> UsageRulesOut:
    rules = saved.policy
    return UsageRulesOut(
        rev=saved.rev,
        saved_ms=saved.saved_ms,
        saved_by=saved.saved_by,
        under_share=rules.under_share,
        grace_min=rules.grace_min,
        propose_after=rules.propose_after,
        looked_at=rules.looked_at,
        min_probability=rules.min_probability,
        auto_release=rules.auto_release,
        release_after_min=rules.release_after_min,
        office_after_days=rules.office_after_days,
        smallest=rules.smallest,
        bin_min=rules.bin_min,
        prime_from=_wall(rules.prime[0]),
        prime_to=_wall(rules.prime[1]),
        expected=dict(rules.expected),
        cleaning=[
            CleaningBody(
                weekdays=list(one.weekdays), from_time=_wall(one.from_min), to_time=_wall(one.to_min), halls=list(one.halls)
            )
            for one in rules.cleaning
        ],
        power=[PowerBody(hall=hall, light_w=one.light_w, heat_w=one.heat_w) for hall, one in rules.power.items()],
        cent_kwh=rules.cent_kwh,
        words=[Words(de=de, en=en) for de, en in words.of_rules(rules)],
        may_change=may_change,
    )
