"""What sites and compartments demand, spare codes of dark lockers, the key of NTAG 424 cards, who changed what."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from pydantic import Field

from hallenwart_backend.access.dark.service import Spare
from hallenwart_backend.access.grants.demands import MAX_GRACE_MIN, MAX_USES, CompartmentAccess, SiteAccess
from hallenwart_backend.access.office.service import no_such_site
from hallenwart_backend.web.fields import Body, Id, Line, Shape
from hallenwart_backend.web.parts import Manager, PartsOf
from hallenwart_backend.web.routing import Router
from hallenwart_contract.codes import grouped

router = Router(prefix="/api", tags=["access"])
Minutes = Annotated[int, Field(strict=True, ge=0, le=MAX_GRACE_MIN)]
Number = Annotated[int, Path(ge=1, le=999)]


class SiteAccessBody(Body):
    """Minutes of grace before and after each window; after how many a right that is not at its locker is told as late."""

    before_min: Minutes
    after_min: Minutes
    late_min: Annotated[int, Field(strict=True, ge=2, le=1440)] = 10


class CompartmentAccessBody(Body):
    """`uses`: how often a key may be fetched within one right, 0 for no limit. `second`: a second person is demanded."""

    uses: Annotated[int, Field(strict=True, ge=0, le=MAX_USES)] = 0
    second: bool = False


class CompartmentAccessOut(Shape):
    device: str
    number: int
    uses: int
    second: bool


class SiteAccessOut(Shape):
    """`compartments` are those that demand anything; `dark_codes` the lockers that take spare codes."""

    site: str
    before_min: int
    after_min: int
    late_min: int
    compartments: list[CompartmentAccessOut]
    dark_codes: list[str]


class DarkKeyBody(Body):
    """`on` true gives the locker a new key, which ends all spare codes told; false switches them off."""

    on: bool


class SpareBody(Body):
    slot: Annotated[int, Field(strict=True, ge=1, le=999)]
    reason: Line
    booking: Id | None = None


class SpareOut(Shape):
    """Nine digits for one compartment: they open from `from_ms` to `to_ms`, the key goes back with them at any time."""

    id: str
    device: str
    slot: int
    digits: str
    grouped: str
    from_ms: int
    to_ms: int


class ToldOut(Shape):
    id: str
    slot: int
    booking: str
    from_ms: int
    to_ms: int
    denied: bool


class ToldListOut(Shape):
    codes: list[ToldOut]


class SunMetaOut(Shape):
    """Hex of the 16 bytes that hide a card's number."""

    key: str


class DeedOut(Shape):
    """`who` is a pseudonym, `name` empty when nobody has it any more."""

    t_ms: int
    who: str
    name: str
    act: str
    subject: str
    detail: str


class DeedsOut(Shape):
    deeds: list[DeedOut]


def spare_out(spare: Spare) -> SpareOut:
    code = spare.code
    return SpareOut(
        id=code.id,
        device=spare.device,
        slot=code.slot,
        digits=spare.digits,
        grouped=grouped(spare.digits),
        from_ms=code.start_ms,
        to_ms=code.end_ms,
    )


async def _site(site: str, parts: PartsOf) -> SiteAccessOut:
    asked, places = await parts.rights.office.demands(), parts.places.current
    if site not in places.sites:
        raise no_such_site()
    here = {device.id for device in places.devices.values() if device.site == site}
    of_site = asked.site(site)
    return SiteAccessOut(
        site=site,
        before_min=of_site.before_min,
        after_min=of_site.after_min,
        late_min=of_site.late_min,
        compartments=[
            CompartmentAccessOut(device=device, number=number, uses=one.uses, second=one.second)
            for (device, number), one in sorted(asked.compartments.items())
            if device in here
        ],
        dark_codes=[device for device in places.lockers() if device in here and asked.device(device).kid],
    )


@router.get("/sites/{site}/access")
async def site_access(site: Annotated[Id, Path()], _person: Manager, parts: PartsOf) -> SiteAccessOut:
    return await _site(site, parts)


@router.put("/sites/{site}/access")
async def set_site_access(site: Annotated[Id, Path()], body: SiteAccessBody, person: Manager, parts: PartsOf) -> SiteAccessOut:
    wanted = SiteAccess(body.before_min, body.after_min, body.late_min)
    await parts.rights.office.set_site(person, site, wanted)
    return await _site(site, parts)


@router.put("/devices/{device}/compartments/{number}/access", status_code=204)
async def set_compartment_access(
    device: Annotated[Id, Path()], number: Number, body: CompartmentAccessBody, person: Manager, parts: PartsOf
) -> None:
    wanted = CompartmentAccess(body.uses, body.second)
    await parts.rights.office.set_compartment(person, device, number, wanted)


@router.put("/devices/{device}/dark-key", status_code=204)
async def set_dark_key(device: Annotated[Id, Path()], body: DarkKeyBody, person: Manager, parts: PartsOf) -> None:
    await parts.rights.dark.set_key(person, device, on=body.on)


@router.post("/devices/{device}/dark-codes", status_code=201)
async def tell_dark_code(device: Annotated[Id, Path()], body: SpareBody, person: Manager, parts: PartsOf) -> SpareOut:
    """Tell a code for the coming two hours, to be read to whoever stands at a dark locker. Who told it is noted."""
    spare = await parts.rights.dark.tell(person, device, body.slot, booking=body.booking or "", reason=body.reason)
    return spare_out(spare)


@router.get("/devices/{device}/dark-codes")
async def dark_codes(device: Annotated[Id, Path()], person: Manager, parts: PartsOf) -> ToldListOut:
    return ToldListOut(
        codes=[
            ToldOut(
                id=one.code.id,
                slot=one.code.slot,
                booking=one.booking,
                from_ms=one.code.start_ms,
                to_ms=one.code.end_ms,
                denied=one.denied_ms is not None,
            )
            for one in await parts.rights.dark.told(person, device)
        ]
    )


@router.delete("/devices/{device}/dark-codes/{code}", status_code=204)
async def deny_dark_code(device: Annotated[Id, Path()], code: Annotated[Id, Path()], person: Manager, parts: PartsOf) -> None:
    await parts.rights.dark.deny(person, device, code)


@router.get("/access/sun-meta")
async def sun_meta(person: Manager, parts: PartsOf) -> SunMetaOut:
    return SunMetaOut(key=await parts.rights.office.sun_meta(person))


@router.get("/access/deeds")
async def deeds(person: Manager, parts: PartsOf) -> DeedsOut:
    found, names = await parts.rights.office.deeds(person)
    return DeedsOut(
        deeds=[
            DeedOut(
                t_ms=one.t_ms,
                who=one.who,
                name=names.get(one.who, ""),
                act=one.act,
                subject=one.subject,
                detail=one.detail,
            )
            for one in found
        ]
    )
