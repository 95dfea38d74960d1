"""The stand-in's cards, PINs, keys and reports."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from support import page_states as states
from support.page_api import Stage, answer


def card(**changes: Any) -> dict[str, Any]:
    values = {"id": "c-1", "kind": "card", "label": "", "site": None, "state": "active", "since_ms": states.at("16:00")}
    return values | changes


def people() -> list[dict[str, Any]]:
    return [
        {"id": "p-1", "name": "Jana Lindner", "roles": ["trainer"], "you": True, "credentials": [card()]},
        {
            "id": "p-2",
            "name": "Tom Becker",
            "roles": ["trainer"],
            "you": False,
            "credentials": [card(id="c-2", state="waiting"), card(id="c-3", kind="pin")],
        },
        {"id": "p-3", "name": "Mira Okafor", "roles": ["member"], "you": False, "credentials": []},
    ]


def staff() -> list[dict[str, Any]]:
    own = card(id="c-9", kind="staff", site="nordpark")
    return [{"id": "p-9", "name": "M. Kern", "roles": ["caretaker"], "you": True, "credentials": [own]}, *people()]


def key(**changes: Any) -> dict[str, Any]:
    values = {
        "device": "nordpark-1",
        "slot": 3,
        "label": "Nordpark Drittel 3",
        "hall": "nordpark",
        "club": "TSV Lindenau",
        "title": "Volleyball Jugend",
        "holder": "Jana Lindner",
        "booking": "b-1",
        "since_ms": states.at("17:52"),
        "due_ms": states.at("20:00"),
        "overdue": False,
        "lost": False,
    }
    return values | changes


class Noting:
    """Notes what a page sends."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    async def _noted(self, request: Request) -> Any:
        body = await request.json() if request.headers.get("content-length", "0") != "0" else None
        self.stage.posts.append((f"{request.method} {request.url.path}", body))
        return body

    async def changed(self, request: Request) -> Response:
        await self._noted(request)
        return Response(status_code=204)


class Keys(Noting):
    async def credentials(self, request: Request) -> Response:
        if request.method == "GET":
            manager = self.stage.session is not None and self.stage.session["club"] is None
            return answer({"people": staff() if manager else people()})
        body = await self._noted(request)
        digits = {"pin": "481516239042", "staff": "704118253390"}.get(body["kind"], "")
        made = card(id="c-new", kind=body["kind"], site=body["site"], state="active" if digits else "waiting")
        code = digits[:8] if body["kind"] == "pin" else ""
        return answer({"credential": made, "code": code, "long": digits, "key": ""}, 201)

    async def credential(self, request: Request) -> Response:
        await self._noted(request)
        act = request.path_params.get("act", "")
        if act == "learn":
            return answer({"id": "cmd-1"}, 202)
        if act == "replace":
            return answer({"credential": card(id="c-new", state="waiting"), "code": "", "long": "", "key": ""}, 201)
        return Response(status_code=204)

    async def out(self, _: Request) -> Response:
        keys = [key(), key(slot=5, label="Halle Süd 1", overdue=True, holder="")]
        return answer({"now_ms": states.NOW_MS, "keys": keys})

    async def report(self, request: Request) -> Response:
        await self._noted(request)
        return answer({"id": "r-1"}, 201)


class Desk(Noting):
    """What the office and whoever is on call see."""

    async def compartments(self, _: Request) -> Response:
        one = {"device": "nordpark-1", "hall": "nordpark", "lost": None, "lost_ms": None, "out_of_service": None, "spare": None}
        return answer({"compartments": [one | {"slot": n, "label": f"Drittel {n}"} for n in range(1, 9)]})

    async def command(self, request: Request) -> Response:
        await self._noted(request)
        return answer({"id": "cmd-1"}, 202)

    async def dark(self, request: Request) -> Response:
        await self._noted(request)
        span = {"from_ms": states.at("18:00"), "to_ms": states.at("20:00")}
        told = {"id": "dark.1", "device": "nordpark-1", "slot": 2, "digits": "123456789", "grouped": "123 456 789", **span}
        return answer(told, 201)

    async def calls(self, _: Request) -> Response:
        """A call that is settled stays on the list until the locker has said so."""
        said = [body["word"] for path, body in self.stage.posts if path.endswith("/answer")]
        return answer({"calls": [_call() | {"word": said[-1] if said else ""}] if self.stage.help_asked else []})

    async def call(self, request: Request) -> Response:
        if request.method == "POST":
            await self._noted(request)
            return answer({"told": True})
        expected = {
            "booking": "b-1",
            "title": "Volleyball Jugend",
            "club": "TSV Lindenau",
            "hall_name": "Sporthalle Nordpark",
            "start_ms": states.at("18:00"),
            "end_ms": states.at("20:00"),
            "code": "waiting",
            "key": "in",
            "slots": [2, 3],
        }
        held = {"slot": 5, "label": "Halle Süd 1", "holder": "SG Süd", "since_ms": states.at("17:40"), "due_ms": None}
        act = {"t_ms": states.NOW_MS, "by": "M. Kern", "word": "seen", "slot": None, "question": "", "answer": ""}
        places = [{"slot": n, "label": f"Drittel {n}"} for n in range(1, 4)]
        return answer(
            {
                "now_ms": states.NOW_MS,
                "call": _call(),
                "incident": "i-1",
                "expected": [expected],
                "held": [held],
                "compartments": places,
                "acts": [act],
            }
        )

    async def reports(self, _: Request) -> Response:
        one = {
            "id": "r-1",
            "t_ms": states.at("17:30"),
            "booking": "b-0",
            "hall": "nordpark",
            "hall_name": "Sporthalle Nordpark",
            "club": "BC 04",
            "device": "nordpark-1",
            "slot": 3,
            "condition": "damaged",
            "text": "Netz gerissen",
            "source": "phone",
            "photo": "/api/reports/r-1/photo",
        }
        return answer({"reports": [one]})

    async def site_access(self, request: Request) -> Response:
        if request.method == "PUT":
            await self._noted(request)
        demands = [{"device": "nordpark-1", "number": 2, "uses": 3, "second": False}]
        limits = {"before_min": 15, "after_min": 15, "late_min": 10}
        site = request.path_params["site"]
        return answer({"site": site, **limits, "compartments": demands, "dark_codes": ["nordpark-1"]})

    async def releases(self, request: Request) -> Response:
        if request.method == "POST":
            await self._noted(request)
            return answer({}, 201)
        one = {
            "id": "f-1",
            "device": "nordpark-1",
            "slots": [8],
            "from_ms": states.at("08:00"),
            "to_ms": states.at("23:00"),
            "given_by": "B. Amrein",
            "given_ms": states.at("07:55"),
            "ended_by": "",
            "ended_ms": None,
        }
        return answer({"releases": [one]})

    async def proof(self, _: Request) -> Response:
        return answer({"whole": True, "links": 12, "fault_at": None, "head": "00"})


def _call() -> dict[str, Any]:
    return {
        "id": "h-1",
        "device": "nordpark-1",
        "site_name": "Sporthalle Nordpark",
        "slot": 2,
        "booking": "",
        "asked_ms": states.at("18:42"),
        "ended_ms": None,
        "word": "",
        "word_by": "",
        "word_ms": None,
    }


def routes(stage: Stage) -> list[Route]:
    keys, desk = Keys(stage), Desk(stage)
    return [
        Route("/api/credentials", keys.credentials, methods=["GET", "POST"]),
        Route("/api/credentials/{id}", keys.credential, methods=["DELETE"]),
        Route("/api/credentials/{id}/{act}", keys.credential, methods=["POST"]),
        Route("/api/keys", keys.out),
        Route("/api/compartments/{device}/{slot}/lost", keys.changed, methods=["PUT", "DELETE"]),
        Route("/api/bookings/{id}/report", keys.report, methods=["POST"]),
        Route("/api/compartments", desk.compartments),
        Route("/api/compartments/{device}/{slot}/{mark}", desk.changed, methods=["PUT"]),
        Route("/api/devices/{device}/unlockout", desk.command, methods=["POST"]),
        Route("/api/devices/{device}/emergency", desk.command, methods=["POST"]),
        Route("/api/outputs/{device}/{output}", desk.command, methods=["POST"]),
        Route("/api/devices/{device}/dark-codes", desk.dark, methods=["POST"]),
        Route("/api/help", desk.calls),
        Route("/api/help/{id}", desk.call),
        Route("/api/help/{id}/answer", desk.call, methods=["POST"]),
        Route("/api/help/{id}/open", desk.command, methods=["POST"]),
        Route("/api/reports", desk.reports),
        Route("/api/releases", desk.releases, methods=["GET", "POST"]),
        Route("/api/releases/{id}/end", desk.changed, methods=["POST"]),
        Route("/api/sites/{site}/access", desk.site_access, methods=["GET", "PUT"]),
        Route("/api/devices/{device}/compartments/{number}/access", desk.changed, methods=["PUT"]),
        Route("/api/evidence/verify", desk.proof),
    ]
