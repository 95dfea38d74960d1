"""`/api/parking`: what the office sets and sees; wardens' links; the check of a plate by whoever is signed in for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import Path
from pydantic import Field, StringConstraints

from hallenwart_backend.accounts.rules import OFFICE_HANDS
from hallenwart_backend.accounts.throttle import paused
from hallenwart_backend.booking.model import Kind
from hallenwart_backend.parking.model import CarPark, ParkState, Space, WardenLink
from hallenwart_backend.parking.rules import Counted, PermitVerdict, SpaceKind
from hallenwart_backend.parking.wardens import Checked
from hallenwart_backend.web.fields import Body, Id, Line, Ms, Shape
from hallenwart_backend.web.parts import Manager, Parts, PartsOf, forbidden
from hallenwart_backend.web.routing import Router
from hallenwart_contract.parking import ParkingWord

router = Router(prefix="/api/parking", tags=["parking"])
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=600)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]
Sensor = Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9._:-]*$")]
SpaceName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
SpaceId = Annotated[str, StringConstraints(max_length=16, pattern=r"^[a-z0-9]*$")]
Plate = Annotated[str, StringConstraints(max_length=40)]
Limit = Annotated[int, Field(strict=True, ge=0, le=500)]
Minutes = Annotated[int, Field(strict=True, ge=0, le=24 * 60)]


class SpaceBody(Body):
    """`id` empty: a new space. `device` and `component` name the series `parked` of its sensor; empty: nothing measures it."""

    id: SpaceId = ""
    name: SpaceName
    kind: SpaceKind = SpaceKind.NORMAL
    device: Sensor = ""
    component: Sensor = ""


class CarParkBody(Body):
    """`limits`: permits of one booking by its kind. `capacity`: permits at one time, 0: as many as there are spaces.

    A permit holds from `early_min` before the booking to `grace_min` after it. `for_whom`: empty is everybody.
    """

    site: Id
    name: Line
    text: Text = ""
    for_whom: Short = ""
    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)] | None = None
    public: bool = True
    capacity: Annotated[int, Field(strict=True, ge=0, le=5_000)] = 0
    limits: Annotated[dict[Kind, Limit], Field(default_factory=dict)]
    early_min: Minutes = 60
    grace_min: Minutes = 60
    spaces: Annotated[list[SpaceBody], Field(max_length=1_000, default_factory=list)]


class SpaceOut(Shape):
    """`taken` null: unknown. `said_ms`: when its sensor said so last, null: never."""

    id: str
    name: str
    kind: SpaceKind
    device: str
    component: str
    taken: bool | None
    said_ms: int | None


class SpacesOfKindOut(Shape):
    """Spaces of one kind that are measured. `unknown` ones are neither free nor taken."""

    kind: SpaceKind
    spaces: int
    free: int
    unknown: int


class CarParkOut(Shape):
    """`free`: of the spaces that the word is about, null where nobody knows."""

    id: str
    site: str
    site_name: str
    name: str
    text: str
    for_whom: str
    lat: float | None
    lon: float | None
    public: bool
    capacity: int
    limits: dict[str, int]
    early_min: int
    grace_min: int
    word: ParkingWord
    free: int | None
    kinds: list[SpacesOfKindOut]
    spaces: list[SpaceOut]
    as_of_ms: int


class SpaceSensorOut(Shape):
    """A sensor that tells whether a space is taken. `car_park` empty: it is at none yet."""

    device: str
    component: str
    car_park: str


class CarParksOut(Shape):
    car_parks: list[CarParkOut]
    sensors: list[SpaceSensorOut]


class WardenLinkBody(Body):
    """`car_park` null: it checks all of them."""

    label: Line
    car_park: Id | None = None
    until_ms: Ms


class WardenLinkOut(Shape):
    id: str
    label: str
    car_park: str | None
    until_ms: int
    revoked_ms: int | None
    made_ms: int


class NewWardenLinkOut(WardenLinkOut):
    """`url`: told this one time."""

    url: str


class PlateChecksOut(Shape):
    """How often was checked on a day (its local midnight), by what was said."""

    day_ms: int
    verdict: PermitVerdict
    checks: int


class WardensOut(Shape):
    links: list[WardenLinkOut]
    checks: list[PlateChecksOut]


class PlateCheckBody(Body):
    """`car_park` null: any of one's own sites."""

    plate: Plate
    car_park: Id | None = None


class PlateCheckedOut(Shape):
    """`t_ms`: until when it holds, from when it will, or when it ended. `car_parks`: where, by name."""

    verdict: PermitVerdict
    t_ms: int | None
    car_parks: list[str]


def kinds_out(counted: Mapping[SpaceKind, Counted]) -> list[SpacesOfKindOut]:
    return [
        SpacesOfKindOut(kind=kind, spaces=one.spaces, free=one.free, unknown=one.unknown)
        for kind in SpaceKind
        if (one := counted.get(kind)) is not None
    ]


def _park_out(state: ParkState, parts: Parts) -> CarParkOut:
    park, site = state.park, parts.places.current.sites.get(state.park.site)
    kept = ("id", "site", "name", "text", "for_whom", "lat", "lon", "public", "capacity", "early_min", "grace_min")
    return CarParkOut(
        **{name: getattr(park, name) for name in kept},
        site_name=site.name if site else "",
        limits=dict(park.limits),
        word=ParkingWord(state.word),
        free=state.free,
        kinds=kinds_out(state.counted),
        spaces=[
            SpaceOut(
                id=one.space.id,
                name=one.space.name,
                kind=SpaceKind(one.space.kind),
                device=one.space.device,
                component=one.space.component,
                taken=one.taken,
                said_ms=one.said_ms,
            )
            for one in state.spaces
        ],
        as_of_ms=state.as_of_ms,
    )


def _park(body: CarParkBody, identity: str = "") -> CarPark:
    spaces = tuple(Space(one.id, one.name, one.kind, one.device, one.component) for one in body.spaces)
    limits = {str(kind): most for kind, most in body.limits.items() if most}
    return CarPark(id=identity, **body.model_dump(exclude={"spaces", "limits"}), limits=limits, spaces=spaces)


def link_out(link: WardenLink) -> WardenLinkOut:
    kept = ("id", "label", "car_park", "until_ms", "revoked_ms", "made_ms")
    return WardenLinkOut(**{name: getattr(link, name) for name in kept})


def checked_out(checked: Checked) -> PlateCheckedOut:
    return PlateCheckedOut(verdict=checked.verdict, t_ms=checked.t_ms, car_parks=list(checked.parks))


@router.get("/car-parks")
async def car_parks(_: Manager, parts: PartsOf) -> CarParksOut:
    board = parts.parking.board
    placed = {space.sensor: park.id for park in board.parks.values() for space in park.spaces if space.device}
    sensors = [
        SpaceSensorOut(device=key.device, component=key.component, car_park=placed.get((key.device, key.component), ""))
        for key in await board.sensors()
    ]
    return CarParksOut(car_parks=[_park_out(state, parts) for state in board.states()], sensors=sensors)


@router.post("/car-parks", status_code=201)
async def add(body: CarParkBody, person: Manager, parts: PartsOf) -> CarParkOut:
    if not person.has(OFFICE_HANDS):
        raise forbidden()
    return _park_out(parts.parking.board.state_of(await parts.parking.desk.add(_park(body))), parts)


@router.put("/car-parks/{car_park}")
async def change(car_park: Annotated[Id, Path()], body: CarParkBody, person: Manager, parts: PartsOf) -> CarParkOut:
    """Write a car park whole: spaces that are not named are gone."""
    if not person.has(OFFICE_HANDS):
        raise forbidden()
    return _park_out(parts.parking.board.state_of(await parts.parking.desk.change(_park(body, car_park))), parts)


@router.delete("/car-parks/{car_park}", status_code=204)
async def remove(car_park: Annotated[Id, Path()], person: Manager, parts: PartsOf) -> None:
    """Delete a car park with its permits and links."""
    if not person.has(OFFICE_HANDS):
        raise forbidden()
    await parts.parking.desk.remove(car_park)


@router.get("/wardens")
async def wardens(person: Manager, parts: PartsOf) -> WardensOut:
    if not person.has(OFFICE_HANDS):
        raise forbidden()
    links = [link_out(link) for link in await parts.parking.wardens.links()]
    checks = [
        PlateChecksOut(day_ms=day, verdict=PermitVerdict(verdict), checks=many)
        for day, verdict, many in await parts.parking.wardens.checks()
    ]
    return WardensOut(links=links, checks=checks)


@router.post("/wardens", status_code=201)
async def make_link(body: WardenLinkBody, person: Manager, parts: PartsOf) -> NewWardenLinkOut:
    """Make a link for a warden; its address is told this one time."""
    if not person.has(OFFICE_HANDS):
        raise forbidden()
    link, token = await parts.parking.wardens.make_link(person, body.label, body.car_park, body.until_ms)
    return NewWardenLinkOut(**link_out(link).model_dump(), url=parts.parking.url(f"/parken/aufsicht/{token}"))


@router.delete("/wardens/{link}", status_code=204)
async def revoke(link: Annotated[Id, Path()], person: Manager, parts: PartsOf) -> None:
    """End a warden's link at once."""
    if not person.has(OFFICE_HANDS):
        raise forbidden()
    await parts.parking.wardens.revoke(link)


@router.post("/check")
async def check(body: PlateCheckBody, person: Manager, parts: PartsOf) -> PlateCheckedOut:
    """Check a plate at one's own sites. Nothing of it is kept but that somebody checked."""
    parks = parts.parking.wardens.parks_of(person, body.car_park)
    if (wait_ms := parts.parking.rate.take(f"p {person.id}", parts.clock.mono_ms())) > 0:
        raise paused(wait_ms)
    return checked_out(await parts.parking.wardens.check(body.plate, parks))
