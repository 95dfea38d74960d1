"""The stand-in's fire desk: plan of the site, commands to zones, proposals of bookings with fog."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from support.page_api import Stage, answer, refusal
from support.page_keys import Noting
from support.page_states import at


def plan(**changes: Any) -> dict[str, Any]:
    rooms = [
        ("Sporthalle", 0, 0, 27, 18, "hall"),
        ("Geräteraum", 27, 0, 13, 11, "store"),
        ("Heizung", 27, 11, 13, 7, "plant"),
        ("Foyer und Umkleide-Verbindungsgang Nord", 0, 18, 28, 7, "foyer"),
        ("Lager", 28, 18, 12, 7, ""),
    ]
    sensors = [
        ("Rauch Decke", 33, 4, "smoke-1", "smoke"),
        ("Wärme Tor", 37, 8, "heat-1", "heat"),
        ("Rauch Spielfeld", 13, 9, "smoke-3", "smoke"),
        ("Rauch Foyer", 8, 21, "smoke-4", "smoke"),
        ("CO Heizung", 35, 15, "co-1", "co"),
    ]
    signs = [("exit", "Ausgang Nord", 1, 22), ("locker", "Schlüssel-Kasten", 15, 23), ("extinguisher", "Löscher", 26, 17)]
    room = ("name", "x_m", "y_m", "w_m", "h_m", "zone")
    base = {"device": "", "c": "", "sees": ""}
    points = [
        base | {"kind": "sensor", "name": name, "x_m": x, "y_m": y, "device": "nordpark-1", "c": c, "sees": sees}
        for name, x, y, c, sees in sensors
    ]
    points += [base | {"kind": kind, "name": name, "x_m": x, "y_m": y} for kind, name, x, y in signs]
    values: dict[str, Any] = {
        "site": "nordpark",
        "site_name": "Sporthalle Nordpark",
        "width_m": 40,
        "height_m": 25,
        "rooms": [dict(zip(room, one, strict=True)) for one in rooms],
        "points": points,
        "picture": None,
        "changed_ms": at("12:00"),
        "names": {"hall": "Sporthalle", "store": "Geräteraum", "plant": "Heizung", "foyer": "Foyer"},
        "may_edit": True,
    }
    return values | changes


def _sensor(c: str, name: str, kind: str) -> dict[str, str]:
    return {"device": "nordpark-1", "zone": "hall", "c": c, "name": name, "kind": kind}


def proposal() -> dict[str, Any]:
    return {
        "id": "b-fog",
        "title": "TSV Lindenau, Tanz-Gala",
        "hall": "nordpark",
        "hall_name": "Sporthalle Nordpark",
        "site": "nordpark",
        "start_ms": at("18:00", 28),
        "end_ms": at("22:00", 28),
        "state": "open",
        "person": "",
        "sensors": [_sensor("smoke-3", "Rauch Spielfeld", "smoke")],
        "stays": [_sensor("heat-3", "Wärme Spielfeld", "heat")],
    }


class FireDesk(Noting):
    async def plan(self, request: Request) -> Response:
        if request.method == "PUT":
            body = await self._noted(request)
            return answer(plan(rooms=body["rooms"], points=body["points"]))
        if request.path_params["site"] != "nordpark":
            return refusal("no_plan", "Noch kein Plan.", "No plan yet.", 404)
        return answer(plan())

    async def command(self, request: Request) -> Response:
        body = await self._noted(request)
        if request.path_params["act"] == "disable" and body["reason"] == "other" and not body["text"]:
            words = ("Bitte den Grund in eigenen Worten angeben.", "Please give the reason in your own words.")
            return refusal("no_text", *words, 422)
        return answer({"id": "cmd-1", "off": "off-new"}, 202)

    async def drill(self, request: Request) -> Response:
        await self._noted(request)
        return answer({"ref": "drill-1", "reached": [{"device": "nordpark-1", "id": "cmd-1"}], "missed": ["nordpark-2"]}, 202)

    async def proposals(self, _: Request) -> Response:
        return answer({"proposals": [proposal()]})

    async def decide(self, request: Request) -> Response:
        await self._noted(request)
        return answer(proposal() | {"state": "accepted", "person": "M. Kern"})


def routes(stage: Stage) -> list[Route]:
    desk = FireDesk(stage)
    return [
        Route("/api/sites/{site}/plan", desk.plan, methods=["GET", "PUT"]),
        Route("/api/sites/{site}/drill", desk.drill, methods=["POST"]),
        Route("/api/fire/proposals", desk.proposals),
        Route("/api/fire/proposals/{id}/{word}", desk.decide, methods=["POST"]),
        Route("/api/fire/{device}/{act}", desk.command, methods=["POST"]),
    ]
