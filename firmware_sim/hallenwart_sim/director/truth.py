"""What is really so in the town, for those who compare: people inside, sirens, keys on their hooks. Demo and tests only."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hallenwart_contract.kiosk import DoorTile
from hallenwart_sim.town.equipment import Equipment
from hallenwart_sim.town.plan import COMPARTMENTS
from hallenwart_sim.town.town import Town


def truth_route(town: Town) -> Route:
    """Return the route of `GET /director/truth`."""

    async def truth(_: Request) -> Response:
        equipment = town.equipment
        return JSONResponse(
            {
                "now_ms": town.clock.now_ms(),
                "people": {hall: doorway.inside for hall, doorway in equipment.doorways.items()},
                "sirens": {device: corner.siren.sounding for device, corner in equipment.fires.items()},
                "doors": {str(each.number): equipment.locker.hook_open(each.lock) for each in COMPARTMENTS},
                "doors_seen": {str(tile.number): tile.open for tile in _tiles(equipment)},
                "keys": {str(each.number): equipment.hands.has_key(each.lock) for each in COMPARTMENTS},
                "processes": {child.name: child.pid for child in town.children},
            }
        )

    return Route("/director/truth", truth)


def _tiles(equipment: Equipment) -> list[DoorTile]:
    """Return the locker's doors as its own screen shows them: what is really so may be ahead of what it has noticed."""
    return equipment.kiosk.latest.doors if equipment.kiosk.latest else []
