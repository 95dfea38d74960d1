"""The stand-in's places, free times and histories."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from support import page_states as states
from support.page_halls import HALLS


def _answer(content: Any) -> Response:
    return Response(msgspec.json.encode(content), media_type="application/json")


def conflict(line: str, start: str, end: str, day: int) -> dict[str, Any]:
    span = {"start_ms": states.at(start, day), "end_ms": states.at(end, day)}
    return {"line": line, "hall": "nordpark", "sections": [1, 2, 3], "place": "ganze Halle"} | span


def slot(start: str, end: str, day: int, state: str, free: list[int], by: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {
        "start_ms": states.at(start, day),
        "end_ms": states.at(end, day),
        "state": state,
        "free_sections": free,
        "free_parts": [],
        "section_count": 3,
        "by": by or [],
        "why": "Halle bis 22:00" if state == "closed" else "",
    }


def nearest() -> list[dict[str, Any]]:
    return [
        slot("16:00", "17:30", 22, "free", [2]),
        slot("20:30", "22:00", 22, "free", [1, 2]),
        slot("16:00", "17:30", 23, "free", [2]),
    ]


def conflicts() -> list[dict[str, Any]]:
    return [conflict("BC 04 · E-Jugend", "17:00", "19:00", 22)]


def _day(day: int) -> list[dict[str, Any]]:
    sg = conflict("SG Süd · Handball", "19:00", "20:30", day)
    return [
        slot("16:00", "17:30", day, "free", [2]),
        slot("17:30", "19:00", day, "free", [2, 3]),
        slot("18:00", "19:30", day, "taken", [], [sg]),
        slot("19:00", "20:30", day, "taken", [], [sg]),
        slot("20:30", "22:00", day, "free", [1, 2]),
        slot("22:00", "23:30", day, "closed", []),
    ]


async def _slots(request: Request) -> Response:
    asked = request.query_params
    day, days, shown = int(asked["date"][-2:]), int(asked.get("days", "5")), int(asked.get("shown", "1"))
    free = [0, 1, 3, 2, 0]
    counts = [
        {"date": f"2026-11-{day + n:02d}", "free": free[(day + n - 21) % 5], "closed": (day + n - 21) % 5 == 4, "why": ""}
        for n in range(days)
        if day + n <= 30
    ]
    more = [{"date": one["date"], "slots": _day(day + n)} for n, one in enumerate(counts[:shown])]
    return _answer({"date": asked["date"], "zone": states.ZONE, "days": counts, "slots": more[0]["slots"], "more": more[1:]})


def place(hall: dict[str, Any], **changes: Any) -> dict[str, Any]:
    facts = {
        "size": "triple",
        "area_m2": 1215,
        "length_m": 45,
        "width_m": 27,
        "height_m": 7,
        "floor": "",
        "sports": ["volleyball", "basketball"],
        "markings": [],
        "equipment": [],
        "access": {"step_free": True, "lift": None, "changing": None, "toilet": True, "hearing_loop": None, "parking": None},
        "note": "",
    }
    values = {
        "id": hall["id"],
        "name": hall["name"],
        "kind": "hall",
        "sections": hall["sections"],
        "capacity": hall["capacity"],
        "buffer_min": 0,
        "alone": True,
        "only_halls": [],
        "parts": [],
        "facts": facts,
        "accessible": hall["id"] == "nordpark",
        "hours": {"seasons": [], "named": [], "holidays": []},
        "keys": [],
    }
    return values | changes


def _sites() -> list[dict[str, Any]]:
    sites = []
    for site in dict.fromkeys(hall["site"] for hall in HALLS):
        here = [hall for hall in HALLS if hall["site"] == site]
        kitchen = {"id": f"{site}-kueche", "name": "Küche", "sections": 1, "capacity": 8}
        sites.append(
            {
                "id": site,
                "name": here[0]["site_name"],
                "address": here[0]["address"],
                "zone": states.ZONE,
                "assembly_point": "",
                "help_phone": "",
                "lat": None,
                "lon": None,
                "halls": [place(hall) for hall in here],
                "rooms": [place(kitchen, kind="kitchen", alone=False)],
                "doors": [],
            }
        )
    return sites


async def _places(_: Request) -> Response:
    return _answer({"sites": _sites(), "calendars": [], "closures": [], "may_edit": False})


async def _history(request: Request) -> Response:
    booked = {"t_ms": states.at("16:00", 2), "act": "booked", "role": "trainer", "name": "Jana Lindner", "on_behalf": False}
    was = {"start_ms": states.at("17:00"), "end_ms": states.at("19:00")}
    moved = {"t_ms": states.at("09:00", 20), "act": "moved", "role": "office", "name": "", "on_behalf": True}
    told = [
        booked | {"club": "TSV Lindenau", "why": "", "detail": {}},
        moved | {"club": "TSV Lindenau", "why": "Boden wird repariert", "detail": {"was": was}},
    ]
    return _answer({"booking": request.path_params["id"], "decisions": told})


def routes() -> list[Route]:
    return [
        Route("/api/places", _places),
        Route("/api/halls/{id}/slots", _slots),
        Route("/api/bookings/{id}/history", _history),
    ]
