"""The stand-in's roster and ways: fourteen days with a gap, a stand-in, and a way that waits for its code."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from support.page_api import Stage, answer, refusal
from support.page_keys import Noting
from support.page_states import NOW_MS, ZONE, at

PEOPLE = [("p-kern", "M. Kern", 2), ("p-yilmaz", "A. Yilmaz", 1), ("p-brandt", "P. Brandt", 1), ("p-neu", "N. Neumann", 0)]


def _person(person: str, name: str, ways: int) -> dict[str, Any]:
    return {"person": person, "name": name, "waking": ways, "paths": ways}


def _on_call(name: str, position: int, ways: int = 2) -> dict[str, Any]:
    base = {"person": f"p-{position}", "name": name, "position": position, "stand_in_for": "", "until_ms": None}
    return base | {"ways": ways, "paths": ways, "source": "shift"}


def _stretch(day: int, start: str, end_day: int, end: str, state: str = "ok") -> dict[str, Any]:
    line = [] if state == "nobody" else [_on_call("M. Kern", 1), _on_call("A. Yilmaz", 2, 1)]
    return {"from_ms": at(start, day), "to_ms": at(end, end_day), "state": state, "line": line}


def _site(site: str, name: str) -> dict[str, Any]:
    stretches = [
        _stretch(21, "18:00", 22, "08:00"),
        _stretch(22, "08:00", 22, "20:00", "weak"),
        _stretch(22, "20:00", 23, "08:00", "nobody"),
        *(_stretch(day, "08:00", day, "18:00") for day in range(23, 28)),
    ]
    return {"site": site, "name": name, "zone": ZONE, "stretches": stretches}


def book(*, may_edit: bool) -> dict[str, Any]:
    weekly = {"weekdays": [0, 1, 2], "start_min": 1080, "end_min": 480, "end_day": 1, "first": "2026-11-01", "last": None}
    shift: dict[str, Any] = {"person": "p-kern", "name": "M. Kern", "sites": [], "position": 1, "note": "", "imported": False}
    once = {"id": "s-2", "from_ms": at("20:00", 22), "to_ms": at("22:00", 22), "weekly": None, "imported": True}
    away = {"absent": "p-brandt", "absent_name": "P. Brandt", "person": "p-yilmaz", "name": "A. Yilmaz"}
    gap = {"de": "Halle Süd: niemand von So 20:00 bis Mo 08:00.", "en": "Halle Süd: nobody from Sun 20:00 to Mon 08:00."}
    return {
        "now_ms": NOW_MS,
        "from_ms": NOW_MS,
        "to_ms": at("18:44", 30),
        "me": "p-kern",
        "may_edit": may_edit,
        "sites": [_site("nordpark", "Sporthalle Nordpark"), _site("sued", "Halle Süd")],
        "shifts": [shift | {"id": "s-1", "from_ms": None, "to_ms": None, "weekly": weekly}, shift | once],
        "chain": [_person(*one) for one in PEOPLE[:2]],
        "stand_ins": [{"id": "a-1", "from_ms": at("08:00", 23), "to_ms": at("18:00", 27), **away}],
        "troubles": [
            {
                "kind": "gap",
                "message": gap,
                "site": "sued",
                "from_ms": at("20:00", 22),
                "to_ms": at("08:00", 23),
                "person": "",
                "name": "",
            }
        ],
        "people": [_person(*one) for one in PEOPLE],
    }


def _kind(kind: str, de: str, *, ready: bool = True) -> dict[str, Any]:
    hint = {"de": "Nummer mit Ländervorwahl, als +49 170 1234567.", "en": "Number with country code, as +49 170 1234567."}
    return {"kind": kind, "name": {"de": de, "en": de}, "hint": hint, "wakes": True, "ready": ready}


def way(**changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": "w-1",
        "kind": "webpush",
        "address": "Firefox auf Android",
        "name": "",
        "created_ms": at("08:00"),
        "verified_ms": at("08:01"),
        "last_delivered_ms": at("07:00"),
        "failing": "",
        "failing_ms": None,
        "wakes": True,
        "proved": True,
    }
    return values | changes


def ways() -> dict[str, Any]:
    advice = {
        "de": "Ein Weg allein kann ausfallen. Richten Sie einen zweiten, unabhängigen ein.",
        "en": "One way alone can fail.",
    }
    waiting = way(id="w-2", kind="sms", address="+49 170 …67", verified_ms=None, last_delivered_ms=None, proved=False)
    broken = way(
        id="w-3", kind="voice", address="+49 30 …12", name="Festnetz", failing="Anbieter antwortet nicht", proved=False
    )
    return {
        "ways": [way(), waiting, broken],
        "kinds": [
            _kind("webpush", "Push"),
            _kind("sms", "SMS"),
            _kind("voice", "Anruf"),
            _kind("matrix", "Matrix", ready=False),
        ],
        "quiet": {"zone": ZONE, "spans": [{"weekdays": [0, 1, 2, 3, 4], "from_min": 1320, "to_min": 360}]},
        "waking": 1,
        "paths": 1,
        "advice": advice,
    }


class Duty(Noting):
    async def book(self, _: Request) -> Response:
        roles = self.stage.session["roles"] if self.stage.session else []
        return answer(book(may_edit="admin" in roles))

    async def made(self, request: Request) -> Response:
        body = await self._noted(request)
        if body.get("person") == "p-neu":
            return refusal("no_way", "N. Neumann hat keinen geprüften Weg.", "N. Neumann has no proved way.", 409)
        return answer({"id": "s-new"}, 201)

    async def take_in(self, request: Request) -> Response:
        body = await self._noted(request)
        entry = {"from_ms": at("18:00", 24), "to_ms": at("08:00", 25), "problem": "", "person": "p-kern", "name": "M. Kern"}
        unknown = {"uid": "2", "label": "Ersatz Mitte", "problem": "unknown", "person": None, "name": ""}
        known = body["people"].get("Ersatz Mitte")
        second = {"uid": "2", "label": "Ersatz Mitte", "person": known} if known else unknown
        return answer(
            {
                "entries": [entry | {"uid": "1", "label": "Kern"}, entry | second],
                "good": 2 if known else 1,
                "replaced": 3,
                "unknown": [] if known else ["Ersatz Mitte"],
                "applied": body["apply"],
            }
        )

    async def ways(self, request: Request) -> Response:
        if request.method == "GET":
            return answer(ways())
        await self._noted(request)
        return answer(way(id="w-new", verified_ms=None), 201)

    async def gateways(self, _: Request) -> Response:
        return answer({"gateways": [{"kind": "sms", "scheme": "twilio"}]})

    async def verify(self, request: Request) -> Response:
        body = await self._noted(request)
        if body["code"] not in {None, "424242"}:
            return refusal("wrong_code", "Dieser Code stimmt nicht.", "This code is wrong.", 409)
        return answer(way(id="w-2"))


def routes(stage: Stage) -> list[Route]:
    duty = Duty(stage)
    return [
        Route("/api/duty", duty.book),
        Route("/api/duty/import", duty.take_in, methods=["POST"]),
        Route("/api/duty/shifts", duty.made, methods=["POST"]),
        Route("/api/duty/shifts/{id}", duty.made, methods=["PUT"]),
        Route("/api/duty/shifts/{id}", duty.changed, methods=["DELETE"]),
        Route("/api/duty/chain", duty.changed, methods=["PUT"]),
        Route("/api/duty/stand-ins", duty.made, methods=["POST"]),
        Route("/api/duty/stand-ins/{id}", duty.changed, methods=["DELETE"]),
        Route("/api/ways", duty.ways, methods=["GET", "POST"]),
        Route("/api/alert-gateways", duty.gateways),
        Route("/api/alert-gateways/{kind}", duty.changed, methods=["PUT"]),
        Route("/api/ways/quiet", duty.changed, methods=["PUT"]),
        Route("/api/ways/{id}/verify", duty.verify, methods=["POST"]),
        Route("/api/ways/{id}", duty.changed, methods=["DELETE"]),
    ]
