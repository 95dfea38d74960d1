"""`/api/sites/{site}/plan`: the plan of a site, drawn and edited by its managers."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Literal

from fastapi import Path, Response
from pydantic import Field, StringConstraints

from hallenwart_backend.accounts.rules import MANAGERS
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.fire.plan.rules import LONGEST_M, MOST_POINTS, MOST_ROOMS, Plan, Point, Room
from hallenwart_backend.fire.plan.service import KEEP
from hallenwart_backend.web.fields import Body, Id, Line, Shape
from hallenwart_backend.web.guard import MAX_PHOTO_BODY_BYTES
from hallenwart_backend.web.parts import PageReader, PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/sites", tags=["fire"])
Metres = Annotated[float, Field(ge=0, le=LONGEST_M, allow_inf_nan=False)]
Component = Annotated[str, StringConstraints(max_length=64)]


class RoomShape(Body):
    """A rectangle in metres from the upper left corner; `zone` empty: no sensor watches it."""

    name: Line
    x_m: Metres
    y_m: Metres
    w_m: Metres
    h_m: Metres
    zone: Component = ""


class PointShape(Body):
    """`device` and `c`: what stands there; `sees`: what a sensor reacts to."""

    kind: Literal["sensor", "locker", "door", "exit", "siren", "panel", "extinguisher", "assembly"]
    name: Line
    x_m: Metres
    y_m: Metres
    device: Component = ""
    c: Component = ""
    sees: Literal["", "smoke", "heat", "co", "button", "panel"] = ""


class PlanBody(Body):
    """`picture`: PNG or JPEG in base64; null without one; "keep" leaves the one that is there."""

    width_m: Metres
    height_m: Metres
    rooms: Annotated[list[RoomShape], Field(max_length=MOST_ROOMS)]
    points: Annotated[list[PointShape], Field(max_length=MOST_POINTS)]
    picture: Annotated[str, StringConstraints(max_length=MAX_PHOTO_BODY_BYTES)] | None


class PlanOut(Shape):
    """`picture`: where it is, null without one. `names` are the zones a room may name, by id."""

    site: str
    site_name: str
    width_m: float
    height_m: float
    rooms: list[RoomShape]
    points: list[PointShape]
    picture: str | None
    changed_ms: int
    names: dict[str, str]
    may_edit: bool


@router.get("/{site}/plan")
async def plan(site: Annotated[Id, Path()], person: PageReader, parts: PartsOf) -> PlanOut:
    """Return the plan; 404 where none was drawn."""
    found = parts.fire.plans.current.get(site)
    if found is None:
        raise RefusedError("no_plan", "Für diesen Standort gibt es noch keinen Plan.", "This site has no plan yet.", status=404)
    return _out(site, found, parts, may_edit=person.has_at(MANAGERS, site))


@router.put("/{site}/plan")
async def put_plan(site: Annotated[Id, Path()], body: PlanBody, person: SignedIn, parts: PartsOf) -> PlanOut:
    """Replace the plan: managers of the site."""
    if not person.has_at(MANAGERS, site):
        raise forbidden()
    wanted = Plan(
        body.width_m,
        body.height_m,
        tuple(Room(**room.model_dump()) for room in body.rooms),
        tuple(Point(**point.model_dump()) for point in body.points),
    )
    kept = await parts.fire.plans.put(site, wanted, picture=_decoded(body.picture), who=person.id)
    await parts.hub.changed()
    return _out(site, kept, parts, may_edit=True)


def _decoded(picture: str | None) -> bytes | None:
    if picture is None or picture == "keep":
        return None if picture is None else KEEP
    try:
        return base64.b64decode(picture, validate=True) or None
    except (binascii.Error, ValueError) as error:
        raise RefusedError("bad_picture", "Dieses Bild ist kein Base64.", "This picture is no base64.", status=422) from error


def _out(site: str, found: Plan, parts: PartsOf, *, may_edit: bool) -> PlanOut:
    here = parts.places.current
    return PlanOut(
        site=site,
        site_name=here.sites[site].name if site in here.sites else site,
        width_m=found.width_m,
        height_m=found.height_m,
        rooms=[
            RoomShape(name=one.name, x_m=one.x_m, y_m=one.y_m, w_m=one.w_m, h_m=one.h_m, zone=one.zone) for one in found.rooms
        ],
        points=[
            PointShape.model_validate(
                {name: getattr(one, name) for name in ("kind", "name", "x_m", "y_m", "device", "c", "sees")}
            )
            for one in found.points
        ],
        picture=f"/api/sites/{site}/plan/picture?t={found.changed_ms}" if found.picture else None,
        changed_ms=found.changed_ms,
        names={zone: one.name for (at, zone), one in here.zones.items() if at == site},
        may_edit=may_edit,
    )


@router.get(
    "/{site}/plan/picture",
    responses={200: {"content": {"image/png": {}, "image/jpeg": {}}}},
    response_class=Response,
)
async def picture(site: Annotated[Id, Path()], _person: PageReader, parts: PartsOf) -> Response:
    drawn, media_type = await parts.fire.plans.picture(site)
    return Response(drawn, media_type=media_type, headers={"Cache-Control": "private, no-store"})
