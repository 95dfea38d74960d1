"""`/api/ways`: how the person who asks is reached. `/api/push`: browsers as ways, and their receipts."""

from __future__ import annotations

from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from fastapi import Path
from pydantic import AfterValidator, Field, StringConstraints

from hallenwart_backend.accounts.rules import ADMINS
from hallenwart_backend.alerts.ways import words
from hallenwart_backend.alerts.ways.quiet import Span
from hallenwart_backend.alerts.ways.rules import Kind, Way, waking
from hallenwart_backend.alerts.ways.service import Mine
from hallenwart_backend.alerts.ways.store import Quiet
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.fields import Body, Id, Shape, Words
from hallenwart_backend.web.parts import PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api", tags=["ways"])
Minute = Annotated[int, Field(strict=True, ge=0, le=1439, description="minutes after local midnight")]
Weekday = Annotated[int, Field(strict=True, ge=0, le=6, description="Monday is 0")]
Name = Annotated[str, StringConstraints(max_length=80, strip_whitespace=True)]
Gateway = Annotated[str, StringConstraints(max_length=2_000, pattern=r"^$|^[a-z][a-z0-9+.-]*://[\x21-\x7e]+$")]
Address = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("no time zone")
    return ZoneInfo(name).key


class WayOut(Shape):
    """`address` is masked. `wakes`: whether this kind sounds at night; `proved`: verified and not failing."""

    id: str
    kind: Kind
    address: str
    name: str
    created_ms: int
    verified_ms: int | None
    last_delivered_ms: int | None
    failing: str
    failing_ms: int | None
    wakes: bool
    proved: bool


class KindOut(Shape):
    """`ready`: whether this server can carry it for who asks."""

    kind: Kind
    name: Words
    hint: Words
    wakes: bool | None
    ready: bool


class QuietSpan(Body):
    """An earlier end is on the next day."""

    weekdays: Annotated[list[Weekday], Field(min_length=1, max_length=7)]
    from_min: Minute
    to_min: Minute


class QuietBody(Body):
    """Empty: no quiet hours."""

    zone: Annotated[str, StringConstraints(max_length=64), AfterValidator(_zone)] = "Europe/Berlin"
    spans: Annotated[list[QuietSpan], Field(max_length=8)]


class QuietOut(Shape):
    zone: str
    spans: list[QuietSpan]


class WaysOut(Shape):
    """`waking` ways are verified and wake; `paths` are independent of each other. `advice` is empty when all is well."""

    ways: list[WayOut]
    kinds: list[KindOut]
    quiet: QuietOut
    waking: int
    paths: int
    advice: Words | None


class WayBody(Body):
    kind: Literal["sms", "voice", "email", "pushover", "signal", "ntfy", "matrix", "other"]
    address: Address
    name: Name = ""


class CodeBody(Body):
    """Without a code a new one is sent."""

    code: Annotated[str, StringConstraints(max_length=20)] | None = None


class GatewayBody(Body):
    """An apprise address with `{to}` where the receiver stands; empty: none."""

    template: Gateway


class GatewayOut(Shape):
    """`scheme` is all that is shown: the rest is a secret."""

    kind: Kind
    scheme: str


class GatewaysOut(Shape):
    gateways: list[GatewayOut]


class ReceiptBody(Shape):
    token: Annotated[str, StringConstraints(min_length=1, max_length=400)]


def way_out(way: Way) -> WayOut:
    return WayOut(
        id=way.id,
        kind=way.kind,
        address=way.masked,
        name=way.name,
        created_ms=way.created_ms,
        verified_ms=way.verified_ms,
        last_delivered_ms=way.last_delivered_ms,
        failing=way.failing,
        failing_ms=way.failing_ms,
        wakes=way.wakes,
        proved=way.proved,
    )


def _kind_out(kind: Kind, mine: Mine) -> KindOut:
    (de, en), (hint_de, hint_en) = words.KINDS[kind], words.HINTS[kind]
    wakes = None if kind is Kind.OTHER else Way("", "", kind, "").wakes
    hint = Words(de=hint_de, en=hint_en)
    return KindOut(kind=kind, name=Words(de=de, en=en), hint=hint, wakes=wakes, ready=kind in mine.ready)


def _advice(mine: Mine) -> Words | None:
    if not waking(mine.ways):
        return Words(
            de="Noch kein geprüfter Weg weckt Sie. So können Sie keine Bereitschaft haben.",
            en="No proved way wakes you yet. Like this you cannot be on call.",
        )
    if mine.paths < 2:
        return Words(
            de="Ein Weg allein kann ausfallen. Richten Sie einen zweiten, unabhängigen ein.",
            en="One way alone can fail. Set up a second, independent one.",
        )
    return None


def _quiet_out(quiet: Quiet | None) -> QuietOut:
    spans = quiet.spans if quiet else ()
    return QuietOut(
        zone=quiet.zone if quiet else "Europe/Berlin",
        spans=[QuietSpan(weekdays=sorted(one.weekdays), from_min=one.from_min, to_min=one.to_min) for one in spans],
    )


@router.get("/ways")
async def ways(person: SignedIn, parts: PartsOf) -> WaysOut:
    mine = await parts.people.ways.of(person)
    return WaysOut(
        ways=[way_out(one) for one in mine.ways],
        kinds=[_kind_out(kind, mine) for kind in Kind],
        quiet=_quiet_out(mine.quiet),
        waking=mine.waking,
        paths=mine.paths,
        advice=_advice(mine),
    )


@router.post("/ways", status_code=201)
async def add_way(body: WayBody, person: SignedIn, parts: PartsOf) -> WayOut:
    """Enter a way; a code goes out by it at once."""
    return way_out(await parts.people.ways.add(person, Kind(body.kind), body.address, body.name))


@router.post("/ways/{way}/verify")
async def verify(way: Annotated[Id, Path()], body: CodeBody, person: SignedIn, parts: PartsOf) -> WayOut:
    """Take the code that came by this way, or send a new one."""
    if body.code is None:
        return way_out(await parts.people.ways.send_code(person, way))
    return way_out(await parts.people.ways.verify(person, way, body.code))


@router.delete("/ways/{way}", status_code=204)
async def drop_way(way: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> None:
    await parts.people.ways.drop(person, way)


@router.put("/ways/quiet", status_code=204)
async def set_quiet(body: QuietBody, person: SignedIn, parts: PartsOf) -> None:
    """Say when what can wait is held back. Fire and whatever must wake never is."""
    spans = tuple(Span(frozenset(one.weekdays), one.from_min, one.to_min) for one in body.spans)
    if any(one.from_min == one.to_min for one in spans):
        raise RefusedError("empty_span", "Beginn und Ende sind gleich.", "Begin and end are the same.", status=422)
    await parts.people.ways.set_quiet(person, Quiet(body.zone, spans))


@router.get("/alert-gateways")
async def gateways(person: SignedIn, parts: PartsOf) -> GatewaysOut:
    if not person.has(ADMINS):
        raise forbidden()
    found = await parts.people.ways.gateways()
    shown = [GatewayOut(kind=Kind(kind), scheme=template.partition("://")[0]) for kind, template in sorted(found.items())]
    return GatewaysOut(gateways=shown)


@router.put("/alert-gateways/{kind}", status_code=204)
async def set_gateway(kind: Kind, body: GatewayBody, person: SignedIn, parts: PartsOf) -> None:
    """Say what carries SMS, e-mail and the like for everybody."""
    if not person.has(ADMINS):
        raise forbidden()
    await parts.people.ways.set_gateway(kind, body.template, by=person)


@router.post("/push/received", status_code=204)
async def received(body: ReceiptBody, parts: PartsOf) -> None:
    """A service worker tells that a message came; the token is its only right, and all it can do is this."""
    if await parts.people.ways.received(body.token) is None:
        raise RefusedError("no_such_letter", "Diese Nachricht gibt es nicht.", "There is no such message.", status=404)
