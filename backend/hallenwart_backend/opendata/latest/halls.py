"""Halls as `/belegung` tells them: free, soon free, taken or closed; and what is usual at this hour, never a count of now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.halls.model import Places
from hallenwart_backend.opendata.latest.model import Of, Value
from hallenwart_backend.opendata.latest.ports import HallNow, PublicUse, Usual
from hallenwart_backend.opendata.subjects import OCCUPANCY
from hallenwart_contract.clock import to_ms, utc

STATE: Final = "state"
FREE_SECTIONS: Final = "free_sections"
USUAL_PEOPLE: Final = "usual_people"
HOLDS_MS: Final = 15 * 60_000


class HallValues:
    """A `ValueSource`."""

    def __init__(self, use: PublicUse, places: Callable[[], Places]) -> None:
        self._use, self._places = use, places

    async def values(self, now_ms: int) -> Sequence[Value]:
        halls, usual, places = await self._use.halls(), await self._use.typical(), self._places()
        names = {site.id: site.name for site in places.sites.values()}
        return [
            *(value for one in halls for value in of_hall(one, now_ms)),
            *usual_now(usual, names, ZoneInfo(places.zone), now_ms),
        ]


def of_hall(one: HallNow, now_ms: int) -> list[Value]:
    def say(quantity: str, value: str | int) -> Value:
        hall = one.hall
        return Value(Of.HALL, hall.id, hall.name, quantity, value, "", now_ms, now_ms + HOLDS_MS, OCCUPANCY.id)

    free = len(one.sections) if one.state == "free" else 0
    return [say(STATE, one.state), *([say(FREE_SECTIONS, free)] if one.hall.sections > 1 else [])]


def usual_now(usual: Usual, names: dict[str, str], zone: ZoneInfo, now_ms: int) -> list[Value]:
    """Return the usual number of people of this bin of the week: of the town, and of each site that shows one."""
    local = utc(now_ms).astimezone(zone)
    at = local.hour // usual.hours
    begin = local.replace(hour=at * usual.hours, minute=0, second=0, microsecond=0)
    from_ms = to_ms(begin)
    until_ms = from_ms + usual.hours * 3_600_000
    cells = [(Of.TOWN, "", "", usual.town), *((Of.SITE, site, names.get(site, site), of) for site, of in usual.sites.items())]
    found = [(of, id_, name, table[local.weekday()][at]) for of, id_, name, table in cells if table]
    return [
        Value(of, id_, name, USUAL_PEOPLE, people, "Personen", now_ms, until_ms, OCCUPANCY.id, from_ms)
        for of, id_, name, people in found
        if people is not None
    ]
