"""The stand-in's closings: a block that meets one running date, one led elsewhere, one that only loses a room, and one more."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hallenwart_backend.booking.closing.routes import ClosedOut, ClosingsOut
from support.page_api import Stage, answer
from support.page_keys import Noting
from support.page_states import at

_STANDING = {
    "id": "z-9",
    "kind": "closure",
    "halls": ["nordpark", "geraete"],
    "hall_names": ["Sporthalle Nordpark", "Geräteraum"],
    "sections": [],
    "why": "Brandschutz-Prüfung",
    "note": "Schlüssel liegt beim Hausmeister",
    "first": "2026-12-01T08:00",
    "last": "2026-12-01T16:00",
    "every": "",
    "step": 1,
    "until": None,
}


def _span(start: str, end: str, day: int, *, hall: str = "nordpark", name: str = "Sporthalle Nordpark") -> dict[str, Any]:
    return {"hall": hall, "hall_name": name, "sections": [1], "start_ms": at(start, day), "end_ms": at(end, day)}


def _substitute(day: int, start: str, end: str, km: float | None) -> dict[str, Any]:
    part = {"de": "Hälfte 1", "en": "half 1"}
    rest = {"site": "sued", "site_name": "Halle Süd", "free_sections": [1, 2], "section_count": 2, "part": part}
    return _span(start, end, day, hall="sued", name="Halle Süd") | rest | {"distance_km": km, "matches": []}


def _met(booking: str, club: str, title: str, **changes: Any) -> dict[str, Any]:
    values = {
        "booking": booking,
        "at": _span("18:00", "20:00", 23),
        "title": title,
        "club": club,
        "club_id": club,
        "series": "s-1",
        "elsewhere": "",
        "running": False,
        "lot": "cancelled",
        "people": 4,
        "to": None,
        "substitutes": [_substitute(23, "18:00", "20:00", 2.4), _substitute(24, "18:00", "20:00", 2.4)],
    }
    return values | changes


MET = [
    _met("b-run", "BC 04", "Badminton", at=_span("18:00", "20:00", 21), running=True, substitutes=[], series=""),
    _met("b-1", "TSV Lindenau", "Volleyball Jugend"),
    _met("b-2", "SG Süd", "Turnen", at=_span("20:00", "21:30", 23), lot="keeps_hall", people=1, substitutes=[]),
    _met("b-3", "Schule", "Proben", at=_span("08:00", "10:00", 24), elsewhere="Schulplan", people=0, substitutes=[]),
]


class Closings(Noting):
    async def closings(self, request: Request) -> Response:
        if request.method == "GET":
            return answer(ClosingsOut.model_validate({"closings": [_STANDING]}).model_dump(mode="json"))
        body = await self._noted(request)
        closing = {name: body[name] for name in ("kind", "halls", "sections", "why", "note", "first", "last", "every", "step")}
        told = {
            "closing": closing | {"id": "z-new", "hall_names": ["Sporthalle Nordpark"], "until": body["until"]},
            "written": not body["dry"],
            "times": [_span("08:00", "22:00", 21), _span("08:00", "22:00", 22)],
            "clubs": 2,
            "people": 5,
            "met": MET,
        }
        return answer(ClosedOut.model_validate(told).model_dump(mode="json"), 200 if body["dry"] else 201)


def routes(stage: Stage) -> list[Route]:
    closings = Closings(stage)
    return [
        Route("/api/closings", closings.closings, methods=["GET", "POST"]),
        Route("/api/closings/{id}", closings.changed, methods=["DELETE"]),
    ]
