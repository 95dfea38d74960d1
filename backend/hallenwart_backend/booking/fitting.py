"""Whether a wish fits its place at all, whoever else is there: hours, closures, sections, extra rooms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from hallenwart_backend.booking import rules
from hallenwart_backend.booking.refusals import hall_led, no_such_room, refused, room_closed, room_elsewhere
from hallenwart_backend.halls.hours import Hours
from hallenwart_backend.halls.model import Hall, Places


@dataclass(frozen=True, slots=True)
class _NotHere:
    """The hours in which a hall can be booked here that another system leads: none."""

    hours: Hours
    source: str

    def open_spans(self, zone: ZoneInfo, from_ms: int, to_ms: int) -> list[tuple[int, int]]:  # noqa: ARG002 - OpenHours
        return []

    def shut(self, zone: ZoneInfo, from_ms: int, to_ms: int) -> list[rules.Shut]:
        return self.hours.shut(zone, from_ms, to_ms)

    def why(self, zone: ZoneInfo, from_ms: int, to_ms: int) -> str:  # noqa: ARG002 - OpenHours
        return f"geführt in {self.source}"


def timetable(hall: Hall) -> rules.Timetable:
    """Return when a place can be booked here."""
    hours = _NotHere(hall.hours, hall.led.name) if hall.led else hall.hours
    return rules.Timetable(hours, hall.zone, hall.sections)


def check_time(hall: Hall, start_ms: int, end_ms: int, sections: Sequence[int], now_ms: int) -> None:
    """Raise RefusedError 422 for what cannot be booked (a closed hall says why), 409 for a hall that is led elsewhere."""
    if hall.led is not None:
        raise hall_led(hall.led.name, hall.led.link)
    table = timetable(hall)
    if fault := rules.fault_of_wish(start_ms, end_ms, sections, table, now_ms):
        raise refused(fault, rules.why_closed(start_ms, end_ms, sections, table) if fault == "closed" else "")


def check_rooms(places: Places, hall: Hall, rooms: Sequence[str], start_ms: int, end_ms: int) -> None:
    """Raise RefusedError 422 for rooms that do not go with a hall, or are shut. Their hours are those of the hall."""
    for name in rooms:
        room = places.halls.get(name)
        if room is None or not room.is_room or room.site.id != hall.site.id:
            raise no_such_room()
        if not room.goes_with(hall):
            raise room_elsewhere(room.name, hall.name)
        if shut := room.hours.shut(room.zone, start_ms, end_ms):
            raise room_closed(room.name, shut[0].why)
