"""The stand-in's places, told by the backend's own answers: a hall of three with rooms, doors, holidays and closures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hallenwart_backend.halls.closures import Closure
from hallenwart_backend.halls.facts import Access, Facts, Marking
from hallenwart_backend.halls.holidays.rules import Calendar, Holiday, HolidayRule
from hallenwart_backend.halls.hours import Hours, NamedSpans, Season
from hallenwart_backend.halls.model import Compartment, Door, Hall, Places, Site
from hallenwart_backend.halls.parts import Part
from hallenwart_backend.halls.place_answers import calendar_out, closure_out, places_out
from support.page_api import Stage, answer
from support.page_keys import Noting
from support.page_states import at

_WEEK = (((420, 1380),),) * 7
_SITE = Site("nordpark", "Sporthalle Nordpark", "Am Nordpark 7", "Europe/Berlin")
_HALL = Hall(
    "nordpark",
    _SITE,
    "Sporthalle Nordpark",
    3,
    199,
    Hours((Season(_WEEK), Season((((540, 1200),),) * 5 + ((),) * 2, "Sommer", dt.date(2027, 7, 1), dt.date(2027, 8, 14)))),
    parts=tuple(Part(f"drittel-{n}", f"Drittel {n}", (n,)) for n in (1, 2, 3)),
    facts=Facts(
        "triple",
        1215,
        45,
        27,
        7,
        "Schwingboden",
        ("handball", "Rope Skipping"),
        (Marking("volleyball", 1, (1,)),),
        ("Tribüne",),
        Access(step_free=True, toilet=True),
    ),
    named=(NamedSpans("children", "Kinder zuerst", (((840, 1080),),) * 5 + ((),) * 2),),
    holiday_rules=(HolidayRule("c-1", "own", ((600, 840),)),),
)
_ROOM = Hall("geraete", _SITE, "Geräteraum", 1, 4, Hours((Season(_WEEK),)), kind="equipment", only_halls=("nordpark",))
_CALENDAR = Calendar(
    "c-1", "Ferien Musterland", "school", days=(Holiday("Weihnachtsferien", dt.date(2026, 12, 23), dt.date(2027, 1, 2)),)
)
_CLOSURE = Closure(
    "z-1",
    "nordpark",
    "nordpark",
    (1,),
    "Bodenpflege",
    dt.datetime.fromisoformat("2026-11-29T07:00"),
    dt.datetime.fromisoformat("2026-11-29T09:00"),
    "month",
)
PLACES = Places(
    sites={_SITE.id: _SITE},
    halls={_HALL.id: _HALL, _ROOM.id: _ROOM},
    compartments=(Compartment("nordpark-1", 1, "Nordpark Drittel 1", "nordpark", (1,)),),
    doors=(Door("nord", "nordpark", "Eingang Nord", "", (), ("geraete",), (("nordpark-1", 1), ("nordpark-1", 8))),),
    closures=(_CLOSURE,),
    calendars=(_CALENDAR,),
)
MET = {
    "id": "b-1",
    "line": "TSV Lindenau · Volleyball Jugend",
    "hall": "nordpark",
    "hall_name": "Sporthalle Nordpark",
    "sections": [1],
    "place": "Drittel 1",
    "start_ms": at("18:00"),
    "end_ms": at("20:00"),
}


class Editing(Noting):
    """Says of every change that it meets one booking."""

    def __init__(self, stage: Stage, elsewhere: Callable[[Request], Any]) -> None:
        super().__init__(stage)
        self._elsewhere = elsewhere

    async def places(self, request: Request) -> Response:
        if self.stage.session is None or self.stage.session["club"] is not None:
            told: Response = await self._elsewhere(request)
            return told
        return answer(places_out(PLACES, staff=True, may_edit=True).model_dump(mode="json"))

    async def hours(self, request: Request) -> Response:
        body = await self._noted(request)
        return answer({"outside": [MET], "applied": not body["dry"]})

    async def close(self, request: Request) -> Response:
        body = await self._noted(request)
        told = {"closure": closure_out(_CLOSURE, PLACES).model_dump(mode="json"), "affected": [MET]}
        return answer(told | {"applied": not body["dry"]})

    async def take_in(self, request: Request) -> Response:
        body = await self._noted(request)
        calendar = calendar_out(_CALENDAR, staff=True).model_dump(mode="json")
        return answer({"calendar": calendar, "outside": [], "applied": body["apply"]})

    async def outputs(self, request: Request) -> Response:
        usual = {"lead_min": 10, "lag_min": 5, "absent_min": 15, "alone": False}
        body = await self._noted(request) if request.method == "PUT" else {"times": {}}
        heating = usual | {"lead_min": 60, "absent_min": 0}
        return answer({"outputs": [], "times": body["times"], "usual": {"light": usual, "heating": heating}})


def routes(stage: Stage, elsewhere: Callable[[Request], Any]) -> list[Route]:
    """`elsewhere` tells a club its places."""
    editing = Editing(stage, elsewhere)
    return [
        Route("/api/places", editing.places),
        Route("/api/places/halls/{id}/hours", editing.hours, methods=["PUT"]),
        Route("/api/places/halls/{id}/{what}", editing.changed, methods=["PUT"]),
        Route("/api/places/halls/{id}", editing.changed, methods=["PUT", "DELETE"]),
        Route("/api/places/sites/{id}/doors", editing.changed, methods=["PUT"]),
        Route("/api/places/sites/{id}", editing.changed, methods=["PUT"]),
        Route("/api/sites/{id}/outputs", editing.outputs, methods=["GET", "PUT"]),
        Route("/api/holidays", editing.changed, methods=["POST"]),
        Route("/api/closures", editing.close, methods=["POST"]),
        Route("/api/closures/{id}", editing.changed, methods=["DELETE"]),
        Route("/api/holidays/import", editing.take_in, methods=["POST"]),
        Route("/api/holidays/{id}", editing.changed, methods=["DELETE"]),
    ]
