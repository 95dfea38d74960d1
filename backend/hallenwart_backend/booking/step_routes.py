"""`/api/bookings/{id}/steps`: how far a booking's right has come at each of its lockers."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path

from hallenwart_backend.access.grants.service import NO_CODE
from hallenwart_backend.access.loop.steps import steps_of
from hallenwart_backend.booking.answers import StepOut, may_look
from hallenwart_backend.booking.refusals import gone, not_yours
from hallenwart_backend.web.fields import Id, Shape
from hallenwart_backend.web.parts import PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/bookings", tags=["booking"])


class AtLockerOut(Shape):
    """`online`: the locker takes commands now. `list_ms`: when it last confirmed a list, `list_current`: the newest one."""

    device: str
    slots: list[int]
    online: bool
    list_ms: int | None
    list_current: bool
    step: str
    steps: list[StepOut]


class StepsOut(Shape):
    booking: str
    lockers: list[AtLockerOut]


@router.get("/{booking}/steps")
async def steps(booking: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> StepsOut:
    """Return the steps at each locker, for managers of the site and who reads its code. Raises RefusedError 403, 404."""
    found = await parts.bookings.one(booking)
    if found is None:
        raise gone()
    if not may_look(person, found, parts.places.current):
        raise not_yours()
    code = (await parts.access.codes([booking])).get(booking, NO_CODE)
    lockers = []
    for part in code.parts:
        reached = steps_of([part])
        list_ms, current = code.lists.get(part.device, (None, False))
        lockers.append(
            AtLockerOut(
                device=part.device,
                slots=sorted(part.slots),
                online=parts.rights.dark.online(part.device),
                list_ms=list_ms,
                list_current=current,
                step=reached[-1].step,
                steps=[StepOut(step=one.step, t_ms=one.t_ms) for one in reached],
            )
        )
    return StepsOut(booking=booking, lockers=lockers)
