"""The booking portal of the town next door: it leads a room of ours, and shows what is booked there as a calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hallenwart_contract.clock import Clock
from hallenwart_sim.town import timetable

PATH: Final = "/portal/halle-sued.ics"
ROOM: Final = "vereinszimmer"
CLUB: Final = "Betriebssport Stadtwerke"
SPEAKER: Final = "novak@stadtwerke.example"
TITLE: Final = "Spielbesprechung"
EVERY_MIN: Final = 1
"""How often its calendar is read: somebody watches."""
_WEEKDAYS: Final = (1, 3)
_DAYS_AHEAD: Final = 28
_USUAL, _LATER = ("18:00", "19:30"), ("19:00", "20:30")


def source(url: str) -> dict[str, Any]:
    """Return the source as the office sets it up."""
    return {
        "name": "Sportportal Nachbarstadt",
        "kind": "calendar",
        "url": url,
        "every_min": EVERY_MIN,
        "places": [{"hall": ROOM}],
    }


class Portal:
    """Remembers what was moved until the town ends."""

    def __init__(self) -> None:
        self._later: set[date] = set()

    def route(self, clock: Clock) -> Route:
        async def calendar(_: Request) -> Response:
            return Response(self.text(timetable.local_date(clock.now_ms())), media_type="text/calendar")

        return Route(PATH, calendar, methods=["GET"])

    def text(self, today: date) -> str:
        """Return the calendar of the coming four weeks (RFC 5545)."""
        entries = [line for day in _days(today) for line in self._entry(day)]
        return "\r\n".join(
            ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sportportal Nachbarstadt//DE", *entries, "END:VCALENDAR", ""]
        )

    def move(self, today: date) -> int:
        """Move the first date after today by an hour, or back; return its new start in milliseconds."""
        day = _days(today + timedelta(days=1))[0]
        self._later ^= {day}
        return timetable.local_ms(day, self._hours(day)[0])

    def _hours(self, day: date) -> tuple[str, str]:
        return _LATER if day in self._later else _USUAL

    def _entry(self, day: date) -> list[str]:
        start, end = (f"{day:%Y%m%d}T{clock.replace(':', '')}00" for clock in self._hours(day))
        zone = timetable.ZONE
        times = [f"DTSTART;TZID={zone}:{start}", f"DTEND;TZID={zone}:{end}"]
        return ["BEGIN:VEVENT", f"UID:{day}@portal.example", *times, f"SUMMARY:{CLUB} · {TITLE}", "END:VEVENT"]


def _days(first: date) -> list[date]:
    days = (first + timedelta(days=ahead) for ahead in range(_DAYS_AHEAD))
    return [day for day in days if day.weekday() in _WEEKDAYS]
