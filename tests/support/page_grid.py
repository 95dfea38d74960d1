"""The stand-in's week of all halls: Nordpark in thirds, the gymnastics room, Süd in halves, one hall led elsewhere."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from support import page_states as states
from support.page_api import answer
from support.page_decisions import decision
from support.page_halls import HALLS, PLANNED

_DAY_MS = 86_400_000
OFFICE = {"name": "Petra Amt", "email": "amt@stadt.example", "roles": ["office"], "club": None}
"""Who books and moves for clubs."""


def booked(name: str, hall: str, day: int, start: str, end: str, sections: list[int], **changes: Any) -> dict[str, Any]:
    """Return a booking of the grid in November 2026; `name` is `Club: title`."""
    club, title = name.split(": ")
    ident = f"{hall}-{day}-{start.replace(':', '')}-{sections[0]}"
    end_ms = states.at(end, day)
    values: dict[str, Any] = {
        "id": ident,
        "hall": hall,
        "sections": sections,
        "rooms": [],
        "start_ms": states.at(start, day),
        "end_ms": end_ms,
        "clear_ms": end_ms,
        "was_start_ms": None,
        "title": title,
        "kind": "training",
        "state": "booked",
        "club": club,
        "club_name": club,
        "holder": club,
        "holder_name": club,
        "group": "club",
        "series": "",
        "on_behalf": False,
        "partner": "",
        "note": "",
        "code": "stored",
    }
    return values | changes


def bookings() -> list[dict[str, Any]]:
    saturday = [booked(f"{club}: {title}", "nordpark", 21, start, end, n) for club, title, start, end, n in PLANNED]
    return [
        *saturday,
        booked("SG Süd: Jugend-Turnier", "nordpark", 22, "10:00", "13:30", [1, 2, 3]),
        booked("TSV Lindenau: Turn-Gala", "nordpark", 22, "15:00", "18:00", [1, 2, 3], state="asked", code="none"),
        booked("BC 04: Liga", "nordpark", 22, "19:00", "20:30", [1], series="s-1", code="none"),
        booked("TSV Lindenau: Torwart", "nordpark", 22, "19:00", "20:30", [2], holder="SG Süd", holder_name="SG Süd"),
        booked("Schule: Proben", "nordpark", 22, "19:00", "20:30", [3], partner="Schulplan", code="none"),
        booked("BC 04: Badminton", "sued", 21, "17:00", "19:00", [1]),
    ]


def _day(day: date, *, shut: bool) -> dict[str, Any]:
    from_ms = states.at("00:00", 1) + (day - date(2026, 11, 1)).days * _DAY_MS
    hours = [] if shut else [{"start_ms": from_ms + 8 * 3_600_000, "end_ms": from_ms + 22 * 3_600_000}]
    closed = [{"start_ms": from_ms, "end_ms": from_ms + _DAY_MS, "sections": [], "why": "Grundreinigung"}] if shut else []
    return {
        "date": day.isoformat(),
        "from_ms": from_ms,
        "to_ms": from_ms + _DAY_MS,
        "open": hours,
        "closed": closed,
        "note": "",
    }


def grid(first: date, days: int) -> dict[str, Any]:
    dates = [first + timedelta(days=n) for n in range(days)]
    friday = date(2026, 11, 20)
    halls = [
        {
            "id": hall["id"],
            "name": hall["name"],
            "site": hall["site"],
            "site_name": hall["site_name"],
            "zone": states.ZONE,
            "kind": "hall",
            "sections": hall["sections"],
            "buffer_ms": 0,
            "parts": [{"name": f"Drittel {n}", "sections": [n]} for n in (1, 2, 3)] if hall["sections"] == 3 else [],
            "source": "Schulplan" if hall["id"] == "gymnastik" else "",
            "source_ms": states.at("18:30") if hall["id"] == "gymnastik" else None,
            "days": [_day(one, shut=hall["id"] == "nordpark" and one == friday) for one in dates],
        }
        for hall in HALLS
    ]
    span = halls[0]["days"][0]["from_ms"], halls[0]["days"][-1]["to_ms"]
    return {
        "date": first.isoformat(),
        "now_ms": states.NOW_MS,
        "sites": [{"id": "nordpark", "name": "Sporthalle Nordpark"}, {"id": "sued", "name": "Halle Süd"}],
        "halls": halls,
        "rooms": [{"id": "kueche", "name": "Küche", "site": "nordpark", "kind": "kitchen"}],
        "clubs": [{"id": name, "name": name, "group": "club"} for name in ("BC 04", "SG Süd", "TSV Lindenau")],
        "bookings": [one for one in bookings() if span[0] <= one["start_ms"] < span[1]],
    }


def routes() -> list[Route]:
    async def of_grid(request: Request) -> Response:
        return answer(grid(date.fromisoformat(request.query_params["from"]), int(request.query_params["days"])))

    async def find(request: Request) -> Response:
        words = request.query_params["q"].casefold()
        named = [one for one in bookings() if words in f"{one['club_name']} {one['title']}".casefold()]
        return answer({"bookings": named})

    async def history(_request: Request) -> Response:
        moved = decision(
            act="moved",
            t_ms=states.at("10:30"),
            what={"de": "Verlegt", "en": "Moved"},
            change={"de": "von Drittel 2 auf Drittel 1", "en": "from Drittel 2 to Drittel 1"},
            why="Boden wird geölt",
        )
        return answer({"decisions": [decision(), moved]})

    return [
        Route("/api/grid", of_grid),
        Route("/api/grid/find", find),
        Route("/api/slots/history", history),
    ]
