"""The stand-in's places, free times and histories."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Protocol

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from support import page_series
from support import page_states as states
from support.page_decisions import decision
from support.page_halls import HALLS
from support.page_series import conflict


class Heard(Protocol):
    """Where the stand-in notes what it was sent."""

    posts: list[tuple[str, Any]]


def _answer(content: Any) -> Response:
    return Response(msgspec.json.encode(content), media_type="application/json")


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


async def places(_: Request) -> Response:
    return _answer({"sites": _sites(), "calendars": [], "closures": [], "may_edit": False})


async def _history(request: Request) -> Response:
    booked = {"t_ms": states.at("16:00", 2), "act": "booked", "role": "trainer", "name": "Jana Lindner", "on_behalf": False}
    was = {"start_ms": states.at("17:00"), "end_ms": states.at("19:00")}
    moved = {"t_ms": states.at("09:00", 20), "act": "moved", "role": "office", "name": "", "on_behalf": True}
    told = [
        decision(**booked, club="TSV Lindenau"),
        decision(
            **moved,
            club="TSV Lindenau",
            why="Boden wird repariert",
            detail={"was": was},
            what={"de": "Verlegt", "en": "Moved"},
            change={"de": "von Drittel 2 auf Drittel 1", "en": "from Drittel 2 to Drittel 1"},
        ),
    ]
    return _answer({"booking": request.path_params["id"], "decisions": told})


def _spot(hall: dict[str, Any], start: str, end: str, day: int) -> dict[str, Any]:
    return {
        "hall": hall["id"],
        "hall_name": hall["name"],
        "site": hall["site"],
        "site_name": hall["site_name"],
        "start_ms": states.at(start, day),
        "end_ms": states.at(end, day),
        "sections": [1],
        "free_sections": [1],
        "section_count": hall["sections"],
        "part": {"de": "Drittel 1" if hall["sections"] == 3 else "", "en": "third 1" if hall["sections"] == 3 else ""},
        "distance_km": None,
        "matches": [{"code": "sport", "ok": True, "words": {"de": "Sport-Art passt", "en": "sport fits"}}],
    }


async def _free(request: Request) -> Response:
    day = max(22, int(request.query_params["date"][-2:]))
    slots = [_spot(hall, start, end, day) for start, end in (("17:00", "18:30"), ("19:00", "20:30")) for hall in HALLS]
    return _answer({"zone": states.ZONE, "now_ms": states.NOW_MS, "more": False, "slots": slots})


def _series_date(day: date, body: dict[str, Any], *, taken: bool) -> dict[str, Any]:
    """As the real one plans a date: what is chosen instead is free."""
    iso = day.isoformat()
    shift = (day - date(2026, 11, 22)).days * 86_400_000
    span = {"hall": body["hall"], "hall_name": "Sporthalle Nordpark", "sections": body["sections"]}
    usual = span | {"start_ms": states.at("17:30", 22) + shift, "end_ms": states.at("19:00", 22) + shift}
    later = span | {"start_ms": states.at("20:30", 22) + shift, "end_ms": states.at("22:00", 22) + shift}
    skipped = iso in body["instead"] and body["instead"][iso] is None
    chosen = body["instead"].get(iso)
    blocked = taken and not chosen and not skipped
    return {
        "date": iso,
        "state": "skipped" if skipped else "taken" if blocked else "free",
        "booking": "",
        "at": later if chosen else usual,
        "before": None,
        "lent_to": "",
        "moved": False,
        "conflicts": [conflict("BC 04 · E-Jugend", "17:00", "19:00", 22)] if blocked else [],
        "reason": None,
        "why": "",
        "options": [later] if blocked else [],
    }


async def _series(request: Request, heard: Heard) -> Response:
    body = await request.json()
    heard.posts.append((request.url.path, body))
    first, last = date.fromisoformat(body["from_date"]), date.fromisoformat(body["to_date"])
    days = [first + timedelta(days=7 * n) for n in range((last - first).days // 7 + 1)]
    dates = [_series_date(day, body, taken=number == 1) for number, day in enumerate(days)]
    named = {name: body[name] for name in ("hall", "sections", "title", "kind", "weekday", "start", "end", "every_weeks")}
    series = named | {
        "hall_name": "Sporthalle Nordpark",
        "from_date": body["from_date"],
        "to_date": body["to_date"],
        "state": "booked",
    }
    counts = {state: sum(one["state"] == state for one in dates) for state in {one["state"] for one in dates}}
    return _answer({"series": series, "written": not body["dry"], "counts": counts, "dates": dates})


def routes(heard: Heard) -> list[Route]:
    async def series(request: Request) -> Response:
        return _answer({"series": [page_series.SERIES]}) if request.method == "GET" else await _series(request, heard)

    async def whole(request: Request) -> Response:
        if request.method == "GET":
            return _answer({"series": page_series.SERIES, "phases": [], "dates": page_series.whole_dates("booked")})
        body = await request.json() if request.method != "DELETE" else dict(request.query_params)
        heard.posts.append((f"{request.method} {request.url.path}", body))
        return _answer(page_series.series_plan(request.method, body))

    async def check(request: Request) -> Response:
        asks = (await request.json())["kind"] == "event"
        why = {"de": "Diese Art von Belegung gibt das Amt frei.", "en": "The office approves this kind of booking."}
        return _answer({"state": "asked" if asks else "booked", "reasons": [why] if asks else []})

    async def substitutes(request: Request) -> Response:
        spot = _spot(HALLS[2], "18:00", "20:00", 28)
        return _answer({"booking": request.path_params["id"], "substitutes": [spot]})

    return [
        Route("/api/bookings/{id}/substitutes", substitutes),
        Route("/api/bookings/check", check, methods=["POST"]),
        Route("/api/halls/{id}/slots", _slots),
        Route("/api/bookings/{id}/history", _history),
        Route("/api/free", _free),
        Route("/api/series", series, methods=["GET", "POST"]),
        Route("/api/series/{id}", whole, methods=["GET", "PATCH", "DELETE"]),
        Route("/api/series/{id}/next", whole, methods=["POST"]),
    ]
