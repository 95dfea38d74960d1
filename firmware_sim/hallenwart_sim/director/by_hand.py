"""Whoever tests the town is its hands: `POST /director/locker` moves one thing at the key locker. Demo and tests only."""

from __future__ import annotations

from typing import Literal

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hallenwart_sim.devices.cabinet import DoorShutError
from hallenwart_sim.town.equipment import Equipment
from hallenwart_sim.town.town import Town


class Move(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a hand does.

    `card` holds a card of `who` to the reader, `scan` shows a symbol with `text`, `type` presses its digits and #. `take`,
    `put` and `push` act on compartment `slot`, whose door must be open for the first two; `force` pulls its door open.
    `mains` and `tamper`: `on` false opens the contact. `help`: whether the town's own hands help whoever opens a door.
    """

    do: Literal["card", "scan", "type", "take", "put", "push", "force", "mains", "tamper", "help"]
    slot: int = 0
    who: str = ""
    text: str = ""
    on: bool = True


async def move(equipment: Equipment, wanted: Move) -> None:
    """Carry it out. Raises LookupError for a card or compartment that is not there, DoorShutError at a shut door."""
    if wanted.do == "card":
        await equipment.hands.tap(equipment.cards[wanted.who])
    elif wanted.do == "scan":
        equipment.codes.show(wanted.text)
    elif wanted.do == "type":
        await equipment.hands.type(wanted.text)
    elif wanted.do == "mains":
        equipment.mains.move(closed=wanted.on)
    elif wanted.do == "tamper":
        equipment.tamper.move(closed=wanted.on)
    elif wanted.do == "help":
        equipment.hands.helping = wanted.on
    else:
        _at_door(equipment, wanted)


def _at_door(equipment: Equipment, wanted: Move) -> None:
    locker, lock = equipment.locker, wanted.slot - 1
    if not 0 <= lock < len(locker.doors):
        raise LookupError(f"compartment {wanted.slot}")
    if wanted.do == "take":
        locker.take_key(lock)
    elif wanted.do == "put":
        locker.put_key(lock)
    elif wanted.do == "push":
        locker.push_door(lock)
    else:
        locker.pull_door(lock, force=True)


def locker_route(town: Town, *, origins: frozenset[str]) -> Route:
    """Return the route. It answers 202, 403 to a foreign page, 409 when that cannot be done, 422 to what it does not know."""

    async def by_hand(request: Request) -> Response:
        if request.headers.get("origin") not in origins:
            return JSONResponse({"code": "origin"}, status_code=403)
        try:
            await move(town.equipment, msgspec.json.decode(await request.body(), type=Move))
        except msgspec.MsgspecError:
            return JSONResponse({"code": "malformed"}, status_code=422)
        except (LookupError, DoorShutError) as error:
            return JSONResponse({"code": "not_now", "message": str(error)}, status_code=409)
        return JSONResponse({}, status_code=202)

    return Route("/director/locker", by_hand, methods=["POST"])
