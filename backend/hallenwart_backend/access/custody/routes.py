"""`/api/keys`: who holds which key; `/api/compartments`: lost keys, spares, out of service."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from pydantic import Field, StringConstraints

from hallenwart_backend.access.custody.desk import HeldKey
from hallenwart_backend.access.custody.rules import is_overdue
from hallenwart_backend.accounts.rules import CODE_READERS, MANAGERS, Person
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.fields import Body, Id, Shape
from hallenwart_backend.web.parts import Manager, Parts, PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api", tags=["keys"])
Slot = Annotated[int, Path(ge=1, le=999)]
Note = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)]


class LostBody(Body):
    note: Note = ""


class ServiceBody(Body):
    out: bool
    note: Note = ""


class SpareBody(Body):
    """`spare`: the compartment with the spare key, null for none."""

    spare: Annotated[int, Field(strict=True, ge=1, le=999)] | None


class KeyOut(Shape):
    """A key that is out. `holder` is the person's name where the locker knew it and this account may read it."""

    device: str
    slot: int
    label: str
    hall: str
    club: str
    title: str
    holder: str
    booking: str
    since_ms: int
    due_ms: int | None
    overdue: bool
    lost: bool


class KeysOut(Shape):
    now_ms: int
    keys: list[KeyOut]


class CompartmentOut(Shape):
    """`lost` and `out_of_service` hold the note said then, null where neither."""

    device: str
    slot: int
    label: str
    hall: str
    lost: str | None
    lost_ms: int | None
    out_of_service: str | None
    spare: int | None


class CompartmentsOut(Shape):
    compartments: list[CompartmentOut]


def _out(one: HeldKey, parts: Parts, names: dict[str, str], now_ms: int) -> KeyOut:
    booking, held = one.booking, one.held
    return KeyOut(
        device=held.device,
        slot=held.slot,
        label=one.compartment.label,
        hall=one.compartment.hall or "",
        club=parts.places.current.clubs.get((booking.holder or "") if booking else "", ""),
        title=booking.title if booking else "",
        holder=names.get(held.who, ""),
        booking=held.booking,
        since_ms=held.taken_ms,
        due_ms=held.due_ms,
        overdue=is_overdue(held, now_ms),
        lost=one.lost,
    )


@router.get("/keys")
async def keys_out(person: SignedIn, parts: PartsOf) -> KeysOut:
    """Return the keys that are out: all of the own sites for managers, those of the own club for its people."""
    now, found = parts.clock.now_ms(), await parts.lockers.keys.out()
    names = await parts.lockers.keys.names() if person.is_manager or person.has(CODE_READERS) else {}
    return KeysOut(now_ms=now, keys=[_out(one, parts, names, now) for one in found if _may_see(person, one, parts)])


def _may_see(person: Person, one: HeldKey, parts: Parts) -> bool:
    if person.is_manager:
        site = parts.places.current.site_of_device(one.held.device)
        return person.has_at(MANAGERS, site.id if site else "")
    return one.booking is not None and one.booking.holder is not None and one.booking.holder == person.club


@router.get("/compartments")
async def compartments(person: Manager, parts: PartsOf) -> CompartmentsOut:
    places, marks = parts.places.current, await parts.lockers.keys.marks()
    spares = await parts.lockers.keys.spares(places.lockers())
    notes = {(one.device, one.slot, one.mark): one for one in marks}
    out = []
    for one in places.compartments:
        site = places.site_of_device(one.device)
        if site is None or not person.has_at(MANAGERS, site.id):
            continue
        lost, shut = (notes.get((one.device, one.number, mark)) for mark in ("lost", "out_of_service"))
        out.append(
            CompartmentOut(
                device=one.device,
                slot=one.number,
                label=one.label,
                hall=one.hall or "",
                lost=lost.note if lost else None,
                lost_ms=lost.since_ms if lost else None,
                out_of_service=shut.note if shut else None,
                spare=spares.get(one.device, {}).get(one.number),
            )
        )
    return CompartmentsOut(compartments=out)


@router.put("/compartments/{device}/{slot}/lost", status_code=204)
async def mark_lost(device: Annotated[Id, Path()], slot: Slot, body: LostBody, person: SignedIn, parts: PartsOf) -> None:
    """Say that a key is lost: managers of the site, and the club that holds it."""
    club = await parts.lockers.keys.holder_club(device, slot)
    holds = club is not None and person.has_at(CODE_READERS, club)
    if not holds:
        _managed(device, slot, person, parts)
    await parts.lockers.keys.lose(device, slot, note=body.note, by=person.name)


@router.delete("/compartments/{device}/{slot}/lost", status_code=204)
async def replaced(device: Annotated[Id, Path()], slot: Slot, person: SignedIn, parts: PartsOf) -> None:
    """Say that the key was found or replaced."""
    _managed(device, slot, person, parts)
    await parts.lockers.keys.replace(device, slot)


@router.put("/compartments/{device}/{slot}/service", status_code=204)
async def service(device: Annotated[Id, Path()], slot: Slot, body: ServiceBody, person: SignedIn, parts: PartsOf) -> None:
    _managed(device, slot, person, parts)
    await parts.lockers.keys.set_service(device, slot, out=body.out, note=body.note, by=person.name)


@router.put("/compartments/{device}/{slot}/spare", status_code=204)
async def spare(device: Annotated[Id, Path()], slot: Slot, body: SpareBody, person: SignedIn, parts: PartsOf) -> None:
    _managed(device, slot, person, parts)
    await parts.lockers.keys.set_spare(device, slot, body.spare)


def _managed(device: str, slot: int, person: Person, parts: Parts) -> None:
    """Raise RefusedError 403, or 404 for what is no compartment."""
    if not person.is_manager:
        raise forbidden()
    parts.lockers.keys.compartment(device, slot)
    site = parts.places.current.site_of_device(device)
    if site is None:
        raise RefusedError("no_such_compartment", "Dieses Fach gibt es nicht.", "There is no such compartment.", status=404)
    if not person.has_at(MANAGERS, site.id):
        raise forbidden()
